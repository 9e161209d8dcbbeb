"""Ufuncs: every dtype pair, special values, layouts, arguments, errors."""

import itertools

import numpy
import pytest
from against_numpy import DTYPES, as_tnp, check, special_values

import tnp

UNARY = """negative positive absolute square sqrt cbrt reciprocal exp exp2 expm1
log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh
arccosh arctanh deg2rad rad2deg degrees radians floor ceil trunc rint sign
conjugate fabs logical_not invert isnan isinf isfinite signbit spacing
bitwise_count modf frexp""".split()
BINARY = """add subtract multiply divide floor_divide remainder power divmod
arctan2 hypot maximum minimum fmax fmin equal not_equal less less_equal greater
greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or
bitwise_xor left_shift right_shift copysign nextafter heaviside fmod logaddexp
logaddexp2 float_power ldexp gcd lcm""".split()
# Both within one ulp of the true value, so up to two apart; NumPy's own vector
# code for some functions claims no more than four.
INEXACT = set(
    """cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan
    sinh cosh tanh arcsinh arccosh arctanh power float_power arctan2 hypot
    logaddexp logaddexp2""".split()
)


def tolerance(name, *dtypes):
    """In units of the last place. Complex functions compose several."""
    if name not in INEXACT:
        return 4 if name in ("divide", "reciprocal", "absolute") and any(
            "complex" in d for d in dtypes
        ) else 0
    return 8 if any("complex" in d for d in dtypes) else 4


def grid(a, b):
    """All pairs of elements, as two arrays."""
    pairs = list(itertools.product(range(a.size), range(b.size)))
    first, second = zip(*pairs)
    return a[list(first)], b[list(second)]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", UNARY)
def test_unary(name, dtype):
    """Values, types and warnings of one function over special values."""
    values = special_values(dtype)
    if "complex" in dtype and name in INEXACT:
        values = values[numpy.isfinite(values)][:8]
        values = values[numpy.abs(values) < 100]
    check(
        lambda m, a: getattr(m, name)(a),
        values,
        label=f"{name} {dtype}",
        ulps=tolerance(name, dtype),
        warn="complex" not in dtype,
    )


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("dtype", DTYPES)
def test_binary_special_values(name, dtype):
    """All pairs of special values of one type."""
    values = special_values(dtype)
    if name in ("power", "float_power"):
        if "complex" in dtype:
            values = numpy.array([1 + 1j, 2, -1j, 0.5 - 2j], dtype)
        elif "int" in dtype:
            values = values[values >= 0]
    if name == "multiply" and "complex" in dtype:
        # NumPy fuses multiply and add where the processor can, which decides
        # between nan and infinity when a product overflows.
        values = values[numpy.abs(values) < 100]
    a, b = grid(values, values)
    if dtype == "float64" and name == "ldexp":
        b = numpy.resize(numpy.arange(-3, 4), a.size)
    check(
        lambda m, x, y: getattr(m, name)(x, y),
        a,
        b,
        label=f"{name} {dtype}",
        ulps=tolerance(name, dtype),
        warn="complex" not in dtype,
    )


@pytest.mark.parametrize("name", BINARY)
def test_binary_dtype_pairs(name):
    """The type of the result, or the error, for every pair of types."""
    for first, second in itertools.product(DTYPES, DTYPES):
        a = numpy.array([1, 0, 1], first)
        b = numpy.array([1, 1, 0], second)
        check(
            lambda m, x, y: getattr(m, name)(x, y),
            a,
            b,
            label=f"{name} {first} {second}",
            ulps=4,
            warn=False,
        )


LAYOUTS = {
    "scalar": lambda a: a[0],
    "empty": lambda a: a[:0],
    "strided": lambda a: a[::2],
    "negative": lambda a: a[::-1],
    "square": lambda a: a[:12].reshape(3, 4),
    "transposed": lambda a: a[:12].reshape(4, 3).T,
    "row": lambda a: a[:4],
    "column": lambda a: a[:3].reshape(3, 1),
    "inner": lambda a: a[:24].reshape(2, 3, 4)[:, ::-1, ::2],
}


