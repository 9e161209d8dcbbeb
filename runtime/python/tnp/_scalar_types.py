"""The scalar types as NumPy lists them: without those that tnp refuses, and
without `bfloat16`, which NumPy does not have.
"""

import tnp

__all__ = ["ScalarType", "sctypeDict"]

_SIZED = """bool complex64 complex128 float16 float32 float64
            int8 int16 int32 int64 uint8 uint16 uint32 uint64""".split()
_NAMED = """bool_ byte cdouble csingle double half int_ intc intp long longlong
            short single ubyte uint uintc uintp ulong ulonglong ushort""".split()

ScalarType = (int, float, complex, bool, bytes, str, memoryview,
              *(getattr(tnp, name) for name in _SIZED))

sctypeDict = {name: getattr(tnp, name) for name in _SIZED + _NAMED}
# Python's numbers by their names.
sctypeDict.update(int=tnp.int64, float=tnp.float64, complex=tnp.complex128)
