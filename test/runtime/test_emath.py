"""`emath` against NumPy: where it goes on into the complex numbers."""

import numpy as np
import pytest

import tnp
import tnp.lib.scimath
from array_compare import as_numpy

INPUTS = ["2", "-1", "0.5", "-0.0", "[1, -2.5]", "[0.25, 4]", "xp.float32([-1, .5])",
          "xp.int8([-3, 4])", "xp.uint8([3, 4])", "[1j, -2]", "xp.array(-4.0)", "[]",
          "xp.float16([-1, 2])", "[nan, -1]", "[inf, -inf]", "[[-1.5, 1.5]]"]


@pytest.mark.parametrize("text", INPUTS)
@pytest.mark.parametrize("name", ["sqrt", "log", "log2", "log10", "arccos", "arcsin",
                                  "arctanh"])
def test_functions_of_one_argument(name, text):
    compare(f"xp.emath.{name}({text})")


@pytest.mark.parametrize("text", [
    "xp.emath.logn(2, [4, 8])", "xp.emath.logn(2, [-4, -8, 8])", "xp.emath.logn([2, -3], 5)",
    "xp.emath.power([2, 4], 2)", "xp.emath.power([2, 4], -2)", "xp.emath.power([-2, 4], 2)",
    "xp.emath.power([-2.0, 4], 0.5)", "xp.emath.power([2, 4], [2, -2])",
])
def test_functions_of_two_arguments(text):
    compare(text)


def compare(text):
    names = {"nan": np.nan, "inf": np.inf}
    with np.errstate(all="ignore"), tnp.errstate(all="ignore"):
        expected = eval(text, {"xp": np, **names})
        actual = eval(text, {"xp": tnp, **names})
    assert isinstance(actual, tnp.ndarray) == isinstance(expected, np.ndarray)
    expected, actual = np.asarray(expected), as_numpy(actual)
    assert (actual.dtype, actual.shape) == (expected.dtype, expected.shape)
    rtol = 8 * np.finfo(expected.dtype).eps if expected.dtype.kind in "fc" else 0
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=rtol)


def test_the_older_name():
    assert tnp.lib.scimath is tnp.emath
