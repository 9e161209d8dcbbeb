"""Objects that are used by indexing them: `c_`, `r_`, `mgrid`, `ogrid`, `s_`; and
the loops over indices, `ndindex` and `ndenumerate`.

Thin Python over the extension's functions: what is indexed is Python syntax, and
the work is a handful of array operations.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html
"""

import itertools
import math
import numbers
import operator
import sys

from tnp import _tnp


def _is_complex(number):
    """Whether a step is a number of points: 5j, or a library's complex scalar."""
    return (isinstance(number, numbers.Complex) and
            not isinstance(number, numbers.Real))


def _points(key):
    """The 1-d array that a slice means: steps, or with `5j` that many points."""
    start = 0 if key.start is None else key.start
    step = 1 if key.step is None else key.step
    if _is_complex(step):
        return _tnp.linspace(start, key.stop, num=int(abs(step)))
    return _tnp.arange(start, key.stop, step)


class _Concatenator:
    """Joins what is written between the brackets along one axis."""

    def __init__(self, axis, ndmin, trans1d):
        self._axis, self._ndmin, self._trans1d = axis, ndmin, trans1d

    def __getitem__(self, key):
        if isinstance(key, str):
            from tnp import _matrix
            caller = sys._getframe(1)
            return _matrix.bmat(key, caller.f_locals, caller.f_globals)
        items = key if isinstance(key, tuple) else (key,)
        axis, ndmin, trans1d = self._axis, self._ndmin, self._trans1d
        is_column, is_matrix = False, False
        if items and isinstance(items[0], str):
            is_matrix = items[0] in ("r", "c")
            is_column = items[0] == "c"
            if not is_matrix:
                axis, ndmin, trans1d = self._directive(items[0])
            items = items[1:]
        operands = []
        for item in items:
            if isinstance(item, str):
                raise ValueError("special directives must be the first entry.")
            if isinstance(item, slice):
                item = _points(item)
            # A Python number only decides the kind of the result (NEP 50).
            is_number = isinstance(item, (int, float, complex))
            array = _tnp.asarray(item)
            operands.append(item if is_number else array)
        dtype = _tnp.result_type(*operands)
        # A number that does not fit the type is an error, not wrapped.
        arrays = [self._raised(_tnp.asarray(item).astype(dtype)
                               if isinstance(item, _tnp.ndarray)
                               else _tnp.asarray(item, dtype=dtype),
                               ndmin, trans1d) for item in operands]
        if not is_matrix:
            return _tnp.concatenate(arrays, axis=axis)
        from tnp import _matrix
        one_axis = all(array.ndim < 2 for array in arrays)
        # A row of numbers by itself becomes a column where one is asked for.
        result = _matrix.asmatrix(_tnp.concatenate(arrays, axis=axis))
        return result.T if is_column and one_axis else result

    def _directive(self, text):
        """`'0,2,-1'`: axis, smallest number of axes, where a 1-d array goes."""
        try:
            numbers = [int(part) for part in text.split(",")]
        except ValueError:
            raise ValueError(f"unknown special directive {text!r}") from None
        defaults = [self._axis, self._ndmin, self._trans1d]
        return numbers[:3] + defaults[len(numbers):]

    @staticmethod
    def _raised(array, ndmin, trans1d):
        """With at least `ndmin` axes, its own ones beginning at `trans1d`."""
        missing = ndmin - array.ndim
        if missing <= 0:
            return array
        ndim = array.ndim
        raised = array.reshape((1,) * missing + array.shape)
        if trans1d == -1 or ndim == 0:
            return raised
        first = trans1d if trans1d >= 0 else trans1d + missing + 1
        axes = list(range(ndmin))
        return raised.transpose(
            axes[:first] + axes[missing:] + axes[first:missing])


class _Grid:
    """Coordinates of a regular grid: dense (`mgrid`) or open (`ogrid`)."""

    def __init__(self, is_open):
        self._is_open = is_open

    def __getitem__(self, key):
        if isinstance(key, slice):
            return _points(key)
        keys = tuple(key)
        dtype = _tnp.float64 if any(map(self._is_float, keys)) else _tnp.int64
        axes = [self._axis(k).astype(dtype) for k in keys]
        grids = [axis.reshape((1,) * i + (-1,) + (1,) * (len(axes) - 1 - i))
                 for i, axis in enumerate(axes)]
        if self._is_open:
            return tuple(grids)
        shape = tuple(axis.size for axis in axes)
        return _tnp.stack([_tnp.broadcast_to(grid, shape) for grid in grids])

    @staticmethod
    def _is_float(key):
        return any(isinstance(part, float) or _is_complex(part)
                   for part in (key.start, key.stop, key.step))

    @staticmethod
    def _axis(key):
        start = 0 if key.start is None else key.start
        step = 1 if key.step is None else key.step
        if _is_complex(step):
            count = int(abs(step))
            width = (key.stop - start) / (count - 1) if count > 1 else 1
        else:
            count = max(0, math.ceil((key.stop - start) / step))
            width = step
        return _tnp.arange(count) * width + start


class _IndexExpression:
    """Gives back the index: `s_[::2]` is `slice(None, None, 2)`."""

    def __init__(self, always_tuple):
        self._always_tuple = always_tuple

    def __getitem__(self, key):
        if self._always_tuple and not isinstance(key, tuple):
            return (key,)
        return key


c_ = _Concatenator(axis=-1, ndmin=2, trans1d=0)
r_ = _Concatenator(axis=0, ndmin=1, trans1d=-1)
mgrid = _Grid(is_open=False)
ogrid = _Grid(is_open=True)
index_exp = _IndexExpression(always_tuple=True)
s_ = _IndexExpression(always_tuple=False)


class ndindex:
    """The indices of an array of a shape, in C order.

    Example: list(ndindex(2, 2)) is [(0, 0), (0, 1), (1, 0), (1, 1)]
    """

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape, = shape
        extents = [operator.index(extent) for extent in shape]
        if min(extents, default=0) < 0:
            raise ValueError("negative dimensions are not allowed")
        self._indices = itertools.product(*map(range, extents))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._indices)


class ndenumerate:
    """The indices and elements of an array, in C order.

    Example: list(ndenumerate([5, 6])) is [((0,), 5), ((1,), 6)]
    """

    def __init__(self, arr):
        self.iter = _tnp.asarray(arr).flat

    def __iter__(self):
        return self

    def __next__(self):
        return self.iter.coords, next(self.iter)
