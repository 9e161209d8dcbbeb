"""Arrays, views, keys and calls drawn at random: tnp against NumPy.

Each example builds the same array twice, as a view of the same buffer layout,
applies one step to both and compares value, dtype, shape, strides, aliasing with
the buffer, scalar type, warnings, and the exception's type and message.

Every run has the same few hundred examples. The search, with any seed:

    pytest test/runtime/test_properties.py --hypothesis-profile=search-100k \
        --hypothesis-seed=1
"""

import operator
import warnings

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import tnp
from listed_differences import is_listed

DTYPES = ["?", "i1", "u1", "i2", "i4", "u4", "i8", "u8", "f2", "f4", "f8",
          "c8", "c16"]
VALUES = {"?": [False, True],
          "u": [0, 1, 2, 3, 7, 100],
          "i": [0, 1, -1, 2, -3, 7, 100],
          "f": [0.0, -0.0, 1.0, -1.5, 2.25, 7.0, float("nan"), float("inf")],
          "c": [0j, 1 + 2j, -1.5j, 2.0, complex(float("nan"), 1)]}
UNARY = ["negative", "absolute", "sign", "logical_not", "invert", "isnan",
         "isfinite", "floor", "positive", "square", "conjugate", "sqrt",
         "signbit", "reciprocal"]
BINARY = ["add", "subtract", "multiply", "true_divide", "floor_divide",
          "remainder", "maximum", "fmin", "less", "equal", "logical_and",
          "bitwise_xor", "left_shift", "copysign"]
REDUCTIONS = ["sum", "prod", "max", "min", "any", "all", "argmax", "argmin",
              "mean", "cumsum", "count_nonzero"]
IN_PLACE = [operator.iadd, operator.imul, operator.isub, operator.itruediv,
            operator.ifloordiv, operator.iand]


class Sample:
    """A buffer and the steps from it to a view, for either module."""

    def __init__(self, dtype, shape, values, steps, writeable):
        self.dtype, self.shape, self.values = dtype, shape, values
        self.steps, self.writeable = steps, writeable

    def build(self, xp):
        """(buffer, view): fresh memory at each call."""
        buffer = xp.array(np.array(self.values, self.dtype).reshape(self.shape))
        view = buffer
        for name, arg in self.steps:
            if name == "slice":
                view = view[arg + (...,)]  # a 0-d array stays one
            elif name == "transpose":
                view = view.transpose(arg)
            else:
                view = xp.broadcast_to(view, arg)
        if not self.writeable:
            view = view[...]
            view.flags.writeable = False
        return buffer, view

    def __repr__(self):
        return (f"Sample({self.dtype!r}, {self.shape}, {self.values}, "
                f"{self.steps}, {self.writeable})")


@st.composite
def samples(draw):
    dtype = draw(st.sampled_from(DTYPES))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    size = int(np.prod(shape))
    pool = VALUES[np.dtype(dtype).kind.replace("b", "?")]
    values = draw(st.lists(st.sampled_from(pool), min_size=size, max_size=size))
    steps = []
    probe = np.zeros(shape)
    for _ in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(["slice", "transpose", "broadcast"]))
        if kind == "slice":
            arg = tuple(draw(slices(n)) for n in probe.shape)
            probe = probe[arg]
        elif kind == "transpose":
            arg = tuple(draw(st.permutations(range(probe.ndim))))
            probe = probe.transpose(arg)
        else:
            arg = (draw(st.integers(1, 2)),) + probe.shape
            probe = np.broadcast_to(probe, arg)
        steps.append((kind, arg))
    return Sample(dtype, shape, values, steps, draw(st.integers(0, 9)) > 0)


@st.composite
def slices(draw, extent):
    bound = st.none() | st.integers(-extent - 2, extent + 2)
    step = st.none() | st.integers(-3, 3).filter(bool)
    return slice(draw(bound), draw(bound), draw(step))


