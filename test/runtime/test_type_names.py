"""Digits, names of types and `iterable` against NumPy."""

import itertools

import numpy as np
import pytest

import tnp
from same import check


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:  # compared
        return type(error), str(error)


@pytest.mark.parametrize("width", [None, 0, 1, 3, 5, 8, 12, 70])
def test_binary_repr(width):
    numbers = [*range(-70, 70), 2**62, -2**62, 2**64, -2**64 + 1]
    for number in numbers:
        assert (outcome(tnp.binary_repr, number, width) ==
                outcome(np.binary_repr, number, width)), number


@pytest.mark.parametrize("base", [0, 1, 2, 3, 10, 16, 36, 37])
@pytest.mark.parametrize("padding", [0, 3])
def test_base_repr(base, padding):
    for number in [*range(-40, 40), 10**20, np.int16(-7)]:
        assert (outcome(tnp.base_repr, number, base, padding) ==
                outcome(np.base_repr, number, base, padding)), number


def test_mintypecode():
    for pair in itertools.product("?bhlfdFDg", repeat=2):
        assert tnp.mintypecode(pair) == np.mintypecode(pair)
    check("xp.mintypecode([xp.ones(2, 'f4'), 1.5], 'fdD')")
    check("xp.mintypecode(['i'], 'fd', 'f')")


@pytest.mark.parametrize("char", "?bBhHiIlLqQfdgFDGSUVO")
def test_typename(char):
    assert tnp.typename(char) == np.typename(char)


@pytest.mark.parametrize("value", ["[1]", "1", "'a'", "xp.ones(2)", "xp.float64(1)",
                                   "xp.array(1)", "None", "{}"])
def test_iterable(value):
    check(f"xp.iterable({value})")
