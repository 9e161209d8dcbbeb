"""exceptions.AxisError: what it says, keeps, and what raises it."""

import pickle

import numpy
import pytest

import tnp

MODULES = (numpy, tnp)


def described(error):
    return str(error), repr(error), error.axis, error.ndim, error.args


@pytest.mark.parametrize("args", [
    ("words",), (2, 1), (-3, 2), (2, 1, "prefix"), (2, None, "prefix"),
    (None, 1)])
def test_forms(args):
    made = [module.exceptions.AxisError(*args) for module in MODULES]
    assert described(made[1]) == described(made[0])
    copied = [pickle.loads(pickle.dumps(error)) for error in made]
    assert described(copied[1]) == described(copied[0])
    assert type(copied[1]) is tnp.exceptions.AxisError


def test_keywords():
    made = [module.exceptions.AxisError(axis=2, ndim=1, msg_prefix="prefix")
            for module in MODULES]
    assert described(made[1]) == described(made[0])
    for module in MODULES:
        with pytest.raises(TypeError):
            module.exceptions.AxisError()


def test_class():
    error = tnp.exceptions.AxisError
    assert error.__mro__[1:3] == (ValueError, IndexError)
    assert error.__module__ == "tnp.exceptions"

    class Mine(error):
        pass

    assert str(Mine(2, 1)) == str(error(2, 1))


CALLS = [
    "np.zeros((2, 2)).sum(axis=5)", "np.zeros((2, 2)).swapaxes(0, 5)",
    "np.swapaxes(np.zeros((2, 2)), 5, 0)", "np.moveaxis(np.zeros(3), 4, 0)",
    "np.moveaxis(np.zeros(3), 0, -4)", "np.sort(np.zeros(3), axis=-5)",
    "np.concatenate([np.zeros(3)], axis=2)", "np.stack([np.zeros(3)], axis=4)",
    "np.cumsum(np.zeros(3), axis=3)", "np.flip(np.zeros(3), axis=3)",
    "np.median(np.zeros(3), axis=3)", "np.expand_dims(np.zeros(3), 8)",
    "np.rollaxis(np.zeros(3), 0, 9)", "np.trace(np.zeros((3, 3)), 0, 0, 2)",
    "np.diagonal(np.zeros((3, 3)), 0, 4, 1)", "np.squeeze(np.zeros(3), axis=4)",
    "np.cross(np.zeros(3), np.zeros(3), axis=4)",
    "np.cross(np.zeros(3), np.zeros(3), axisb=4)",
    "np.cross(np.zeros(3), np.zeros(3), axisc=4)",
    "np.average(np.zeros(3), axis=4)", "np.delete(np.zeros(3), 0, axis=2)",
    "np.quantile(np.zeros(3), 0.5, axis=(4,))", "np.diff(np.zeros(3), axis=3)",
    "np.take(np.zeros(3), [0], axis=3)", "np.unique(np.zeros(3), axis=3)",
    "np.linalg.norm(np.zeros((3, 3)), axis=(0, 4))",
    "np.apply_along_axis(sum, 3, np.zeros(3))",
]


@pytest.mark.parametrize("call", CALLS)
def test_raised(call):
    raised = []
    for module in MODULES:
        with pytest.raises(module.exceptions.AxisError) as caught:
            eval(call, {"np": module})
        raised.append(caught.value)
    assert described(raised[1]) == described(raised[0])
