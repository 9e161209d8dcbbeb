"""Arrays made of tensors that require gradients."""

import numpy as np
import pytest
import torch

import tnp


def reduced(x, **options):
    return (tnp if isinstance(x, tnp.ndarray) else np).add.reduce(x, **options)


@pytest.fixture
def leaf():
    return torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype=torch.float64,
                        requires_grad=True)


@pytest.mark.parametrize("compute", [
    lambda x: x * x + 1, lambda x: 2 - x, lambda x: x / 3, lambda x: x**2,
    lambda x: -x, lambda x: x @ x.T, lambda x: x[0], lambda x: x[:, ::2],
    lambda x: x.T, lambda x: x.reshape(3, 2), lambda x: x[..., None],
    lambda x: x[[1, 0]], lambda x: reduced(x, axis=1),
    lambda x: reduced(x, axis=0, keepdims=True)])
def test_gradients_flow(leaf, compute):
    result = compute(leaf._np_compat())
    assert isinstance(result, tnp.ndarray)
    expected = compute(leaf.detach().numpy())
    np.testing.assert_allclose(result.tolist(), expected.tolist())
    result._torch().sum().backward()
    assert leaf.grad.shape == leaf.shape
    # Central differences of the same program on NumPy.
    start = leaf.detach().numpy()
    for i in np.ndindex(start.shape):
        step = np.zeros_like(start)
        step[i] = 1e-6
        rise = compute(start + step).sum() - compute(start - step).sum()
        np.testing.assert_allclose(leaf.grad[i].item(), rise / 2e-6,
                                   atol=1e-6)


def test_full_reduction_stays_an_array(leaf):
    total = reduced(leaf._np_compat() ** 2, axis=None)
    assert isinstance(total, tnp.ndarray) and total.shape == ()
    assert float(total) == 91
    total._torch().backward()
    assert torch.equal(leaf.grad, 2 * leaf.detach())


def test_the_tensor_comes_back_itself(leaf):
    assert leaf._np_compat()._torch() is leaf


@pytest.mark.parametrize("show", [repr, str, lambda x: x.tolist(),
                                  lambda x: list(x.flat),
                                  lambda x: x[0].item(1),
                                  lambda x: float(x[1, 2]), len,
                                  lambda x: x.tobytes()])
def test_reading(leaf, show):
    plain = tnp.asarray(leaf.detach().numpy())
    assert show(leaf._np_compat()) == show(plain)


def test_memory_is_not_shared_with_gradients(leaf):
    a = leaf._np_compat()
    for export in (memoryview, np.asarray,
                   lambda x: x.__array_interface__):
        with pytest.raises(TypeError, match="gradients"):
            export(a)


def test_writing_to_a_leaf_is_refused(leaf):
    a = leaf._np_compat()
    with pytest.raises(RuntimeError, match="in-place|leaf"):
        a[0, 0] = 1
    assert leaf[0, 0] == 1


def test_flat_assignment(leaf):
    with pytest.raises(RuntimeError, match="leaf Variable"):
        leaf._np_compat().flat[[0]] = 1
    scaled = (leaf * 2)._np_compat()
    scaled.T.flat[[1, 5]] = 0
    scaled.sum()._backward()
    assert leaf.grad.tolist() == [[2, 2, 2], [0, 2, 0]]
    target = tnp.zeros(6)
    target.flat[0:6] = leaf.detach().numpy()
    assert target.tolist() == [1, 2, 3, 4, 5, 6]


def test_detach_shares_memory_without_gradient(leaf):
    detached = (leaf * 1)._np_compat()._detach()
    assert not detached._torch().requires_grad
    detached[0, 0] = 9.0
    assert detached.sum() == 9.0 + 2 + 3 + 4 + 5 + 6
    plain = tnp.ones(3)
    assert plain._detach() is plain
