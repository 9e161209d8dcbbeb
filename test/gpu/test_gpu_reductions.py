"""Reductions and other methods that look at whole axes."""

import numpy as np
import pytest

import tnp

from placed import DTYPES, check, values

METHODS = ["sum", "prod", "max", "min", "mean", "std", "var", "all", "any",
           "argmax", "argmin", "ptp", "cumsum", "cumprod", "argsort", "sort",
           "nonzero", "trace"]
FUNCTIONS = ["median", "nansum", "nanmean", "nanmax", "nanmin", "nanprod",
             "nanstd", "nanvar", "count_nonzero", "average", "amax", "amin",
             "cumsum", "cumprod", "nancumsum", "nancumprod", "argmax",
             "argmin", "nanargmax", "nanargmin", "ptp", "sort", "argsort"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", METHODS)
def test_methods_over_everything(name, dtype):
    if name == "sort":
        def call(a):
            a.sort()
            return a
    else:
        def call(a):
            return getattr(a, name)()
    check(call, values(dtype, (3, 4), 1), ulp=64, what=name)


AXES = [name for name in METHODS if name not in ("nonzero", "trace", "sort")]


@pytest.mark.parametrize("dtype", ["bool", "int32", "float32", "float64",
                                   "complex64"])
@pytest.mark.parametrize("name", AXES)
def test_methods_along_axes(name, dtype):
    x = values(dtype, (3, 4, 2), 1)
    for axis in (0, 1, -1):
        check(lambda a: getattr(a, name)(axis=axis), x, ulp=64, what=name)
    if name in ("sum", "prod", "max", "min", "mean", "std", "var", "all", "any"):
        check(lambda a: getattr(a, name)(axis=(0, 2)), x, ulp=64, what=name)
        check(lambda a: getattr(a, name)(axis=1, keepdims=True), x, ulp=64)
        check(lambda a: getattr(a, name)(axis=5), x)


@pytest.mark.parametrize("dtype", ["int64", "float32", "float64"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name, dtype):
    x = values(dtype, (3, 4), 1)
    function = getattr(tnp, name)
    check(function, x, ulp=64, what=name)
    check(lambda a: function(a, axis=0), x, ulp=64, what=name)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if "nan" in name])
def test_functions_pass_over_nan(name):
    x = values("float64", (3, 4), 1)
    x[0, 1] = x[2, 3] = np.nan
    check(lambda a: getattr(tnp, name)(a, axis=0), x, ulp=64, what=name)


@pytest.mark.parametrize("name", ["sum", "prod", "max", "min", "mean"])
def test_empty(name):
    check(lambda a: getattr(a, name)(), np.zeros((0, 3)), what=name)
    check(lambda a: getattr(a, name)(axis=0), np.zeros((0, 3)), what=name)
    check(lambda a: getattr(a, name)(axis=1), np.zeros((0, 3)), what=name)


@pytest.mark.parametrize("name", ["sum", "prod", "max", "min", "mean"])
def test_where_and_initial(name):
    x = values("float64", (3, 4), 1)
    options = {} if name == "mean" else {"initial": 0.5}
    check(lambda a, m: getattr(a, name)(axis=0, where=m, **options), x, x > -1,
          ulp=64, what=name)


def test_dtype_and_out():
    x = values("float32", (3, 4), 1)
    check(lambda a: a.sum(dtype="float64"), x)
    check(lambda a: a.mean(axis=0, dtype="float64"), x)
    check(lambda a, out: a.sum(axis=0, out=out), x, np.zeros(4, "float32"))


def test_nan_is_the_extremum():
    x = values("float64", (3, 4), 1)
    x[1, 2] = np.nan
    for name in ("max", "min", "argmax", "argmin"):
        check(lambda a: getattr(a, name)(), x, what=name)
        check(lambda a: getattr(a, name)(axis=1), x, what=name)
