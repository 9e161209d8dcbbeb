"""Subclasses of Python's numbers beside scalars and arrays, as in NumPy.

Their type counts as float64, int64 or complex128, and they may take the work.
"""

import operator

import numpy as np
import pytest
import tnp


class Float(float):
    pass


class Int(int):
    pass


class Complex(complex):
    pass


class Reflected(float):
    """Defines operators, and says nothing about ufuncs."""

    def __radd__(self, other):
        return "radd"

    def __gt__(self, other):
        return "gt"


class OptedOut(float):
    __array_ufunc__ = None

    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __gt__(self, other):
        return "gt"

    __hash__ = float.__hash__

    def __eq__(self, other):
        return "eq"


class OptedOutInt(int):
    __array_ufunc__ = None

    def __rpow__(self, other):
        return "rpow"

    def __rdivmod__(self, other):
        return "rdivmod"


class Prior(float):
    __array_priority__ = 1000

    def __radd__(self, other):
        return "radd"


CLASSES = [Float, Int, Complex, Reflected, OptedOut, OptedOutInt, Prior]
DTYPES = ["bool", "int8", "int64", "uint64", "float16", "float32", "float64",
          "complex64"]
OPERATORS = [operator.add, operator.sub, operator.truediv, operator.pow, divmod,
             operator.lt, operator.eq]


def outcome(call):
    try:
        result = call()
    except Exception as error:
        return type(error).__name__, str(error).replace("numpy.", "tnp.")
    return type(result).__name__, str(getattr(result, "dtype", "")), str(result)


@pytest.mark.parametrize("function", OPERATORS)
@pytest.mark.parametrize("number", CLASSES)
def test_equals_numpy(number, function):
    for dtype in DTYPES:
        for make in (lambda m: m.dtype(dtype).type(2),
                     lambda m: m.full(2, 2, dtype=dtype)):
            for forward in (True, False):
                def call(m):
                    pair = make(m), number(1)
                    return function(*(pair if forward else pair[::-1]))

                assert outcome(lambda: call(tnp)) == outcome(
                    lambda: call(np)), (dtype, forward)
