"""A long loop over every member, operator and function keeps nothing alive.

Each call, whether it gives a result or an error, is repeated; the references to
its arguments, Python's blocks and the bytes that malloc has given out must not
grow with the number of calls.
"""

import ctypes
import functools
import gc
import importlib
import operator
import os
import pathlib
import sys

import numpy as np
import pytest
import torch  # noqa: F401: before what is there is frozen

import compare
import tnp
import tnp.testing  # noqa: F401: found by name

# How often each call is made; TNP_ROUNDS=1000 is the long loop.
ROUNDS = int(os.environ.get("TNP_ROUNDS", 10))
GENERATED = pathlib.Path(os.environ.get(
    "TNP_GENERATED_TESTS",
    pathlib.Path(__file__).resolve().parents[2] / "build/generated/tests"))

pytestmark = pytest.mark.filterwarnings("ignore")


class Mallinfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks",
        "uordblks", "fordblks", "keepcost")]


mallinfo = ctypes.CDLL(None).mallinfo2
mallinfo.restype = Mallinfo

SHARED = [None, True, False, Ellipsis, NotImplemented, 0, 1, (), "", "C",
          tnp.ndarray, tnp.float64, tnp.int64, tnp.bool, tnp.dtype("float64"),
          tnp.dtype("int64"), tnp.dtype("bool"), TypeError, ValueError,
          IndexError]


def leaves(value):
    """The objects in nested arguments."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, dict):
        yield from leaves(list(value.values()))
    yield value


def allocated():
    """Python's blocks, and bytes that malloc has given out."""
    gc.collect(0)  # all that is new, as gc.disable() lets nothing grow old
    info = mallinfo()
    return sys.getallocatedblocks(), info.uordblks + info.hblkhd


def growth(calls, objects, rounds):
    """What more is in use after each round, as (blocks, bytes, references):
    the least of many attempts, for caches fill up and other threads allocate,
    but a leak repeats itself. None when that is nothing."""
    best = None
    for _ in range(15):
        # Nothing that is made between the two looks at the memory is kept.
        references = list(map(sys.getrefcount, objects))
        blocks, size = allocated()
        for _ in range(rounds):
            for call in calls:
                call()
        blocks_after, size_after = allocated()
        grown = [blocks_after - blocks, size_after - size,
                 *map(operator.sub, map(sys.getrefcount, objects), references)]
        best = grown if best is None else list(map(min, best, grown))
        # Half an object each time, or the smallest block of malloc.
        if (best[0] < 0.5 * rounds and best[1] < 12 * rounds
                and max(best[2:]) < 0.5 * rounds):
            return None
    return [count / rounds for count in best]


class Call:
    """A call whose result or error is dropped at once."""

    def __init__(self, what, function, *args, **kwargs):
        self.what, self.function = what, function
        self.args, self.kwargs = args, kwargs

    def __call__(self):
        try:
            self.function(*self.args, **self.kwargs)
        except Exception as error:
            error.__traceback__ = None

    def objects(self):
        return [*leaves([self.args, self.kwargs]),
                getattr(self.function, "__self__", None)]


def check(calls):
    """Fails with the calls that leave something behind."""
    for _ in range(2):
        for call in calls:
            call()
    objects = SHARED + [o for call in calls for o in call.objects()]
    if growth(calls, objects, ROUNDS) is None:
        return
    failures = []
    for call in calls:
        objects = SHARED + call.objects()
        found = growth([call], objects, max(300, ROUNDS))
        if found:
            named = {repr(value)[:40]: each for value, each
                     in zip(objects, found[2:]) if abs(each) >= 0.5}
            failures.append(
                f"{call.what}: each time {found[0]:.1f} blocks, "
                f"{found[1]:.0f} bytes, references {named}")
    if failures:
        pytest.fail("\n".join(failures), pytrace=False)


@pytest.fixture(scope="module", autouse=True)
def quick_collections():
    """What is there before the tests need not be looked at each time."""
    gc.collect()
    gc.freeze()
    gc.disable()
    with tnp.printoptions(), tnp.errstate():
        yield
    gc.enable()
    gc.unfreeze()


def make_leaf():
    return tnp.asarray([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])._requires_grad_()


OBJECTS = {
    "float array": lambda: tnp.arange(6.0).reshape(2, 3),
    "integer array": lambda: tnp.arange(6).reshape(2, 3),
    "bool array": lambda: tnp.asarray([True, False, True]),
    "complex array": lambda: tnp.ones(3, "complex128"),
    "view": lambda: tnp.arange(12.0).reshape(3, 4)[::-1, 1:],
    "0-d array": lambda: tnp.asarray(2.5),
    "array with a gradient": make_leaf,
    "array that torch computes":
        lambda: tnp._tnp._indirect(tnp.arange(6.0).reshape(2, 3)),
    "dtype": lambda: tnp.dtype("float32"),
    "flatiter": lambda: tnp.arange(6.0).flat,
    "flags": lambda: tnp.arange(6.0).flags,
    "ufunc": lambda: tnp.add,
    "ufunc of one": lambda: tnp.sqrt,
    "ufunc of two results": lambda: tnp.divmod,
    "generalized ufunc": lambda: tnp.matmul,
    "finfo": lambda: tnp.finfo("float64"),
    "iinfo": lambda: tnp.iinfo("int8"),
    **{f"scalar {name}": functools.partial(lambda name: getattr(tnp, name)(1),
                                           name)
       for name in ("bool", "int64", "float32", "float64", "complex128")},
}
# What changes the object for good, writes files, or is Python's own.
LEFT_OUT = {"resize", "tofile", "dump", "__setstate__", "__init_subclass__",
            "__subclasshook__", "__class__", "__init__", "__delattr__",
            "__setattr__", "__getattribute__", "__dir__", "__sizeof__",
            "__dict__", "_cuda", "_requires_grad_", "setflags", "__new__"}
