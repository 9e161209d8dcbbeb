"""Gradients of functions and writes: against central differences and torch."""

import numpy as np
import pytest
import torch

import tnp

STEP = 1e-6

# Functions of one real array, smooth at the sample.
UNARY = {
    "negative": lambda x: -x,
    "scaled": lambda x: 3.0 * x - 1.5,
    "reversed operators": lambda x: 1.0 / x + 2.0 ** x - (1 - x),
    "power": lambda x: x ** 3,
    "float power": lambda x: x ** 2.5,
    "abs": lambda x: abs(x),
    "exp": lambda x: tnp.exp(x),
    "expm1": lambda x: tnp.expm1(x),
    "log": lambda x: tnp.log(x),
    "log1p": lambda x: tnp.log1p(x),
    "log2": lambda x: tnp.log2(x),
    "log10": lambda x: tnp.log10(x),
    "sqrt": lambda x: tnp.sqrt(x),
    "square": lambda x: tnp.square(x),
    "reciprocal": lambda x: tnp.reciprocal(x),
    "sin": lambda x: tnp.sin(x),
    "cos": lambda x: tnp.cos(x),
    "tan": lambda x: tnp.tan(x),
    "arctan": lambda x: tnp.arctan(x),
    "sinh": lambda x: tnp.sinh(x),
    "cosh": lambda x: tnp.cosh(x),
    "tanh": lambda x: tnp.tanh(x),
    "arcsinh": lambda x: tnp.arcsinh(x),
    "arctan2": lambda x: tnp.arctan2(x, 2.0),
    "hypot": lambda x: tnp.hypot(x, 2.0),
    "logaddexp": lambda x: tnp.logaddexp(x, 0.5),
    "maximum": lambda x: tnp.maximum(x, 1.0),
    "minimum": lambda x: tnp.minimum(x, 1.0),
    "where": lambda x: tnp.where(x > 1, x * x, x),
    "clip": lambda x: tnp.clip(x, 0.5, 1.5),
    "sum": lambda x: x.sum(),
    "sum axis": lambda x: tnp.sum(x, axis=0),
    "mean": lambda x: x.mean(axis=1),
    "prod": lambda x: x.prod(axis=1),
    "max": lambda x: x.max(axis=0),
    "min": lambda x: x.min(),
    "var": lambda x: x.var(),
    "std": lambda x: x.std(axis=0),
    "cumsum": lambda x: x.cumsum(axis=1),
    "matmul": lambda x: x @ x.T,
    "dot": lambda x: x.dot(x.T),
    "outer": lambda x: tnp.outer(x[0], x[1]),
    "transpose": lambda x: x.T * tnp.arange(6.0).reshape(3, 2),
    "reshape": lambda x: x.reshape(3, 2) * tnp.arange(6.0).reshape(3, 2),
    "ravel": lambda x: x.ravel() * tnp.arange(6.0),
    "slice": lambda x: x[:, ::2] ** 2,
    "element": lambda x: x[1, 2] ** 2,
    "row": lambda x: x[-1] * x[0],
    "newaxis": lambda x: x[:, None] * x[None],
    "fancy": lambda x: x[[0, 1, 0], [2, 0, 1]] ** 2,
    "mask": lambda x: x[x > 1] ** 2,
    "concatenate": lambda x: tnp.concatenate([x, x * 2]),
    "stack": lambda x: tnp.stack([x, x * x]),
    "broadcast": lambda x: x + tnp.ones((4, 1, 1)),
    "astype": lambda x: x.astype("f8") * 2,
    "roll": lambda x: tnp.roll(x, 1) * x,
    "flip": lambda x: x[:, ::-1] * x,
    "diff": lambda x: tnp.diff(x) ** 2,
    "sort": lambda x: tnp.sort(x, axis=1) * tnp.arange(3.0),
    "take": lambda x: x.take([0, 5, 5]) ** 2,
    "repeat": lambda x: tnp.repeat(x, 2) ** 2,
    "tile": lambda x: tnp.tile(x, 2) ** 2,
    "pad with zeros": lambda x: tnp.concatenate([tnp.zeros(2), x[0]]) ** 2,
    "norm": lambda x: tnp.linalg.norm(x),
    "inv": lambda x: tnp.linalg.inv(x[:, :2]),
    "det": lambda x: tnp.linalg.det(x[:, :2]),
    "solve": lambda x: tnp.linalg.solve(x[:, :2], x[:, 2]),
    "einsum": lambda x: tnp.einsum("ij,kj->ik", x, x),
    "in place": lambda x: in_place(x),
    "write to slices": lambda x: write_to_slices(x),
    "write to a plain array": lambda x: write_to_plain(x),
    "add to a plain array": lambda x: add_to_plain(x),
    "out": lambda x: tnp.multiply(x, x, out=tnp.empty((2, 3))),
}


