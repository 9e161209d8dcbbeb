"""Attributes that may be set, views, subclasses, pickles: tnp against NumPy."""

import copy
import ctypes
import pickle
import warnings

import numpy as np
import pytest

import tnp

DTYPES = ["?", "i1", "u2", "i4", "u8", "f2", "f4", "f8", "c8", "c16"]


def outcome(call, module):
    """The array that a call gives, as plain values, or its error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            result = call(module)
        except (TypeError, ValueError, AttributeError) as error:
            return type(error).__name__, str(error)
    if isinstance(result, module.ndarray):
        return (result.dtype.str, result.shape, result.strides,
                result.flags.writeable, result.tobytes())
    return result


def check(call):
    assert outcome(call, tnp) == outcome(call, np)


def sample(module, dtype="i4"):
    return module.arange(24).reshape(4, 6).astype(dtype)


@pytest.mark.parametrize("new", DTYPES)
@pytest.mark.parametrize("old", DTYPES)
def test_view_as_another_dtype(old, new):
    for part in (lambda a: a, lambda a: a[::2], lambda a: a[:, ::2],
                 lambda a: a.T, lambda a: a[:, :1], lambda a: a[0, 0:0]):
        check(lambda m: part(sample(m, old)).view(new))
    check(lambda m: m.array(1, old).view(new))


@pytest.mark.parametrize("dtype", DTYPES)
def test_byteswap(dtype):
    check(lambda m: sample(m, dtype).byteswap())
    check(lambda m: sample(m, dtype)[::2, ::-1].byteswap())

    def in_place(m):
        a = sample(m, dtype)
        assert a[1:].byteswap(inplace=True) is not a
        return a
    check(in_place)


@pytest.mark.parametrize("shape", [(24,), (2, 12), (-1, 3), (5, 5), (), 24])
def test_set_shape(shape):
    def call(m, part):
        a = part(sample(m))
        a.shape = shape
        return a
    for part in (lambda a: a, lambda a: a.T, lambda a: a[:, ::2]):
        check(lambda m: call(m, part))


@pytest.mark.parametrize("strides", [(24, 4), (4, 4), (0, 0), (24, 8), (4,),
                                     (-4, 4), "ab"])
def test_set_strides(strides):
    def call(m):
        a = sample(m)
        a.strides = strides
        return a
    check(call)


@pytest.mark.parametrize("dtype", ["i4", "f4", "u1", "i8", "c16", float, None])
def test_set_dtype(dtype):
    def call(m):
        a = sample(m)
        a.dtype = dtype
        return a
    check(call)


def test_attributes_cannot_be_deleted():
    for name in ("shape", "strides", "dtype"):
        check(lambda m: delattr(sample(m), name))


@pytest.mark.parametrize("arguments", [
    {"shape": (2, 3), "dtype": "i2"},
    {"shape": (2, 3), "dtype": "i2", "offset": 4},
    {"shape": (2, 3), "dtype": "i2", "strides": (2, 4)},
    {"shape": (2, 3), "dtype": "i2", "order": "F"},
    {"shape": -1, "dtype": "i4", "offset": 8},
    {"shape": (40,), "dtype": "i4"},
    {"shape": (2,), "dtype": "i4", "strides": (400,)},
    {"shape": (2,), "dtype": "i4", "strides": (4, 4)},
])
def test_constructor_on_a_buffer(arguments):
    check(lambda m: m.ndarray(buffer=bytes(range(64)), **arguments))
    check(lambda m: m.ndarray(buffer=bytearray(range(64)), **arguments))


def test_getfield_and_setfield():
    check(lambda m: sample(m, "c16").getfield("f8", 8))
    check(lambda m: sample(m, "i4").getfield("u1", 1))
    check(lambda m: sample(m, "i4").getfield("i8"))
    check(lambda m: sample(m, "i4").getfield("i2", 3))

    def call(m):
        a = sample(m)
        a.setfield(7, "i1", 2)
        return a
    check(call)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("dtype", DTYPES)
def test_pickles(dtype, protocol):
    for part in (lambda a: a, lambda a: a.T, lambda a: a[::2, ::-1]):
        check(lambda m: pickle.loads(pickle.dumps(part(sample(m, dtype)),
                                                  protocol)))


def test_ctypes():
    a = sample(tnp)
    pointer = a.ctypes.data_as(ctypes.POINTER(ctypes.c_int32))
    assert pointer[7] == 7
    assert tuple(a.ctypes.shape) == (4, 6)
    assert tuple(a.ctypes.strides) == (24, 4)


def named_array(module):
    """A subclass that carries a name, as NumPy's guide writes one."""

    class NamedArray(module.ndarray):
        def __new__(cls, values, name=None):
            result = module.asarray(values).view(cls)
            result.name = name
            return result

        def __array_finalize__(self, source):
            self.name = getattr(source, "name", "none")

    return NamedArray


SUBCLASS_STEPS = {
    "slice": lambda m, a: a[1:],
    "fancy": lambda m, a: a[[0, 1]],
    "mask": lambda m, a: a[a > 5],
    "transpose": lambda m, a: a.T,
    "reshape": lambda m, a: a.reshape(-1),
    "ravel": lambda m, a: a.ravel(),
    "copy": lambda m, a: a.copy(),
    "copy module": lambda m, a: copy.copy(a),
    "astype": lambda m, a: a.astype("f8"),
    "add": lambda m, a: a + 1,
    "radd": lambda m, a: 1.5 + a,
    "compare": lambda m, a: a > 3,
    "negative": lambda m, a: -a,
    "ufunc": lambda m, a: m.sqrt(a),
    "in place": lambda m, a: a.__iadd__(1),
    "sum": lambda m, a: a.sum(axis=0),
    "max": lambda m, a: a.max(axis=1),
    "view": lambda m, a: a.view(m.ndarray),
    "asarray": lambda m, a: m.asarray(a),
    "asanyarray": lambda m, a: m.asanyarray(a),
    "array": lambda m, a: m.array(a),
    "array subok": lambda m, a: m.array(a, subok=True),
    "empty_like": lambda m, a: m.zeros_like(a),
    "divmod": lambda m, a: divmod(a, 2)[1],
    "modf": lambda m, a: m.modf(a)[0],
    "where=": lambda m, a: m.add(a, 1, where=a > 2, out=m.zeros_like(a)),
    "reduce": lambda m, a: m.add.reduce(a),
    "accumulate": lambda m, a: m.add.accumulate(a),
    "outer": lambda m, a: m.multiply.outer(a, [1, 2]),
    "with plain": lambda m, a: sample(m) * a,
    "take": lambda m, a: a.take([0, 1]),
    "element": lambda m, a: a[0, 0],
    "row": lambda m, a: a[0],
    "squeeze": lambda m, a: a.squeeze(),
    "cumsum": lambda m, a: a.cumsum(axis=0),
}


@pytest.mark.parametrize("step", SUBCLASS_STEPS)
def test_subclass_is_kept(step):
    def call(m):
        result = SUBCLASS_STEPS[step](m, named_array(m)(sample(m), name="x"))
        return type(result).__name__, getattr(result, "name", "no name")
    check(call)
