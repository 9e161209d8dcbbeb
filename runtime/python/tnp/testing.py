"""Assertions about arrays, with the names and messages of numpy.testing.

Each takes arrays of tnp, what tnp.asarray takes, and, where NumPy does, any other
objects; each raises AssertionError when what it says does not hold.
"""

import contextlib
import difflib
import functools
import gc
import importlib.util
import os
import pathlib
import platform
import pprint
import re
import shutil
import struct
import sys
import sysconfig
import tempfile
import threading
import types
import unittest
import warnings
from unittest import TestCase
from unittest.case import SkipTest

import tnp

__all__ = [
    "HAS_LAPACK64", "HAS_REFCOUNT", "IS_64BIT", "IS_EDITABLE", "IS_INSTALLED",
    "IS_MUSL", "IS_PYPY", "IS_PYSTON", "IS_WASM", "NOGIL_BUILD", "NUMPY_ROOT",
    "BLAS_SUPPORTS_FPE", "IgnoreException", "KnownFailureException", "SkipTest",
    "TestCase", "assert_", "assert_allclose", "assert_almost_equal", "assert_approx_equal",
    "assert_array_almost_equal", "assert_array_almost_equal_nulp",
    "assert_array_compare", "assert_array_equal", "assert_array_less",
    "assert_array_max_ulp", "assert_equal", "assert_no_gc_cycles",
    "assert_no_warnings", "assert_raises", "assert_raises_regex",
    "assert_string_equal", "assert_warns", "break_cycles", "build_err_msg",
    "check_support_sve", "clear_and_catch_warnings", "decorate_methods",
    "jiffies", "measure", "memusage", "overrides", "print_assert_equal",
    "run_threaded", "rundocs", "runstring", "suppress_warnings", "tempdir", "temppath",
    "verbose",
]

IS_64BIT = struct.calcsize("P") == 8
IS_EDITABLE = False
IS_INSTALLED = True
IS_MUSL = "musl" in (sysconfig.get_config_var("HOST_GNU_TYPE") or "")
IS_PYPY = sys.implementation.name == "pypy"
IS_PYSTON = hasattr(sys, "pyston_version_info")
IS_WASM = platform.machine() in ("wasm32", "wasm64")
HAS_LAPACK64 = False
HAS_REFCOUNT = getattr(sys, "getrefcount", None) is not None
NOGIL_BUILD = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
BLAS_SUPPORTS_FPE = True
# The folder of the package: NumPy's name for it.
NUMPY_ROOT = pathlib.Path(tnp.__file__).parent
verbose = 0

_NAMES = ("ACTUAL", "DESIRED")
_MOST_LISTED = 5


class KnownFailureException(Exception):
    """A test that is known to fail."""


class IgnoreException(Exception):
    """An exception that a test ignores."""


# ---------------------------------------------------------------- messages

def _shown(value, precision):
    """At most three lines of a value's repr."""
    try:
        if isinstance(value, tnp.ndarray):
            text = tnp.array_repr(value, precision=precision)
        else:
            text = repr(value)
    except Exception as error:
        text = f"[repr failed for <{type(value).__name__}>: {error}]"
    if text.count("\n") > 3:
        text = "\n".join(text.splitlines()[:3]) + "..."
    return text


def build_err_msg(arrays, err_msg, header="Items are not equal:", verbose=True,
                  names=_NAMES, precision=8):
    """The text of a failed comparison: header, remarks, then the values."""
    remarks = str(err_msg)
    first = "\n" + header
    fits = "\n" not in remarks and len(remarks) < 79 - len(header)
    lines = [f"{first} {remarks}"] if remarks and fits else [first]
    if remarks and not fits:
        lines.append(remarks)
    if verbose:
        lines += [f" {name}: {_shown(value, precision)}"
                  for name, value in zip(names, arrays)]
    return "\n".join(lines)


# ---------------------------------------------------- comparing two arrays

