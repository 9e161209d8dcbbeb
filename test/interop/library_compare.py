"""Whether a library does with tnp's arrays what it does with NumPy's."""

import numpy as np
import tnp


def leaves(result):
    """The arrays of a result, its tuples and lists opened."""
    if isinstance(result, (tuple, list)):
        return [leaf for item in result for leaf in leaves(item)]
    return [np.asarray(result)]


def assert_takes(call, *arrays):
    """call(xp, *arrays) gives the same numbers, dtypes and shapes.

    Floating-point results may differ in their last digits: the libraries' own
    vector loops depend on where the memory of an array begins.
    """
    expected = leaves(call(np, *arrays))
    actual = leaves(call(tnp, *map(tnp.asarray, arrays)))
    assert len(actual) == len(expected)
    for of_tnp, of_numpy in zip(actual, expected):
        assert (of_tnp.dtype, of_tnp.shape) == (of_numpy.dtype, of_numpy.shape)
        if of_numpy.dtype.kind in "fc":
            np.testing.assert_allclose(of_tnp, of_numpy, rtol=1e-10)
        else:
            np.testing.assert_array_equal(of_tnp, of_numpy)