@st.composite
def key_items(draw, extent):
    kind = draw(st.sampled_from(
        ["int", "int", "slice", "slice", "none", "dots", "list", "array",
         "mask", "grid", "zero_d", "bool", "bad"]))
    index = st.integers(-extent - (draw(st.integers(0, 9)) == 0),
                        max(extent - 1, 0))
    if kind == "int":
        return draw(index)
    if kind == "slice":
        return draw(slices(extent))
    if kind == "none":
        return None
    if kind == "dots":
        return Ellipsis
    if kind == "list":
        return draw(st.lists(index, max_size=3))
    if kind == "array":
        values = draw(st.lists(index, min_size=1, max_size=3))
        dtype = draw(st.sampled_from(["i8", "i4", "i2"]))
        return np.array(values, dtype)
    if kind == "mask":
        flags = st.lists(st.booleans(), min_size=extent, max_size=extent)
        return np.array(draw(flags), bool)
    if kind == "grid":
        values = draw(st.lists(index, min_size=2, max_size=2))
        return np.array(values).reshape(draw(st.sampled_from([(2, 1), (1, 2)])))
    if kind == "zero_d":
        return np.array(draw(index))
    if kind == "bool":
        return draw(st.booleans())
    return draw(st.sampled_from([1.0, "a", [1.5], np.float64(1), 2**70]))


@st.composite
def keys(draw, shape):
    if shape and draw(st.integers(0, 7)) == 0:  # a mask over leading axes
        part = shape[: draw(st.integers(1, len(shape)))]
        size = int(np.prod(part))
        flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
        return np.array(flags, bool).reshape(part)
    items, axis = [], 0
    for _ in range(draw(st.integers(0, 4))):
        extent = shape[axis] if axis < len(shape) else 2
        items.append(draw(key_items(extent)))
        axis += items[-1] is not None and items[-1] is not Ellipsis
    return items[0] if len(items) == 1 and draw(st.booleans()) else tuple(items)


def for_module(value, xp):
    """The drawn value with its arrays made arrays of `xp`."""
    if isinstance(value, Sample):
        return value.build(xp)[1]
    if isinstance(value, tuple):
        return tuple(for_module(item, xp) for item in value)
    if isinstance(value, np.generic):
        return getattr(xp, value.dtype.name)(value.item())
    return xp.array(value) if isinstance(value, np.ndarray) else value


@st.composite
def operations(draw, sample):
    """(name, args): one step, to be taken by `perform`."""
    shape = sample.build(np)[1].shape
    kind = draw(st.sampled_from(
        ["get", "get", "set", "set", "set_overlap", "unary", "binary", "scalar",
         "in_place", "overlap", "reduce", "reshape", "axes", "sort", "pick"]))
    axis = st.none() | st.integers(-len(shape) - 1, len(shape))
    if kind == "get":
        return kind, (draw(keys(shape)),)
    if kind == "set":
        other = draw(st.one_of(samples(), st.sampled_from(
            [0, 1, True, 2.5, 1j, -1, 300, [1, 2], [[1], [2]], (3,)])))
        return kind, (draw(keys(shape)), other)
    if kind in ("set_overlap", "overlap"):
        ufunc = draw(st.sampled_from(BINARY))
        return kind, (draw(keys(shape)), draw(keys(shape)), ufunc)
    if kind == "unary":
        return kind, (draw(st.sampled_from(UNARY)),)
    if kind == "binary":
        return kind, (draw(st.sampled_from(BINARY)), draw(samples()))
    if kind == "scalar":
        number = draw(st.sampled_from([0, 1, -1, 2, 300, 1.5, True, 1j]))
        return kind, (draw(st.sampled_from(BINARY)), number)
    if kind == "in_place":
        number = st.sampled_from([1, -1, 2, 1.5, True, 1j])
        return kind, (draw(st.sampled_from(IN_PLACE)),
                      draw(st.one_of(number, samples())))
    if kind == "reduce":
        return kind, (draw(st.sampled_from(REDUCTIONS)), draw(axis),
                      draw(st.booleans()))
    if kind == "reshape":
        new = draw(st.lists(st.sampled_from([-1, 0, 1, 2, 3, 4]), max_size=3))
        if draw(st.booleans()):
            new = (-1,) + shape[2:]
        return kind, (tuple(new), draw(st.sampled_from("CFA")))
    if kind == "axes":
        name = draw(st.sampled_from(["flip", "diagonal", "rot90", "squeeze",
                                     "ravel", "swapaxes", "expand_dims"]))
        return kind, (name, draw(axis), draw(st.integers(-2, 2)))
    if kind == "sort":
        name = draw(st.sampled_from(["sort", "argsort", "partition"]))
        return kind, (name, draw(axis), draw(st.integers(-2, 2)))
    name = draw(st.sampled_from(["take", "repeat", "compress", "nonzero"]))
    # NumPy's take with mode="wrap" does not end for an array of shape (0, 0).
    modes = ["raise", "clip"] if 0 in shape else ["raise", "wrap", "clip"]
    return kind, (name, draw(st.lists(st.integers(-3, 3), max_size=3)),
                  draw(axis), draw(st.sampled_from(modes)))


