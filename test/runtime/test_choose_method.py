"""ndarray.choose, whose choices may be several arguments, against NumPy's."""

import numpy
import pytest

import tnp

EXPRESSIONS = [
    "i.choose([10, 20, 30])",
    "i.choose(xp.arange(3), xp.arange(3) + 10)",
    "i.choose(5, 6, mode='clip')",
    "i.choose(5, 6, 7)",
    "i.choose([5, 6], mode='wrap')",
    "i.choose(1., xp.arange(3), out=xp.zeros(3))",
    "i.choose(5)",
    "i.choose()",
    "i.choose(1, 2, order='C')",
]


def outcome(expression, xp):
    try:
        result = eval(expression, {"xp": xp, "i": xp.array([0, 1, 0])})
    except (TypeError, ValueError) as error:
        return type(error)
    return result.tolist(), result.dtype.name


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_choices(expression):
    assert outcome(expression, tnp) == outcome(expression, numpy)
