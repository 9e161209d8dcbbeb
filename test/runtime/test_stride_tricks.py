"""numpy.lib.stride_tricks, packbits and unpackbits against NumPy."""

import numpy
import pytest
from numpy.lib import stride_tricks as theirs

import tnp
from tnp.lib import stride_tricks as ours


def outcome(call):
    try:
        return call()
    except Exception as error:  # every kind is compared
        return type(error).__name__, str(error)


def check_view(a, b):
    if isinstance(a, tuple):
        assert b == a
        return
    assert isinstance(b, tnp.ndarray)
    assert (b.shape, b.strides) == (a.shape, a.strides)
    assert b.flags.writeable == a.flags.writeable
    assert b.tolist() == a.tolist()


@pytest.mark.parametrize("args", [
    (3,), (1,), (0,), (12,), (13,), (-1,), ((3, 2),), ((3, 2), (0, 1)),
    (2, 0), (2, 1), (2, -1), ((2, 2), (0, 0)), ((2,), (0, 1)), (2, 5), ((2, 3, 4),)])
@pytest.mark.parametrize("view", (
    lambda x: x, lambda x: x.reshape(3, 4), lambda x: x[::2],
    lambda x: x.reshape(3, 4).T, lambda x: x[::-1]))
def test_sliding_window_view(args, view):
    x = view(numpy.arange(12.))
    y = view(tnp.arange(12.))
    check_view(outcome(lambda: theirs.sliding_window_view(x, *args)),
               outcome(lambda: ours.sliding_window_view(y, *args)))


def test_windows_share_memory():
    y = tnp.arange(5.)
    windows = ours.sliding_window_view(y, 2, writeable=True)
    windows[0, 1] = 9
    assert y.tolist() == [0, 9, 2, 3, 4]
    with pytest.raises(ValueError, match="read-only"):
        ours.sliding_window_view(y, 2)[0, 0] = 1


@pytest.mark.parametrize("options", [
    {}, {"shape": (2, 3)}, {"shape": (3, 2), "strides": (8, 16)},
    {"shape": (4,), "strides": (0,)},
    {"shape": (3,), "strides": (16,), "writeable": False},
    {"shape": (2, 2)}, {"shape": (3,), "strides": (-8,)}, {"shape": (3,)}])
def test_as_strided(options):
    x, y = numpy.arange(12.)[4:10], tnp.arange(12.)[4:10]
    if options.get("shape") in ((2, 3), (2, 2)):
        x, y = x.reshape(2, 3), y.reshape(2, 3)
    check_view(theirs.as_strided(x, **options), ours.as_strided(y, **options))


def test_gradients_pass_through_windows():
    x = tnp.arange(4.)._requires_grad_()
    ours.sliding_window_view(x, 2).sum()._backward()
    assert x._grad.tolist() == [1, 2, 2, 1]


@pytest.mark.parametrize("order", ("big", "little"))
@pytest.mark.parametrize("axis", (None, 0, 1, -1, 2))
@pytest.mark.parametrize("shape", ((0,), (3,), (8,), (17,), (3, 9), (2, 0), (2, 3, 4)))
def test_bits(shape, axis, order):
    x = numpy.random.default_rng(1).integers(0, 3, shape).astype("u1")
    y = tnp.asarray(x)
    for name, kwargs in (("packbits", {}), ("unpackbits", {}),
                         ("unpackbits", {"count": 5}), ("unpackbits", {"count": -3}),
                         ("unpackbits", {"count": 200})):
        a = outcome(lambda: getattr(numpy, name)(x, axis, bitorder=order, **kwargs))
        b = outcome(lambda: getattr(tnp, name)(y, axis, bitorder=order, **kwargs))
        if x.size == 0 and kwargs:
            continue  # NumPy gives memory that it has not filled
        if isinstance(a, tuple):
            assert b[0] == a[0]
            continue
        assert b.dtype == a.dtype.name
        assert b.tolist() == a.tolist()


def test_bits_are_refused():
    for call in (lambda np: np.packbits(np.ones(3)),
                 lambda np: np.unpackbits(np.ones(3, "i4")),
                 lambda np: np.packbits(np.ones(3, "u1"), bitorder="x"),
                 lambda np: np.unpackbits(np.ones(1, "u1"), count=-9)):
        a, b = (outcome(lambda np=np: call(np)) for np in (numpy, tnp))
        assert a == b