class _Comparison:
    """One comparison of arrays, and the text of its failure."""

    def __init__(self, x, y, err_msg, verbose, header, precision, names):
        self.x, self.y = x, y
        self.err_msg, self.verbose, self.header = err_msg, verbose, header
        self.precision, self.names = precision, names

    def fail(self, remark, x=None, y=None):
        values = [self.x if x is None else x, self.y if y is None else y]
        raise AssertionError(build_err_msg(
            values, self.err_msg + "\n" + remark, verbose=self.verbose,
            header=self.header, names=self.names, precision=self.precision))

    def check_shapes(self, strict):
        x, y = self.x, self.y
        scalar = x.shape == () or y.shape == ()
        if x.shape != y.shape and (strict or not scalar):
            self.fail(f"(shapes {x.shape}, {y.shape} mismatch)")
        if strict and x.dtype != y.dtype:
            self.fail(f"(dtypes {x.dtype}, {y.dtype} mismatch)")

    def same_places(self, test, what):
        """Where both hold what `test` finds; a failure when only one does."""
        in_x, in_y = test(self.x), test(self.y)
        if not bool(tnp.all(in_x == in_y)):
            self.fail(f"{what} location mismatch:")
        return tnp.logical_or(in_x, in_y)

    def check_infinities(self, where):
        x, y = self.x, self.y
        if where.ndim:
            x = tnp.broadcast_to(x, where.shape)[where]
            y = tnp.broadcast_to(y, where.shape)[where]
        if not bool(tnp.all(x == y)):
            self.fail("inf values mismatch:", x, y)

    def remarks(self, wrong, total):
        """What is wrong where `wrong` says, of `total` elements."""
        count = int(tnp.count_nonzero(wrong))
        lines = [f"Mismatched elements: {count} / {total} "
                 f"({100 * count / total:.3g}%)"]
        x = tnp.broadcast_to(self.x, wrong.shape)
        y = tnp.broadcast_to(self.y, wrong.shape)
        if wrong.ndim:
            lines += self.listed(x, y, wrong, count)
        # As in NumPy, which does not take it for a single unsigned number.
        if wrong.ndim or not tnp.issubdtype(x.dtype, tnp.unsignedinteger):
            with contextlib.suppress(TypeError):
                lines += self.greatest(x, y, wrong)
        return "\n".join(lines)

    def listed(self, x, y, wrong, count):
        places = tnp.stack(tnp.nonzero(wrong), axis=1).tolist()
        if count > _MOST_LISTED:
            yield f"First {_MOST_LISTED} mismatches are at indices:"
        else:
            yield f"Mismatch at {'index' if count == 1 else 'indices'}:"
        first, second = self.names
        for place in places[:_MOST_LISTED]:
            at = tuple(place)
            yield f" {place}: {x[at]} ({first}), {y[at]} ({second})"

    def greatest(self, x, y, wrong):
        """The greatest absolute and relative differences, as lines."""
        error = tnp.asarray(abs(x - y))
        if tnp.issubdtype(x.dtype, tnp.unsignedinteger):
            error = tnp.asarray(tnp.minimum(error, abs(y - x)))
        absolute = tnp.max(error[wrong])
        wrong = tnp.asarray(wrong)
        compared = tnp.asarray(tnp.logical_and(wrong, y != 0))
        relative = tnp.array(tnp.inf)
        if bool(tnp.any(compared)):
            relative = tnp.max(error[compared] / abs(tnp.asarray(y)[compared]))
        return [
            "Max absolute difference among violations: " +
            tnp.array2string(tnp.asarray(absolute)),
            "Max relative difference among violations: " +
            tnp.array2string(tnp.asarray(relative)),
        ]


def _is_number(array):
    return array.dtype == bool or tnp.issubdtype(array.dtype, tnp.number)


