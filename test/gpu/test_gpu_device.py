"""Arrays on a GPU. Skipped without one; tools/gpu-check makes that an error."""

import os

import numpy as np
import pytest
import torch

import tnp

if not torch.cuda.is_available() and not os.environ.get("TNP_REQUIRE_CUDA"):
    pytest.skip("there is no GPU", allow_module_level=True)

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64", "float16", "float32", "float64", "complex64",
          "complex128"]


def test_the_first_use_of_the_gpu_loads_the_kernels():
    a = tnp.ones(3)._cuda()
    assert a._device == "cuda:0"
    assert torch._C._dispatch_has_kernel_for_dispatch_key("tnp::hypot", "CUDA")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)])
def test_round_trip(dtype, shape):
    expected = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    a = tnp.asarray(expected)._cuda()
    assert a.shape == shape and str(a.dtype) == dtype
    np.testing.assert_array_equal(np.asarray(a._cpu()), expected)
    assert a._cuda() is a
    assert a.tolist() == expected.tolist()
    assert repr(a) == repr(tnp.asarray(expected))


def test_memory_is_shared_with_torch():
    a = tnp.zeros(3)._cuda()
    a._torch()[1] = 5
    assert a.tolist() == [0, 5, 0]
    t = torch.zeros(3, device="cuda")
    t._np_compat()[2] = 7
    assert t.tolist() == [0, 0, 7]


@pytest.mark.parametrize("name", ["add", "subtract", "multiply", "divide",
                                  "maximum", "hypot", "power", "less"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_arithmetic_stays_on_the_gpu(name, dtype):
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0.5, 2, (2, 100, 7)).astype(dtype)
    actual = getattr(tnp, name)(tnp.asarray(x)._cuda(), tnp.asarray(y)._cuda())
    expected = getattr(np, name)(x, y)
    assert actual._device == "cuda:0" and str(actual.dtype) == expected.dtype
    np.testing.assert_allclose(np.asarray(actual._cpu()), expected,
                               rtol=4 * np.finfo(dtype).eps)


def test_reductions_and_indexing():
    expected = np.arange(24.0).reshape(2, 3, 4)
    a = tnp.asarray(expected)._cuda()
    for actual, wanted in [(a.sum(), expected.sum()),
                           (a.max(axis=1), expected.max(axis=1)),
                           (a[1, ::2], expected[1, ::2]),
                           (a[a > 5], expected[expected > 5]),
                           (a.reshape(6, 4).T, expected.reshape(6, 4).T)]:
        assert actual._device == "cuda:0"
        np.testing.assert_array_equal(np.asarray(actual._cpu()), wanted)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hypot_kernel_equals_the_cpu_kernel(dtype):
    rng = np.random.default_rng(3)
    x, y = (rng.normal(size=(2, 10_000))
            * 10.0 ** rng.uniform(-30, 30, (2, 10_000))).astype(dtype)
    tnp.ones(1)._cuda()
    host = [torch.from_numpy(part) for part in (x, y)]
    on_host = torch.ops.tnp.hypot(*host)
    on_device = torch.ops.tnp.hypot(*(part.cuda() for part in host)).cpu()
    assert torch.equal(on_host, on_device)


def test_a_device_that_does_not_exist():
    with pytest.raises(RuntimeError, match="device 100 does not exist"):
        tnp.ones(3)._cuda(100)
