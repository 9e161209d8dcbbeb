"""`matrix`: arrays that always have two axes, and whose product is matmul.

Source: https://numpy.org/doc/stable/reference/generated/numpy.matrix.html
"""

import ast
import sys
import warnings

from tnp import _tnp, linalg

_ndarray = _tnp.ndarray


def _numbers(text):
    """The rows of "1 2; 3 4" or "[[1, 2], [3, 4]]"."""
    rows = [[ast.literal_eval(word) for part in row.split(",")
             for word in part.split()]
            for row in text.replace("[", "").replace("]", "").split(";")]
    if any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("Rows not the same size.")
    return rows


def _two_axes(shape):
    """`shape` with two axes: without ones, or as a row."""
    if len(shape) > 2:
        shape = tuple(extent for extent in shape if extent > 1)
    if len(shape) > 2:
        raise ValueError("shape too large to be a matrix.")
    return (1,) * (2 - len(shape)) + tuple(shape)


_METHODS = {"all", "any", "argmax", "argmin", "max", "mean", "min", "prod",
            "ptp", "std", "sum", "var"}
_NAN_FUNCTIONS = {"nanargmax", "nanargmin", "nanmax", "nanmean", "nanmin", "nanprod", "nanstd", "nansum",
                  "nanvar"}


class matrix(_ndarray):
    """A two-dimensional array; `*` is the matrix product, `**` its power.

    matrix(data, dtype=None, copy=True): `data` is an array, a nested sequence
    or a text such as "1 2; 3 4". Errors: ValueError for more than two axes.
    """

    __array_priority__ = 10.0
    # Whether an index is being taken: then a row may have one axis for a while.
    _indexing = False

    def __new__(cls, data, dtype=None, copy=True):
        warnings.warn(
            "the matrix subclass is not the recommended way to represent "
            "matrices or deal with linear algebra. Please adjust your code to "
            "use regular ndarray.", PendingDeprecationWarning, stacklevel=2)
        if isinstance(data, matrix):
            wanted = data.dtype if dtype is None else _tnp.dtype(dtype)
            return data.astype(wanted, copy=copy or wanted != data.dtype)
        if isinstance(data, _ndarray):
            wanted = data.dtype if dtype is None else _tnp.dtype(dtype)
            view = data.view(cls)
            if wanted != data.dtype:
                return view.astype(wanted)
            return view.copy() if copy else view
        if isinstance(data, str):
            data = _numbers(data)
        array = _tnp.array(data, dtype=dtype, copy=True if copy else None)
        if array.ndim > 2:
            raise ValueError("matrix must be 2-dimensional")
        return array.reshape(_two_axes(array.shape)).view(cls)

    def __array_finalize__(self, obj):
        self._indexing = False
        if isinstance(obj, matrix) and obj._indexing:
            return
        if self.ndim != 2:
            self.shape = _two_axes(self.shape)

    def __getitem__(self, index):
        self._indexing = True
        try:
            item = super().__getitem__(index)
        finally:
            self._indexing = False
        if not isinstance(item, _ndarray):
            return item
        if item.ndim == 0:
            return item[()]
        if item.ndim == 1:
            is_column = (hasattr(index, "__len__") and len(index) > 1 and
                         _tnp.isscalar(index[1]))
            item.shape = (item.size, 1) if is_column else (1, item.size)
        return item

    def __setitem__(self, index, value):
        basic = (int, slice, type(None), type(Ellipsis))
        parts = index if isinstance(index, tuple) else (index,)
        if index is not Ellipsis and all(type(part) in basic for part in parts):
            view = self[index]
            if isinstance(view, _ndarray):
                view[...] = value
                return
        super().__setitem__(index, value)

    @staticmethod
    def _tnp_function_(name, given):
        """tnp.sum and its like of a matrix: as its own methods give them."""
        if name in _METHODS:
            return getattr(given.pop("a"), name)(**given)
        if name in _NAN_FUNCTIONS:
            result = getattr(_tnp, name)(
                _tnp.asarray(given.pop("a")), keepdims=True, **given)
            return (result[0, 0] if given.get("axis") is None
                    else result.view(matrix))
        plain = {key: _tnp.asarray(value) if isinstance(value, matrix) else value
                 for key, value in given.items()}
        # Some take their arguments by position alone.
        return getattr(_tnp, name)(*[plain.pop(next(iter(plain)))], **plain)

    # ---- Operators.

    def _product(self, left, right):
        return _tnp.asarray(_tnp.dot(_tnp.asarray(left), _tnp.asarray(right))
                            ).view(type(self))

    def __mul__(self, other):
        if isinstance(other, (_ndarray, list, tuple)):
            return self._product(self, asmatrix(other))
        if _tnp.isscalar(other) or not hasattr(other, "__rmul__"):
            return self._product(self, other)
        return NotImplemented

    def __rmul__(self, other):
        return self._product(other, self)

    def __imul__(self, other):
        self[:] = self * other
        return self

    def __pow__(self, other):
        return linalg.matrix_power(_tnp.asarray(self), other).view(type(self))

    def __ipow__(self, other):
        self[:] = self ** other
        return self

    def __rpow__(self, other):
        return NotImplemented

    # ---- Reductions keep both axes; over all elements they give a number.

    def _reduced(self, name, axis, *args):
        result = getattr(super(), name)(axis, *args, keepdims=True)
        return result[0, 0] if axis is None else result

    def _located(self, result, axis):
        """What has lost `axis`, laid out as it was."""
        if axis is None:
            return result[0, 0] if isinstance(result, matrix) else result
        if axis == 0:
            return result
        if axis == 1:
            return result.transpose()
        raise ValueError("unsupported axis")

    def sum(self, axis=None, dtype=None, out=None):
        return self._reduced("sum", axis, dtype, out)

    def prod(self, axis=None, dtype=None, out=None):
        return self._reduced("prod", axis, dtype, out)

    def mean(self, axis=None, dtype=None, out=None):
        return self._reduced("mean", axis, dtype, out)

    def std(self, axis=None, dtype=None, out=None, ddof=0):
        return self._reduced("std", axis, dtype, out, ddof)

    def var(self, axis=None, dtype=None, out=None, ddof=0):
        return self._reduced("var", axis, dtype, out, ddof)

    def any(self, axis=None, out=None):
        return self._reduced("any", axis, out)

    def all(self, axis=None, out=None):
        return self._reduced("all", axis, out)

    def max(self, axis=None, out=None):
        return self._reduced("max", axis, out)

    def min(self, axis=None, out=None):
        return self._reduced("min", axis, out)

    def argmax(self, axis=None, out=None):
        return self._located(super().argmax(axis, out), axis)

    def argmin(self, axis=None, out=None):
        return self._located(super().argmin(axis, out), axis)

    def ptp(self, axis=None, out=None):
        return self._located(
            _tnp.ptp(_tnp.asarray(self), axis, out).view(type(self))
            if axis is not None else _tnp.ptp(_tnp.asarray(self)), axis)

    # ---- Shapes and parts.

    def squeeze(self, axis=None):
        return super().squeeze(axis)

    def flatten(self, order="C"):
        return super().flatten(order)

    def ravel(self, order="C"):
        return super().ravel(order)

    def tolist(self):
        return self.A.tolist()

    @property
    def T(self):
        """The transpose."""
        return self.transpose()

    @property
    def H(self):
        """The conjugate transpose."""
        if issubclass(self.dtype.type, _tnp.complexfloating):
            return self.transpose().conjugate()
        return self.transpose()

    @property
    def I(self):  # noqa: E743
        """The inverse, of a matrix that is not square the pseudoinverse."""
        rows, columns = self.shape
        invert = linalg.inv if rows == columns else linalg.pinv
        return asmatrix(invert(_tnp.asarray(self)))

    @property
    def A(self):
        """The elements as a plain array, which shares their memory."""
        return _tnp.asarray(self)

    @property
    def A1(self):
        """The elements as an array of one axis."""
        return _tnp.asarray(self).ravel()

    getT = T.fget
    getH = H.fget
    getI = I.fget
    getA = A.fget
    getA1 = A1.fget


