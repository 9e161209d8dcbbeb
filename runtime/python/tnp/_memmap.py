"""`memmap`: an array over a file.

Source: https://numpy.org/doc/stable/reference/generated/numpy.memmap.html
"""

import contextlib
import math
import mmap
import operator
import os

from tnp import _tnp

_ndarray = _tnp.ndarray
_MODES = {"readonly": "r", "copyonwrite": "c", "readwrite": "r+", "write": "w+"}
_ACCESS = {"r": mmap.ACCESS_READ, "c": mmap.ACCESS_COPY,
           "r+": mmap.ACCESS_WRITE, "w+": mmap.ACCESS_WRITE}


def _extents(shape):
    if not isinstance(shape, (tuple, list)):
        with contextlib.suppress(TypeError):
            shape = (operator.index(shape),)
    return tuple(shape)


def _size_of(file):
    file.seek(0, 2)
    return file.tell()


def _path_of(filename):
    """The absolute path, None for an open file without a name."""
    if isinstance(filename, os.PathLike):
        from pathlib import Path
        return Path(filename).resolve()
    name = filename
    if hasattr(filename, "read"):
        name = getattr(filename, "name", None)
    return os.path.abspath(name) if isinstance(name, str) else None


class memmap(_ndarray):
    """An array whose elements are those of a file, read when they are needed.

    memmap(filename, dtype=uint8, mode="r+", offset=0, shape=None, order="C"):
    mode "r" reads, "r+" writes to the file, "w+" makes it anew, "c" keeps what
    is written in memory. `offset` is in bytes. Without a shape all of the file
    is one axis. Errors: ValueError for an unknown mode, for "w+" without a
    shape and for a file that is no whole number of elements.
    """

    __array_priority__ = -100.0

    def __new__(cls, filename, dtype=_tnp.uint8, mode="r+", offset=0,
                shape=None, order="C"):
        mode = _MODES.get(mode, mode)
        if mode not in _ACCESS:
            raise ValueError(f"mode must be one of {[*_ACCESS, *_MODES]!r} "
                             f"(got {mode!r})")
        if mode == "w+" and shape is None:
            raise ValueError("shape must be given if mode == 'w+'")
        opened = (contextlib.nullcontext(filename) if hasattr(filename, "read")
                  else open(os.fspath(filename),
                            ("r" if mode == "c" else mode) + "b"))
        dtype = _tnp.dtype(dtype)
        with opened as file:
            length = _size_of(file)
            if shape is None:
                if (length - offset) % dtype.itemsize:
                    raise ValueError("Size of available data is not a multiple "
                                     "of the data-type size.")
                shape = ((length - offset) // dtype.itemsize,)
            shape = _extents(shape)
            end = int(offset) + math.prod(shape) * dtype.itemsize
            if mode in ("w+", "r+"):
                # A mapping of nothing is an error: then one byte is there.
                end = max(end, 1)
                if length < end:
                    file.seek(end - 1, 0)
                    file.write(b"\0")
                    file.flush()
            start = offset - offset % mmap.ALLOCATIONGRANULARITY
            if end == start > 0:
                # Of no bytes all would be mapped: the page before it instead.
                start -= mmap.ALLOCATIONGRANULARITY
            memory = mmap.mmap(file.fileno(), end - start,
                               access=_ACCESS[mode], offset=start)
        self = _ndarray.__new__(cls, shape, dtype=dtype, buffer=memory,
                                offset=offset - start, order=order)
        self._mmap, self.offset, self.mode = memory, offset, mode
        self.filename = _path_of(filename)
        return self

    def __array_finalize__(self, obj):
        shares = hasattr(obj, "_mmap") and _tnp.may_share_memory(self, obj)
        for name in ("_mmap", "filename", "offset", "mode"):
            setattr(self, name, getattr(obj, name) if shares else None)

    def flush(self):
        """Writes what was changed to the file."""
        if self._mmap is not None:
            self._mmap.flush()

    def __array_wrap__(self, arr, context=None, return_scalar=False):
        arr = super().__array_wrap__(arr, context)
        if self is arr or type(self) is not memmap:
            return arr
        return arr[()] if return_scalar else arr.view(_ndarray)

    def __getitem__(self, index):
        item = super().__getitem__(index)
        if type(item) is memmap and item._mmap is None:
            return item.view(_ndarray)
        return item


memmap.__module__ = "tnp"
