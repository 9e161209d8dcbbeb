"""The short ways of transcendental functions: accuracy, and what they leave."""

import numpy
import pytest
from against_numpy import as_numpy, check, ulp_distance

import tnp

UNARY = ["exp", "log", "tanh", "sin", "cos"]
BINARY = ["power", "arctan2", "hypot"]
RANDOM = numpy.random.default_rng(11)
COUNT = 20_000


def positive(dtype, low, high):
    return numpy.exp(RANDOM.uniform(low, high, COUNT)).astype(dtype)


def signed(dtype, low, high):
    return positive(dtype, low, high) * RANDOM.choice([-1, 1], COUNT).astype(dtype)


def arguments(name, dtype):
    """Lists of operands that cover the way and its ends."""
    if name in ("log", "power"):
        first = [positive(dtype, -80, 80), positive(dtype, -0.1, 0.1)]
    else:
        first = [signed(dtype, -60, 6), signed(dtype, -2, 2)]
    if name in UNARY:
        return [[x] for x in first]
    return [[x, signed(dtype, *ends)] for x in first for ends in ((-3, 1), (-40, 9))]


def distance(found, expected):
    """The largest distance in units of the last place."""
    return ulp_distance(as_numpy(found), expected)


@pytest.mark.parametrize("name", UNARY + BINARY)
@pytest.mark.parametrize("dtype, ulps", [("float64", 1), ("float32", 4)])
def test_within_numpys_reach(name, dtype, ulps):
    for args in arguments(name, dtype):
        with numpy.errstate(all="ignore"), tnp.errstate(all="ignore"):
            expected = getattr(numpy, name)(*args)
            found = getattr(tnp, name)(*map(tnp.array, args))
        assert distance(found, expected) <= ulps


@pytest.mark.parametrize("name", UNARY + BINARY)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_neighbours_do_not_matter(name, dtype):
    """An element's result is the same alone, in a vector and beside others."""
    if dtype == "float64" and name in ("sin", "cos"):
        pytest.skip("Sleef reduces all lanes of a vector as the largest needs")
    odd = numpy.array([0, -0.0, numpy.inf, -numpy.inf, numpy.nan, -1, 5e-324, 1e300])
    for args in arguments(name, dtype):
        with tnp.errstate(all="ignore"), numpy.errstate(all="ignore"):
            odd_values = odd.astype(dtype)
            function = getattr(tnp, name)
            whole = as_numpy(function(*map(tnp.array, args)))[:64]
            alone = [as_numpy(function(*(tnp.array(a[i:i + 1]) for a in args)))[0]
                     for i in range(64)]
            mixed = [numpy.stack([a[:64], numpy.resize(odd_values, 64)], 1).ravel()
                     for a in args]
            beside = as_numpy(function(*map(tnp.array, mixed)))[::2]
            strided = [tnp.array(numpy.repeat(a[:64], 2))[::2] for a in args]
            steps = as_numpy(function(*strided))
        for other in (numpy.array(alone), beside, steps):
            assert whole.tobytes() == other.tobytes()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", UNARY + BINARY)
def test_warnings_among_ordinary_elements(name, dtype):
    """One odd element in a long run is reported, ordinary ones are not."""
    ordinary = numpy.linspace(0.1, 3, 100).astype(dtype)
    for odd in (1, 0, -0.0, -1, numpy.inf, numpy.nan, 800, -800, 1e-40):
        values = ordinary.copy()
        values[57] = odd
        if name in UNARY:
            check(lambda m, a: getattr(m, name)(a), values, ulps=4,
                  label=f"{name} {odd}")
        else:
            for args in ((values, ordinary), (ordinary, values), (values, values)):
                check(lambda m, a, b: getattr(m, name)(a, b), *args, ulps=4,
                      label=f"{name} {odd}")


def test_exact_powers():
    """Results that a float holds exactly are exact."""
    base = numpy.arange(1.0, 40.0)
    for exponent in (1.0, 3.0, 5.0, 7.0, 0.0, -1.0, 9.0):
        exponents = numpy.full(base.size, exponent)
        exact = [float(int(x) ** int(exponent)) if exponent >= 0 else 1 / x
                 for x in base]
        found = as_numpy(tnp.power(tnp.array(base), tnp.array(exponents)))
        whole = [abs(x) < 2.0**53 for x in exact]
        assert (found[whole] == numpy.array(exact)[whole]).all()


def test_signs_of_zeros():
    for dtype in ("float64", "float32"):
        zeros = numpy.array([0.0, -0.0] * 16, dtype)
        for name in ("tanh", "sin", "cos", "exp"):
            check(lambda m, a: m.signbit(getattr(m, name)(a)), zeros)
        check(lambda m, a: m.signbit(m.log(m.exp(a))), zeros)