def assert_array_compare(comparison, x, y, err_msg="", verbose=True, header="",
                         precision=6, equal_nan=True, equal_inf=True, *,
                         strict=False, names=_NAMES):
    """Asserts that comparison(x, y) holds for all elements.

    Elements that are nan in both count as equal with `equal_nan`, and equal
    infinities with `equal_inf`. Shapes must be equal unless one is a scalar;
    with `strict` they, and the dtypes, must be equal.
    """
    __tracebackhide__ = True
    x, y = tnp.asanyarray(x), tnp.asanyarray(y)
    self = _Comparison(x, y, err_msg, verbose, header, precision, names)
    with tnp.errstate(all="ignore"), contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        self.check_shapes(strict)
        flagged = tnp.zeros(tnp.broadcast_shapes(x.shape, y.shape), dtype=bool)
        if equal_nan and _is_number(x) and _is_number(y):
            flagged = flagged | self.same_places(tnp.isnan, "nan")
        if equal_inf and _is_number(x) and _is_number(y):
            infinite = self.same_places(tnp.isinf, "inf")
            if bool(tnp.any(infinite)):
                self.check_infinities(infinite)
                flagged = flagged | infinite
        kept = ~flagged
        if flagged.ndim and bool(tnp.any(flagged)):
            result = comparison(tnp.broadcast_to(x, flagged.shape)[kept],
                                tnp.broadcast_to(y, flagged.shape)[kept])
            if isinstance(result, (bool, tnp.bool)):
                holds = bool(result)
                wrong = kept if not holds else tnp.zeros_like(kept)
            else:
                wrong = tnp.zeros(flagged.shape, dtype=bool)
                wrong[kept] = ~result
                holds = bool(tnp.all(result))
        elif not flagged.ndim and bool(flagged):
            return
        else:
            result = tnp.asarray(comparison(x, y))
            holds = bool(tnp.all(result))
            wrong = ~tnp.broadcast_to(result, flagged.shape)
        if not holds:
            remarks = self.remarks(tnp.asarray(wrong), flagged.size)
            self.fail(remarks)


def assert_array_equal(actual, desired, err_msg="", verbose=True, *,
                       strict=False):
    """Asserts that two arrays have equal shapes and elements; nans are equal."""
    __tracebackhide__ = True
    assert_array_compare(lambda x, y: x == y, actual, desired, err_msg=err_msg,
                         verbose=verbose, header="Arrays are not equal",
                         strict=strict)


def assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    """Asserts that x < y, element by element."""
    __tracebackhide__ = True
    assert_array_compare(lambda x, y: x < y, x, y, err_msg=err_msg,
                         verbose=verbose, equal_inf=False, strict=strict,
                         header="Arrays are not strictly ordered `x < y`",
                         names=("x", "y"))


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True,
                    err_msg="", verbose=True, *, strict=False):
    """Asserts that |actual - desired| <= atol + rtol * |desired|."""
    __tracebackhide__ = True
    assert_array_compare(
        lambda x, y: tnp.isclose(x, y, rtol=rtol, atol=atol,
                                 equal_nan=equal_nan),
        tnp.asanyarray(actual), tnp.asanyarray(desired), err_msg=str(err_msg),
        verbose=verbose, equal_nan=equal_nan, strict=strict,
        header=f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}")


def assert_array_almost_equal(actual, desired, decimal=6, err_msg="",
                              verbose=True):
    """Asserts that |desired - actual| < 1.5 * 10**(-decimal)."""
    __tracebackhide__ = True

    def is_close(x, y):
        # The difference of bool and integer types is taken in floating point.
        if not tnp.issubdtype(tnp.result_type(x, y), tnp.inexact):
            x, y = x.astype(tnp.float64), y.astype(tnp.float64)
        return abs(x - y) < 1.5 * 10.0 ** (-decimal)

    assert_array_compare(
        is_close, actual, desired, err_msg=err_msg, verbose=verbose,
        header=f"Arrays are not almost equal to {decimal} decimals",
        precision=decimal)


# ------------------------------------------------------- comparing objects

def _is_array_like(value):
    return isinstance(value, (tnp.ndarray, tuple, list))


def _is_complex(value):
    return isinstance(value, (complex, tnp.complexfloating)) or (
        isinstance(value, tnp.ndarray) and
        tnp.issubdtype(value.dtype, tnp.complexfloating))


def _parts(value):
    """The real and imaginary parts; other objects are taken as real."""
    if _is_complex(value):
        return tnp.real(value), tnp.imag(value)
    return value, 0


def _is_nan(value):
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return False


def _equal_items(actual, desired, err_msg, verbose):
    """assert_equal of dictionaries, lists and tuples."""
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        pairs = [(f"key={key!r}", key) for key in desired]
    else:
        pairs = [(f"item={key!r}", key) for key in range(len(desired))]
    assert_equal(len(actual), len(desired), err_msg, verbose)
    for name, key in pairs:
        if isinstance(desired, dict) and key not in actual:
            raise AssertionError(repr(key))
        assert_equal(actual[key], desired[key], f"{name}\n{err_msg}", verbose)


