"""Arrays that meet conditions: `require`, `asarray_chkfinite`."""

from tnp import _tnp

_FLAGS = {
    "C": "C", "C_CONTIGUOUS": "C", "CONTIGUOUS": "C",
    "F": "F", "F_CONTIGUOUS": "F", "FORTRAN": "F",
    "A": "A", "ALIGNED": "A",
    "W": "W", "WRITEABLE": "W",
    "O": "O", "OWNDATA": "O",
    "E": "E", "ENSUREARRAY": "E",
}


def require(a, dtype=None, requirements=None, *, like=None):
    """`a` as an array of a type and with flags, copied only where needed.

    `requirements` are flags by name or letter: C or F order, ALIGNED,
    WRITEABLE, OWNDATA; ENSUREARRAY for no subclass. Errors: ValueError for C
    and F order at once, KeyError for another name.
    Source: https://numpy.org/doc/stable/reference/generated/numpy.require.html
    """
    if like is not None:
        raise NotImplementedError("require(): `like` is not supported")
    if not requirements:
        return _tnp.asanyarray(a, dtype=dtype)
    flags = {_FLAGS[name.upper()] for name in requirements}
    if {"C", "F"} <= flags:
        raise ValueError('Cannot specify both "C" and "F" order')
    order = "F" if "F" in flags else "C" if "C" in flags else "A"
    array = _tnp.array(a, dtype=dtype, order=order, copy=None,
                       subok="E" not in flags)
    if all(array.flags[flag] for flag in flags - {"C", "F", "E"}):
        return array
    return array.copy(order)


def asarray_chkfinite(a, dtype=None, order=None):
    """`asarray`, and a ValueError where an element is infinite or not a number.

    Source: https://numpy.org/doc/stable/reference/generated/numpy.asarray_chkfinite.html
    """
    array = _tnp.asarray(a, dtype=dtype, order=order)
    if array.dtype.kind in "fc" and not _tnp.isfinite(array).all():
        raise ValueError("array must not contain infs or NaNs")
    return array
