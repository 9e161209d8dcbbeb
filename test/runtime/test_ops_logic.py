"""Comparisons of whole arrays."""
import pytest

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