def _is_array(value):
    """Whether it is an array, also one of NumPy, which is not imported here."""
    return isinstance(value, tnp.ndarray) or any(
        (kind.__module__, kind.__name__) == ("numpy", "ndarray")
        for kind in type(value).__mro__)


def _same_scalar(actual, desired):
    """Equality with nan equal to nan, and zeros equal by their sign."""
    if _is_nan(actual) or _is_nan(desired):
        return _is_nan(actual) and _is_nan(desired)
    if not bool(actual == desired):
        return False
    try:
        if actual == 0 and desired == 0:
            return bool(tnp.signbit(actual) == tnp.signbit(desired))
    except (TypeError, ValueError, NotImplementedError):
        pass
    return True


def assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    """Asserts that two objects are equal: numbers, arrays, or containers of them.

    nans are equal to each other; +0.0 and -0.0 are not, as scalars.
    """
    __tracebackhide__ = True
    if isinstance(desired, dict) or (isinstance(desired, (list, tuple)) and
                                     isinstance(actual, (list, tuple))):
        return _equal_items(actual, desired, err_msg, verbose)
    if _is_array(actual) or _is_array(desired):
        return assert_array_equal(actual, desired, err_msg, verbose,
                                  strict=strict)
    message = build_err_msg([actual, desired], err_msg, verbose=verbose)
    if tnp.isscalar(actual) != tnp.isscalar(desired) or isinstance(
            actual, (list, tuple)) != isinstance(desired, (list, tuple)):
        raise AssertionError(message)
    if _is_complex(actual) or _is_complex(desired):
        parts = zip(_parts(actual), _parts(desired))
    else:
        parts = [(actual, desired)]
    if not all(_same_scalar(*part) for part in parts):
        raise AssertionError(message)


def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    """Asserts that |desired - actual| < 1.5 * 10**(-decimal)."""
    __tracebackhide__ = True
    header = f"Arrays are not almost equal to {decimal} decimals"

    def fail():
        raise AssertionError(build_err_msg(
            [actual, desired], err_msg, verbose=verbose, header=header))

    if _is_complex(actual) or _is_complex(desired):
        try:
            assert_almost_equal(tnp.real(actual), tnp.real(desired), decimal)
            assert_almost_equal(tnp.imag(actual), tnp.imag(desired), decimal)
        except AssertionError:
            fail()
        return
    if _is_array_like(actual) or _is_array_like(desired):
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    try:
        if not (tnp.isfinite(desired) and tnp.isfinite(actual)):
            if not _same_scalar(actual, desired):
                fail()
            return
    except (TypeError, NotImplementedError):
        pass  # not numbers of tnp: compared as they are
    if not abs(desired - actual) < tnp.float64(1.5 * 10.0 ** (-decimal)):
        fail()


def assert_approx_equal(actual, desired, significant=7, err_msg="",
                        verbose=True):
    """Asserts that two numbers agree in so many significant digits."""
    __tracebackhide__ = True
    actual, desired = float(actual), float(desired)
    if desired == actual:
        return
    message = build_err_msg(
        [actual, desired], err_msg, verbose=verbose,
        header=f"Items are not equal to {significant} significant digits:")
    if not (tnp.isfinite(desired) and tnp.isfinite(actual)):
        if not _same_scalar(actual, desired):
            raise AssertionError(message)
        return
    with tnp.errstate(invalid="ignore"):
        mean = 0.5 * (abs(tnp.float64(desired)) + abs(tnp.float64(actual)))
        scale = 10.0 ** float(tnp.floor(tnp.log10(mean)))
    if abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError(message)


# ----------------------------------------------------- units in last place

_BITS = {"float16": "h", "float32": "i", "float64": "q"}


def _ordered_bits(array):
    """Floats as integers in the same order, neighbours one apart."""
    code = _BITS.get(str(array.dtype))
    if code is None:
        raise ValueError(f"Unsupported dtype {array.dtype}")
    flat = tnp.array(array, order="C").reshape(-1)
    if not flat.size:
        return tnp.zeros(array.shape, dtype=f"int{8 * array.itemsize}")
    bits = tnp.array(memoryview(flat).cast("B").cast(code))
    lowest = tnp.iinfo(bits.dtype).min
    return tnp.where(bits < 0, lowest - bits, bits).reshape(array.shape)