ARGUMENTS = [(), (1,), (0, 1), ("x",), (object(),), (None,), (2.5,),
             (slice(None),), ([0, 1],), ((0, 1),), ({},)]


def members():
    for name, make in OBJECTS.items():
        for member in dir(make()):
            if member not in LEFT_OUT:
                yield pytest.param(name, member, id=f"{name}.{member}")


@pytest.mark.parametrize("name, member", list(members()))
def test_member(name, member):
    value = OBJECTS[name]()
    calls = [Call("reading", getattr, value, member)]
    try:
        is_callable = callable(getattr(value, member))
    except Exception:
        is_callable = False  # a property that does not hold here
    if is_callable:
        for args in [*ARGUMENTS, (value,), (value, value)]:
            calls.append(Call(f"with {args}", getattr(OBJECTS[name](), member),
                              *args))
    check(calls)


INDICES = [0, -1, (0, 1), slice(1, None), Ellipsis, None, [0, 1], (0, [0, 1]),
           ([0, 1], [1, 0]), 7, "x", 1.5, [0, 9], (0, 0, 0, 0),
           np.array([True, False]), (slice(None, None, -1), 0)]


@pytest.mark.parametrize("name", [name for name in OBJECTS if "array" in name])
def test_index(name):
    calls = []
    for index in INDICES:
        a = OBJECTS[name]()
        if isinstance(index, np.ndarray):
            index = tnp.asarray(index)
        calls.append(Call(f"read {index}", a.__getitem__, index))
        # A write into an array with a gradient lengthens its graph.
        if name != "array with a gradient":
            for value in (1, [1, 2, 3, 4, 5], a[:1] if a.ndim else a, "x"):
                calls.append(Call(f"write {index} {value}",
                                  OBJECTS[name]().__setitem__, index, value))
    check(calls)


UFUNCS = sorted(name for name in vars(tnp)
                if isinstance(getattr(tnp, name), tnp.ufunc))
OPERANDS = [tnp.ones((2, 2)), tnp.ones((2, 2), int), tnp.float64(1), 1,
            tnp.ones((3, 2), "float32")[::2], "x", object()]


@pytest.mark.parametrize("name", UFUNCS)
def test_ufunc(name):
    ufunc = getattr(tnp, name)
    calls = []
    for a in OPERANDS:
        args = [a] * ufunc.nin
        calls += [
            Call("call", ufunc, *args),
            Call("where", ufunc, *args, where=[True, False]),
            Call("dtype", ufunc, *args, dtype="float64"),
            Call("out", ufunc, *args, out=(tnp.empty((2, 2)),) * ufunc.nout),
            Call("too many", ufunc, *args, *args, *args, *args),
            Call("unknown", ufunc, *args, no_such=1),
            Call("reduce", ufunc.reduce, a),
            Call("reduce over no axis", ufunc.reduce, a, axis=9),
            Call("accumulate", ufunc.accumulate, a),
            Call("reduceat", ufunc.reduceat, a, [0, 1]),
            Call("outer", ufunc.outer, a, a),
            Call("at", ufunc.at, tnp.ones(3), [0, 0], *args[1:]),
        ]
    check(calls)


# What they set or load is there to stay.
STATEFUL = {"seterr", "seterrcall", "rundocs"}


def functions():
    """Each function of the table once, with the arguments of its tests."""
    sys.path.append(str(GENERATED))
    for path in sorted(GENERATED.glob("test_rules_*.py")):
        for entry in importlib.import_module(path.stem).ENTRIES:
            if not entry["is_ufunc"] and entry["name"] not in STATEFUL:
                for variant in ("function", "method"):
                    if entry[f"is_{variant}"]:
                        yield pytest.param(
                            entry, variant,
                            id=f"{entry['package']}.{entry['name']}-{variant}")


@pytest.mark.parametrize("entry, variant", list(functions()))
def test_function(entry, variant):
    function = compare.resolve(tnp, entry, variant)
    calls = [Call("too many", function, *[tnp.ones(3)] * 20),
             Call("unknown", function, tnp.ones(3), no_such=1),
             Call("object", function, object())]
    for layout in ("matrix", "vector", "0-d"):
        try:
            args = compare.arguments(entry, (layout, layout), "float64")
        except compare.inputs.Unknown:
            args = [np.ones(3)]
        args = compare.to_tnp(list(args))
        options = {name: compare.to_tnp(value) for name, value
                   in compare.optional_values(entry).items()}
        calls += [Call(layout, function, *args),
                  Call(f"{layout} with options", function, *args, **options)]
    check(calls)


def test_what_is_kept_is_found():
    kept = []
    with pytest.raises(pytest.fail.Exception, match="append: each time"):
        check([Call("append", lambda: kept.append(object()))])
    a = tnp.ones(3)
    with pytest.raises(pytest.fail.Exception, match="references"):
        check([Call("append", lambda a: kept.append(a), a)])
    with pytest.raises(pytest.fail.Exception, match="malloc: each time"):
        check([Call("malloc", ctypes.CDLL(None).malloc, 64)])
