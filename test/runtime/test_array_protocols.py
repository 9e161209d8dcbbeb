"""tnp arrays among other libraries' objects: NEP 13, NEP 18, operators."""

import subprocess
import sys

import numpy as np
import pytest

import tnp


@pytest.fixture(name="pair")
def _pair():
    return np.array([1.0, 2.0, 4.0]), tnp.array([3.0, 5.0, 7.0])


def same(result, expected, kind=tnp.ndarray):
    assert type(result) is kind
    assert str(result.dtype) == str(expected.dtype)
    np.testing.assert_array_equal(np.asarray(result), expected)


@pytest.mark.parametrize("operation", [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a / b,
    lambda a, b: a ** b, lambda a, b: a % b, lambda a, b: a < b,
    lambda a, b: a == b, np.add, np.hypot, np.maximum, tnp.add, tnp.hypot,
    lambda a, b: np.concatenate([a, b]), lambda a, b: np.stack([a, b]),
    lambda a, b: np.where(a > 2, a, b), lambda a, b: np.outer(a, b),
    np.add.outer,
])
def test_mixed_operands_give_tnp_arrays(pair, operation):
    n, t = pair
    same(operation(n, t), operation(n, np.asarray(t)))
    same(operation(t, n), operation(np.asarray(t), n))


def test_numpy_scalars(pair):
    _, t = pair
    same(np.float64(2) * t, 2 * np.asarray(t))
    same(t - np.float32(2), np.asarray(t) - np.float32(2))


def test_matmul_and_divmod(pair):
    n, t = pair
    matrix = np.arange(9.0).reshape(3, 3)
    same(matrix @ t, matrix @ np.asarray(t))
    assert n @ t == n @ np.asarray(t)
    for got, want in zip(divmod(n, t), divmod(n, np.asarray(t))):
        same(got, want)


def test_numpy_array_in_place(pair):
    n, t = pair
    before = n
    n += t
    assert n is before
    assert n.tolist() == [4.0, 7.0, 11.0]


def test_numpy_ufuncs_and_methods(pair):
    _, t = pair
    same(np.sin(t), np.sin(np.asarray(t)))
    same(np.add.accumulate(t), np.add.accumulate(np.asarray(t)))
    assert np.add.reduce(t) == 15.0
    out = tnp.zeros(3)
    assert np.sin(t, out=out) is out
    same(out, np.sin(np.asarray(t)))
    plain = np.zeros(3)
    assert np.sin(t, out=plain) is plain


def test_ufunc_that_tnp_lacks(pair):
    double = np.frompyfunc(lambda x: 2 * x, 1, 1)
    assert double(pair[1]).tolist() == [6.0, 10.0, 14.0]


def test_function_that_tnp_lacks_shares_memory(pair):
    _, t = pair
    windows = np.lib.stride_tricks.sliding_window_view(t, 2)
    assert type(windows) is tnp.ndarray
    t[1] = 50
    assert windows.tolist() == [[3.0, 50.0], [50.0, 7.0]]


def test_result_that_is_an_argument(pair):
    n, t = pair
    assert np.copyto(n, t) is None
    assert n.tolist() == t.tolist()
    out = tnp.zeros(3)
    assert np.cumsum(n, out=out) is out
    assert out.tolist() == [3.0, 8.0, 15.0]


def test_masked_arrays_keep_their_mask(pair):
    _, t = pair
    masked = np.ma.masked_array([1.0, 2.0, 3.0], mask=[0, 1, 0])
    result = np.concatenate([masked, t])
    assert type(result) is np.ma.MaskedArray
    assert result.tolist() == [1.0, 2.0, 3.0, 3.0, 5.0, 7.0]


class Recorder:
    """Takes every ufunc."""

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        return ufunc.__name__, method, len(inputs), sorted(keywords)


class Refuser:
    """Has its turn and does not want it."""

    def __array_ufunc__(self, *args, **keywords):
        return NotImplemented


class NoUfuncs:
    __array_ufunc__ = None

    def __radd__(self, other):
        return "radd"

    def __rmatmul__(self, other):
        return "rmatmul"


@pytest.mark.parametrize("module", [np, tnp])
def test_foreign_array_ufunc(module):
    a = module.arange(3.0)
    them = Recorder()
    assert module.add(a, them) == ("add", "__call__", 2, [])
    assert module.add(a, 1, out=them) == ("add", "__call__", 2, ["out"])
    assert module.add(a, 1, them) == ("add", "__call__", 2, ["out"])
    assert a + them == ("add", "__call__", 2, [])
    assert a @ them == ("matmul", "__call__", 2, [])
    assert divmod(a, them) == ("divmod", "__call__", 2, [])
    assert (a < them) == ("less", "__call__", 2, [])
    assert module.add.reduce(them, 1, None, keepdims=True) == (
        "add", "reduce", 1, ["axis", "dtype", "keepdims"])
    assert module.multiply.outer(a, them) == ("multiply", "outer", 2, [])
    a += them
    assert a == ("add", "__call__", 2, ["out"])


def error_of(call):
    with pytest.raises(TypeError) as caught:
        call()
    return str(caught.value)


def test_errors_of_foreign_operands():
    calls = [lambda m: m.add(m.arange(2.0), Refuser()),
             lambda m: m.add(m.arange(2.0), NoUfuncs()),
             lambda m: m.add.reduce(NoUfuncs())]
    for call in calls:
        want = error_of(lambda: call(np)).split(" object at ")[0]
        assert error_of(lambda: call(tnp)).split(" object at ")[0] == want


@pytest.mark.parametrize("module", [np, tnp])
def test_array_ufunc_none_leaves_operators(module):
    a = module.ones(2)
    assert a + NoUfuncs() == "radd"
    assert a @ NoUfuncs() == "rmatmul"
    with pytest.raises(TypeError, match="does not support ufuncs"):
        a += NoUfuncs()


class Derived(tnp.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        return "derived"


def test_derived_class_comes_first():
    derived = Derived(2)
    assert tnp.add(tnp.ones(2), derived) == "derived"
    assert np.add(np.ones(2), derived) == "derived"


def test_array_wrap():
    a = tnp.ones(2)
    wrapped = a.__array_wrap__(np.arange(2.0))
    same(wrapped, np.arange(2.0))


def test_import_leaves_numpy_alone():
    code = ("import sys, tnp; a = tnp.ones(2) + tnp.arange(2); str(a); "
            "assert 'numpy' not in sys.modules")
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("call", [
    lambda m, a, out: m.sqrt(a, out=out),
    lambda m, a, out: m.add(a, 1, out=out),
    lambda m, a, out: m.add(a, a, out),
    lambda m, a, out: m.add(a, 1, out=out, where=a > 3),
    lambda m, a, out: m.add.accumulate(a, out=out),
    lambda m, a, out: m.cumsum(a, out=out),
    lambda m, a, out: m.clip(a, 2, 5, out=out),
])
def test_output_into_numpy(call):
    """NumPy's array is written where it is, and is what comes back."""
    expected, found = np.zeros(8), np.zeros(8)
    call(np, np.arange(8.0), expected)
    assert call(tnp, tnp.arange(8.0), found) is found
    assert found.tolist() == expected.tolist()


def test_output_into_numpy_that_cannot_be():
    for out in (np.zeros(3, ">f8"), np.zeros(3, object), [0.0] * 3):
        with pytest.raises((TypeError, ValueError, NotImplementedError)):
            tnp.sqrt(tnp.ones(3), out=out)
    out = np.zeros(3)
    out.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        tnp.sqrt(tnp.ones(3), out=out)
