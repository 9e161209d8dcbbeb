"""Sorting and partitioning floats of every length and of many kinds, which is
done in registers from 32 elements on."""

import numpy as np
import pytest

import tnp

LENGTHS = [*range(1, 260), 500, 1000, 1023, 4097, 20_000, 100_003]


def samples(n, random):
    few = np.where(random.rand(n) < .2, np.nan, random.randn(n))
    ends = np.where(random.rand(n) < .3, np.inf, random.randn(n))
    yield random.randn(n)
    yield random.randint(0, 5, n) + 0.5
    yield np.arange(n) + 0.5
    yield np.arange(n)[::-1] + 0.5
    yield np.ones(n)
    yield few
    yield np.where(random.rand(n) < .3, -np.inf, ends)
    yield random.choice([0.0, -0.0, 1.0, -1.0], n)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sort(dtype):
    random = np.random.RandomState(0)
    for n in LENGTHS:
        for values in samples(n, random):
            values = values.astype(dtype)
            np.testing.assert_array_equal(
                np.asarray(tnp.sort(tnp.array(values))), np.sort(values))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_zeros_keep_their_order(dtype):
    values = np.random.RandomState(1).choice([0.0, -0.0, 1.0], 300)
    values = values.astype(dtype)
    found = np.asarray(tnp.sort(tnp.array(values)))
    expected = np.sort(values, kind="stable")
    np.testing.assert_array_equal(np.signbit(found), np.signbit(expected))


def is_partitioned(found, ordered, places):
    """nan counts as the greatest number."""
    key = np.where(np.isnan(found), np.inf, found)
    return all(
        np.array_equal(found[k], ordered[k], equal_nan=True) and
        key[:k].max(initial=-np.inf) <= key[k] <= key[k:].min()
        for k in places)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_partition(dtype):
    random = np.random.RandomState(2)
    for n in LENGTHS:
        for values in samples(n, random):
            values = values.astype(dtype)
            ordered = np.sort(values)
            for kth in (0, n - 1, n // 2, [n // 3, 2 * n // 3], -1):
                found = np.asarray(tnp.partition(tnp.array(values), kth))
                np.testing.assert_array_equal(np.sort(found), ordered)
                places = [k % n for k in np.atleast_1d(kth)]
                assert is_partitioned(found, ordered, places), (n, kth)


def test_partition_of_lanes():
    values = np.random.RandomState(3).randn(7, 90)
    for axis in (0, 1):
        for place in (values, values[:, ::2], values.T.copy().T):
            found = tnp.array(place)
            found.partition(3, axis)
            np.testing.assert_array_equal(
                np.take(np.asarray(found), 3, axis),
                np.take(np.sort(place, axis), 3, axis))


def test_statistics_of_many():
    random = np.random.RandomState(4)
    for n in (31, 32, 33, 100, 1001):
        for values in samples(n, random):
            with np.errstate(all="ignore"):
                for call in (lambda m, a: m.median(a),
                             lambda m, a: m.percentile(a, [10, 50, 99.5]),
                             lambda m, a: m.quantile(a, 0.3, method="lower")):
                    np.testing.assert_array_equal(
                        np.asarray(call(tnp, tnp.array(values))),
                        call(np, values))
