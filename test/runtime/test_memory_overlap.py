"""Shared memory against NumPy: `shares_memory`, and writes into overlaps."""
import itertools

import numpy as np
import pytest

import tnp
import tnp.testing
from same import check

VIEWS = ["b[:20]", "b[::2]", "b[1::2]", "b[::3]", "b[24:40].reshape(4, 4)",
         "b[::-4]", "b.reshape(6, 8)[:, ::3]", "b.reshape(6, 8)[::2, 1:]",
         "b.reshape(2, 3, 8)[1, :, ::5]", "b.reshape(6, 8).T[::2, ::2]",
         "b[5:5]", "b[7:8]", "b[:16].view('i2')", "b[1:33].view('i4')[::2]"]


@pytest.mark.parametrize("first, second", itertools.product(VIEWS, VIEWS))
@pytest.mark.parametrize("function", ["shares_memory", "may_share_memory"])
def test_overlap_is_numpys(function, first, second):
    def answer(xp):
        base = {"b": xp.arange(48, dtype="i1")}
        return getattr(xp, function)(eval(first, base), eval(second, base))

    assert answer(tnp) is answer(np)


def test_max_work_limits_the_search():
    x = tnp.zeros([4, 5, 6], dtype="i1")
    a, b = x[:, ::2, ::3], x[:, ::3, ::2]
    assert tnp.shares_memory(a, b)
    assert tnp.shares_memory(a, b, max_work=0)
    with pytest.raises(tnp.exceptions.TooHardError):
        tnp.shares_memory(a, b, max_work=1)
    with pytest.raises(ValueError, match="Invalid value for max_work"):
        tnp.shares_memory(a, b, max_work=-2)
    with pytest.raises(OverflowError):
        tnp.may_share_memory(a, b, max_work=10**100)


@pytest.mark.parametrize("text", [
    "(lambda a: (xp.add.at(a, xp.arange(0, 100, 2), a[25:75]), a)[1])"
    "(xp.arange(100))",
    "(lambda a: (xp.negative.at(a[::-1], a), a)[1])(xp.arange(50))",
    "(lambda a: xp.invert(a[:8], out=a[:8], where=a.view('?')[:8]))"
    "(xp.arange(1, 20, dtype='i2'))",
    "(lambda a: xp.add(a[1:], a[:-1], out=a[1:]))(xp.arange(20.0))",
])
def test_overlapping_operands_act_as_if_copied(text):
    check(text)


def test_arrays_of_both_libraries_are_compared():
    with pytest.raises(AssertionError, match="Mismatched elements: 1 / 3"):
        tnp.testing.assert_equal(np.arange(3), np.array([0, 1, 3]))
    tnp.testing.assert_equal(np.arange(3), np.arange(3))


def test_output_that_overlaps_itself():
    def result(xp):
        base = xp.arange(30, dtype="i2")
        a = xp.ndarray((5, 4), "i2", base, strides=(4, 2))
        xp.invert(a, out=a)
        return base.tolist()

    assert result(tnp) == result(np)
