"""Operators of arrays: types, reflection, in place, comparison, protocols."""

import itertools
import operator

import numpy
import pytest
from against_numpy import DTYPES, as_numpy, as_tnp, check
from hypothesis import given, settings
from hypothesis import strategies as st

import tnp

BINARY = "add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor".split()
COMPARE = "eq ne lt le gt ge".split()
IN_PLACE = "iadd isub imul itruediv ifloordiv imod iand ior ixor ilshift".split()
NUMBERS = [0, 1, 2, -1, 3, 0.5, -1.0, 2.0, 1e400, True, 1j, 2 + 0j, 127, 300]


@pytest.mark.parametrize("name", BINARY + COMPARE)
def test_python_numbers(name):
    """Every type with every Python number, on both sides."""
    function = getattr(operator, name)
    for dtype in DTYPES:
        values = numpy.array([1, 0, 1, 1], dtype)
        for number in NUMBERS:
            label = f"{name} {dtype} {number}"
            check(lambda m, a: function(a, number), values, label=label, ulps=4,
                  warn=False)
            check(lambda m, a: function(number, a), values, label=label, ulps=4,
                  warn=False)


@pytest.mark.parametrize("name", IN_PLACE)
def test_in_place(name):
    """The target keeps its type, or refuses."""
    function = getattr(operator, name)

    def run(m, a, b):
        alias = a
        alias = function(alias, b)
        assert alias is a
        return alias

    for first, second in itertools.product(DTYPES, DTYPES):
        a = numpy.array([1, 2, 3, 4], first)
        b = numpy.array([1, 1, 2, 2], second)
        check(run, a, b, label=f"{name} {first} {second}", warn=False)


def test_in_place_overlap():
    """As if the operands had been copied first."""
    check(lambda m, a: operator.isub(a, a[:, :1]), numpy.arange(12.0).reshape(3, 4))

    def shift(m, a):
        a[1:] += a[:-1]
        return a

    check(shift, numpy.arange(10))
    check(lambda m, a: operator.iadd(a, a[::-1]), numpy.arange(10))
    check(lambda m, a: operator.imul(a, a.T), numpy.arange(9.0).reshape(3, 3))


def test_read_only():
    """A read-only target is refused."""

    def run(m, a):
        a.flags.writeable = False
        a += 1

    found, expected = check(run, numpy.arange(3.0))
    assert str(found) == str(expected)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("exponent", [0, 1, 2, 3, -1, 0.5, 2.0, -1.0])
def test_power_shortcuts(dtype, exponent):
    """The same type and value as NumPy's special cases."""
    values = numpy.array([1, 2, 3, 0], dtype)
    check(lambda m, a: a**exponent, values, label=f"{dtype} {exponent}", ulps=4,
          warn=False)

    def run(m, a):
        a **= exponent
        return a

    check(run, values, label=f"{dtype} {exponent}", ulps=4, warn=False)


@pytest.mark.parametrize("other", [None, "x", b"x", {}, object()])
def test_foreign_objects(other):
    """Equality is false element by element; order and arithmetic are refused."""
    for function in (operator.eq, operator.ne):
        check(lambda m, a: function(a, other), numpy.arange(3.0))
    for function in (operator.lt, operator.add, operator.matmul):
        with pytest.raises(TypeError):
            function(tnp.array([1.0]), other)
        with pytest.raises(TypeError):
            function(other, tnp.array([1.0]))


def test_deferring():
    """__array_ufunc__ = None and __array_priority__ give way."""

    class Refuses:
        __array_ufunc__ = None

        def __radd__(self, other):
            return "radd"

        def __eq__(self, other):
            return "eq"

    class Prior:
        __array_priority__ = 10

        def __rmul__(self, other):
            return "rmul"

        def __array__(self, dtype=None, copy=None):
            return numpy.ones(2)

    a = tnp.array([1.0, 2.0])
    assert a + Refuses() == "radd"
    assert (a == Refuses()) == "eq"
    assert a * Prior() == "rmul"


