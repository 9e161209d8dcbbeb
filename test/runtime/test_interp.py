"""`interp` against NumPy: points and values that are infinite, nan, complex."""

import itertools

import numpy as np
import pytest

import tnp
from same import check

VALUES = [0.0, 10.0, np.nan, np.inf, -np.inf]


@pytest.mark.parametrize("values", list(itertools.product(VALUES, repeat=2)))
@pytest.mark.parametrize("points", [[0, 1], [np.nan, 1], [0, np.nan], [-np.inf, 1],
                                    [0, np.inf], [-np.inf, np.inf]])
def test_what_is_not_finite(points, values):
    for scale in (1, 1j):
        fp = np.array(values) if scale == 1 else np.array([complex(0, v) for v in values])
        for x in (0.5, np.array([-1.0, 0, 0.25, 1, 2, np.nan, np.inf, -np.inf])):
            with np.errstate(all="ignore"):
                expected = np.interp(x, points, fp)
            actual = np.asarray(tnp.interp(x, points, fp))
            assert actual.dtype == expected.dtype
            np.testing.assert_array_equal(actual, expected)


@pytest.mark.parametrize("text", [
    "xp.interp([0.5, 2.5, 9], [1, 2, 3], [3, 2, 0])",
    "xp.interp(xp.linspace(-1, 4, 11), [1, 2, 3], [3, 2, 0], left=-9, right=9)",
    "xp.interp([0, 90, 370], [350, 10, 100], [1j, 2, 3], period=360)",
    "xp.interp([1, 2], [1, 2, 3], [3j, 2, 0], left=1, right=2j)",
    "xp.interp(0, [], [])", "xp.interp(0, [0], [1, 2])", "xp.interp(0, [], [], period=360)",
    "xp.interp(0, [0, 1], [1, 2], period=0)", "xp.interp(0, [0], [1, 2], period=360)",
])
def test_calls(text):
    check(text)