@pytest.mark.parametrize("dtype", ["float64", "float32", "int16", "complex64"])
@pytest.mark.parametrize("name", ["add", "less", "hypot", "floor_divide"])
def test_layouts(name, dtype):
    """Every pair of layouts, broadcast or refused alike."""
    if dtype == "complex64" and name != "add":
        name = "multiply"
    base = numpy.arange(1, 25).astype(dtype)
    for first, second in itertools.product(LAYOUTS, LAYOUTS):
        check(
            lambda m, x: getattr(m, name)(LAYOUTS[first](x), LAYOUTS[second](x)),
            base,
            label=f"{name} {dtype} {first} {second}",
            ulps=4 if name == "hypot" else 0,
        )


def test_result_layout_follows_inputs():
    """K order: transposed inputs give a transposed result."""
    a = numpy.arange(24.0).reshape(2, 3, 4)
    for axes in itertools.permutations(range(3)):
        expected = numpy.sin(a.transpose(axes)).strides
        assert tnp.sin(as_tnp(a).transpose(axes)).strides == expected


CALLS = {
    "out": lambda m, a: m.add(a, a, out=m.zeros(6)),
    "out positional": lambda m, a: m.add(a, a, m.zeros(6)),
    "out cast": lambda m, a: m.add(a, a, out=m.zeros(6, "float32")),
    "out cast refused": lambda m, a: m.add(a, a, out=m.zeros(6, "int64")),
    "out shape": lambda m, a: m.add(a, a, out=m.zeros(5)),
    "out larger": lambda m, a: m.add(a, a, out=m.zeros((2, 6))),
    "out tuple": lambda m, a: m.divmod(a, 2, out=(m.zeros(6), m.zeros(6))),
    "out twice": lambda m, a: m.add(a, a, m.zeros(6), out=m.zeros(6)),
    "out not array": lambda m, a: m.add(a, a, out=3),
    "where": lambda m, a: m.add(a, 1, out=m.zeros(6), where=a > 1),
    "where strided": lambda m, a: m.add(
        a[::2], 1, out=m.zeros(3), where=m.array([True, False, True])
    ),
    "where not bool": lambda m, a: m.add(a, 1, out=m.zeros(6), where=[1] * 6),
    "dtype": lambda m, a: m.add(a, 1, dtype="float32"),
    "dtype refused": lambda m, a: m.add(a, 1, dtype="int8"),
    "dtype unsafe": lambda m, a: m.add(a, 1, dtype="int8", casting="unsafe"),
    "dtype divide": lambda m, a: m.divide(
        m.array([1, 2]), m.array([2, 2]), dtype="int64"
    ),
    "casting unknown": lambda m, a: m.add(a, 1, casting="maybe"),
    "order": lambda m, a: m.add(a.reshape(2, 3), 1, order="F"),
    "order unknown": lambda m, a: m.add(a, 1, order="X"),
    "signature": lambda m, a: m.add(a, 1, signature="ff->f"),
    "keyword unknown": lambda m, a: m.add(a, 1, nothing=1),
    "too few": lambda m, a: m.add(a),
    "too many": lambda m, a: m.add(a, a, a, a),
    "shapes": lambda m, a: m.add(a, a[:4]),
    "uint8 + 300": lambda m, a: m.add(m.array([1], "uint8"), 300),
    "uint8 == 300": lambda m, a: m.equal(m.array([1], "uint8"), 300),
    "uint8 < -1": lambda m, a: m.less(m.array([1], "uint8"), -1),
    "uint64 > -1": lambda m, a: m.greater(m.array([1], "uint64"), -1),
    "python numbers": lambda m, a: m.add(1, 2),
    "sin of int": lambda m, a: m.sin(1),
    "int power": lambda m, a: m.power(m.array([2, 3]), -1),
    "bitwise float": lambda m, a: m.bitwise_and(a, a),
    "list": lambda m, a: m.add([1, 2], [3.5, 4]),
    "overlap": lambda m, a: m.add(a[:-1], a[1:], out=a[1:]),
    "overlap reversed": lambda m, a: m.add(a, a[::-1], out=a),
    "reduce": lambda m, a: m.add.reduce(a.reshape(2, 3)),
    "reduce all": lambda m, a: m.add.reduce(a.reshape(2, 3), axis=None),
    "reduce axes": lambda m, a: m.multiply.reduce(
        a.reshape(1, 2, 3), axis=(0, 2), keepdims=True
    ),
    "reduce initial": lambda m, a: m.maximum.reduce(a, initial=100),
    "reduce where": lambda m, a: m.add.reduce(a, where=a > 1),
    "reduce where without identity": lambda m, a: m.maximum.reduce(a, where=a > 1),
    "reduce empty": lambda m, a: m.maximum.reduce(a[:0]),
    "reduce subtract": lambda m, a: m.subtract.reduce(a),
    "reduce not reorderable": lambda m, a: m.subtract.reduce(
        a.reshape(2, 3), axis=None
    ),
    "reduce unary": lambda m, a: m.sin.reduce(a),
    "reduce logical": lambda m, a: m.logical_and.reduce(a),
    "reduce out": lambda m, a: m.add.reduce(a.reshape(2, 3), out=m.zeros(3)),
    "accumulate": lambda m, a: m.add.accumulate(a),
    "accumulate axis": lambda m, a: m.maximum.accumulate(a.reshape(2, 3), axis=1),
    "accumulate divide": lambda m, a: m.divide.accumulate(a + 1),
    "reduceat": lambda m, a: m.add.reduceat(a, [0, 4, 1, 5]),
    "reduceat out of bounds": lambda m, a: m.add.reduceat(a, [0, 9]),
    "outer": lambda m, a: m.multiply.outer(a, [1, 2]),
    "outer unary": lambda m, a: m.sin.outer(a, a),
    "at": lambda m, a: (m.add.at(a, [0, 1, 0], [1, 2, 3]), a)[1],
    "at scalar": lambda m, a: (m.multiply.at(a, slice(1, 3), 2), a)[1],
    "at unary": lambda m, a: (m.negative.at(a, [0, 0, 1]), a)[1],
    "at out of bounds": lambda m, a: m.add.at(a, [9], 1),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls(name):
    """The arguments of ufuncs and their methods."""
    check(CALLS[name], numpy.array([0.0, 1.5, 2.0, -3.0, 4.0, 0.25]), label=name)


SAME_TEXT = """casting unknown|order unknown|keyword unknown|too few|too many
shapes|out cast refused|out shape|out not array|dtype refused
dtype divide|uint8 + 300|int power|bitwise float|reduce empty|reduce unary
reduce not reorderable|reduce where without identity|out twice
at out of bounds|reduceat out of bounds""".replace("\n", "|").split("|")


@pytest.mark.parametrize("name", SAME_TEXT)
def test_error_texts(name):
    """Messages word for word."""
    found, expected = check(CALLS[name], numpy.arange(6.0), label=name)
    assert str(found) == str(expected)


def test_float_division_is_exhaustive():
    """//, % and divmod over a dense set of floats, signs of zero included."""
    numbers = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 0.1, 0.3, 1e300, 5e-324, numpy.inf]
    values = numpy.array(numbers + [-x for x in numbers] + [numpy.nan])
    a, b = grid(values, values)
    for dtype in ("float64", "float32", "float16"):
        with numpy.errstate(all="ignore"):
            x, y = a.astype(dtype), b.astype(dtype)
        for name in ("floor_divide", "remainder", "fmod"):
            with numpy.errstate(all="ignore"), tnp.errstate(all="ignore"):
                expected = getattr(numpy, name)(x, y)
                found = numpy.asarray(getattr(tnp, name)(as_tnp(x), as_tnp(y)))
            assert numpy.array_equal(found, expected, equal_nan=True), name
            zero = expected == 0
            assert (numpy.signbit(found) == numpy.signbit(expected))[zero].all()


