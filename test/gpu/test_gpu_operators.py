"""Every operator of Python, on arrays, numbers and views."""

import operator

import numpy as np
import pytest

import tnp

from placed import DTYPES, back, check, place, values

BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_",
          "or_", "xor", "lshift", "rshift", "lt", "le", "eq", "ne", "gt", "ge"]
IN_PLACE = ["iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow",
            "iand", "ior", "ixor", "ilshift", "irshift"]
UNARY = ["neg", "pos", "abs", "invert"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", BINARY)
def test_binary(name, dtype):
    function = getattr(operator, name)
    x = values(dtype, (3, 4), 1, low=1, high=3)
    y = values(dtype, (4,), 2, low=1, high=3)
    check(function, x, y, ulp=64, what=name)
    check(function, x, y[::-1], ulp=64, what=name)
    for number in (2, 1.5, True, 1j):
        check(lambda a: function(a, number), x, ulp=64, what=name)
        check(lambda a: function(number, a), x, ulp=64, what=name)


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("left", ["int32", "uint8", "float32", "float64"])
@pytest.mark.parametrize("right", ["bool", "int64", "float16", "complex64"])
def test_mixed_dtypes(name, left, right):
    x = values(left, (3, 4), 1, low=1, high=3)
    y = values(right, (3, 1), 2, low=1, high=3)
    check(getattr(operator, name), x, y, ulp=64, what=name)
    check(getattr(operator, name), y, x, ulp=64, what=name)


@pytest.mark.parametrize("dtype", ["bool", "int32", "uint8", "float32",
                                   "float64", "complex128"])
@pytest.mark.parametrize("name", IN_PLACE)
def test_in_place(name, dtype):
    function = getattr(operator, name)
    x = values(dtype, (3, 4), 1, low=1, high=3)
    y = values(dtype, (4,), 2, low=1, high=3)
    check(function, x, y, ulp=64, what=name)
    check(lambda a: function(a, 2), x, ulp=64, what=name)

    def through_view(a, b):
        part = a[1:, ::2]
        part = function(part, b[:2])
        return a, part

    check(through_view, x, y, ulp=64, what=name)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", UNARY)
def test_unary(name, dtype):
    check(getattr(operator, name), values(dtype, (3, 4)), what=name)


@pytest.mark.parametrize("dtype", ["int64", "float32", "complex64"])
@pytest.mark.parametrize("shapes", [((3,), (3,)), ((2, 3), (3,)),
                                    ((3,), (3, 2)), ((2, 3), (3, 4)),
                                    ((5, 2, 3), (3, 4)), ((2, 0), (0, 3)),
                                    ((2, 3), (2, 3))])
def test_matmul(shapes, dtype):
    x, y = values(dtype, shapes[0], 1), values(dtype, shapes[1], 2)
    check(operator.matmul, x, y, ulp=64)


def test_divmod_and_three_argument_forms():
    x, y = values("float64", (5,), 1), values("float64", (5,), 2, low=1)
    check(divmod, x, y, ulp=64)
    check(lambda a: divmod(a, 2), x, ulp=64)


def test_conversions_to_python():
    for value in (3, 2.5, True, 1 + 2j):
        a = place(np.array([value]))
        assert a.item() == value and a.tolist() == [value]
        assert bool(a) is bool(value)
    assert float(place(np.array(2.5))) == 2.5
    assert int(place(np.array(7))) == 7
    assert operator.index(place(np.array(7))) == 7
    assert complex(place(np.array(1j))) == 1j
    assert len(place(np.zeros((3, 2)))) == 3
    assert 2.0 in place(np.arange(3.0))
    assert [back(row).tolist() for row in place(np.eye(2))] == [[1, 0], [0, 1]]
    with pytest.raises(ValueError, match="ambiguous"):
        bool(place(np.zeros(2)))


def test_scalars_and_arrays_in_main_memory_mix_when_0d():
    x = values("float32", (3,), 1)
    check(lambda a: a + tnp.float32(2), x)
    check(lambda a: tnp.float64(2) * a, x)
    check(lambda a: a + tnp.array(2.0), x)
