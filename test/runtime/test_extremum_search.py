"""argmax and argmin: first of equals, nan, and every way to walk an array."""

import numpy
import pytest
from against_numpy import DTYPES, check, special_values

NAMES = ["argmax", "argmin"]
# Around the widths of registers and the blocks of the search.
LENGTHS = [1, 2, 3, 7, 15, 16, 17, 31, 33, 63, 65, 100, 255, 257, 1023, 1025, 4100]


VIEWS = [
    lambda a: a,
    lambda a: a.T,
    lambda a: a[::-1],
    lambda a: a[..., ::2],
    lambda a: a[..., ::-1],
    lambda a: a[..., :1],
    lambda a: a[:0].T,
]


def search(name, view=VIEWS[0], **arguments):
    """A call of the method on a view."""
    return lambda m, a: getattr(view(a), name)(**arguments)


def draw(generator, dtype, shape):
    """Few distinct values, so that equal extremes are common."""
    values = generator.integers(0, 5, shape)
    if dtype.startswith(("int", "float", "complex")):
        values = values - 2
    array = values.astype(dtype)
    if dtype.startswith("complex"):
        array += 1j * generator.integers(-1, 2, shape).astype(dtype)
    return array


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_special_values(name, dtype):
    """Extremes, infinities, signed zeros and nan of every type."""
    values = special_values(dtype)
    for part in (values, values[::-1], values[1::2], numpy.tile(values, 40)):
        check(search(name), part, label=f"{name} {dtype}")
        grid = numpy.stack([part, part[::-1], numpy.roll(part, 3)])
        for axis in (0, 1):
            check(search(name, axis=axis), grid, label=f"{name} {dtype} {axis}")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_lengths(name, dtype):
    """Runs and columns of every length, with repeated extremes."""
    generator = numpy.random.default_rng(11)
    for n in LENGTHS:
        line = draw(generator, dtype, n)
        for k, view in enumerate(VIEWS[:5]):
            check(search(name, view), line, label=f"{name} {dtype} {n} view {k}")
        grid = draw(generator, dtype, (5, n))
        for k, view in enumerate(VIEWS):
            for axis in (0, 1):
                label = f"{name} {dtype} {n} view {k} axis {axis}"
                check(search(name, view, axis=axis), grid, label=label)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", NAMES)
def test_nan_anywhere(name, dtype):
    """The first nan is the extremum, in any block and any lane."""
    generator = numpy.random.default_rng(12)
    for n in LENGTHS:
        for place in {0, n // 2, n - 1}:
            line = draw(generator, dtype, n)
            line[place:] = numpy.where(
                generator.random(n - place) < 0.3, numpy.nan, line[place:]
            )
            line[place] = numpy.nan
            check(search(name), line, label=f"{name} {dtype} {n} {place}")
            grid = numpy.stack([draw(generator, dtype, n), line, line[::-1]])
            check(search(name, axis=0), grid, label=f"{name} {dtype} columns {n}")


@pytest.mark.parametrize("name", NAMES)
def test_axes_of_a_cube(name):
    """Every axis of views of a cube, with keepdims."""
    cube = numpy.random.default_rng(13).integers(0, 9, (4, 5, 6))
    for view in [*VIEWS, lambda a: a.transpose(2, 0, 1)]:
        for axis in (None, 0, 1, 2, -1):
            for keepdims in (False, True):
                check(search(name, view, axis=axis, keepdims=keepdims), cube)
