"""The short ways of subscripts and ufuncs: same results, same refusals."""

import numpy
import pytest
from against_numpy import DTYPES, special_values

import tnp

VIEWS = [
    lambda a: a,
    lambda a: a[::2],
    lambda a: a[::-1],
    lambda a: a[1:],
    lambda a: a[:0],
    lambda a: a.reshape(-1, 1),
]


def run(module, make, body):
    """What `body` does to an array: result, the array after, the error."""
    array = module.array(make())
    try:
        result = body(module, array)
    except Exception as error:
        return None, numpy.asarray(array), (type(error).__name__, str(error))
    return numpy.asarray(result), numpy.asarray(array), None


def same(make, body):
    """The same on both sides, to the sign of zeros."""
    expected = run(numpy, make, body)
    found = run(tnp, make, body)
    assert found[2] == expected[2]
    for ours, theirs in zip(found[:2], expected[:2]):
        if theirs is None:
            assert ours is None
            continue
        assert str(ours.dtype) == str(theirs.dtype) and ours.shape == theirs.shape
        assert ours.tobytes() == theirs.tobytes()


def put(key, value):
    """An assignment that gives the array itself."""

    def body(module, array):
        array[key(module)] = value(module) if callable(value) else value
        return array

    return body


def line(dtype):
    """Fifteen elements, the last ones special."""
    special = special_values(dtype)
    return numpy.resize(special, 15)


INDICES = [[0], [14, -15, 3, 3], [[1, 2], [-1, 0]], [15], [-16], [2**62, 0], [-(2**63)]]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("view", range(len(VIEWS)))
def test_index_arrays(dtype, view):
    """In and out of bounds, negative, repeated; of views of every stride."""
    for indices in INDICES:
        same(lambda: line(dtype), lambda m, a: VIEWS[view](a)[m.array(indices)])
        same(lambda: line(dtype), lambda m, a: VIEWS[view](a).take(m.array(indices)))
        for value in (1, 0, [1], numpy.arange(4) % 2):
            same(
                lambda: line(dtype),
                lambda m, a: put(
                    lambda m: m.array(indices),
                    lambda m: m.array(value).astype(dtype)
                    if not isinstance(value, int)
                    else value,
                )(m, VIEWS[view](a)),
            )
    same(lambda: line(dtype), lambda m, a: a[m.zeros(0, dtype="int64")])


@pytest.mark.parametrize("dtype", DTYPES)
def test_masks(dtype):
    """Masks of one axis and of all, with numbers on the right."""
    flags = numpy.resize([True, False, False, True, True], 15)
    for view in VIEWS:
        for value in (1, 0.0, True, numpy.float64(1), [1]):
            for some in (flags, ~flags, flags & False, flags[:3]):
                same(
                    lambda: line(dtype),
                    lambda m, a: put(lambda m: view(m.array(some)), value)(m, view(a)),
                )
                same(lambda: line(dtype), lambda m, a: view(a)[view(m.array(some))])


@pytest.mark.parametrize("dtype", DTYPES)
def test_fills(dtype):
    """Slices set to Python numbers, also those that do not fit."""
    keys = [
        slice(None),
        slice(3, 9),
        slice(None, None, -2),
        slice(4, 4),
        Ellipsis,
        (None, slice(2)),
        7,
        -15,
        15,
    ]
    for value in (1, 0, 1.5, -0.0, float("inf"), float("nan"), -1, 300, 2**70, True):
        if value != value and numpy.dtype(dtype).kind in "iub":
            continue
        for key in keys:
            rest = key if isinstance(key, tuple) else (key,)
            with numpy.errstate(all="ignore"), tnp.errstate(all="ignore"):
                same(lambda: line(dtype), put(lambda m: key, value))
                same(
                    lambda: numpy.stack([line(dtype)] * 3),
                    put(lambda m: (slice(None, None, 2), *rest), value),
                )


def test_overlap():
    """An index, a mask or a value that is part of the target."""
    numbers = lambda: numpy.arange(9)[::-1].copy()
    same(numbers, lambda m, a: put(lambda m: a, 5)(m, a))
    same(numbers, lambda m, a: put(lambda m: a[:4], lambda m: a[4:8])(m, a))
    same(numbers, lambda m, a: put(lambda m: m.arange(4), lambda m: a[1:5])(m, a))
    same(lambda: numpy.array([True, False, True]), lambda m, a: put(lambda m: a, 0)(m, a))


def test_read_only():
    """A view that must not be written."""

    def frozen(body):
        def inner(module, array):
            array.flags.writeable = False
            return body(module, array)

        return inner

    for key in (lambda m: m.array([1]), lambda m: m.ones(9, bool), lambda m: slice(2)):
        same(lambda: numpy.arange(9), frozen(put(key, 1)))
    same(lambda: numpy.arange(9), frozen(lambda m, a: m.add(a, a, out=a)))


@pytest.mark.parametrize("name", ["add", "less", "true_divide", "left_shift", "arctan2"])
def test_out(name):
    """out= of every type, layout and overlap."""
    outs = [
        lambda m, a: a,
        lambda m, a: a[::-1],
        lambda m, a: m.zeros(8, a.dtype),
        lambda m, a: m.zeros(16, a.dtype)[::2],
        lambda m, a: m.zeros(8, bool),
        lambda m, a: m.zeros(8, "float32"),
        lambda m, a: m.zeros((2, 8), a.dtype),
        lambda m, a: m.zeros(7, a.dtype),
        lambda m, a: a.view("uint8").reshape(8, -1)[:, 0],
        lambda m, a: a.view("bool")[:8],
    ]
    for dtype in ("float64", "float32", "int64", "bool"):
        for out in outs:

            def body(m, a):
                target = out(m, a)
                result = getattr(m, name)(a, a[::1] if m else a, out=target)
                assert result is target
                return result

            same(lambda: numpy.arange(8).astype(dtype), body)


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float32", "complex128"])
def test_strided_vectors(dtype):
    """Sums of vectors of every stride, also zero and negative."""
    views = [*VIEWS[:5], lambda a: a[:1].repeat(1)[:1], lambda a: a[::-3]]
    for n in (0, 1, 2, 31, 100):
        make = lambda: numpy.arange(n).astype(dtype)
        for view in views:
            same(make, lambda m, a: view(a) + view(a))
            same(make, lambda m, a: view(a) * a[: len(view(a))])
            same(make, lambda m, a: view(a) == m.broadcast_to(a[:1], view(a).shape))


@pytest.mark.parametrize("dtype", [name for name in DTYPES if name != "bool"])
def test_arange(dtype):
    """Steps of either sign."""
    for bounds in ((5,), (0,), (3, 40, 7), (40, 3, -7)):
        if dtype.startswith("u") and bounds[-1] < 0:
            continue
        same(lambda: [0], lambda m, a: m.arange(*bounds, dtype=dtype))
