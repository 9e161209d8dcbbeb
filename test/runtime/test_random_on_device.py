"""`_device=`: random numbers by torch's generators."""

import numpy as np
import pytest
import torch

import tnp

CALLS = [
    "random((3, 4))", "random_sample(5)", "rand(2, 3)", "randn(2, 3)", "standard_normal(4)",
    "standard_exponential((2, 2))", "normal(5, 2, (3, 4))", "normal(size=3)",
    "uniform(-1, 1, 6)", "uniform(size=(2, 2))", "exponential(3.0, 4)",
    "randint(0, 10, (3, 3))", "randint(5, size=4, dtype='i4')", "permutation(7)",
    "normal([0, 10], [1, 2], (5, 2))",
]


def drawn(call, xp=tnp, **device):
    return eval(f"xp.random.{call[:-1]}, **device)", {"xp": xp, "device": device})


@pytest.mark.parametrize("call", CALLS)
def test_shapes_and_types_are_those_of_numpy(call):
    expected = eval(f"xp.random.{call}", {"xp": np})
    actual = drawn(call, _device="cpu")
    assert (actual.shape, str(actual.dtype)) == (expected.shape, str(expected.dtype))


@pytest.mark.parametrize("call", CALLS)
def test_torchs_seed_starts_the_stream(call):
    torch.manual_seed(7)
    first = drawn(call, _device="cpu")
    second = drawn(call, _device="cpu")
    torch.manual_seed(7)
    again = drawn(call, _device="cpu")
    np.testing.assert_array_equal(np.asarray(again), np.asarray(first))
    assert not np.array_equal(np.asarray(second), np.asarray(first))


def test_the_numbers_are_torchs():
    torch.manual_seed(3)
    expected = torch.randn(4, dtype=torch.float64)
    torch.manual_seed(3)
    actual = tnp.random.standard_normal(4, _device="cpu")
    np.testing.assert_array_equal(np.asarray(actual), expected.numpy())


def test_numpys_stream_goes_on_as_if_nothing_was_drawn():
    tnp.random.seed(1)
    tnp.random.normal(size=3, _device="cpu")
    assert tnp.random.random() == np.random.RandomState(1).random()


def test_generators_have_it_too():
    rng = tnp.random.default_rng(0)
    assert rng.integers(3, 5, 100, endpoint=True, _device="cpu").max() == 5
    assert rng.random(3, dtype="f4", _device="cpu").dtype == tnp.float32


def test_ranges():
    values = np.asarray(tnp.random.uniform(2, 5, 10000, _device="cpu"))
    assert 2 <= values.min() < 2.1 and 4.9 < values.max() <= 5
    values = np.asarray(tnp.random.exponential(3, 20000, _device="cpu"))
    assert abs(values.mean() - 3) < 0.15
    values = np.asarray(tnp.random.normal(5, 2, 20000, _device="cpu"))
    assert abs(values.mean() - 5) < 0.1 and abs(values.std() - 2) < 0.1
    assert sorted(tnp.random.permutation(5, _device="cpu").tolist()) == [0, 1, 2, 3, 4]


def test_errors():
    with pytest.raises(NotImplementedError, match="do not draw it"):
        tnp.random.beta(1, 2, _device="cpu")
    with pytest.raises(ValueError, match="Device not understood"):
        tnp.random.rand(2, _device="tpu")
    with pytest.raises(ValueError, match="low >= high"):
        tnp.random.randint(5, 5, _device="cpu")
    with pytest.raises(TypeError, match="unexpected keyword argument 'size'"):
        tnp.random.rand(2, size=3)
    if not torch.cuda.is_available():
        with pytest.raises(RuntimeError):
            tnp.random.rand(2, _device="cuda")
