"""Functions that call a Python function: `vectorize`, `frompyfunc`, ...

Source: https://numpy.org/doc/stable/reference/routines.functional.html
"""

import functools
import itertools
import re

import tnp
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


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    """`func1d` of each line of `arr` along `axis`, its result in their place.

    Errors: AxisError; ValueError where there is no line to apply it to.

    Example: apply_along_axis(sorted, 1, [[3, 1, 2]]) is [[1, 2, 3]]
    """
    arr = _tnp.asanyarray(arr)
    if not -arr.ndim <= axis < arr.ndim:
        raise _tnp.AxisError(axis, arr.ndim, None)
    lines = _tnp.moveaxis(arr, axis, -1)
    axis %= lines.ndim
    places = itertools.product(*map(range, lines.shape[:-1]))
    first = next(places, None)
    if first is None:
        raise ValueError(
            "Cannot apply_along_axis when any iteration dimensions are 0")
    result = _tnp.asanyarray(func1d(lines[first], *args, **kwargs))
    results = _tnp.zeros(lines.shape[:-1] + result.shape, dtype=result.dtype)
    results[first] = result
    for place in places:
        results[place] = func1d(lines[place], *args, **kwargs)
    given = tuple(range(-result.ndim, 0))
    results = _tnp.moveaxis(results, given,
                            [axis + i for i in range(result.ndim)])
    return results if type(arr) is _tnp.ndarray else arr.__array_wrap__(results)


def apply_over_axes(func, a, axes):
    """`func(a, axis)` for one axis after another; the number of axes is kept.

    Errors: ValueError where a result has neither as many axes nor one less.
    """
    value = _tnp.asarray(a)
    ndim = value.ndim
    for axis in (axes if hasattr(axes, "__len__") else (axes,)):
        axis = axis + ndim if axis < 0 else axis
        result = func(value, axis)
        if result.ndim != value.ndim:
            result = _tnp.expand_dims(result, axis)
            if result.ndim != value.ndim:
                raise ValueError("function is not returning an array of the "
                                 "correct shape")
        value = result
    return value


def mask_indices(n, mask_func, k=0):
    """The indices at which `mask_func(a, k)` of an n x n array is not zero.

    Example: mask_indices(3, triu)
    """
    return _tnp.nonzero(mask_func(_tnp.ones((n, n), int), k) != 0)


def piecewise(x, condlist, funclist, *args, **kw):
    """The function, or constant, of the last condition that holds, by element.

    One function more than conditions is for where none holds, else 0. Errors:
    ValueError for other numbers of functions.

    Example: piecewise([-1., 2.], [[True, False]], [abs]) is [1., 0.]
    """
    x = _tnp.asanyarray(x)
    if _tnp.isscalar(condlist) or (
            not isinstance(condlist[0], (list, _tnp.ndarray)) and x.ndim != 0):
        condlist = [condlist]
    conditions = _tnp.asarray(condlist, dtype=bool)
    count = len(conditions)
    if len(funclist) == count + 1:
        otherwise = ~_tnp.any(conditions, axis=0, keepdims=True)
        conditions = _tnp.concatenate([conditions, otherwise], axis=0)
    elif len(funclist) != count:
        raise ValueError(f"with {count} condition(s), either {count} or "
                         f"{count + 1} functions are expected")
    result = _tnp.zeros_like(x)
    for condition, function in zip(conditions, funclist):
        if not callable(function):
            result[condition] = function
            continue
        values = x[condition]
        if values.size > 0:
            result[condition] = function(values, *args, **kw)
    return result


_CORE = r"\(\w*(?:,\w+)*\)"
_CORES = rf"{_CORE}(?:,{_CORE})*"


def core_dimensions(signature):
    """The names of the core axes of each input and of each output.

    Example: core_dimensions("(m,n),(n)->(m)") is
    ([("m", "n"), ("n",)], [("m",)])
    """
    text = re.sub(r"\s+", "", signature)
    if not re.fullmatch(rf"{_CORES}->{_CORES}", text):
        raise ValueError(f"Not a valid gufunc signature: {text}")
    inputs, outputs = (
        [tuple(filter(None, core[1:-1].split(",")))
         for core in re.findall(_CORE, side)] for side in text.split("->"))
    return inputs, outputs


