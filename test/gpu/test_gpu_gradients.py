"""Gradients on a device, against the same computation in torch on the CPU."""

import numpy as np
import pytest
import torch

import tnp
from placed import DEVICE, HAS_CUDA, back, values

# name: (of tnp, of torch, lowest value)
FUNCTIONS = {
    "product": (lambda a: a * a.T, lambda t: t * t.T, -2),
    "quotient": (lambda a: a / (a + 5), lambda t: t / (t + 5), -2),
    "power": (lambda a: a ** 3, lambda t: t ** 3, -2),
    "matmul": (lambda a: a @ a, lambda t: t @ t, -2),
    "sin": (tnp.sin, torch.sin, -2),
    "exp": (tnp.exp, torch.exp, -2),
    "log": (tnp.log, torch.log, 0.5),
    "sqrt": (tnp.sqrt, torch.sqrt, 0.5),
    "tanh": (tnp.tanh, torch.tanh, -2),
    "arctan2": (lambda a: tnp.arctan2(a, a + 9), lambda t: torch.atan2(t, t + 9),
                -2),
    "hypot": (lambda a: tnp.hypot(a, a + 1), lambda t: torch.hypot(t, t + 1), 0.5),
    "maximum": (lambda a: tnp.maximum(a, 0.25), lambda t: torch.clamp(t, 0.25),
                -2),
    "where": (lambda a: tnp.where(a > 0, a, a * a),
              lambda t: torch.where(t > 0, t, t * t), -2),
    "mean": (lambda a: a.mean(axis=0), lambda t: t.mean(0), -2),
    "std": (lambda a: a.std(axis=1, ddof=1), lambda t: t.std(1), -2),
    "cumsum": (lambda a: a.cumsum(axis=0), lambda t: t.cumsum(0), -2),
    "prod": (lambda a: a.prod(axis=1), lambda t: t.prod(1), 0.5),
    "slice": (lambda a: a[::2, 1:], lambda t: t[::2, 1:], -2),
    "fancy": (lambda a: a[[0, 0, 2]], lambda t: t[[0, 0, 2]], -2),
    "mask": (lambda a: a[a > 0], lambda t: t[t > 0], -2),
    "transpose": (lambda a: a.T.reshape(-1)[3:], lambda t: t.T.reshape(-1)[3:],
                  -2),
    "stack": (lambda a: tnp.stack([a, a * 2]),
              lambda t: torch.stack([t, t * 2]), -2),
    "sort": (lambda a: tnp.sort(a, axis=0), lambda t: t.sort(0).values, -2),
}


def weights_for(shape):
    return np.arange(1.0, np.prod(shape, dtype=int) + 1).reshape(shape)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_equals_torch(name):
    ours, theirs, low = FUNCTIONS[name]
    x = values("float64", (4, 4), 3, low=low, high=2.0)
    a = tnp.asarray(x)
    a = (a._cuda() if HAS_CUDA else a)._requires_grad_()
    result = ours(a)
    w = tnp.asarray(weights_for(result.shape))
    (result * (w._cuda() if HAS_CUDA else w)).sum()._backward()
    t = torch.from_numpy(x.copy()).requires_grad_()
    expected = theirs(t)
    (expected * torch.from_numpy(weights_for(tuple(expected.shape)))).sum() \
        .backward()
    assert a._grad._device == DEVICE
    np.testing.assert_allclose(back(result), expected.detach().numpy(), 1e-12)
    np.testing.assert_allclose(back(a._grad), t.grad.numpy(), 1e-12, 1e-12)


def test_a_training_loop_on_the_device():
    x = values("float64", (50, 3), 1)
    target = x @ np.array([1.0, -2.0, 0.5]) + 3
    X, y = tnp.asarray(x), tnp.asarray(target)
    w, b = tnp.zeros(3), tnp.zeros(())
    if HAS_CUDA:
        X, y, w, b = (a._cuda() for a in (X, y, w, b))
    w._requires_grad_()
    b._requires_grad_()
    for _ in range(400):
        loss = ((X @ w + b - y) ** 2).mean()
        loss._backward()
        with tnp._no_grad():
            w -= 0.1 * w._grad
            b -= 0.1 * b._grad
            w._grad = b._grad = None
    np.testing.assert_allclose(back(w), [1.0, -2.0, 0.5], 1e-6)
    np.testing.assert_allclose(back(b), 3.0, 1e-6)


UFUNCS = sorted(name for name in vars(tnp)
                if isinstance(getattr(tnp, name), tnp.ufunc)
                and getattr(tnp, name).signature is None
                and "dd->d" in getattr(tnp, name).types
                or isinstance(getattr(tnp, name), tnp.ufunc)
                and "d->d" in getattr(tnp, name).types)
# torch has no derivative for them, and says so when it is asked for one.
WITHOUT_DERIVATIVE = {"floor_divide", "heaviside", "nextafter", "spacing"}


def leaf(x):
    a = tnp.asarray(x)
    return (a._cuda() if HAS_CUDA else a)._requires_grad_()


@pytest.mark.parametrize("name", UFUNCS)
def test_no_ufunc_loses_a_gradient(name):
    ufunc = getattr(tnp, name)
    a = leaf([0.3, 0.6])
    b = leaf([1.0, 2.0])
    result = ufunc(*[a, b][:ufunc.nin])
    assert result._requires_grad
    if name in WITHOUT_DERIVATIVE:
        with pytest.raises(RuntimeError, match="derivative"):
            result.sum()._backward()
    else:
        result.sum()._backward()
        assert a._grad.shape == (2,)


def test_a_way_through_main_memory_is_refused():
    with pytest.raises(NotImplementedError, match="_detach"):
        tnp.interp(leaf([0.3, 0.6]), [0.0, 1.0], [0.0, 2.0])
