"""The text of arrays and floats against NumPy's, character by character."""

import numpy as np
import pytest
import tnp
from hypothesis import given, settings
from hypothesis import strategies as st

REAL = ["float16", "float32", "float64"]
INTEGER = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
           "uint64"]
NAMES = ["bool"] + INTEGER + REAL + ["complex64", "complex128"]


def check(array):
    ours = tnp.array(array)
    assert repr(ours) == repr(array)
    assert str(ours) == str(array)


def random_bits(rng, shape, dtype):
    """Every bit pattern of the type, so every magnitude."""
    if dtype == np.bool_:
        return rng.integers(0, 2, shape).astype(bool)
    size = int(np.prod(shape)) * dtype.itemsize
    raw = rng.integers(0, 256, size, dtype=np.uint8)
    return raw.view(dtype).reshape(shape)


def random_values(rng, shape, dtype):
    """Values as programs print them: few digits, one magnitude."""
    style = rng.integers(0, 6)
    values = rng.normal(size=shape) * 10.0 ** rng.integers(-7, 10)
    if style == 1:
        values = np.round(values, rng.integers(0, 4))
    elif style == 2:
        values = rng.integers(-100, 100, shape) / 2.0 ** rng.integers(0, 8)
    elif style == 3:
        values = values * 10.0 ** rng.integers(-4, 4, shape)
    elif style == 4:
        special = [0.0, -0.0, np.nan, np.inf, -np.inf, 1.0]
        values = np.where(rng.random(shape) < 0.4, rng.choice(special, shape),
                          values)
    if dtype.kind == "c":
        values = values + 1j * np.roll(values, 1)
    with np.errstate(all="ignore"):
        return np.asarray(values, dtype)


SHAPES = [(), (0,), (1,), (3,), (20,), (2, 3), (0, 3), (2, 0), (4, 30),
          (2, 3, 4), (2, 1, 2, 2), (1200,), (40, 40), (7, 300), (1, 1001),
          (12, 10, 10)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_random_arrays(name, shape):
    dtype = np.dtype(name)
    rng = np.random.default_rng([len(shape), dtype.num, sum(shape)])
    for _ in range(6):
        check(random_bits(rng, shape, dtype))
    if dtype.kind in "fc":
        for _ in range(20):
            check(random_values(rng, shape, dtype))


finite = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(finite, max_size=30))
def test_any_floats(values):
    check(np.array(values, np.float64))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(width=32), max_size=12))
def test_any_float32(values):
    check(np.array(values, np.float32))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.complex_numbers(allow_nan=True), max_size=8))
def test_any_complex(values):
    check(np.array(values, np.complex128))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-2**63, 2**63 - 1), max_size=20))
def test_any_integers(values):
    check(np.array(values, np.int64))


def random_options(rng):
    pick = rng.choice
    options = {}
    if rng.random() < 0.5:
        options["precision"] = int(rng.integers(0, 14))
    if rng.random() < 0.3:
        options["threshold"] = int(pick([0, 3, 5, 20, 10**6]))
    if rng.random() < 0.3:
        options["edgeitems"] = int(rng.integers(1, 5))
    if rng.random() < 0.3:
        options["linewidth"] = int(rng.integers(5, 120))
    if rng.random() < 0.3:
        options["suppress"] = bool(rng.integers(0, 2))
    if rng.random() < 0.3:
        options["nanstr"] = str(pick(["nan", "NA", "-", "not a number"]))
    if rng.random() < 0.3:
        options["infstr"] = str(pick(["inf", "Infinity"]))
    if rng.random() < 0.4:
        options["sign"] = str(pick(["-", "+", " "]))
    if rng.random() < 0.5:
        modes = ["fixed", "unique", "maxprec", "maxprec_equal"]
        options["floatmode"] = str(pick(modes))
    return options


@pytest.mark.parametrize("name", NAMES)
def test_print_options(name):
    dtype = np.dtype(name)
    rng = np.random.default_rng(dtype.num)
    for _ in range(150):
        shape = [(3,), (12,), (2, 3), (3, 2, 2), (9, 9), ()][rng.integers(0, 6)]
        make = random_values if dtype.kind in "fc" else random_bits
        array = make(rng, shape, dtype)
        options = random_options(rng)
        with np.printoptions(**options), tnp.printoptions(**options):
            ours = tnp.array(array)
            assert (repr(ours), str(ours)) == (repr(array), str(array)), options


