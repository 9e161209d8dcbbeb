"""`block` against NumPy."""

import pytest

from same import check

A, Z = "xp.ones((2, 2))", "xp.zeros((2, 3))"


@pytest.mark.parametrize("blocks", [
    f"[{A}, {Z}]", f"[[{A}, {Z}], [{Z}, {A}]]", "1", "[1, 2, 3]", "[[1, 2], [3, 4]]",
    "[[[1]], [[2]]]", A, f"[[{A}], [{A}]]", "[xp.float32(1), 2]", "[True, 2.5]",
    "[[1, xp.arange(2)], [xp.arange(3)]]", "[xp.ones((2, 0)), xp.ones((2, 2))]",
    "[[xp.ones((2, 2, 2)), xp.ones((2, 2, 1))]]", "[1j, 2]",
    # Errors.
    f"[1, {A}]", "[]", "[[]]", "[[1], 2]", "[1, [2]]", "(1, 2)", "[[(1, 2)]]",
    f"[{A}, xp.ones((3, 2))]", "[[1, 2], [3]]", "[[[]]]", "[[1, 2], []]", "[[], [1]]",
])
def test_blocks(blocks):
    check(f"xp.block({blocks})")


@pytest.mark.parametrize("blocks", [
    f"[{A}.T, {Z}.T.copy('F').T]", "[xp.ones((2, 3), order='F')] * 2",
    "[[xp.ones((2, 3), order='F'), xp.ones((2, 1), order='F')]]"])
def test_order(blocks):
    check(f"xp.block({blocks}).flags.f_contiguous")
    check(f"xp.block({blocks}).flags.c_contiguous")
