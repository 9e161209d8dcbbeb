"""The classes of dtypes by name (`numpy.dtypes`): for `isinstance`, and to make one.

All dtypes of tnp are of one class; these stand for one dtype each.
Source: https://numpy.org/doc/stable/reference/routines.dtypes.html
"""

from tnp import _tnp


class _OfOneType(type):
    """A class whose instances are the dtypes that equal `_dtype`."""

    def __instancecheck__(cls, value):
        return isinstance(value, _tnp.dtype) and value == cls._dtype

    def __eq__(cls, other):
        return (isinstance(other, _OfOneType) and
                getattr(other, "_dtype", None) == cls._dtype)

    def __hash__(cls):
        return hash(cls._dtype)


def _class_of(name, dtype):
    return _OfOneType(name, (), {
        "__doc__": f"The class of dtype('{dtype}').", "__module__": "tnp.dtypes",
        "__new__": lambda cls: dtype, "_dtype": dtype, "type": dtype.type})


# NumPy's name of the class, its name for C's type, and the dtype's.
_TYPES = """
Bool - bool
Int8 Byte int8
UInt8 UByte uint8
Int16 Short int16
UInt16 UShort uint16
Int32 Int int32
UInt32 UInt uint32
Int64 Long int64
UInt64 ULong uint64
Float16 - float16
Float32 - float32
Float64 - float64
Complex64 - complex64
Complex128 - complex128
"""

for _line in _TYPES.split("\n")[1:-1]:
    _name, _c_name, _dtype = _line.split()
    _made = _class_of(f"{_name}DType", _tnp.dtype(_dtype))
    globals()[f"{_name}DType"] = _made
    if _c_name != "-":
        globals()[f"{_c_name}DType"] = _made
LongLongDType, ULongLongDType = Int64DType, UInt64DType  # noqa: F821

__all__ = sorted(name for name in globals() if name.endswith("DType"))
