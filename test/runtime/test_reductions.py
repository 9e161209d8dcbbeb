"""Reductions over axes: values to the last bit, types, errors, warnings."""

import itertools

import numpy
import pytest
from against_numpy import DTYPES, as_numpy, as_tnp, check, special_values

import tnp

NAMES = ["add", "multiply", "maximum", "minimum", "logical_and", "logical_or"]


def reduce(name, **arguments):
    """A call of a ufunc's reduce."""
    return lambda m, a: getattr(m, name).reduce(a, **arguments)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_special_values(name, dtype):
    """Over extremes, infinities and nan of every type."""
    values = special_values(dtype)
    for part in (values, values[:4], values[:1], values[::-1], values[2::3]):
        check(
            reduce(name),
            part,
            label=f"{name} {dtype}",
            warn="complex" not in dtype and dtype != "float16",
        )


@pytest.mark.parametrize("name", NAMES)
def test_axes_and_layouts(name):
    """Every axis tuple of contiguous, transposed, reversed and strided arrays."""
    base = numpy.random.default_rng(3).normal(size=(3, 4, 5, 2))
    layouts = {
        "contiguous": lambda a: a,
        "transposed": lambda a: a.transpose(2, 0, 3, 1),
        "reversed": lambda a: a[::-1, :, ::-1],
        "strided": lambda a: a[:, ::2, 1::3],
        "empty": lambda a: a[:, :0],
    }
    for label, layout in layouts.items():
        for count in range(5):
            for axes in itertools.combinations(range(4), count):
                for keepdims in (False, True):
                    check(
                        lambda m, a: getattr(m, name).reduce(
                            layout(a), axis=axes, keepdims=keepdims
                        ),
                        base,
                        label=f"{name} {label} {axes} {keepdims}",
                    )


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "complex64"])
def test_sums_are_pairwise(dtype):
    """Equal to NumPy's in every bit, for lengths around the block sizes."""
    generator = numpy.random.default_rng(4)
    for n in [*range(0, 40), 127, 128, 129, 255, 256, 257, 1000, 8193, 100003]:
        values = generator.uniform(0, 1, n).astype(dtype)
        check(reduce("add"), values, label=f"{dtype} {n}", warn=False)
    table = generator.uniform(0, 1, (130, 257)).astype(dtype)
    for axis in (0, 1, None):
        check(reduce("add", axis=axis), table, label=f"{dtype} {axis}", warn=False)
        check(lambda m, a: m.add.reduce(a.T, axis=axis), table, warn=False)


@pytest.mark.parametrize("dtype", DTYPES)
def test_methods(dtype):
    """sum, prod, max, min, all, any, argmax, argmin, cumsum, cumprod."""
    values = special_values(dtype)[:8]
    table = numpy.resize(values, (3, 4))
    for name in "sum prod max min all any argmax argmin".split():
        for array in (values, table):
            for axis in (None, 0, -1):
                check(
                    lambda m, a: getattr(a, name)(axis=axis),
                    array,
                    label=f"{name} {dtype} {axis}",
                    warn=False,
                )
    for name in ("cumsum", "cumprod"):
        check(lambda m, a: getattr(a, name)(), table, label=name, warn=False)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["add", "multiply", "maximum", "logical_or"])
def test_accumulate(name, dtype):
    """Running results along each axis, forwards and on reversed views."""
    table = numpy.resize(special_values(dtype), (3, 5))
    for axis in (0, 1):
        check(
            lambda m, a: getattr(m, name).accumulate(a, axis=axis),
            table,
            label=f"{name} {dtype} {axis}",
            warn=False,
        )
        check(
            lambda m, a: getattr(m, name).accumulate(a[::-1, ::2], axis=axis),
            table,
            label=f"{name} {dtype} {axis} strided",
            warn=False,
        )


def test_where_masks():
    """Only the chosen elements count."""
    table = numpy.arange(12.0).reshape(3, 4)
    for mask in (table > 5, table % 2 == 0, table < 0, (table > 3)[:, :1]):
        for axis in (None, 0, 1):
            expected = numpy.add.reduce(table, axis=axis, where=mask)
            found = tnp.add.reduce(as_tnp(table), axis=axis, where=as_tnp(mask))
            assert numpy.array_equal(as_numpy(found), expected)
            expected = numpy.maximum.reduce(
                table, axis=axis, where=mask, initial=-1
            )
            found = tnp.maximum.reduce(
                as_tnp(table), axis=axis, where=as_tnp(mask), initial=-1
            )
            assert numpy.array_equal(as_numpy(found), expected)


def test_overflow_warns():
    """Sums that leave the range say so, once and with NumPy's text."""
    check(reduce("add"), numpy.array([1e308, 1e308]))
    check(reduce("add"), numpy.array([numpy.inf, -numpy.inf]))
    check(reduce("multiply"), numpy.array([1e200, 1e200]))
    check(reduce("add"), numpy.array([2**63 - 1, 1]))


@pytest.mark.parametrize(
    "call",
    [
        lambda m, a: m.add.reduce(a, axis=2),
        lambda m, a: m.add.reduce(a, axis=(0, 0)),
        lambda m, a: m.maximum.reduce(a[:0], axis=0),
        lambda m, a: m.add.reduce(a, out=m.zeros(7)),
    ],
)
def test_errors(call):
    """The kind of error is NumPy's."""
    assert check(call, numpy.arange(6.0).reshape(2, 3)) is not None


@pytest.mark.parametrize("name", ["argmax", "argmin", "max", "min"])
@pytest.mark.parametrize("dtype", ["int8", "uint16", "int64", "float32",
                                   "float64"])
def test_extrema_of_many_elements(name, dtype):
    """Ties, nan and signed zeros in any of the blocks that are read at once."""
    random = numpy.random.default_rng(5)
    for n in (63, 64, 511, 512, 513, 2049):
        values = random.integers(0, 50, n).astype(dtype)
        check(lambda m, a: getattr(m, name)(a), values)
        if values.dtype.kind != "f":
            continue
        for place in (0, n // 2, n - 1):
            with_nan = values.copy()
            with_nan[place] = numpy.nan
            check(lambda m, a: getattr(m, name)(a), with_nan)
        check(lambda m, a: getattr(m, name)(a), -numpy.zeros(n, dtype))
