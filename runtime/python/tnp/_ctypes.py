"""`ndarray.ctypes`: an array's memory for foreign functions."""

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
