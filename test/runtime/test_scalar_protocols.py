"""What tnp's scalars and their types offer to other code, as NumPy's do."""

import inspect
import numbers

import numpy as np
import pytest
import tnp

NAMES = [
    "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
    "uint64", "float16", "float32", "float64", "complex64", "complex128",
]
ABSTRACT = [
    "generic", "number", "integer", "signedinteger", "unsignedinteger",
    "inexact", "floating", "complexfloating",
]


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:  # compared with NumPy's
        return type(error).__name__, str(error)


@pytest.mark.parametrize("name", NAMES)
def test_buffer_is_one_readonly_element(name):
    view, expected = (memoryview(getattr(m, name)(1)) for m in (tnp, np))
    for attribute in ("format", "itemsize", "ndim", "shape", "strides",
                      "readonly", "nbytes"):
        assert getattr(view, attribute) == getattr(expected, attribute)
    assert bytes(view) == bytes(expected)


def test_buffer_keeps_the_scalar():
    view = memoryview(tnp.int32(7))
    scalars = [tnp.int32(i) for i in range(300)]
    assert bytes(view) == (7).to_bytes(4, "little") and len(scalars) == 300


def test_bfloat16_has_no_buffer():
    with pytest.raises(BufferError, match="bfloat16"):
        memoryview(tnp.bfloat16(1))


@pytest.mark.parametrize("name", NAMES)
def test_signatures(name):
    ours, theirs = getattr(tnp, name), getattr(np, name)
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    for method in ("is_integer", "as_integer_ratio", "bit_count"):
        if hasattr(theirs, method):
            assert (str(inspect.signature(getattr(ours, method)))
                    == "(self, /)")


@pytest.mark.parametrize("name", NAMES + ABSTRACT)
@pytest.mark.parametrize("key", [int, (int,), (), (int, int), (int,) * 3])
def test_type_subscript(name, key):
    kinds = [type(outcome(lambda m=m: getattr(m, name)[key])).__name__
             for m in (tnp, np)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("name", NAMES + ABSTRACT)
@pytest.mark.parametrize("base", ["Number", "Complex", "Real", "Rational",
                                  "Integral"])
def test_numbers_hierarchy(name, base):
    base = getattr(numbers, base)
    assert (issubclass(getattr(tnp, name), base)
            == issubclass(getattr(np, name), base))


@pytest.mark.parametrize("name", ["bool", "int8", "float64", "complex128"])
@pytest.mark.parametrize("args", [(), (1,), (1, 2), (1, 2, 3)])
def test_number_of_arguments(name, args):
    ours = outcome(getattr(tnp, name), *args)
    theirs = outcome(getattr(np, name), *args)
    assert ours == theirs


def test_complex_of_two_parts():
    assert repr(tnp.complex64(1.5, -2)) == repr(np.complex64(1.5, -2))
    assert repr(tnp.complex128(3, 4)) == repr(np.complex128(3, 4))
    for name in ("complex64", "complex128"):
        for args in (("1", 2), (1j, 1j), (None, 1), (1, None), (True, 1.5)):
            ours = outcome(lambda: repr(getattr(tnp, name)(*args)))
            assert ours == outcome(lambda: repr(getattr(np, name)(*args)))


def test_subclass_is_named_in_repr():
    for module in (tnp, np):
        class Special(module.int16):
            pass

        assert repr(Special(3)) == "Special(3)"
        assert str(Special(3)) == "3"


def test_array_wrap():
    array, row = tnp.array(3, dtype=tnp.int8), tnp.array([3])
    scalar = tnp.float64(1)
    for args in ((), (None, None), (None, True)):
        assert type(scalar.__array_wrap__(array, *args)) is tnp.int8
        assert scalar.__array_wrap__(row, *args) is row
    assert scalar.__array_wrap__(array, None, False) is array
    with pytest.raises(TypeError, match="ndarray"):
        scalar.__array_wrap__(1)


def test_array_standard():
    scalar = tnp.float32(1)
    assert scalar.__array_namespace__() is tnp
    assert scalar.__array_namespace__(api_version="2024.12") is tnp
    assert scalar.to_device("cpu") is scalar
    assert (outcome(scalar.to_device, "gpu")
            == outcome(np.float32(1).to_device, "gpu"))


def test_finfo_is_one_object_per_type():
    assert tnp.finfo("f8") is tnp.finfo(float) is tnp.finfo(tnp.complex128)
    assert tnp.finfo(tnp.float32) is not tnp.finfo(tnp.float64)
    assert tnp.finfo[tnp.float32].__origin__ is tnp.finfo
    assert tnp.iinfo[tnp.int32].__origin__ is tnp.iinfo

    class WithDType:
        dtype = tnp.dtype("float32")

    assert tnp.finfo(WithDType()) is tnp.finfo(tnp.float32)


def test_decorated_by_errstate():
    @tnp.errstate(divide="raise")
    def divide(a, b):
        """Divides."""
        return tnp.float64(a) / b

    assert divide.__name__ == "divide" and divide.__doc__ == "Divides."
    divide.mark = 1
    for _ in range(2):
        with pytest.raises(FloatingPointError):
            divide(1, 0)
    with pytest.warns(RuntimeWarning):
        tnp.float64(1) / 0


@pytest.mark.parametrize("name", ("float32", "float64", "int64", "bool",
                                  "complex128"))
@pytest.mark.parametrize("call", (
    np.sqrt, np.abs, np.negative, np.square, lambda x: np.add(x, 1),
    lambda x: np.multiply(x, [1, 2])))
def test_ufuncs_of_numpy(name, call):
    ours, theirs = getattr(tnp, name)(1), getattr(np, name)(1)
    try:
        expected = call(theirs)
    except TypeError:
        with pytest.raises(TypeError):
            call(ours)
        return
    found = call(ours)
    assert found.dtype.name == expected.dtype.name
    assert found.tolist() == expected.tolist()
    assert isinstance(found, (np.ndarray, tnp.ndarray)) == isinstance(
        expected, np.ndarray)