def test_scalar_text():
    rng = np.random.default_rng(1)
    for name in REAL + ["complex64", "complex128"]:
        dtype = np.dtype(name)
        values = np.concatenate([random_bits(rng, (2000,), dtype),
                                 random_values(rng, (1000,), dtype)])
        for ours, theirs in zip(tnp.array(values), values):
            assert str(ours) == str(theirs)
            assert repr(ours) == repr(theirs)


def test_every_float16():
    values = np.arange(65536, dtype=np.uint16).view(np.float16)
    assert [str(v) for v in tnp.array(values)] == [str(v) for v in values]


@pytest.mark.parametrize("function", ["format_float_positional",
                                      "format_float_scientific"])
def test_single_floats(function):
    rng = np.random.default_rng(2)
    for _ in range(4000):
        name = str(rng.choice(REAL))
        theirs = random_bits(rng, (1,), np.dtype(name))[0]
        if rng.random() < 0.5:
            theirs = random_values(rng, (1,), np.dtype(name))[0]
        keywords = {"trim": str(rng.choice(["k", ".", "0", "-"]))}
        if rng.random() < 0.5:
            keywords["precision"] = int(rng.integers(0, 14))
            keywords["unique"] = bool(rng.integers(0, 2))
        if rng.random() < 0.3:
            keywords["sign"] = True
        if rng.random() < 0.3:
            keywords["pad_left"] = int(rng.integers(0, 9))
        if rng.random() < 0.3 and keywords.get("unique", True):
            keywords["min_digits"] = int(
                rng.integers(0, keywords.get("precision", 9) + 1))
        ours = getattr(tnp, name)(theirs.item())
        expected = getattr(np, function)(theirs, **keywords)
        assert getattr(tnp, function)(ours, **keywords) == expected, keywords


def test_array2string_arguments():
    x = np.linspace(-1, 1, 7).reshape(1, 7)
    y = tnp.array(x)
    for keywords in [
        {"separator": ", "}, {"separator": ","}, {"prefix": "x = "},
        {"max_line_width": 20}, {"precision": 2}, {"suffix": "!" * 40},
        {"threshold": 3, "edgeitems": 1}, {"floatmode": "fixed"},
        {"formatter": {"float_kind": lambda v: "%.1f" % v}},
        {"formatter": {"all": lambda v: type(v).__name__}},
        {"formatter": {"int": str}}, {"sign": "+"}, {"suppress_small": True},
    ]:
        ours = tnp.array2string(y, **keywords)
        assert ours == np.array2string(x, **keywords), keywords
    assert tnp.array_repr(y, precision=1) == np.array_repr(x, precision=1)
    assert tnp.array_str(y, 30, 2, True) == np.array_str(x, 30, 2, True)


def test_option_functions():
    assert set(tnp.get_printoptions()) == set(np.get_printoptions())
    assert tnp.get_printoptions() == np.get_printoptions()
    with tnp.printoptions(precision=2) as options:
        assert options["precision"] == 2
        tnp.set_printoptions(linewidth=40)
        assert tnp.get_printoptions()["linewidth"] == 40
    assert tnp.get_printoptions() == np.get_printoptions()


@pytest.mark.parametrize("keywords", [
    {"precision": "a"}, {"precision": -1}, {"threshold": "a"},
    {"threshold": float("nan")}, {"floatmode": "x"}, {"sign": "x"},
])
def test_option_errors(keywords):
    with pytest.raises((TypeError, ValueError)) as ours:
        tnp.set_printoptions(**keywords)
    if keywords != {"precision": -1}:  # NumPy notices when it prints
        with pytest.raises(ours.type) as theirs:
            np.set_printoptions(**keywords)
        assert str(ours.value) == str(theirs.value)


def test_non_contiguous_and_reversed():
    x = np.arange(24.0).reshape(4, 6)
    y = tnp.array(x)
    assert repr(y[::2, ::-1]) == repr(x[::2, ::-1])
    assert str(y.T) == str(x.T)
