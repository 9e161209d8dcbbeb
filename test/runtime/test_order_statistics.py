"""Medians and quantiles of random arrays, bit for bit as NumPy's."""

import warnings

import numpy
import pytest

import tnp

DTYPES = ["float16", "float32", "float64", "int8", "uint8", "int64", "bool"]
METHODS = [
    "linear", "lower", "higher", "nearest", "midpoint", "inverted_cdf",
    "averaged_inverted_cdf", "closest_observation",
    "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased",
    "normal_unbiased"]
# As (type, value): scalars of each library, or Python's own.
PLACES = [(None, 0.3), (None, 0.5), (None, 1), (None, [0.1, 0.77]),
          (None, [0, 1]), (None, True), (None, 1 / 3), ("float16", 0.3),
          ("float32", 0.3), ("float64", 0.3), ("int64", 1)]


def place(m, kind, value):
    return getattr(m, kind)(value) if kind else value


def described(m, call):
    """Dtype, shape and bytes; or the type and the text of an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = call(m)
        except Exception as error:
            return type(error).__name__, str(error)
    array = numpy.asarray(value)
    return (isinstance(value, m.ndarray), array.dtype.str, array.shape,
            array.tobytes())


def same(call):
    assert described(tnp, call) == described(numpy, call)


def drawn(seed, dtype, shape):
    generator = numpy.random.default_rng(seed)
    if dtype == "bool":
        return generator.random(shape) < 0.5
    if dtype.startswith("float"):
        return (generator.standard_normal(shape) * 10).astype(dtype)
    return generator.integers(0, 100, shape).astype(dtype)


def cases(dtype, sizes):
    """(array, axis) of one and of two axes."""
    for n in sizes:
        for shape in ((n,), (n, 3), (3, n)):
            values = drawn(n, dtype, shape)
            for axis in (None, 0, 1)[:len(shape) + 1]:
                yield values, axis


def given(m, values):
    return m.array(values.tolist(), dtype=values.dtype.name)


@pytest.mark.parametrize("name", ["median", "nanmedian"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_medians(dtype, name):
    for values, axis in cases(dtype, [*range(1, 41), 100, 1001]):
        same(lambda m: getattr(m, name)(given(m, values), axis=axis))


@pytest.mark.parametrize("name", ["quantile", "nanquantile"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_quantiles(dtype, name):
    for values, axis in cases(dtype, [*range(1, 41, 3), 40, 1001]):
        for kind, q in PLACES:
            same(lambda m: getattr(m, name)(given(m, values),
                                            place(m, kind, q), axis=axis))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_methods(dtype, method):
    for values, axis in cases(dtype, (1, 2, 5, 10)):
        for kind, q in PLACES:
            same(lambda m: m.quantile(given(m, values), place(m, kind, q),
                                      axis=axis, method=method))


@pytest.mark.parametrize("name", ["percentile", "nanpercentile"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_percentiles(dtype, name):
    for values, axis in cases(dtype, (1, 2, 5, 10, 37)):
        for kind, q in ((None, 30), (None, 100.0 / 3), ("float16", 30.0),
                        ("float32", 30.0), (None, [10, 77]), ("int8", 30)):
            same(lambda m: getattr(m, name)(given(m, values),
                                            place(m, kind, q), axis=axis))


def test_nans():
    for dtype in ("float16", "float32", "float64"):
        for n in (2, 5, 10):
            values = drawn(n, dtype, (4, n))
            values[1, 1], values[2] = numpy.nan, numpy.nan
            for name in ("quantile", "nanquantile"):
                for kind, q in PLACES:
                    for axis in (None, 0, 1):
                        same(lambda m: getattr(m, name)(
                            given(m, values), place(m, kind, q), axis=axis))


def test_positions_that_are_integers():
    same(lambda m: m.quantile(True, False))
    same(lambda m: m.quantile([False, True, True], [False, True, True]))
    same(lambda m: m.quantile([True, False], 1))
    same(lambda m: m.quantile([1, 2, 3], 1))
    same(lambda m: m.quantile([1, 2, 3], [True, False]))
    same(lambda m: m.quantile([False, True], 0.5))
    same(lambda m: m.percentile([1, 2, 3], 100))


def test_weights_and_narrow_positions():
    for dtype in (None, "float16", "float32"):
        same(lambda m: m.quantile(
            m.array([3, 1, 2, 5]), m.array([0.4, 0.3], dtype=dtype),
            method="inverted_cdf", weights=m.array([0.1, 0.3, 0.2, 0.4])))


OUT = [((), "float64"), ((1,), "float64"), ((1, 1), "float64"),
       ((3,), "float64"), ((1,), "float32"), ((2,), "int64"),
       ((1,), "complex128"), ((2, 3), "float16")]


@pytest.mark.parametrize("shape, dtype", OUT)
@pytest.mark.parametrize("name", ["quantile", "percentile", "nanquantile",
                                  "nanmedian"])
def test_out_is_broadcast(name, shape, dtype):
    values = drawn(3, "float32", (7,))
    for q in ((0.3,), (0.8,), (1 / 3,)) if name != "nanmedian" else ((),):
        def written(m):
            out = m.zeros(shape, dtype=dtype)
            result = getattr(m, name)(given(m, values), *q, out=out)
            assert result is out
            return out

        same(written)


def test_out_of_several_axes():
    values = drawn(3, "float64", (4, 3))
    for shape in ((3,), (2, 3), (1, 3)):
        same(lambda m: m.quantile(given(m, values), 0.3, axis=0,
                                  out=m.zeros(shape)))
    for module in (numpy, tnp):
        for shape in ((), (1,), (2,)):
            with pytest.raises(ValueError):
                module.quantile(given(module, values), 0.3, axis=0,
                                out=module.zeros(shape))
        with pytest.raises(ValueError):  # elements are taken, not added
            module.quantile([1, 2, 3], 1, out=module.zeros(1, dtype=int))
