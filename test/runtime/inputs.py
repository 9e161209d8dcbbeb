"""Inputs of the comparison tests: the same arrays each time they are made."""

import zlib

import numpy as np

DTYPES = [
    "bool", "int8", "int32", "int64", "uint8", "uint64", "float16", "float32",
    "float64", "complex128",
]
SPECIAL = [0.0, -0.0, 1.0, -1.5, np.nan, np.inf, -np.inf, 2.0]


def _random(name, shape, dtype, domain):
    rng = np.random.default_rng(zlib.crc32(f"{name} {shape}".encode()))
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if domain == "unit":
        values = rng.uniform(-1, 1, shape)
        return values.astype(dtype) if kind in "fc" else np.sign(values).astype(dtype)
    low = 0 if kind == "u" else -6
    if domain in ("positive", "nonzero"):
        low = 1
    if kind in "iu":
        return rng.integers(low, 7, shape).astype(dtype)
    values = rng.uniform(low, 6, shape)
    if kind == "c":
        values = values + 1j * rng.uniform(low, 6, shape)
    return values.astype(dtype)


def make(name, layout, dtype, domain="any"):
    """The array of a layout; `name` tells apart the operands of a call."""
    def new(*shape):
        return np.asarray(_random(name, shape, dtype, domain))

    match layout:
        case "0-d":
            return new()
        case "empty":
            return new(0)
        case "empty 2-d":
            return new(0, 3)
        case "one":
            return new(1)
        case "vector":
            return new(5)
        case "matrix":
            return new(3, 4)
        case "square":
            return new(3, 3)
        case "cube":
            return new(2, 3, 4)
        case "strided":
            return new(6, 8)[::2, ::2]
        case "reversed":
            return new(5)[::-1]
        case "transposed":
            return new(4, 3).T
        case "fortran":
            return np.asfortranarray(new(3, 4))
        case "column":
            return new(3, 1)
        case "read-only":
            array = new(5)
            array.flags.writeable = False
            return array
        case "special":
            return np.array(SPECIAL, dtype)
    raise ValueError(layout)


# What the operands of one call look like: the first, then every other.
LAYOUTS = [
    ("0-d", "0-d"), ("empty", "empty"), ("empty 2-d", "empty 2-d"),
    ("one", "one"), ("vector", "vector"), ("matrix", "matrix"),
    ("square", "square"), ("cube", "cube"), ("strided", "matrix"),
    ("reversed", "vector"), ("transposed", "matrix"), ("fortran", "matrix"),
    ("read-only", "vector"),
]
# Operands of functions that broadcast.
BROADCAST = [("column", "matrix"), ("matrix", "0-d"), ("column", "vector"),
             ("cube", "matrix"), ("vector", "matrix")]


def layouts(num_arrays, dtype):
    found = list(LAYOUTS)
    if num_arrays > 1:
        found += BROADCAST
    if np.dtype(dtype).kind == "f":
        found.append(("special", "special"))
    return found


# A value for a parameter that is no array, by the names that NumPy uses.
BY_NAME = {
    "axis": 0, "axis1": 0, "axis2": -1, "source": 0, "destination": -1,
    "shape": (2, 3), "dimensions": (2, 3), "new_shape": (2, 3), "reps": 2,
    "n": 3, "N": 3, "M": 4, "num": 4, "k": 1, "decimals": 1, "offset": 1,
    "dims": (7, 7), "kth": 0, "nan": 0.5, "ddof": 1, "repeats": 2, "shift": 1,
    "newshape": -1, "UPLO": "U", "q": 0.25, "indices_or_sections": 1,
    "shape_like": (2, 3), "pad_width": 1, "deg": 2, "period": 5.0,
}
_BY_TYPE = {"int": 1, "ints": (0,), "float": 0.5, "bool": True, "scalar": 2,
            "dtype": "float64"}


class Unknown(Exception):
    """No value is known for a parameter."""


def value_for(param):
    """A value for a parameter that is no array, other than its default."""
    name, kind = param["name"], param["type"]
    if kind == "bool" and param["has_default"]:
        return param["default"] != "True"
    if name in BY_NAME:
        return BY_NAME[name]
    if kind in _BY_TYPE and not param["has_default"]:
        return _BY_TYPE[kind]
    raise Unknown(name)
