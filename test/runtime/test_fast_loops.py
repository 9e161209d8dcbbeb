"""Loops with a short way of their own: against NumPy, at the edges of the way."""

import numpy
import pytest
from against_numpy import DTYPES, check, special_values

import tnp

# Around the widths of registers and the chunks of the loops.
LENGTHS = [1, 2, 7, 8, 9, 15, 17, 33, 63, 65, 130, 1000, 1023, 1025, 2500]
REAL = [name for name in DTYPES if "complex" not in name and name != "bool"]


def draw(dtype, n, seed=3):
    values = numpy.random.default_rng(seed).integers(-40, 40, n)
    return values.astype(dtype)


@pytest.mark.parametrize("name", ["max", "min"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_nan_anywhere_is_the_extremum(name, dtype):
    """In each place of runs of many lengths."""
    for n in LENGTHS[:11]:
        for place in {0, 1, n // 2, n - 2, n - 1} & set(range(n)):
            values = draw(dtype, n)
            values[place] = numpy.nan
            check(lambda m, a: getattr(a, name)(), values, label=f"{n} {place}")


@pytest.mark.parametrize("name", ["max", "min"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_the_extremum_is_found_anywhere(name, dtype):
    for n in LENGTHS[:11]:
        for place in range(0, n, max(n // 9, 1)):
            values = draw(dtype, n)
            values[place] = 1 if dtype == "bool" else 100
            check(lambda m, a: getattr(a, name)(), values, label=f"{n} {place}")


@pytest.mark.parametrize("n", [1, 8, 67])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ["maximum", "minimum"])
def test_the_second_of_two_zeros(name, dtype, n):
    """Zeros are equal; NumPy gives the second one."""
    zeros = numpy.zeros(n, dtype)
    for a, b in ((zeros, -zeros), (-zeros, zeros)):
        check(lambda m, a, b: m.signbit(getattr(m, name)(a, b)), a, b)


@pytest.mark.parametrize("dtype", DTYPES)
def test_clip(dtype):
    """Special values between bounds of every kind."""
    values = special_values(dtype)
    bounds = [(1, 5), (-2, 3), (5, 1), (0.5, 2.5), (-0.0, 0.0), (0, 0),
              (numpy.nan, 1.0), (1.0, numpy.inf), (None, 2), (3, None)]
    for low, high in bounds:
        check(lambda m, a: m.clip(a, low, high), values,
              label=f"{dtype} {low} {high}")
    for n in LENGTHS:
        check(lambda m, a: a.clip(2, 9), draw(dtype, n), label=f"{dtype} {n}")


def test_clip_keeps_the_bounds_zero():
    values = numpy.array([-0.0, 0.0, -1.0, 1.0])
    for low, high in ((0.0, 1.0), (-0.0, 1.0), (-1.0, 0.0), (-1.0, -0.0)):
        check(lambda m, a: m.signbit(m.clip(a, low, high)), values)


@pytest.mark.parametrize("first", REAL)
@pytest.mark.parametrize("second", REAL)
def test_arrays_of_two_types(first, second):
    """Converted in chunks to the type in which they meet."""
    names = ["add", "subtract", "multiply", "divide", "maximum", "less",
             "power", "arctan2", "copysign", "equal"]
    with numpy.errstate(all="ignore"), tnp.errstate(all="ignore"):
        for name in names:
            for n in (0, 1, 9, 2500):
                a = abs(draw(first, n)) % 5 + 1
                b = abs(draw(second, n, 5)) % 4
                a, b = a.astype(first), b.astype(second)
                check(lambda m, a, b: getattr(m, name)(a, b), a, b, ulps=4,
                      label=f"{name} {first} {second} {n}")


@pytest.mark.parametrize("number", [1.5, -0.0, 1e38, 3.4e38, 1e39, 1e300,
                                    1e-46, float("nan"), float("inf"), 2])
def test_float32_and_a_number(number):
    """The number becomes float32, with a warning where it overflows."""
    values = special_values("float32")
    for name in ("add", "multiply", "less", "maximum"):
        check(lambda m, a: getattr(m, name)(a, number), values, label=name)
        check(lambda m, a: getattr(m, name)(number, a), values, label=name)
    check(lambda m, a: a * number, values)
    check(lambda m, a: number - a, values)


SHAPES = [(2, 3), (3, 16), (7, 17), (31, 5), (64, 64), (100, 33), (1000, 9),
          (2048, 2), (2049, 3), (5, 4, 20)]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_sort_columns(dtype, shape):
    """Columns side by side, along every axis, with few and many values."""
    generator = numpy.random.default_rng(2)
    n = int(numpy.prod(shape))
    wide = (generator.standard_normal(n) * 1000).astype("float64")
    few = generator.integers(0, 4, n)
    for values in (wide, few, -abs(wide)):
        with numpy.errstate(all="ignore"):
            array = values.astype(dtype).reshape(shape)
        for axis in range(len(shape)):
            for kind in ("quicksort", "stable"):
                check(lambda m, a: m.sort(a, axis, kind=kind), array,
                      label=f"{dtype} {shape} {axis}")


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_sort_columns_with_nan_and_zeros(dtype):
    """Zeros keep their order and nan go last, in those columns and others."""
    generator = numpy.random.default_rng(4)
    array = generator.standard_normal((40, 37)).astype(dtype)
    array[3, 5] = array[9, 5] = numpy.nan
    array[2, 20] = -numpy.nan
    array[1::2, 30] = -0.0
    array[::2, 30] = 0.0
    array[4, 36] = numpy.inf
    array[5, 36] = -numpy.inf
    check(lambda m, a: m.sort(a, 0, kind="stable"), array)
    check(lambda m, a: m.signbit(m.sort(a, 0, kind="stable"))[:, 30], array)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sort_floats_of_both_signs(dtype):
    """Ranges that are huge, infinite, tiny, and dense around zero."""
    generator = numpy.random.default_rng(5)
    top = float(numpy.finfo(dtype).max)
    tiny = float(numpy.finfo(dtype).smallest_subnormal)
    for n in (25, 100, 1000, 5000):
        normal = generator.standard_normal(n)
        spread = normal * 10.0 ** generator.uniform(-30, 30, n)
        for values in (normal, spread, normal * top / 4, normal * tiny * 9,
                       numpy.append(normal, [-top, top]),
                       numpy.append(normal, [-numpy.inf, numpy.inf])):
            with numpy.errstate(all="ignore"):
                check(lambda m, a: m.sort(a), values.astype(dtype), label=f"{n}")


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_searchsorted_many(dtype, side):
    """Many values, in sorted arrays with and without nan at the end."""
    generator = numpy.random.default_rng(6)
    for n in (1, 2, 3, 100, 127, 128, 400):
        values = generator.integers(-9, 9, 301).astype(dtype)
        ordered = numpy.sort(generator.integers(-8, 8, n).astype(dtype))
        cases = [ordered, ordered[:0], numpy.repeat(ordered, 2)[::2]]
        if numpy.dtype(dtype).kind == "f":
            values[::50] = numpy.nan
            cases.append(numpy.append(ordered, [numpy.inf, numpy.nan]).astype(dtype))
        for case in cases:
            check(lambda m, a, v: m.searchsorted(a, v, side), case, values,
                  label=f"{dtype} {n}")


def test_scatter_counts_from_the_end():
    """Indices of either sign; nothing is written when one is outside."""
    values = numpy.arange(50.0)
    for indices in ([1, 5, 7], [-1, 3, -50], [49, 50], [-51, 0], []):
        positions = numpy.array(indices, numpy.int64)
        new = -numpy.ones(len(indices))

        def store(m, a, i, b):
            try:
                a[i] = b
            except IndexError as error:
                return m.append(a, len(str(error)))
            return a

        check(store, values, positions, new, label=str(indices))


@pytest.mark.parametrize("dtype", DTYPES)
def test_scalars_without_arrays(dtype):
    """Comparison, squares and ufuncs of one element, with ints of every size."""
    numbers = [0, -1, 2, 7, 2**29, 2**31, 2**40, -(2**62), 1.5, -0.0,
               float("nan"), float("inf"), True]
    operators = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
    for value in special_values(dtype)[:12]:
        for name in operators:
            for number in numbers:
                check(lambda m, a: getattr(a[0], name)(number),
                      numpy.array([value]), label=f"{value!r} {name} {number}")
        for name in ("sin", "sqrt", "exp", "negative", "isnan", "absolute"):
            check(lambda m, a: getattr(m, name)(a[0]), numpy.array([value]),
                  ulps=4, label=f"{name} {value!r}")
        check(lambda m, a: a[0] ** 2, numpy.array([value]), ulps=4,
              label=f"{value!r} ** 2")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("stop", [-3, 0, 1, 2, 100, 3000])
def test_arange_with_a_type(dtype, stop):
    check(lambda m: m.arange(stop, dtype=dtype), label=f"{dtype} {stop}")
    check(lambda m: m.arange(stop, dtype=getattr(m, dtype)), label=f"{dtype} {stop}")
