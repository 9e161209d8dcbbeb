"""`require` and `asarray_chkfinite` against NumPy."""

import itertools

import pytest

import tnp
from same import check

ARRAYS = ["[[1, 2], [3, 4]]", "xp.ones((2, 3))", "xp.ones((2, 3)).T",
          "xp.ones((4, 4))[::2, 1:]", "xp.broadcast_to(1.0, (2, 3))"]
FLAGS = "CFAWOE"


@pytest.mark.parametrize("array", ARRAYS)
def test_require(array):
    for count in range(3):
        for letters in itertools.combinations(FLAGS, count):
            call = f"xp.require({array}, None, {list(letters)!r})"
            for flag in ("c_contiguous", "f_contiguous", "writeable", "owndata"):
                check(f"{call}.flags.{flag}")
            check(call)
    check(f"xp.require({array}, 'f4', ['F_CONTIGUOUS', 'owndata'])")


def test_what_meets_its_requirements_is_not_copied():
    a = tnp.ones((2, 3))
    assert tnp.require(a, requirements=["C", "W"]) is a


@pytest.mark.parametrize("text", [
    "xp.require([1], None, ['C', 'F'])", "xp.require([1], None, ['Q'])",
    "xp.asarray_chkfinite([1, 2])", "xp.asarray_chkfinite([1, nan])",
    "xp.asarray_chkfinite([1, inf], dtype='f4')", "xp.asarray_chkfinite([1j, 2])",
    "xp.asarray_chkfinite([[1, 2]], dtype=float, order='F')",
])
def test_checks(text):
    check(text)
