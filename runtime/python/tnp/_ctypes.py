"""Memory and functions for foreign code: `ndarray.ctypes`, and that of bit
generators."""

import collections
import ctypes


class ArrayCTypes:
    """The address, shape and strides of an array as ctypes values.

    Keeps the array alive, as what it gives does.
    """

    def __init__(self, array, address):
        self._array = array
        self._address = address

    @property
    def data(self):
        """The address of the first element."""
        return self._address

    @property
    def shape(self):
        """The extents as a ctypes array; None for a 0-d array in NumPy 1."""
        return self.shape_as(_INTP)

    @property
    def strides(self):
        """The strides in bytes as a ctypes array."""
        return self.strides_as(_INTP)

    @property
    def _as_parameter_(self):
        return self.data_as(ctypes.c_void_p)

    def data_as(self, obj):
        """The address as the pointer type `obj`."""
        pointer = ctypes.cast(ctypes.c_void_p(self._address), obj)
        pointer._arr = self._array
        return pointer

    def shape_as(self, obj):
        """The extents as an array of the integer type `obj`."""
        return (obj * self._array.ndim)(*self._array.shape)

    def strides_as(self, obj):
        """The strides as an array of the integer type `obj`."""
        return (obj * self._array.ndim)(*self._array.strides)


_INTP = ctypes.c_ssize_t

_Interface = collections.namedtuple(
    "interface",
    "state_address state next_uint64 next_uint32 next_double bit_generator")


def bit_generator_interface(state, next_uint64, next_uint32, next_double,
                            stream):
    """A bit generator's functions, which take `state`, from their addresses."""
    def function(result, address):
        return ctypes.CFUNCTYPE(result, ctypes.c_void_p)(address)

    return _Interface(
        state, ctypes.c_void_p(state),
        function(ctypes.c_uint64, next_uint64),
        function(ctypes.c_uint32, next_uint32),
        function(ctypes.c_double, next_double), ctypes.c_void_p(stream))
