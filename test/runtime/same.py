"""The same expression under NumPy and under tnp.

An expression is Python text in which `xp` stands for either module. Results
agree when they have the same structure, dtype, shape and values; exceptions
when class and message do.
"""
import warnings

import numpy as np

import tnp


def _evaluate(text, module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return eval(text, {"xp": module, "nan": float("nan"), "inf": float("inf")}), None
        except Exception as error:  # compared below
            return None, error


def _to_numpy(value):
    if isinstance(value, (np.ndarray, np.generic, bool, int, float, complex)):
        return np.asarray(value)
    array = np.array(value.tolist(), dtype=str(value.dtype))
    return array.reshape(value.shape)


def _compare(expected, actual, rtol, where):
    if isinstance(expected, (tuple, list)):
        assert len(expected) == len(actual), f"{where}: {expected!r} != {actual!r}"
        assert isinstance(actual, list) == isinstance(expected, list), where
        for i, (a, b) in enumerate(zip(expected, actual)):
            _compare(a, b, rtol, f"{where}[{i}]")
        return
    if expected is None or isinstance(expected, str):
        assert actual == expected, where
        return
    is_array = isinstance(expected, np.ndarray)
    assert is_array == isinstance(actual, tnp.ndarray), f"{where}: array or scalar: {actual!r}"
    a, b = _to_numpy(expected), _to_numpy(actual)
    if hasattr(expected, "dtype"):
        assert a.dtype == b.dtype, f"{where}: {a.dtype} != {b.dtype}"
    assert a.shape == b.shape, f"{where}: {a.shape} != {b.shape}"
    if rtol and a.dtype.char in "fF":
        rtol = max(rtol, 1e-5)
    if rtol == 0:
        np.testing.assert_array_equal(b, a, err_msg=where)
    else:
        np.testing.assert_allclose(b, a, rtol=rtol, atol=rtol, err_msg=where)


def check(text, rtol=0.0):
    """Asserts that NumPy and tnp agree on `text`, to `rtol` if it is not zero."""
    expected, error = _evaluate(text, np)
    actual, tnp_error = _evaluate(text, tnp)
    if error is not None:
        assert tnp_error is not None, f"{text}: expected {error!r}, got {actual!r}"
        assert type(tnp_error).__name__ == type(error).__name__, f"{text}: {tnp_error!r}"
        assert str(tnp_error) == str(error), f"{text}: {tnp_error!s} != {error!s}"
        return
    if tnp_error is not None:
        raise AssertionError(f"{text}: {tnp_error!r}") from tnp_error
    _compare(expected, actual, rtol, text)