def _ulp_distance(x, y, dtype=None):
    """How far apart x and y are as ordered integers, which wrap around."""
    # NumPy's messages show the shapes with an axis before them.
    x, y = tnp.array([x], dtype=dtype), tnp.array([y], dtype=dtype)
    common = tnp.result_type(x, y)
    if bool in (x.dtype, y.dtype):
        raise TypeError("can't get common type for non-numeric array")
    if tnp.issubdtype(common, tnp.complexfloating):
        raise NotImplementedError("_nulp not implemented for complex array")
    if not tnp.issubdtype(common, tnp.floating):
        common = tnp.dtype("float64")
    x, y = x.astype(common), y.astype(common)
    if x.shape != y.shape:
        raise ValueError(f"Arrays do not have the same shape: {x.shape} - "
                         f"{y.shape}")
    # Each nan counts as the same one.
    x, y = (tnp.where(tnp.isnan(v), common.type(tnp.nan), v) for v in (x, y))
    return abs(_ordered_bits(x) - _ordered_bits(y)).astype(common)


def assert_array_almost_equal_nulp(x, y, nulp=1):
    """Asserts that |x - y| <= nulp * spacing(max(|x|, |y|))."""
    __tracebackhide__ = True
    greatest = tnp.maximum(abs(tnp.asarray(x)), abs(tnp.asarray(y)))
    if bool(tnp.all(abs(tnp.asarray(x) - tnp.asarray(y)) <=
                    nulp * tnp.spacing(greatest))):
        return
    if tnp.iscomplexobj(x) or tnp.iscomplexobj(y):
        raise AssertionError(f"Arrays are not equal to {nulp} ULP")
    most = tnp.max(_ulp_distance(x, y))
    raise AssertionError(f"Arrays are not equal to {nulp} ULP "
                         f"(max is {most:g})")


def assert_array_max_ulp(a, b, maxulp=1, dtype=None):
    """Asserts that at most `maxulp` floats lie between; gives the distances."""
    __tracebackhide__ = True
    distance = _ulp_distance(a, b, dtype)
    if not bool(tnp.all(distance <= maxulp)):
        raise AssertionError(
            f"Arrays are not almost equal up to {maxulp:g} ULP "
            f"(max difference is {tnp.max(distance):g} ULP)")
    return distance


# --------------------------------------------------- texts, calls, warnings

def assert_(val, msg=""):
    """Asserts that val is true; `msg` may be a function that gives the text."""
    __tracebackhide__ = True
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def assert_string_equal(actual, desired):
    """Asserts that two strings are equal; the message shows the lines."""
    __tracebackhide__ = True
    for value in (actual, desired):
        if not isinstance(value, str):
            raise AssertionError(repr(type(value)))
    if actual == desired:
        return
    lines = list(difflib.Differ().compare(actual.splitlines(True),
                                          desired.splitlines(True)))
    changed = [line if line.endswith("\n") else line + "\n"
               for line in lines if not line.startswith("  ")]
    raise AssertionError(
        f"Differences in strings:\n{''.join(changed).rstrip()}")


class _Case(unittest.TestCase):
    """Lends its assertions."""

    def runTest(self):
        pass


def assert_raises(*args, **kwargs):
    """unittest's assertRaises, as a function or a context manager."""
    __tracebackhide__ = True
    return _Case().assertRaises(*args, **kwargs)


def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    """unittest's assertRaisesRegex, as a function or a context manager."""
    __tracebackhide__ = True
    return _Case().assertRaisesRegex(exception_class, expected_regexp, *args,
                                     **kwargs)


def _called(name):
    return f" when calling {name}" if name is not None else ""


@contextlib.contextmanager
def _warns(category, name=None):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield seen
    if not any(issubclass(one.category, category) for one in seen):
        raise AssertionError(f"No warning raised{_called(name)}")


@contextlib.contextmanager
def _no_warnings(name=None):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield
    if seen:
        raise AssertionError(f"Got warnings{_called(name)}: {seen}")


def assert_warns(warning_class, *args, **kwargs):
    """Asserts that a call, or the block of a `with`, warns."""
    if not args and not kwargs:
        return _warns(warning_class)
    function, *rest = args
    with _warns(warning_class, function.__name__):
        return function(*rest, **kwargs)


