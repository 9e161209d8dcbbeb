"""Functions that make matrices (`numpy.matlib`), beside those of tnp itself.

Source: https://numpy.org/doc/stable/reference/routines.matlib.html
"""

import tnp as _tnp_package
from tnp import *  # noqa: F403
from tnp import random as _random
from tnp._matrix import asmatrix, bmat, matrix  # noqa: F401


def empty(shape, dtype=None, order="C"):
    """A matrix whose elements are not set."""
    return asmatrix(_tnp_package.empty(shape, dtype or float, order))


def ones(shape, dtype=None, order="C"):
    """A matrix of ones."""
    return asmatrix(_tnp_package.ones(shape, dtype, order))


def zeros(shape, dtype=None, order="C"):
    """A matrix of zeros."""
    return asmatrix(_tnp_package.zeros(shape, dtype or float, order))


def identity(n, dtype=None):
    """The n x n matrix with ones on the diagonal."""
    return asmatrix(_tnp_package.identity(n, dtype))


def eye(n, M=None, k=0, dtype=float, order="C"):
    """An n x M matrix with ones on diagonal `k`."""
    return asmatrix(_tnp_package.eye(n, M, k, dtype, order))


def _drawn(draw, args):
    """Samples of the shape that is given as numbers or as one tuple."""
    return asmatrix(draw(*(args[0] if isinstance(args[0], tuple) else args)))


def rand(*args):
    """A matrix of numbers between 0 and 1, as `random.rand` draws them."""
    return _drawn(_random.rand, args)


def randn(*args):
    """A matrix of standard normal numbers, as `random.randn` draws them."""
    return _drawn(_random.randn, args)


def repmat(a, m, n):
    """`a`, taken as two-dimensional, repeated m times down and n across."""
    a = _tnp_package.asanyarray(a)
    if a.ndim > 2:
        raise ValueError("too many values to unpack (expected 2)")
    return _tnp_package.tile(a, (m, n))


def __getattr__(name):
    return getattr(_tnp_package, name)