def test_lists_and_numpy():
    """Lists, NumPy arrays and scalars as operands, on both sides."""
    a = tnp.array([1.0, 2.0])
    for other in ([1, 2], (1, 2), numpy.float64(2), numpy.int8(3)):
        expected = numpy.array([1.0, 2.0]) + other
        assert numpy.array_equal(as_numpy(a + other), expected)
        assert numpy.array_equal(as_numpy(other + a), expected)
    assert numpy.array_equal(as_numpy(a + numpy.array([1.0, 2.0])), [2, 4])


MATMUL = list(
    itertools.product(
        [(), (3,), (2,), (2, 3), (3, 2), (3, 3), (4, 2, 3), (1, 3, 2), (0, 3), (5, 1, 2, 3)],
        repeat=2,
    )
)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int8", "bool", "complex128"])
def test_matmul_shapes(dtype):
    """Every pair of shapes gives NumPy's result or error."""
    generator = numpy.random.default_rng(5)
    for first, second in MATMUL:
        a = numpy.asarray(generator.integers(0, 5, first)).astype(dtype)
        b = numpy.asarray(generator.integers(0, 5, second)).astype(dtype)
        check(operator_matmul, a, b, label=f"{dtype} {first} {second}")


def operator_matmul(m, a, b):
    """a @ b, and the ufunc."""
    return a @ b, m.matmul(a, b)


def test_matmul_types_and_layouts():
    """Mixed types, transposed and strided operands, large products."""
    generator = numpy.random.default_rng(6)
    for first, second in itertools.product(DTYPES, DTYPES):
        a = generator.integers(0, 2, (3, 4)).astype(first)
        b = generator.integers(0, 2, (4, 2)).astype(second)
        check(operator_matmul, a, b, label=f"{first} {second}")
    big = generator.integers(0, 9, (40, 40)).astype(float)
    check(lambda m, a: a @ a.T, big)
    check(lambda m, a: a[::2] @ a[:, ::-1], big)
    check(lambda m, a: a[:3, :3].T @ a[3:6, :6:2], big)


def test_matmul_errors():
    """The texts are NumPy's."""
    for first, second in (((2, 3), (2, 3)), ((), (3,)), ((3,), ())):
        a, b = numpy.ones(first), numpy.ones(second)
        found, expected = check(lambda m, x, y: m.matmul(x, y), a, b)
        assert str(found) == str(expected)


def test_unary():
    """-a, +a, abs(a), ~a and divmod, with the refusals of bool."""
    for dtype in DTYPES:
        values = numpy.array([0, 1, 1], dtype)
        for function in (operator.neg, operator.pos, abs, operator.invert):
            check(lambda m, a: function(a), values, label=f"{function} {dtype}")
        check(lambda m, a: divmod(a, 2), values, label=dtype, warn=False)
        check(lambda m, a: divmod(7, a), values, label=dtype, warn=False)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=8),
    st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=8),
    st.sampled_from(COMPARE),
)
def test_integers_compare_by_value(signed, unsigned, name):
    """int64 with uint64, exactly."""
    n = min(len(signed), len(unsigned))
    a = tnp.array(signed[:n], dtype="int64")
    b = tnp.array(unsigned[:n], dtype="uint64")
    function = getattr(operator, name)
    expected = [function(x, y) for x, y in zip(signed, unsigned)]
    assert function(a, b).tolist() == expected
    expected = [function(y, x) for x, y in zip(signed, unsigned)]
    assert function(b, a).tolist() == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(width=64), min_size=1, max_size=20),
    st.floats(width=64),
    st.sampled_from(["add", "sub", "mul", "truediv", "floordiv", "mod"]),
)
def test_floats_are_numpys(values, number, name):
    """The same bits and the same warnings."""
    function = getattr(operator, name)
    check(lambda m, a: function(a, number), numpy.array(values))
    check(lambda m, a: function(number, a), numpy.array(values))
