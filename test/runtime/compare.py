"""Compares functions of tnp with NumPy's on generated arguments.

The test modules that tnp-rulegen makes hold entries of the rule table as data.
Each entry becomes tests of two kinds: `forms` calls it in every way that a call can
be written; `dtypes` calls it on every layout of memory for one dtype. Results are
equal when type, dtype, shape and values are; where NumPy raises, tnp must raise
the same.

Hints of an entry (`tests:` in its rule):
    skip      why it is not compared here; hand-written tests do
    domain    positive, unit or nonzero input
    dtypes    the dtypes to compare, between spaces
    max_ulp   how many units in the last place results may differ (4)
    args      the arguments as a Python tuple, over `x` and `y` (arrays)
    values    `free`: only type, dtype and shape are compared
    zeros     `free`: their signs are not compared
    known     a difference that is known and open: failures are expected
"""

import functools
import operator
import warnings

import numpy as np
import pytest
import tnp

import inputs
import measured

FORMS = ["positional", "keyword", "reordered", "defaults", "variables"]
DEFAULT_ULP = 4


class Case:
    """One test of one entry."""

    def __init__(self, entry, variant, what):
        self.entry, self.variant, self.what = entry, variant, what

    def __str__(self):
        return f"{self.entry['name']}-{self.variant}-{self.what}"


def rule_cases(entries):
    cases = []
    for entry in entries:
        variants = [v for v in ("function", "method") if entry[f"is_{v}"]]
        dtypes = entry["tests"].get("dtypes", " ".join(inputs.DTYPES)).split()
        for variant in variants:
            whats = FORMS + (dtypes if num_arrays(entry) else [])
            cases += [Case(entry, variant, what) for what in whats]
        cases += [Case({**entry, "name": alias}, "function", "defaults")
                  for alias in entry["aliases"] if is_of_numpy(entry, alias)]
    return cases


def is_of_numpy(entry, alias):
    """Whether this NumPy still has another name of a function."""
    home = operator.attrgetter(entry["package"])(np) if entry["package"] else np
    return entry["is_function"] and hasattr(home, alias)


def run_case(case):
    hints = case.entry["tests"]
    if "skip" in hints:
        pytest.skip(hints["skip"])
    try:
        if case.what in FORMS:
            run_form(case)
        else:
            run_dtype(case)
    except inputs.Unknown as name:
        pytest.skip(f"no value is known for `{name}`; add `args` to its tests")


# Arguments.


def is_array(param):
    return param["type"] in ("array", "array_or_str")


def required(entry):
    return [p for p in entry["params"]
            if not p["has_default"] and p["kind"] != "variadic"]


def num_arrays(entry):
    if "args" in entry["tests"]:
        return entry["tests"]["args"].count("y") + 1
    arrays = sum(is_array(p) for p in required(entry))
    lists = any(p["type"] == "arrays" for p in entry["params"]
                if not p["has_default"])
    return arrays + 2 * lists


def arguments(entry, layout, dtype):
    """The required arguments, all by position."""
    first, other = layout
    domain = entry["tests"].get("domain", "any")
    x = inputs.make("x", first, dtype, domain)
    y = inputs.make("y", other, dtype, domain)
    if "args" in entry["tests"]:
        names = {"x": x, "y": y, "np": np}
        return eval(f"({entry['tests']['args']},)", names)
    values = []
    rest = iter([x] + [y] * 9)
    for param in entry["params"]:
        if param["has_default"]:
            continue
        if param["type"] == "arrays":
            pair = [next(rest), next(rest)]
            values += pair if param["kind"] == "variadic" else [pair]
        elif param["kind"] == "variadic":
            values += [2, 3]
        elif is_array(param) and param["name"] not in inputs.BY_NAME:
            values.append(next(rest))
        else:
            values.append(inputs.value_for(param))
    return values


def to_tnp(value):
    """The same argument for tnp, arrays over the same memory."""
    if isinstance(value, np.ndarray):
        return tnp.asarray(value)
    if isinstance(value, (list, tuple)):
        return type(value)(to_tnp(item) for item in value)
    return value


def optional_values(entry):
    """Values for parameters with a default, other than the default."""
    values = {}
    for param in entry["params"]:
        if not param["has_default"] or param["rejected"] or is_array(param):
            continue
        if param["name"] in ("subok", "copy", "casting"):
            continue
        try:
            values[param["name"]] = inputs.value_for(param)
        except inputs.Unknown:
            pass
    return values


# Calls.


def resolve(library, entry, variant):
    """The function; of a method, one whose first argument is the receiver."""
    if variant == "method":
        return functools.partial(_call_method, entry["name"])
    path = (entry["package"] + "." if entry["package"] else "") + entry["name"]
    return operator.attrgetter(path)(library)


