"""Makes the same call on NumPy and on tnp and compares everything seen."""

import copy
import warnings

import numpy

import tnp

DTYPES = (
    "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 "
    "float64 complex64 complex128"
).split()


def special_values(dtype):
    """Zeros, ones, extremes and what else a type has to trip over."""
    kind = numpy.dtype(dtype).kind
    if kind == "b":
        return numpy.array([False, True, True, False, True, False])
    if kind in "iu":
        info = numpy.iinfo(dtype)
        values = [0, 1, 2, 3, 7, info.max, info.max - 1, info.min, info.min + 1]
        if kind == "i":
            values += [-1, -2, -7]
        return numpy.array(values, dtype)
    real = numpy.dtype(dtype).type(0).real.dtype
    info = numpy.finfo(real)
    values = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 7.25, numpy.inf, -numpy.inf]
    values += [numpy.nan, float(info.max), float(info.tiny), -1e-3]
    if kind == "f":
        return numpy.array(values, dtype)
    pairs = [complex(a, b) for a, b in zip(values, values[3:] + values[:3])]
    return numpy.array(pairs + [1 + 1j, -2j, 3 + 0j, 0j], dtype)


def as_tnp(array):
    """The same values in a tnp array of the same type and shape."""
    array = numpy.asarray(array)
    return tnp.array(array.tolist(), dtype=str(array.dtype)).reshape(array.shape)


def as_numpy(value):
    """A tnp result as a NumPy array of its own type."""
    if isinstance(value, tnp.ndarray):
        return numpy.asarray(value)
    return numpy.asarray(value.item() if hasattr(value, "item") else value)


def outcome(call, *args):
    """("value", results, warnings) or ("error", type name, text)."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = call(*args)
        except Exception as error:  # every kind is compared
            return "error", error
    texts = sorted({str(w.message) for w in caught if "unitialized" not in str(w)})
    results = result if isinstance(result, tuple) else (result,)
    return "value", results, texts


def ulp_distance(found, expected):
    """The largest difference in units of the last place; nan equals nan."""
    if found.dtype.kind == "c":
        return max(
            ulp_distance(found.real, expected.real),
            ulp_distance(found.imag, expected.imag),
        )
    same = (found == expected) | (numpy.isnan(found) & numpy.isnan(expected))
    if same.all():
        return 0
    with numpy.errstate(all="ignore"):
        gap = numpy.abs(found - expected) / numpy.spacing(numpy.abs(expected))
    gap = numpy.where(same, 0, gap)
    return numpy.inf if numpy.isnan(gap).any() else gap.max()


def check_value(found, expected, label, ulps=0):
    """Asserts type, shape and values."""
    expected_type = str(expected.dtype)
    assert str(found.dtype) == expected_type, f"{label}: dtype {found.dtype}"
    assert tuple(found.shape) == expected.shape, f"{label}: shape {found.shape}"
    is_array = isinstance(expected, numpy.ndarray)
    assert isinstance(found, tnp.ndarray) == is_array, f"{label}: scalar or array"
    values = as_numpy(found)
    expected = numpy.asarray(expected)
    if expected.dtype.kind in "fc" and values.dtype.kind in "fc":
        distance = ulp_distance(values.astype(expected.dtype), expected)
        assert distance <= ulps, (
            f"{label}: {distance} ulp\n{values!r}\n{expected!r}"
        )
    else:
        assert (values == expected).all(), f"{label}:\n{values!r}\n{expected!r}"


def check(call, *args, label="", ulps=0, warn=True):
    """Asserts that `call(module, *args)` gives with tnp what it gives with NumPy.

    NumPy arrays among the arguments are converted for tnp.
    """
    mine = [as_tnp(a) if isinstance(a, numpy.ndarray) else a for a in args]
    expected = outcome(call, numpy, *copy.deepcopy(args))
    found = outcome(call, tnp, *mine)
    if expected[0] == "error":
        assert found[0] == "error", f"{label}: no {expected[1]!r}: {found[1:]}"
        for base in (TypeError, ValueError, IndexError, OverflowError):
            assert isinstance(found[1], base) == isinstance(expected[1], base), (
                f"{label}: {found[1]!r} for {expected[1]!r}"
            )
        return found[1], expected[1]
    assert found[0] == "value", f"{label}: raised {found[1]!r}"
    assert len(found[1]) == len(expected[1]), label
    for mine_one, numpy_one in zip(found[1], expected[1]):
        check_value(mine_one, numpy_one, label, ulps)
    if warn:
        assert found[2] == expected[2], f"{label}: {found[2]} for {expected[2]}"
    return None
