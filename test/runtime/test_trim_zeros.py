"""`trim_zeros` against NumPy."""

import pytest

import tnp
from same import check

INPUTS = ["xp.array([0, 0, 1, 0, 2, 0])", "[0, 0, 1, 0, 2, 0]", "xp.zeros(3)", "[]",
          "[0, 0]", "xp.array([[0, 0, 0], [0, 1, 0], [2, 0, 0], [0, 0, 0]])",
          "xp.zeros((2, 3))", "xp.eye(4)[1:3]", "xp.array([0, nan, 0])",
          "xp.array([0j, 1j, 0])", "xp.array([False, True])"]


@pytest.mark.parametrize("array", INPUTS)
@pytest.mark.parametrize("trim", ["fb", "bf", "f", "b", "F", "Fb"])
def test_ends(array, trim):
    check(f"xp.trim_zeros({array}, {trim!r})")


@pytest.mark.parametrize("axis", [0, 1, -1, (0, 1), (), 2])
def test_axes(axis):
    check(f"xp.trim_zeros(xp.array([[0, 0, 0], [0, 1, 0]]), axis={axis})")


@pytest.mark.parametrize("trim", ["x", "", "fbx"])
def test_other_ends(trim):
    check(f"xp.trim_zeros([1], {trim!r})")


def test_the_result_is_a_view():
    a = tnp.array([0, 1, 2, 0])
    tnp.trim_zeros(a)[0] = 9
    assert a.tolist() == [0, 9, 2, 0]
