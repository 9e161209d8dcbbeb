"""Puts arrays where torch's operators compute, and compares what comes back."""

import contextlib
import warnings

import numpy as np
import torch

import tnp

HAS_CUDA = torch.cuda.is_available()
DEVICE = "cuda:0" if HAS_CUDA else "cpu"
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64", "float16", "float32", "float64", "complex64",
          "complex128"]
# Whether arrays are to be placed now: false while main memory is asked.
elsewhere = False
# Units in the last place of the type in which torch computes.
ULP = 8


@contextlib.contextmanager
def torch_computes(on=True):
    """On the CPU: results of torch's operators stay with them, as on a GPU."""
    global elsewhere
    before, elsewhere_before = tnp._tnp._force_indirect(on and not HAS_CUDA), elsewhere
    elsewhere = on
    try:
        yield
    finally:
        tnp._tnp._force_indirect(before)
        elsewhere = elsewhere_before


def place(value):
    """A NumPy array as tnp's, on the device; anything else as it is."""
    if not isinstance(value, np.ndarray):
        return value
    array = tnp.asarray(value)
    return array._cuda() if HAS_CUDA else tnp._tnp._indirect(array)


def values(dtype, shape, seed=0, low=-3.0, high=4.0):
    """The same array each time; integers include 0 and -1."""
    rng = np.random.default_rng([seed, *shape])
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if kind in "iu":
        return rng.integers(0 if kind == "u" else int(low), int(high) + 1,
                            shape).astype(dtype)
    result = rng.uniform(low, high, shape)
    if kind == "c":
        result = result + 1j * rng.uniform(low, high, shape)
    return result.astype(dtype)


def back(value):
    """A result in main memory, as NumPy's."""
    if isinstance(value, tnp.ndarray):
        assert value._device == DEVICE, f"{value._device}, not {DEVICE}"
        return np.asarray(value._detach()._cpu())
    return np.asarray(value)


def outcome(function, *args):
    """(result, None) or (None, error), with warnings kept quiet: torch's
    operators do not look for the conditions that NumPy warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return function(*args), None
        except Exception as error:  # compared by the caller
            return None, error


def agree(actual, expected, ulp=ULP, what=""):
    """Same structure, dtype and shape; values equal, floats to `ulp` units."""
    if isinstance(expected, tuple):
        assert len(actual) == len(expected), what
        for one, other in zip(actual, expected):
            agree(one, other, ulp, what)
        return
    actual, expected = back(actual), np.asarray(expected)
    assert actual.dtype == expected.dtype, f"{what}: {actual.dtype} != {expected.dtype}"
    assert actual.shape == expected.shape, f"{what}: {actual.shape} != {expected.shape}"
    if expected.dtype.kind in "fc":
        eps = np.finfo(expected.dtype).eps
        np.testing.assert_allclose(actual, expected, rtol=ulp * eps,
                                   atol=ulp * eps, err_msg=what)
    else:
        np.testing.assert_array_equal(actual, expected, err_msg=what)


def check(function, *arrays, ulp=ULP, what=""):
    """`function` of placed arrays gives what it gives in main memory."""
    with torch_computes(False):
        expected, refused = outcome(function, *(
            tnp.asarray(a.copy()) if isinstance(a, np.ndarray) else a
            for a in arrays))
    actual, error = outcome(function, *map(place, arrays))
    if refused is not None:
        assert type(error) is type(refused), f"{what}: {error!r}, not {refused!r}"
        assert str(error) == str(refused), what
        return
    if error is not None:
        raise AssertionError(f"{what}: {error!r}") from error
    agree(actual, expected, ulp, what)
