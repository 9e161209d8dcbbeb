"""Masks, index arrays and fills longer than any block of the loops."""

import numpy as np
import pytest
import tnp

DTYPES = ["bool", "int8", "float16", "float32", "int64", "complex128"]


def operands(n, dtype, share):
    random = np.random.default_rng(n)
    a = random.integers(0, 100, n).astype(dtype)
    return a, random.random(n) < share


@pytest.mark.parametrize("n", [0, 1, 254, 255, 256, 511, 5000])
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_masks(n, dtype, share):
    a, mask = operands(n, dtype, share)
    got = tnp.array(a)[tnp.array(mask)]
    assert got.tolist() == a[mask].tolist()
    (where,) = tnp.nonzero(tnp.array(mask))
    assert where.tolist() == np.nonzero(mask)[0].tolist()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("step", [1, 2, -1])
def test_index_arrays(dtype, step):
    a, _ = operands(300, dtype, 0.5)
    indices = np.random.default_rng(1).integers(-150, 150, 1000)
    ours, theirs = tnp.array(a)[::step], a[::step]
    assert ours[tnp.array(indices)].tolist() == theirs[indices].tolist()
    assert ours.take(tnp.array(indices)).tolist() == theirs.take(indices).tolist()


@pytest.mark.parametrize("at", [0, 500, 999])
@pytest.mark.parametrize("index", [7, -8])
def test_one_index_out_of_bounds(at, index):
    indices = np.zeros(1000, np.int64)
    indices[at] = index
    for call in (lambda m, a, i: a[i], lambda m, a, i: m.take(a, i)):
        with pytest.raises(IndexError) as theirs:
            call(np, np.arange(7.0), indices)
        with pytest.raises(IndexError) as ours:
            call(tnp, tnp.arange(7.0), tnp.array(indices))
        assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [1, 7, 64, 1001])
def test_fills(dtype, n):
    ours, theirs = tnp.zeros(n, dtype), np.zeros(n, dtype)
    ours[n // 3:] = 1
    theirs[n // 3:] = 1
    assert ours.tolist() == theirs.tolist()