matrix.__module__ = "tnp"


def asmatrix(data, dtype=None):
    """`data` as a matrix, which shares an array's memory."""
    return matrix(data, dtype=dtype, copy=False)


def _named_blocks(text, places):
    """The rows of matrices that a text such as "A, B; C, D" names."""
    def block(name):
        for names in places:
            if name in names:
                return names[name]
        raise NameError(f"name {name!r} is not defined")

    return [[block(name) for part in row.split(",") for name in part.split()]
            for row in text.split(";")]


def bmat(obj, ldict=None, gdict=None):
    """A matrix of blocks: a nested sequence of matrices, or a text of names.

    Names are looked up in `ldict` and `gdict`, without them where it is called.
    Example: bmat("A, B; C, D")
    """
    if isinstance(obj, str):
        caller = sys._getframe().f_back
        if gdict is not None and ldict is None:
            raise TypeError("bmat() takes `ldict` where `gdict` is given")
        places = ((caller.f_locals, caller.f_globals) if gdict is None
                  else (ldict, gdict))
        obj = _named_blocks(obj, places)
    if isinstance(obj, _ndarray):
        return matrix(obj)
    if not isinstance(obj, (list, tuple)):
        return None
    if any(isinstance(row, _ndarray) for row in obj):
        return matrix(_tnp.concatenate(obj, axis=-1))
    return matrix(_tnp.concatenate(
        [_tnp.concatenate(row, axis=-1) for row in obj], axis=0))
