"""Helpers for functions that take arrays and axes.

Source: https://numpy.org/doc/stable/reference/routines.lib.html
"""

import operator as _operator

from tnp import _tnp

__all__ = ["byte_bounds", "normalize_axis_index", "normalize_axis_tuple"]


def byte_bounds(a):
    """(low, high): the addresses of an array's first byte and after its last.

    Not all bytes between them need belong to the array. Example:
    high - low == a.nbytes for an array in C order.
    """
    interface = a.__array_interface__
    low = high = interface["data"][0]
    itemsize = _tnp.asarray(a).dtype.itemsize
    strides = interface["strides"]
    if strides is None:
        return low, high + a.size * itemsize
    for extent, stride in zip(interface["shape"], strides):
        span = (extent - 1) * stride
        low, high = low + min(span, 0), high + max(span, 0)
    return low, high + itemsize


def normalize_axis_index(axis, ndim, msg_prefix=None):
    """An axis counted from the front, of an array with `ndim` axes.

    Errors: AxisError where there is no such axis; the text begins with
    `msg_prefix`. Example: normalize_axis_index(-1, 3) == 2.
    """
    index = _operator.index(axis)
    if not -ndim <= index < ndim:
        prefix = "" if msg_prefix is None else f"{msg_prefix}: "
        raise _tnp.AxisError(f"{prefix}axis {index} is out of bounds for array "
                             f"of dimension {ndim}")
    return index + ndim if index < 0 else index


def normalize_axis_tuple(axis, ndim, argname=None, allow_duplicate=False):
    """One axis or several as a tuple of axes counted from the front.

    Errors: AxisError where there is no such axis, ValueError where one comes
    twice; `argname` names the argument in their texts.
    Example: normalize_axis_tuple((0, -1), 3) == (0, 2).
    """
    if not isinstance(axis, (tuple, list)):
        try:
            axis = [_operator.index(axis)]
        except TypeError:
            pass
    axes = tuple(normalize_axis_index(each, ndim, argname) for each in axis)
    if not allow_duplicate and len(set(axes)) != len(axes):
        raise ValueError(f"repeated axis in `{argname}` argument" if argname
                         else "repeated axis")
    return axes
