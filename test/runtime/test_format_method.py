"""format() of arrays, against NumPy's."""

import numpy
import pytest

import tnp

EXPRESSIONS = ["xp.array(1.5)", "xp.array(7)", "xp.array(1 + 2j)",
               "xp.array(True)", "xp.float32(1.5)", "xp.array([1.5, 2.0])",
               "xp.array([1.5])", "xp.zeros((0,))"]


def outcome(expression, spec, xp):
    try:
        return format(eval(expression, {"xp": xp}), spec)
    except (TypeError, ValueError) as error:
        return type(error).__name__, str(error).replace("numpy.", "tnp.")


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("spec", ["", ".2f", "8d", "x", ">9", "nonsense"])
def test_format(expression, spec):
    assert outcome(expression, spec, tnp) == outcome(expression, spec, numpy)


def test_of_an_array_with_a_gradient():
    x = tnp.array(1.5)._requires_grad_()
    assert f"{x * 2:.1f}" == "3.0"