def learn_sizes(sizes, value, core):
    """Adds the extents of the core axes of `value` to `sizes`."""
    if not core:
        return
    value = _tnp.asarray(value)
    if value.ndim < len(core):
        raise ValueError(
            f"{value.ndim}-dimensional argument does not have enough "
            f"dimensions for all core dimensions {core!r}")
    for name, extent in zip(core, value.shape[-len(core):]):
        if sizes.setdefault(name, extent) != extent:
            raise ValueError(f"inconsistent size for core dimension {name!r}: "
                             f"{extent!r} vs {sizes[name]!r}")


class vectorize:
    """Applies a Python function of scalars to each element of its arguments.

    The element types of the results are `otypes`, or those of a first call with
    the first elements, as in NumPy. With a `signature` the function takes and
    gives arrays of the core axes that it names. Arrays are made by tnp's public
    functions, which leave text and objects to NumPy while the fallback is on.

    Example: vectorize(max)([1, 5], 3)
    """

    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None,
                 cache=False, signature=None):
        self.signature = signature
        self._cores = None if signature is None else core_dimensions(signature)
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
        arrays = [tnp.asarray(args[i]) for i in places]
        arrays += [tnp.asarray(kwargs[name]) for name in names]

        def call(*values):
            full, named = list(args), dict(kwargs)
            for place, value in zip(places, values):
                full[place] = value
            named.update(zip(names, values[len(places):]))
            return self.pyfunc(*full, **named)

        if self._cores is not None:
            return self._map_cores(call, arrays)
        if not arrays:
            return tnp.asarray(call())
        return self._map(call, tnp.broadcast_arrays(*arrays))

    def _map(self, call, arrays):
        shape, size = arrays[0].shape, arrays[0].size
        otypes = self.otypes
        if otypes is None:
            if size == 0:
                raise ValueError("cannot call `vectorize` on size 0 inputs "
                                 "unless `otypes` is set")
            first = call(*(a.flat[0] for a in arrays))
            outputs = first if isinstance(first, tuple) else (first,)
            otypes = [tnp.asarray(output).dtype for output in outputs]
        columns = [a.ravel().tolist() for a in arrays]
        rows = [call(*values) for values in zip(*columns)]
        if len(otypes) == 1:
            return tnp.array(rows, dtype=otypes[0]).reshape(shape)
        return tuple(
            tnp.array([row[i] for row in rows], dtype=otype).reshape(shape)
            for i, otype in enumerate(otypes))

    def _map_cores(self, call, arrays):
        inputs, outputs = self._cores
        if len(arrays) != len(inputs):
            raise TypeError("wrong number of positional arguments: expected "
                            f"{len(inputs)!r}, got {len(arrays)!r}")
        sizes, leading = {}, []
        for a, core in zip(arrays, inputs):
            learn_sizes(sizes, a, core)
            leading.append(a.shape[:a.ndim - len(core)])
        loop = _tnp.broadcast_shapes(*leading)
        arrays = [_tnp.broadcast_to(a, loop + tuple(sizes[n] for n in core))
                  for a, core in zip(arrays, inputs)]
        filled = None
        for index in itertools.product(*map(range, loop)):
            results = call(*(a[index] for a in arrays))
            count = len(results) if isinstance(results, tuple) else 1
            if count != len(outputs):
                raise ValueError("wrong number of outputs from pyfunc: "
                                 f"expected {len(outputs)!r}, got {count!r}")
            if len(outputs) == 1:
                results = (results,)
            if filled is None:
                for result, core in zip(results, outputs):
                    learn_sizes(sizes, result, core)
                filled = self._make_outputs(loop, sizes, [
                    _tnp.asarray(result).dtype for result in results])
            for output, result in zip(filled, results):
                output[index] = result
        if filled is None:
            filled = self._make_empty_outputs(loop, sizes)
        return filled[0] if len(outputs) == 1 else tuple(filled)

    def _make_outputs(self, loop, sizes, dtypes):
        return [_tnp.empty(loop + tuple(sizes[name] for name in core), dtype)
                for core, dtype in zip(self._cores[1], self.otypes or dtypes)]

    def _make_empty_outputs(self, loop, sizes):
        if self.otypes is None:
            raise ValueError("cannot call `vectorize` on size 0 inputs unless "
                             "`otypes` is set")
        if any(name not in sizes for core in self._cores[1] for name in core):
            raise ValueError("cannot call `vectorize` with a signature "
                             "including new output dimensions on size 0 inputs")
        return self._make_outputs(loop, sizes, [])