ULP_NAMES = """exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos
arctan sinh cosh tanh arcsinh arccosh arctanh cbrt""".split()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ULP_NAMES)
def test_one_ulp(name, dtype):
    """Against longdouble, over many magnitudes: one unit in the last place,
    two for the hyperbolic functions."""
    generator = numpy.random.default_rng(1)
    top = {"float32": 38, "float64": 307}[dtype]
    values = generator.choice([-1, 1], 20000) * 10.0 ** generator.uniform(
        -top / 3, top, 20000
    )
    near = generator.uniform(-800, 800, 20000)
    values = numpy.concatenate([values, near, near / 800]).astype(dtype)
    with numpy.errstate(all="ignore"), tnp.errstate(all="ignore"):
        true = getattr(numpy, name)(values.astype("longdouble"))
        found = numpy.asarray(getattr(tnp, name)(as_tnp(values)))
        rounded = true.astype(dtype)
        gap = numpy.abs(found - true) / numpy.spacing(numpy.abs(rounded))
    assert (numpy.isnan(found) == numpy.isnan(rounded)).all()
    assert (numpy.isinf(found) == numpy.isinf(rounded)).all()
    # Below the smallest normal number Sleef flushes some results.
    usable = numpy.isfinite(rounded) & (
        numpy.abs(rounded) >= numpy.finfo(dtype).tiny
    )
    limit = 2.0 if name.endswith(("sinh", "cosh", "tanh")) else 1.0
    assert gap[usable].max() <= limit


