"""Comparisons of whole arrays."""
import numpy as np
import pytest

import tnp
from same import check

EXPRESSIONS = [
    'xp.allclose([1e10, 1e-7], [1.00001e10, 1e-8])',
    'xp.allclose([1, 2], [1, 2 + 1e-9])',
    'xp.allclose([1, nan], [1, nan])',
    'xp.allclose([1, nan], [1, nan], equal_nan=True)',
    'xp.isclose([1, inf, nan], [1 + 1e-9, inf, nan])',
    'xp.isclose([1, inf, nan], [1 + 1e-9, -inf, nan], equal_nan=True)',
    'xp.isclose(1, 2)',
    'xp.isclose(xp.array([1, 2]), xp.array([1, 3]), rtol=0.5)',
    'xp.isclose([1, 2], [1, 2, 3])',
    'xp.array_equal([1, 2], [1, 2])',
    'xp.array_equal([1, 2], [1, 2, 3])',
    'xp.array_equal([1, nan], [1, nan])',
    'xp.array_equal([1, nan], [1, nan], equal_nan=True)',
    'xp.array_equiv([1, 2], [[1, 2], [1, 2]])',
    'xp.array_equiv([1, 2], [1, 2, 3])',
    'xp.iscomplex([1+1j, 2])',
    'xp.isreal([1+1j, 2])',
    'xp.isreal(3)',
    'xp.iscomplexobj([1j])',
    'xp.isrealobj([1.])',
    'xp.isfortran(xp.arange(6).reshape(2, 3).T)',
    'xp.isposinf([inf, -inf, 1])',
    'xp.isneginf([inf, -inf, 1])',
    'xp.isscalar(3)',
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_equals_numpy(text):
    check(text)


def test_allclose_of_doubles():
    values = np.array([0.0, -0.0, 1.0, 1.0 + 1e-9, 1e308, -1e308, np.inf,
                       -np.inf, np.nan, 2.0])
    for x in values:
        for y in values:
            for options in ({}, {"equal_nan": True}, {"rtol": 0, "atol": 0},
                            {"rtol": np.inf}, {"atol": np.nan}):
                a, b = np.array([1.0, x] * 700), np.array([1.0, y] * 700)
                with np.errstate(all="ignore"):
                    expected = np.allclose(a, b, **options)
                found = tnp.allclose(tnp.array(a), tnp.array(b), **options)
                assert found is expected, (x, y, options)
