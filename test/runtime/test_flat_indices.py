"""`ravel_multi_index` and `unravel_index` against NumPy."""

import pytest

import tnp
from same import check


@pytest.mark.parametrize("text", [
    "xp.ravel_multi_index(([3, 6], [4, 5]), (7, 6))",
    "xp.ravel_multi_index(([3, 6], [4, 5]), (7, 6), order='F')",
    "xp.ravel_multi_index((3, 1, 4), (6, 7, 8))",
    "xp.ravel_multi_index(xp.array([[3, 6], [4, 5]]), (7, 6))",
    "xp.ravel_multi_index(([7, -1], [4, 9]), (7, 6), mode='wrap')",
    "xp.ravel_multi_index(([7, -1], [4, 9]), (7, 6), mode='clip')",
    "xp.ravel_multi_index(([7, -1], [4, 9]), (7, 6), mode=('wrap', 'clip'))",
    "xp.ravel_multi_index(([[1], [2]], [0, 1]), (3, 2))",
    "xp.ravel_multi_index((xp.zeros(0, int), xp.zeros(0, int)), (2, 0))",
    "xp.unravel_index(22, (7, 6))", "xp.unravel_index([22, 41], (7, 6), order='F')",
    "xp.unravel_index(xp.array([[1, 2], [3, 4]]), (2, 3))", "xp.unravel_index(5, 9)",
    "xp.unravel_index(0, ())",
    # Errors.
    "xp.ravel_multi_index(([7], [4]), (7, 6))", "xp.ravel_multi_index(([1],), (7, 6))",
    "xp.ravel_multi_index(([1], [1]), (2**40, 2**40))",
    "xp.ravel_multi_index(([0], [0]), (2, 0), mode='wrap')",
    "xp.unravel_index(42, (7, 6))", "xp.unravel_index([0], ())",
    "xp.unravel_index([], (10, 3, 5))", "xp.unravel_index(xp.array([]), (10, 3, 5))",
    "xp.unravel_index(1.5, (2, 3))",
])
def test_equals_numpy(text):
    check(text)


@pytest.mark.parametrize("mode", ["wrap", "clip", "raise"])
def test_no_element_fits_an_axis_of_length_zero(mode):
    with pytest.raises(ValueError):
        tnp.ravel_multi_index(([0], [0]), (2, 0), mode=mode)
