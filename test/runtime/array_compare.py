"""The same call on NumPy and on tnp: values, dtype, shape, or the error."""

import warnings

import numpy as np

import tnp


def outcome(call):
    """What `call()` gives, or the type and the message of what it raises."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return call(), None
    except Exception as error:  # the error is the result
        return None, (type(error).__name__, str(error))


def dtype_name(value):
    return str(getattr(value, "dtype", type(value).__name__))


def as_numpy(value):
    """A tnp array, read through nothing but its own Python values."""
    if isinstance(value, tnp.ndarray):
        flat = np.array(value.ravel().tolist(), dtype=dtype_name(value))
        return flat.reshape(value.shape)
    return value


def assert_same(actual, expected):
    """Same kind of object, dtype, shape and values, nan equal to nan."""
    if isinstance(expected, np.ndarray):
        assert isinstance(actual, tnp.ndarray), type(actual)
        assert actual.shape == expected.shape
        assert dtype_name(actual) == dtype_name(expected)
        np.testing.assert_array_equal(as_numpy(actual), expected)
    elif isinstance(expected, (tuple, list)):
        assert type(actual) is type(expected)
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected):
            assert_same(one, other)
    elif isinstance(expected, np.generic):
        assert not isinstance(actual, tnp.ndarray)
        assert dtype_name(actual) == dtype_name(expected)
        np.testing.assert_equal(actual.item(), expected.item())
    else:
        np.testing.assert_equal(actual, expected)


def assert_same_call(of_tnp, of_numpy):
    expected, expected_error = outcome(of_numpy)
    actual, actual_error = outcome(of_tnp)
    assert actual_error == expected_error
    if expected_error is None:
        assert_same(actual, expected)


def both(expression, **values):
    """Checks one expression, where `np` is each module in turn.

    Values that are NumPy arrays are converted for tnp.
    """
    converted = {
        name: tnp.array(value) if isinstance(value, np.ndarray) else value
        for name, value in values.items()
    }
    assert_same_call(
        lambda: eval(expression, {"np": tnp, **converted}),
        lambda: eval(expression, {"np": np, **values}),
    )
