"""Functions that call a Python function: `vectorize`, `fromfunction`.

Source: https://numpy.org/doc/stable/reference/routines.functional.html
"""

import functools

from tnp import _tnp


def named_as(function, run):
    """A Python function that calls `run` and looks like `function`."""

    @functools.wraps(function)
    def inner(*args, **kwargs):
        return run(*args, **kwargs)

    return inner


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    """`function` of the coordinates: one array of shape `shape` an axis.

    Example: fromfunction(lambda i, j: i + j, (3, 3), dtype=int)
    """
    if like is not None:
        raise NotImplementedError("fromfunction(): `like` is not supported")
    return function(*_tnp.indices(shape, dtype=dtype), **kwargs)


class vectorize:
    """Applies a Python function of scalars to each element of its arguments.

    The element types of the results are `otypes`, or those of a first call with
    the first elements, as in NumPy. `signature` is not supported.

    Example: vectorize(max)([1, 5], 3)
    """

    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None,
                 cache=False, signature=None):
        if signature is not None:
            raise NotImplementedError(
                "vectorize(): `signature` is not supported; loop over the "
                "leading axes instead")
        self.otypes = None if otypes is None else [
            _tnp.dtype(item) for item in otypes]
        self.excluded = set(excluded or ())
        self.cache = cache
        self._doc = doc
        if pyfunc is not None:
            self._set_function(pyfunc)

    def _set_function(self, pyfunc):
        self.pyfunc = pyfunc
        functools.update_wrapper(self, pyfunc, updated=())
        if self._doc is not None:
            self.__doc__ = self._doc

    def __call__(self, *args, **kwargs):
        if not hasattr(self, "pyfunc"):  # @vectorize(otypes=[float])
            self._set_function(*args)
            return self
        places = [i for i in range(len(args)) if i not in self.excluded]
        names = [name for name in kwargs if name not in self.excluded]
        arrays = [_tnp.asarray(args[i]) for i in places]
        arrays += [_tnp.asarray(kwargs[name]) for name in names]

        def call(*values):
            full, named = list(args), dict(kwargs)
            for place, value in zip(places, values):
                full[place] = value
            named.update(zip(names, values[len(places):]))
            return self.pyfunc(*full, **named)

        if not arrays:
            return _tnp.asarray(call())
        return self._map(call, _tnp.broadcast_arrays(*arrays))

    def _map(self, call, arrays):
        shape, size = arrays[0].shape, arrays[0].size
        otypes = self.otypes
        if otypes is None:
            if size == 0:
                raise ValueError("cannot call `vectorize` on size 0 inputs "
                                 "unless `otypes` is set")
            first = call(*(a.flat[0] for a in arrays))
            outputs = first if isinstance(first, tuple) else (first,)
            otypes = [_tnp.asarray(output).dtype for output in outputs]
        columns = [a.ravel().tolist() for a in arrays]
        rows = [call(*values) for values in zip(*columns)]
        if len(otypes) == 1:
            return _tnp.array(rows, dtype=otypes[0]).reshape(shape)
        return tuple(
            _tnp.array([row[i] for row in rows], dtype=otype).reshape(shape)
            for i, otype in enumerate(otypes))