class PythonUfunc:
    """What `frompyfunc` makes: a Python function over the elements of arrays.

    The elements are given as Python's numbers. The results of one call make an
    array of the type that their values have together, where NumPy makes one of
    objects; what is not a number is a TypeError. Numbers alone give what the
    function gives.
    """

    ntypes = 1
    signature = None

    def __init__(self, function, nin, nout, identity):
        self.nin, self.nout, self.nargs = nin, nout, nin + nout
        self.identity = identity
        self.types = ["O" * nin + "->" + "O" * nout]
        self.__name__ = f"{getattr(function, '__name__', '?')} (vectorized)"
        self.__doc__ = getattr(function, "__doc__", None)
        self._function = function

    def __repr__(self):
        return f"<ufunc '{self.__name__}'>"

    def __call__(self, *args, out=None):
        if len(args) != self.nin:
            raise TypeError(f"{self.__name__}() takes {self.nin} positional "
                            f"arguments but {len(args)} were given")
        arrays = [_tnp.asarray(arg) for arg in args]
        if out is None and all(a.ndim == 0 for a in arrays):
            return self._function(*(a.item() for a in arrays))
        arrays = _tnp.broadcast_arrays(*arrays)
        shape = arrays[0].shape
        rows = list(map(self._function, *(a.ravel().tolist() for a in arrays)))
        if self.nout == 1:
            return self._deliver(rows, shape, out)
        outs = out or (None,) * self.nout
        return tuple(self._deliver([row[i] for row in rows], shape, outs[i])
                     for i in range(self.nout))

    def _deliver(self, values, shape, out):
        array = _tnp.array(values)
        if array.ndim != 1:
            raise TypeError(
                f"{self.__name__} gave sequences; tnp has arrays of numbers "
                "only: call the function in a loop instead")
        array = array.reshape(shape)
        if isinstance(out, tuple):
            out, = out
        if out is None:
            return array
        _tnp.copyto(out, array, casting="unsafe")
        return out

    def _check_binary(self, method):
        if self.nin != 2 or self.nout != 1:
            raise ValueError(f"{method} only supported for binary functions"
                             if self.nin != 2 else
                             f"{method} only supported for functions returning "
                             "a single value")

    def _runs(self, array, axis):
        """The elements along the axis for each place in the other axes."""
        array = _tnp.moveaxis(_tnp.asarray(array), axis, -1)
        shape, extent = array.shape[:-1], array.shape[-1]
        return array.reshape(-1, extent).tolist() if extent else [], shape

    def reduce(self, array, axis=0, keepdims=False, initial=None):
        """The function between the elements along one axis."""
        self._check_binary("reduce")
        runs, shape = self._runs(array, axis)
        if initial is None:
            initial = self.identity
        start = () if initial is None else (initial,)
        if not start and not runs:
            raise ValueError("zero-size array to reduction operation "
                             f"{self.__name__} which has no identity")
        if not runs:
            runs = [[] for _ in itertools.product(*map(range, shape))]
        found = [functools.reduce(self._function, run, *start) for run in runs]
        if not shape and not keepdims:
            return found[0]
        result = self._deliver(found, shape, None)
        return _tnp.expand_dims(result, axis) if keepdims else result

    def accumulate(self, array, axis=0):
        """The function's results along one axis, step by step."""
        self._check_binary("accumulate")
        runs, shape = self._runs(array, axis)
        steps = [list(itertools.accumulate(run, self._function))
                 for run in runs]
        flat = self._deliver(list(itertools.chain(*steps)), (-1,), None)
        extent = len(runs[0]) if runs else 0
        return _tnp.moveaxis(flat.reshape(*shape, extent), -1, axis)

    def outer(self, a, b):
        """The function of every element of `a` with every one of `b`."""
        self._check_binary("outer")
        a, b = _tnp.asarray(a), _tnp.asarray(b)
        return self(a.reshape(a.shape + (1,) * b.ndim), b)


def frompyfunc(func, /, nin, nout, *, identity=None):
    """A ufunc-like object of a Python function of `nin` numbers.

    Example: frompyfunc(math.gcd, 2, 1)([4, 6], 2)
    Source: https://numpy.org/doc/stable/reference/generated/numpy.frompyfunc.html
    """
    if not callable(func):
        raise TypeError("function must be callable")
    return PythonUfunc(func, nin, nout, identity)
