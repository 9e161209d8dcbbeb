"""Series of numpy.polynomial where torch computes, against main memory."""

import pytest

import tnp

from placed import check, values

BASES = {"polynomial": "poly", "chebyshev": "cheb", "legendre": "leg",
         "hermite": "herm", "hermite_e": "herme", "laguerre": "lag"}

bases = pytest.mark.parametrize("base", BASES)
dtypes = pytest.mark.parametrize("dtype", ["int32", "float32", "float64",
                                           "complex128"])


def member(base, name):
    return getattr(getattr(tnp.polynomial, base), BASES[base] + name)


def series(n, dtype, seed=1):
    c = values(dtype, (n,), seed)
    c[-1] = 2
    return c


@bases
@dtypes
def test_arithmetic(base, dtype):
    c1, c2 = series(5, dtype), series(3, dtype, 2)
    for name in ("add", "sub", "mul", "div"):
        check(member(base, name), c1, c2, ulp=4096, what=name)
        check(member(base, name), c2, c1, ulp=4096, what=name)
    for name in ("mulx", "trim", "fromroots"):
        check(member(base, name), c1, ulp=4096, what=name)
    check(member(base, "pow"), c2, 3, ulp=4096)


@bases
@dtypes
def test_calculus(base, dtype):
    c = values(dtype, (4, 3), 1)
    for name in ("der", "int"):
        for axis in (0, 1):
            check(lambda c: member(base, name)(c, 2, axis=axis), c, ulp=512)


@bases
@dtypes
def test_values(base, dtype):
    for shape in ((1,), (5,), (4, 2)):
        c = values(dtype, shape, 1)
        for x in (values("float64", (3,)), values("float32", (2, 3)), 0.5):
            check(member(base, "val"), x, c, ulp=4096)
    x, y = values("float64", (2, 5))
    check(member(base, "val2d"), x, y, values(dtype, (3, 4)), ulp=4096)
    check(member(base, "grid2d"), x, y, values(dtype, (3, 4)), ulp=4096)


@bases
@dtypes
def test_matrices(base, dtype):
    x = values(dtype, (2, 3))
    check(member(base, "vander"), x, 4, ulp=4096)
    check(member(base, "vander2d"), x, x, [1, 2], ulp=4096)


@bases
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_fit_and_roots(base, dtype):
    x, y = values(dtype, (2, 9))
    check(member(base, "fit"), x / 4, y, 2, ulp=1 << 16)
    check(member(base, "fit"), x / 4, y, [0, 2], ulp=1 << 16)
    check(member(base, "companion"), series(4, dtype), ulp=64)
    check(member(base, "roots"), series(4, dtype), ulp=1 << 12)


@pytest.mark.parametrize("name", ["polyadd", "polysub", "polymul", "polydiv"])
def test_highest_power_first(name):
    check(getattr(tnp, name), series(5, "float64"), series(3, "float64", 2),
          ulp=512)


def test_classes():
    def composed(c, x):
        p = tnp.polynomial.Chebyshev(c, [0, 2])
        return (p * p).deriv().convert(kind=tnp.polynomial.Legendre)(x)

    check(composed, values("float64", (4,)), values("float64", (6,)), ulp=1 << 14)


def test_fit_of_powers():
    x, y = values("float64", (2, 9))
    for options in ({}, {"full": True}, {"cov": True}):
        check(lambda x, y: tnp.polyfit(x, y, 2, **options)[0], x, y, ulp=1 << 14)
