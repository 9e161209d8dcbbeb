"""Freed blocks of arrays are used again, and never while something holds them."""

import gc

import numpy as np
import pytest
import tnp

SIZES = [1, 100, 513, 5000, 100_000, 700_001]


@pytest.mark.parametrize("n", SIZES)
def test_a_view_keeps_its_memory(n):
    view = tnp.ones(n)[n // 2:]
    gc.collect()
    others = [tnp.full(n, 7.0) for _ in range(20)]
    assert view.tolist() == [1.0] * (n - n // 2)
    assert all(other[0] == 7.0 for other in others)


@pytest.mark.parametrize("n", SIZES)
def test_sizes_may_alternate(n):
    for extent in [n, n + 1, max(n - 1, 1), n] * 5:
        a = tnp.arange(extent) + 1
        assert a.sum() == extent * (extent + 1) // 2
        assert tnp.zeros(extent).any() == np.False_
        del a


@pytest.mark.parametrize("n", SIZES)
def test_large_blocks_are_aligned(n):
    assert tnp.empty(n).__array_interface__["data"][0] % 64 == 0