def in_place(x):
    y = x * 1.0
    y *= x
    y += 2
    return y


def write_to_slices(x):
    y = x * 2.0
    y[0] = x[1] ** 2
    y[:, 1] = 0.0
    return y


def write_to_plain(x):
    y = tnp.zeros((2, 3))
    y[:] = x * x
    return y


def add_to_plain(x):
    y = tnp.ones((2, 3))
    y += x * x
    return y


def values():
    return np.array([[0.7, 1.3, 2.1], [1.1, 0.4, 1.9]])


def total(result):
    """A number with a different derivative for each element of the result."""
    if not isinstance(result, tnp.ndarray):
        return result
    weights = tnp.arange(1.0, result.size + 1).reshape(result.shape)
    return (result * weights).sum()


def central_differences(function):
    """The derivative by each element, from values alone, without gradients."""
    found = np.empty((2, 3))
    for index in np.ndindex(2, 3):
        sides = []
        for sign in (1, -1):
            moved = values()
            moved[index] += sign * STEP
            sides.append(float(total(function(tnp.array(moved)))))
        found[index] = (sides[0] - sides[1]) / (2 * STEP)
    return found


@pytest.mark.parametrize("name", UNARY)
def test_against_differences(name):
    x = tnp.array(values())._requires_grad_()
    result = total(UNARY[name](x))
    assert result._requires_grad
    result._backward()
    assert np.allclose(np.asarray(x._grad), central_differences(UNARY[name]),
                       rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", UNARY)
def test_values_do_not_change(name):
    """With gradients or without, a function computes the same."""
    plain = UNARY[name](tnp.array(values()))
    tracked = UNARY[name](tnp.array(values())._requires_grad_())
    assert np.allclose(np.asarray(plain), np.asarray(tracked._detach()),
                       rtol=1e-14, atol=0)
    assert tracked.dtype == plain.dtype


def network(xp, w, b, x):
    hidden = xp.tanh(x @ w + b)
    return ((hidden - 0.25) ** 2).mean()


def test_against_torch():
    random = np.random.default_rng(3)
    w, b, x = (random.normal(size=s) for s in ((4, 3), (3,), (8, 4)))
    ours = [tnp.array(v)._requires_grad_() for v in (w, b)]
    theirs = [torch.tensor(v, requires_grad=True) for v in (w, b)]
    loss = network(tnp, *ours, tnp.array(x))
    loss._backward()
    expected = network(torch, *theirs, torch.tensor(x))
    expected.backward()
    assert abs(loss.item() - expected.item()) < 1e-15
    for a, t in zip(ours, theirs):
        assert np.allclose(np.asarray(a._grad), t.grad.numpy(), rtol=1e-13)


def test_descent_in_place():
    """A leaf is updated inside _no_grad, and its gradient set to None."""
    w = tnp.array([3.0, -2.0])._requires_grad_()
    for _ in range(200):
        (w ** 2).sum()._backward()
        with tnp._no_grad():
            w -= 0.1 * w._grad
        w._grad = None
    assert w._requires_grad and w._is_leaf
    assert np.abs(np.asarray(w._detach())).max() < 1e-15


def test_gradients_add_up():
    x = tnp.ones(2)._requires_grad_()
    for _ in range(2):
        (3 * x).sum()._backward()
    assert x._grad.tolist() == [6.0, 6.0]


def test_refused_leaves():
    with pytest.raises(RuntimeError, match="int64"):
        tnp.arange(3)._requires_grad_()
    with pytest.raises(RuntimeError, match="_requires_grad_"):
        tnp.ones(3).sum().reshape(1)._backward()


def test_no_gradient_is_lost_to_another_view():
    """A write that other arrays would not notice is refused."""
    y = tnp.zeros(3)
    other = y[1:]
    third = y[:2]
    x = tnp.ones(3)._requires_grad_()
    with pytest.raises(RuntimeError, match="share the"):
        y[:] = x
    assert other.tolist() == [0, 0] and third.tolist() == [0, 0]


def test_graph_is_torchs():
    """A tensor's graph goes on through an array, and back."""
    t = torch.ones(3, dtype=torch.float64, requires_grad=True)
    a = (t * 2)._np_compat()
    (a * a).sum()._torch().backward()
    assert t.grad.tolist() == [8.0, 8.0, 8.0]
