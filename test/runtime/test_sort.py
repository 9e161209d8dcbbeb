"""Sorting: every dtype, length class, distribution and layout, with the values
that order in their own way."""

import numpy as np
import pytest
import tnp

from array_compare import as_numpy

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64", "float16", "float32", "float64", "complex64",
          "complex128"]
LENGTHS = [0, 1, 2, 23, 24, 25, 70, 300, 2500, 30000]


def draws(dtype, n, random):
    """Arrays of a dtype: spread, few values, skewed, sorted, with specials."""
    wide = np.dtype(dtype).kind in "fc"
    spread = random.standard_normal(n) * 10.0 ** random.integers(-3, 3, n)
    yield spread
    yield random.integers(0, 4, n)
    yield np.where(random.random(n) < 0.01, 1e4, random.random(n))
    yield np.sort(spread)
    yield np.sort(spread)[::-1]
    if wide:
        specials = np.array([np.nan, -np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0])
        yield random.choice(specials, n)
        yield np.where(random.random(n) < 0.1, random.choice(specials, n), spread)


def arrays(dtype, n):
    random = np.random.default_rng(n)
    for values in draws(dtype, n, random):
        with np.errstate(all="ignore"):
            if dtype.startswith("complex"):
                values = values + 1j * random.permutation(values)
            if np.dtype(dtype).kind in "iu":
                values = (values * 1000).astype("i8")
            yield values.astype(dtype)


def same_bits(found, expected):
    """Equal to the bit; the sign of a nan does not count."""
    assert found.dtype == expected.dtype and found.shape == expected.shape
    found, expected = found.ravel(), expected.ravel()
    if expected.dtype.kind == "c":
        part = "f4" if expected.dtype == np.complex64 else "f8"
        found, expected = found.view(part), expected.view(part)
    if expected.dtype.kind == "f":
        nan = np.isnan(expected)
        np.testing.assert_array_equal(np.isnan(found), nan)
        bits = f"u{expected.dtype.itemsize}"
        found, expected = found[~nan].view(bits), expected[~nan].view(bits)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", LENGTHS)
def test_stable_sort(dtype, n):
    for values in arrays(dtype, n):
        expected = np.sort(values, kind="stable")
        same_bits(np.asarray(tnp.sort(tnp.array(values))), expected)
        positions = np.asarray(tnp.argsort(tnp.array(values)))
        np.testing.assert_array_equal(
            positions, np.argsort(values, kind="stable"))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", LENGTHS)
def test_unique(dtype, n):
    for values in arrays(dtype, n):
        for options in ({}, {"equal_nan": False}):
            found = tnp.unique(tnp.array(values), True, True, True, **options)
            expected = np.unique(values, True, True, True, **options)
            for ours, theirs in zip(found[1:], expected[1:], strict=True):
                np.testing.assert_array_equal(np.asarray(ours), theirs)
            np.testing.assert_array_equal(np.asarray(found[0]), expected[0])
            alone = np.asarray(tnp.unique(tnp.array(values), **options))
            np.testing.assert_array_equal(alone, np.unique(values, **options))


@pytest.mark.parametrize("dtype", ["int16", "float64", "complex64"])
@pytest.mark.parametrize("shape", [(40, 37), (3, 50, 4), (200, 3), (1, 5), (5, 1)])
def test_axes_and_layouts(dtype, shape):
    random = np.random.default_rng(7)
    whole = (random.standard_normal(shape) * 100).astype(dtype)
    for values in (whole, np.asfortranarray(whole), whole[::-1, ::2],
                   np.broadcast_to(whole[:1], whole.shape)):
        for axis in (*range(values.ndim), -1, None):
            same_bits(np.asarray(tnp.sort(tnp.asarray(values), axis=axis)),
                      np.sort(values, axis=axis, kind="stable"))
            np.testing.assert_array_equal(
                np.asarray(tnp.argsort(tnp.asarray(values), axis=axis)),
                np.argsort(values, axis=axis, kind="stable"))
        if values.flags.writeable:
            expected, found = values.copy(order="K"), tnp.array(values)
            expected.sort(axis=0)
            found.sort(axis=0)
            np.testing.assert_array_equal(as_numpy(found), expected)


def test_many_lanes_share_the_sorters_memory():
    values = np.random.default_rng(5).integers(0, 99, (30, 1000))
    np.testing.assert_array_equal(
        np.asarray(tnp.sort(tnp.array(values), axis=1)), np.sort(values, axis=1))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_lanes_with_ever_fewer_nans(dtype):
    values = np.random.default_rng(6).standard_normal((6, 5000)).astype(dtype)
    for lane, count in enumerate((5000, 4999, 3000, 30, 1, 0)):
        values[lane, :count] = np.nan
    for axis, array in ((1, values), (0, values.T)):
        same_bits(np.asarray(tnp.sort(tnp.array(array), axis=axis)),
                  np.sort(array, axis=axis, kind="stable"))