def test_sqrt_is_correctly_rounded():
    """Bit for bit NumPy's, which the processor rounds."""
    values = numpy.random.default_rng(2).uniform(0, 1e6, 10001)
    for dtype in ("float32", "float64"):
        x = values.astype(dtype)
        assert numpy.array_equal(numpy.sqrt(x), numpy.asarray(tnp.sqrt(as_tnp(x))))


def test_errstate():
    """Settings, nesting, decorator, callbacks and errors."""
    defaults = dict(divide="warn", over="warn", under="ignore", invalid="warn")
    assert tnp.geterr() == defaults
    zero = tnp.array([0.0])
    with tnp.errstate(divide="ignore"):
        assert tnp.geterr()["divide"] == "ignore"
        with tnp.errstate(all="raise"), pytest.raises(
            FloatingPointError, match="divide by zero encountered in divide"
        ):
            1 / zero
        assert tnp.geterr()["divide"] == "ignore"
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in log"):
        tnp.log(zero)
    before = tnp.seterr(all="ignore")
    assert before == defaults
    tnp.seterr(**before)
    seen = []
    with tnp.errstate(call=lambda kind, flag: seen.append((kind, flag)), all="call"):
        1 / zero
    assert seen == [("divide by zero", 1)]
    assert tnp.geterrcall() is None

    @tnp.errstate(all="ignore")
    def quiet():
        return tnp.geterr()["invalid"]

    assert quiet() == "ignore"
    assert tnp.geterr() == defaults
    with pytest.raises(ValueError):
        tnp.seterr(all="maybe")


def test_attributes():
    """Names, counts and identities."""
    for name in UNARY + BINARY + ["matmul"]:
        mine, theirs = getattr(tnp, name), getattr(numpy, name)
        if name in ("degrees", "radians"):
            continue
        assert mine.__name__ == theirs.__name__
        assert (mine.nin, mine.nout, mine.nargs) == (
            theirs.nin,
            theirs.nout,
            theirs.nargs,
        )
        assert mine.identity == theirs.identity
        assert mine.signature == theirs.signature
        assert repr(mine) == repr(theirs)
        assert mine.ntypes == len(mine.types)
    assert tnp.abs is tnp.absolute