def _call_method(name, receiver, *args, **kwargs):
    return getattr(receiver, name)(*args, **kwargs)


def outcome(function, args, kwargs):
    """What a call returned or raised."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return function(*args, **kwargs)
        except Exception as error:
            return error


def check_call(case, args, kwargs, our_kwargs=None, memory=()):
    """Makes the call in both libraries and compares what they do."""
    entry = case.entry
    # In-place functions must not see each other's memory.
    our_args = [to_tnp(copy_of(arg)) for arg in args]
    our_kwargs = {k: to_tnp(copy_of(v))
                  for k, v in (our_kwargs or kwargs).items()}
    if entry["package"] == "random":
        np.random.seed(20)
        tnp.random.seed(20)
    theirs = outcome(resolve(np, entry, case.variant), args, kwargs)
    ours = outcome(resolve(tnp, entry, case.variant), our_args, our_kwargs)
    try:
        ulp = compare(ours, theirs, entry["tests"])
        # A call that fails may have written a part of its result.
        if not isinstance(theirs, Exception):
            for mine, other in zip(our_args, args):
                ulp = max(ulp, compare(mine, other, entry["tests"]))
            measured.note(qualified_name(entry), ulp)
    except AssertionError as error:
        shown = ", ".join([repr(a) for a in args] +
                          [f"{k}={v!r}" for k, v in (our_kwargs).items()])
        return f"{entry['name']}({shown}): {error}"
    return None


def qualified_name(entry):
    """As in the rule table: `numpy.linalg.norm`, `numpy.ndarray.fill`."""
    if not entry["is_function"]:
        return "numpy.ndarray." + entry["name"]
    package = entry["package"] + "." if entry["package"] else ""
    return f"numpy.{package}{entry['name']}"


def copy_of(value):
    """A copy with the same layout of memory."""
    if isinstance(value, (list, tuple)):
        return type(value)(copy_of(item) for item in value)
    if not isinstance(value, np.ndarray):
        return value
    span = [(n - 1) * abs(s) if n else 0
            for n, s in zip(value.shape, value.strides)]
    buffer = np.empty(sum(span) + value.itemsize, np.uint8)
    offset = sum(r for r, s in zip(span, value.strides) if s < 0)
    copy = np.ndarray(value.shape, value.dtype, buffer, offset, value.strides)
    copy[...] = value
    copy.flags.writeable = value.flags.writeable
    return copy


def report(failures, hints):
    failures = [failure for failure in failures if failure]
    if failures and "known" in hints:
        pytest.xfail(hints["known"])
    if failures:
        text = f"{len(failures)} differ\n" + "\n".join(failures[:5])
        pytest.fail(text, pytrace=False)


def run_dtype(case):
    entry = case.entry
    found = inputs.layouts(num_arrays(entry), case.what)
    report((check_call(case, arguments(entry, layout, case.what), {})
            for layout in found), entry["tests"])


def run_form(case):
    entry = case.entry
    # A form that NumPy itself refuses shows nothing: fewer options are tried,
    # and other arguments.
    for dtype in ("float64", "int64"):
        for layout in ("matrix", "square", "vector", "0-d"):
            args = arguments(entry, (layout, layout), dtype)
            for options in (optional_values(entry), {}):
                forms = call_forms(entry, case.variant, case.what, args, options)
                function = resolve(np, entry, case.variant)
                if not any(isinstance(outcome(function, a, k), Exception)
                           for a, k, _ in forms):
                    report((check_call(case, a, k, ours)
                            for a, k, ours in forms), entry["tests"])
                    return
    raise inputs.Unknown("a call that NumPy accepts")


def call_forms(entry, variant, form, args, options):
    """Triples of positional, NumPy's keyword and tnp's keyword arguments."""
    if form == "defaults":
        return [(args, {}, {})]
    if form == "variables":
        stored = tuple(args)
        extra = dict(options)
        return [(stored, extra, extra)]
    params = entry["params"]
    is_variadic = any(p["kind"] == "variadic" for p in params)
    if form == "positional" or is_variadic or "args" in entry["tests"]:
        return [_positional(params, args, options, is_variadic)]
    given = _by_name(params, args, options)
    fixed = [name for name, (_, kind) in given.items()
             if kind == "positional-only"]
    if variant == "method":
        fixed = [params[0]["name"], *(n for n in fixed if n != params[0]["name"])]
    values = [given[name][0] for name in fixed]
    names = [name for name in given if name not in fixed]
    if form == "reordered":
        names.reverse()
    kwargs = {name: given[name][0] for name in names}
    renamed = {p["name"]: p["new_name"] for p in params}
    translated = {renamed[name]: value for name, value in kwargs.items()}
    return [(values, kwargs, kwargs), (values, kwargs, translated)]


def _positional(params, args, options, is_variadic):
    """Options by position as far as they follow each other."""
    args, kwargs = list(args), dict(options)
    if not is_variadic:
        for param in params[len(args):]:
            if param["kind"] != "normal" or param["name"] not in kwargs:
                break
            args.append(kwargs.pop(param["name"]))
    return args, kwargs, kwargs


def _by_name(params, args, options):
    needed = [p for p in params if not p["has_default"]]
    given = {p["name"]: (v, p["kind"]) for p, v in zip(needed, args)}
    kinds = {p["name"]: p["kind"] for p in params}
    given.update({k: (v, kinds[k]) for k, v in options.items()})
    return given


# Comparison.


def compare(ours, theirs, hints):
    """Asserts that results agree; their distance in units of the last place."""
    if isinstance(theirs, Exception):
        compare_errors(ours, theirs)
        return 0.0
    if isinstance(ours, NotImplementedError):
        pytest.skip(f"gap: {ours}")
    assert not isinstance(ours, Exception), f"raised {ours!r}"
    if isinstance(theirs, (list, tuple)):
        is_list = isinstance(theirs, list)
        assert isinstance(ours, list if is_list else tuple), type(ours)
        assert len(ours) == len(theirs), f"{len(ours)} results"
        return max((compare(mine, other, hints)
                    for mine, other in zip(ours, theirs)), default=0.0)
    if isinstance(theirs, np.dtype):
        assert isinstance(ours, tnp.dtype), type(ours)
        assert ours.name == theirs.name, ours
        return 0.0
    if isinstance(theirs, np.ndarray):
        assert isinstance(ours, tnp.ndarray), f"is a {type(ours)}"
        assert ours.shape == theirs.shape, f"{ours.shape} not {theirs.shape}"
    else:
        # np.bool and tnp.bool, int and int.
        assert type(ours).__name__ == type(theirs).__name__, type(ours)
    if isinstance(theirs, (np.ndarray, np.generic)):
        assert ours.dtype.name == theirs.dtype.name, ours.dtype
        if hints.get("values") != "free":
            return compare_values(numpy_value(ours, theirs),
                                  np.asarray(theirs), hints)
    elif not (theirs != theirs and ours != ours):
        assert ours == theirs, f"{ours!r} not {theirs!r}"
    return 0.0


def numpy_value(ours, theirs):
    if isinstance(ours, tnp.ndarray):
        return np.asarray(ours)
    return np.asarray(ours.item(), theirs.dtype)


def compare_errors(ours, theirs):
    if isinstance(ours, NotImplementedError):
        pytest.skip(f"gap: {ours}")
    wanted = f"NumPy raised {theirs!r}"
    assert isinstance(ours, Exception), f"gave {ours!r}; {wanted}"
    if type(ours).__name__ == type(theirs).__name__:
        return
    builtin = next(c for c in type(theirs).__mro__
                   if c.__module__ == "builtins")
    assert isinstance(ours, builtin), f"raised {ours!r}; {wanted}"


def compare_values(ours, theirs, hints):
    kind = theirs.dtype.kind
    if kind not in "fc":
        same = np.array_equal(ours, theirs)
        assert same, f"{ours!r} not {theirs!r}"
        return 0.0
    if kind == "c":
        # Both parts are as exact as the larger one.
        size = np.maximum(abs(theirs.real), abs(theirs.imag))
        return max(compare_floats(ours.real, theirs.real, size, hints),
                   compare_floats(ours.imag, theirs.imag, size, hints))
    return compare_floats(ours, theirs, abs(theirs), hints)


def compare_floats(ours, theirs, size, hints):
    with np.errstate(all="ignore"):
        equal = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
        size = np.where(np.isfinite(size), size, 0).astype(theirs.dtype)
        # Sums of values of both signs are as exact as the largest of them.
        largest = np.spacing(size.max(initial=0))
        ulp = float(hints.get("max_ulp", DEFAULT_ULP))
        unit = np.maximum(np.spacing(size), largest / 16)
        gap = np.where(equal, 0, abs(ours - theirs))
        close = gap <= ulp * unit
        distance = float((gap.astype(float) / unit).max(initial=0))
    assert (equal | close).all(), f"{ours!r} not {theirs!r}"
    if hints.get("zeros") != "free":
        zeros = equal & (theirs == 0)
        signs = np.signbit(ours) == np.signbit(theirs)
        assert (signs | ~zeros).all(), (
            f"signs of zeros: {ours!r} not {theirs!r}")
    return distance