def assert_no_warnings(*args, **kwargs):
    """Asserts that a call, or the block of a `with`, does not warn."""
    if not args:
        return _no_warnings()
    function, *rest = args
    with _no_warnings(function.__name__):
        return function(*rest, **kwargs)


class clear_and_catch_warnings(warnings.catch_warnings):
    """catch_warnings that also forgets which warnings were given already."""

    class_modules = ()

    def __init__(self, record=False, modules=()):
        self.modules = set(modules).union(self.class_modules)
        self._registries = {}
        super().__init__(record=record)

    def __enter__(self):
        for module in self.modules:
            registry = getattr(module, "__warningregistry__", None)
            if registry is not None:
                self._registries[module] = registry.copy()
                registry.clear()
        return super().__enter__()

    def __exit__(self, *details):
        super().__exit__(*details)
        for module in self.modules:
            if hasattr(module, "__warningregistry__"):
                module.__warningregistry__.clear()
            if module in self._registries:
                module.__warningregistry__.update(self._registries[module])


class suppress_warnings(warnings.catch_warnings):
    """catch_warnings with filters of its own, kept per instance.

    `filter` hides the warnings that it names, `record` keeps them in a list and
    in `log`; as a decorator it covers each call.
    """

    def __init__(self, forwarding_rule="always", _warn=True):
        super().__init__(record=True)
        if forwarding_rule not in ("always", "module", "once", "location"):
            raise ValueError("unsupported forwarding rule.")
        self._rule = forwarding_rule
        self._filters = []
        self.log = []

    def _add(self, category, message, module, record):
        pattern = re.compile(message, re.IGNORECASE) if message else None
        kept = [] if record else None
        self._filters.append((category, pattern, module, kept))
        return kept

    def filter(self, category=Warning, message="", module=None):
        """Hides the warnings of a category whose text matches `message`."""
        self._add(category, message, module, record=False)

    def record(self, category=Warning, message="", module=None):
        """Like filter, and the list in which the warnings are kept."""
        return self._add(category, message, module, record=True)

    def __enter__(self):
        super().__enter__()
        self._forward = warnings.showwarning
        warnings.simplefilter("always")
        warnings.showwarning = self._show
        warnings._showwarnmsg_impl = self._show_message
        return self

    def __exit__(self, *details):
        super().__exit__(*details)

    def _show_message(self, message):
        self._show(message.message, message.category, message.filename,
                   message.lineno)

    def _show(self, message, category, filename, lineno, *args, **kwargs):
        for wanted, pattern, module, kept in reversed(self._filters):
            if not issubclass(category, wanted):
                continue
            if pattern and not pattern.match(str(message)):
                continue
            if module and not module.__file__.startswith(filename):
                continue
            if kept is not None:
                seen = warnings.WarningMessage(message, category, filename,
                                               lineno, **kwargs)
                kept.append(seen)
                self.log.append(seen)
            return
        sys.stderr.write(warnings.formatwarning(message, category, filename,
                                                lineno))

    def __call__(self, function):
        @functools.wraps(function)
        def wrapped(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return wrapped


# --------------------------------------------------------------- the rest

@contextlib.contextmanager
def tempdir(*args, **kwargs):
    """A temporary folder, removed at the end."""
    path = tempfile.mkdtemp(*args, **kwargs)
    try:
        yield path
    finally:
        shutil.rmtree(path)


@contextlib.contextmanager
def temppath(*args, **kwargs):
    """The path of a temporary file, closed, removed at the end."""
    handle, path = tempfile.mkstemp(*args, **kwargs)
    os.close(handle)
    try:
        yield path
    finally:
        os.remove(path)


def print_assert_equal(test_string, actual, desired):
    """Asserts actual == desired; the message begins with `test_string`."""
    __tracebackhide__ = True
    if not actual == desired:
        raise AssertionError(
            f"{test_string} failed\nACTUAL: \n{pprint.pformat(actual)}\n"
            f"DESIRED: \n{pprint.pformat(desired)}\n")


def runstring(astr, dict):
    """Runs Python statements in a namespace."""
    exec(astr, dict)


def check_support_sve():
    """Whether the processor has Arm's SVE."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return " sve" in info.read()
    except OSError:
        return False


def break_cycles():
    """Collects garbage, so that reference cycles are gone."""
    gc.collect()


@contextlib.contextmanager
def _no_gc_cycles(name=None):
    was_enabled, flags = gc.isenabled(), gc.get_debug()
    gc.disable()
    gc.collect()
    try:
        gc.set_debug(gc.DEBUG_SAVEALL)
        yield
        count = gc.collect()
        left = list(gc.garbage)
    finally:
        del gc.garbage[:]
        gc.set_debug(flags)
        if was_enabled:
            gc.enable()
    if count:
        raise AssertionError(
            f"Reference cycles were found{_called(name)}: {count} objects were "
            f"collected, of which {len(left)} are shown below:" +
            "".join(f"\n  {type(one).__name__}" for one in left))


def assert_no_gc_cycles(*args, **kwargs):
    """Asserts that a call, or the block of a `with`, leaves no cycles."""
    if not args:
        return _no_gc_cycles()
    function, *rest = args
    with _no_gc_cycles(function.__name__):
        function(*rest, **kwargs)


def run_threaded(func, max_workers=8, pass_count=False, pass_barrier=False,
                 outer_iterations=1, prepare_args=None):
    """Runs func in several threads at once; raises what one of them raised."""
    for _ in range(outer_iterations):
        args = list(prepare_args()) if prepare_args else []
        if pass_barrier:
            args.append(threading.Barrier(max_workers))
        errors = []

        def work(count, args=args, errors=errors):
            try:
                func(*([count] if pass_count else []), *args)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=work, args=(count,))
                   for count in range(max_workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]


def decorate_methods(cls, decorator, testmatch=None):
    """Decorates the public methods whose names match; by default, of tests."""
    wanted = re.compile(testmatch or rf"(?:^|[\\b_\\.{os.sep}-])[Tt]est")
    methods = [one for one in vars(cls).values()
               if isinstance(one, types.FunctionType)]
    for method in methods:
        name = getattr(method, "compat_func_name", method.__name__)
        if wanted.search(name) and not name.startswith("_"):
            setattr(cls, name, decorator(method))


# ------------------------------------------------------ time, memory, docs

def _own_statistic(place):
    """A field of /proc/PID/stat, after the name, which may hold spaces."""
    with open(f"/proc/{os.getpid()}/stat", encoding="utf-8") as file:
        return int(file.read().rpartition(")")[2].split()[place - 2])


def jiffies():
    """The hundredths of a second that this process has run in user mode."""
    return _own_statistic(13)


def memusage():
    """The virtual memory of this process in bytes."""
    return _own_statistic(22)


def measure(code_str, times=1, label=None):
    """The seconds that code takes in the caller's namespace, `times` times."""
    caller = sys._getframe(1)
    code = compile(code_str, f"Test name: {label} ", "exec")
    before = jiffies()
    for _ in range(times):
        exec(code, caller.f_globals, caller.f_locals)
    return 0.01 * (jiffies() - before)


def _module_from(path):
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rundocs(filename=None, raise_on_error=True):
    """Runs the doctests of a file, by default the caller's."""
    import doctest

    path = filename or sys._getframe(1).f_globals["__file__"]
    runner = doctest.DocTestRunner(verbose=False)
    texts = []
    for test in doctest.DocTestFinder().find(_module_from(path)):
        runner.run(test, out=texts.append if raise_on_error else None)
    if runner.failures and raise_on_error:
        raise AssertionError("Some doctests failed:\n" + "\n".join(texts))


# --------------------------------------------------------------- overrides

def get_overridable_numpy_ufuncs():
    """The ufuncs, each of which asks operands for `__array_ufunc__`."""
    return {value for value in vars(tnp).values()
            if isinstance(value, tnp.ufunc)}


def allows_array_ufunc_override(func):
    """Whether `func` asks its operands for `__array_ufunc__`."""
    return isinstance(func, tnp.ufunc)


def get_overridable_numpy_array_functions():
    """None: functions of tnp do not ask for `__array_function__`."""
    return set()


def allows_array_function_override(func):
    """False: functions of tnp do not ask for `__array_function__`."""
    return False


overrides = types.ModuleType(
    "tnp.testing.overrides", "Which functions other classes can take over.")
for _function in (get_overridable_numpy_ufuncs, allows_array_ufunc_override,
                  get_overridable_numpy_array_functions,
                  allows_array_function_override):
    setattr(overrides, _function.__name__, _function)
sys.modules[overrides.__name__] = overrides