def call_axes(xp, a, name, axis, number):
    axis = 0 if axis is None and name in ("swapaxes", "expand_dims") else axis
    if name == "diagonal":
        return a.diagonal(number)
    if name == "rot90":
        return xp.rot90(a, number)
    if name == "ravel":
        return a.ravel("F" if number < 0 else "K" if number > 1 else "C")
    if name == "swapaxes":
        return a.swapaxes(axis, number)
    return getattr(xp, name)(a, axis)


def call_sort(xp, a, name, axis, kth):
    if name == "argsort":  # equal keys: a stable order is one order
        return a.argsort(axis, kind="stable")
    if name == "sort":
        return xp.sort(a, axis=axis)
    # What lies beside the kth element has no order.
    part = xp.partition(a, kth, axis=axis)
    return part if part.ndim == 0 else xp.take(part, kth, axis=axis or 0)


def call_pick(xp, a, name, numbers, axis, mode):
    if name == "take":
        return xp.take(a, numbers, axis=axis, mode=mode)
    if name == "repeat":
        return xp.repeat(a, numbers, axis=axis)
    if name == "compress":
        return xp.compress([n > 0 for n in numbers], a, axis=axis)
    return a.nonzero()


def call_reduce(xp, a, name, axis, keepdims):
    if name == "cumsum":
        return xp.cumsum(a, axis=axis)
    return getattr(xp, name)(a, axis=axis, keepdims=keepdims)


def perform(xp, a, kind, args):
    args = for_module(args, xp)
    if kind == "get":
        return a[args[0]]
    if kind == "set":
        a[args[0]] = args[1]
        return None
    if kind == "set_overlap":
        a[args[0]] = a[args[1]]
        return None
    if kind == "overlap":
        target = a[args[0]]
        return getattr(xp, args[2])(target, a[args[1]], out=target,
                                    casting="unsafe")
    if kind == "unary":
        return getattr(xp, args[0])(a)
    if kind in ("binary", "scalar"):
        return getattr(xp, args[0])(a, args[1])
    if kind == "in_place":
        return args[0](a, args[1])
    if kind == "reshape":
        return a.reshape(args[0], order=args[1])
    call = {"axes": call_axes, "sort": call_sort, "pick": call_pick,
            "reduce": call_reduce}[kind]
    return call(xp, a, *args)


def describe(xp, value, buffer):
    """All that a program can see of a result, as plain values."""
    if isinstance(value, tuple):
        return tuple(describe(xp, item, buffer) for item in value)
    if isinstance(value, xp.ndarray):
        shares = xp.shares_memory(value, buffer)
        # The stride of an axis of one element has no meaning.
        strides = tuple(step for step, extent in zip(value.strides, value.shape)
                        if extent > 1 and value.size)
        return ("array", value.dtype.str, value.shape, strides, shares,
                value.flags.writeable, bits_of(value))
    if isinstance(value, xp.generic):
        return ("scalar", type(value).__name__, bits_of(value))
    return (type(value).__name__, repr(value))


def bits_of(value):
    """Element texts: nan is one value whatever its sign bit."""
    return repr(value.tolist()).replace("-nan", "nan")


def outcome(xp, sample, kind, args):
    buffer, a = sample.build(xp)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = describe(xp, perform(xp, a, kind, args), buffer)
        except Exception as error:  # the error is the result
            result = (type(error).__name__, str(error))
    texts = [(w.category.__name__, str(w.message)) for w in caught]
    return result, bits_of(buffer), sorted(set(texts))


@given(st.data())
def test_same_as_numpy(data):
    check(data)


def check(data):
    sample = data.draw(samples())
    kind, args = data.draw(operations(sample))
    expected = outcome(np, sample, kind, args)
    actual = outcome(tnp, sample, kind, args)
    if actual != expected and not is_listed(
            sample, kind, args, expected, actual):
        raise AssertionError(
            f"{sample}\n{kind} {args}\nnumpy {expected}\ntnp   {actual}")
