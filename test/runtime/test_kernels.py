"""The ported kernels, called through torch's dispatcher."""

import numpy as np
import pytest
import torch

import tnp  # noqa: F401  (registers the kernels)

hypot = torch.ops.tnp.hypot.default


def ulp_distance(actual, expected):
    ints = np.int32 if expected.dtype == np.float32 else np.int64
    return np.abs(actual.view(ints) - expected.view(ints))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hypot_is_within_one_ulp(dtype):
    rng = np.random.default_rng(1)
    limits = np.finfo(dtype)
    scale = 10.0 ** rng.uniform(np.log10(limits.tiny), np.log10(limits.max) - 1,
                                (2, 5000))
    x, y = (rng.uniform(-1, 1, (2, 5000)) * scale).astype(dtype)
    y[::2] = x[::2] * rng.uniform(0, 2, 2500).astype(dtype)
    with np.errstate(all="ignore"):
        expected = np.hypot(x.astype("longdouble"), y.astype("longdouble"))
    actual = hypot(torch.from_numpy(x), torch.from_numpy(y)).numpy()
    assert actual.dtype == dtype
    assert ulp_distance(actual, expected.astype(dtype)).max() <= 1


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hypot_special_values(dtype):
    limits = np.finfo(dtype)
    values = np.array([0, -0.0, 1, -1, np.inf, -np.inf, np.nan, limits.max,
                       limits.tiny, limits.smallest_subnormal], dtype)
    x, y = (part.copy() for part in np.meshgrid(values, values))
    with np.errstate(all="ignore"):
        expected = np.hypot(x, y)
    actual = hypot(torch.from_numpy(x), torch.from_numpy(y)).numpy()
    np.testing.assert_allclose(actual, expected, rtol=2 * limits.eps, atol=0)
    np.testing.assert_array_equal(np.signbit(actual[~np.isnan(actual)]), False)


@pytest.mark.parametrize("shapes", [((), ()), ((0,), (0,)), ((3, 1), (4,)),
                                    ((2, 0), (1, 1))])
def test_hypot_shapes(shapes):
    x, y = (np.full(shape, value) for shape, value in zip(shapes, (3.0, 4.0)))
    actual = hypot(torch.from_numpy(x), torch.from_numpy(y)).numpy()
    np.testing.assert_array_equal(actual, np.hypot(x, y))


def test_hypot_strides():
    x = np.arange(24.0).reshape(4, 6)
    actual = hypot(torch.from_numpy(x)[:, ::2], torch.from_numpy(x).T[:3].T)
    np.testing.assert_array_equal(actual.numpy(), np.hypot(x[:, ::2], x[:, :3]))


def test_hypot_errors():
    with pytest.raises(RuntimeError, match="hypot: input has dtype .*Long"):
        hypot(torch.ones(2, dtype=torch.int64), torch.ones(2))
    with pytest.raises(RuntimeError, match="hypot: .* b has"):
        hypot(torch.ones(2), torch.ones(2, dtype=torch.float64))
    with pytest.raises(RuntimeError, match="size"):
        hypot(torch.ones(2), torch.ones(3))
