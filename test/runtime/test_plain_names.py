"""Names that the generated tests leave out: constants, types, errors, state.

Each is read from both libraries and used in the same way.
"""

import io
import subprocess
import sys

import numpy
import pytest
from array_compare import assert_same

import tnp

MODULES = (numpy, tnp)


def in_both(call):
    """What `call(module)` gives for NumPy, after comparing with tnp's."""
    expected, found = call(numpy), call(tnp)
    assert_same(found, expected)
    return expected


def test_constants():
    in_both(lambda m: m.euler_gamma)
    in_both(lambda m: (bool(m.False_), bool(m.True_), repr(m.False_)))
    in_both(lambda m: (m.False_ | m.True_, m.False_.dtype.name))


@pytest.mark.parametrize("name", ["longlong", "ulonglong"])
def test_types_with_names_of_c(name):
    in_both(lambda m: m.dtype(getattr(m, name)).itemsize)
    in_both(lambda m: getattr(m, name)(7) + getattr(m, name)(2))
    in_both(lambda m: m.zeros(3, getattr(m, name)).dtype == "int64")


def test_ufunc():
    in_both(lambda m: [isinstance(getattr(m, name), m.ufunc)
                       for name in ("add", "sin", "matmul", "sum", "array")])
    in_both(lambda m: m.ufunc.__name__)


def test_modules():
    for path in ("exceptions", "lib", "lib.stride_tricks", "testing", "typing"):
        outer, _, inner = path.partition(".")
        for module in MODULES:
            found = getattr(module, outer)
            found = getattr(found, inner) if inner else found
            assert found.__name__ == f"{module.__name__}.{path}"


# ---- Functions.


@pytest.mark.parametrize("order", "CFAK")
def test_copies(order):
    def grids(m):
        yield m.arange(6.0).reshape(2, 3).T
        yield m.arange(24).reshape(2, 3, 4)[:, ::2]

    def described(array):
        return array, array.flags.c_contiguous, array.flags.f_contiguous

    for which in range(2):
        in_both(lambda m: described(m.copy(list(grids(m))[which], order)))


@pytest.mark.parametrize("name", ["ascontiguousarray", "asfortranarray"])
def test_contiguous(name):
    for values in (3, [1, 2], [[1.5, 2], [3, 4]]):
        in_both(lambda m: getattr(m, name)(values))
        in_both(lambda m: getattr(m, name)(m.asarray(values).T, "float32"))

    def is_kept(m):
        array = m.zeros((2, 3), order="C" if "cont" in name else "F")
        return getattr(m, name)(array) is array

    in_both(is_kept)


def test_common_type():
    for types in (["int32"], ["float32"], ["float32", "int8"],
                  ["float16", "complex64"], ["float32", "complex64", "int64"]):
        in_both(lambda m: m.dtype(m.common_type(
            *(m.zeros(2, t) for t in types))).name)
    for module in MODULES:
        with pytest.raises(TypeError):
            module.common_type(module.zeros(2, "bool"))


@pytest.mark.parametrize("kth", [0, 3, -1, (2, 5)])
def test_partitions(kth):
    values = [5, 1, 9, 3, 3, 7, 0]
    positions = kth if isinstance(kth, tuple) else (kth,)

    def at_kth(m):
        array = m.array(values)
        by_index = array[m.argpartition(array, kth)]
        by_method = array[array.argpartition(kth)]
        in_place = array.copy()
        in_place.partition(kth)
        return [[int(a[k]) for k in positions]
                for a in (by_index, by_method, in_place)]

    in_both(at_kth)


def test_savez_compressed():
    def written(m):
        file = io.BytesIO()
        m.savez_compressed(file, m.arange(5), name=m.ones((2, 3)))
        file.seek(0)
        with m.load(file) as found:
            return sorted(found.files), found["arr_0"], found["name"]

    in_both(written)


def test_error_state():
    def states(m):
        before = m.seterr(divide="ignore", over="raise")
        try:
            inside = m.geterr()
            with pytest.raises(FloatingPointError):
                m.float32(3e38) * m.float32(10)
            m.array([1.0]) / 0
        finally:
            m.seterr(**before)
        return before, inside, m.geterr()

    in_both(states)


@pytest.mark.parametrize("name", ["add", "subtract", "multiply", "minimum",
                                  "bitwise_xor", "logical_or"])
def test_methods_of_ufuncs(name):
    def results(m):
        function = getattr(m, name)
        a, b = m.array([6, 2, 5]), m.array([[1, 2], [3, 4]])
        return (function.outer(a, b), function.reduce(b, axis=0),
                function.accumulate(a), function.reduceat(a, [0, 2]))

    in_both(results)
    in_both(lambda m: m.not_equal.outer(m.arange(3), m.arange(2)))


# ---- Members of arrays.


def test_members():
    def described(m):
        array = m.arange(12, dtype="int16").reshape(3, 4)[:, ::2]
        return (array.nbytes, array.itemsize, array.data.shape,
                array.data.strides, array.data.format, array.data.tolist(),
                array.to_device("cpu"))

    in_both(described)


def test_dump(tmp_path):
    def read_back(m):
        import pickle
        array = m.arange(6.0).reshape(2, 3)
        array.dump(tmp_path / "array")
        with open(tmp_path / "array", "rb") as file:
            return pickle.load(file), pickle.loads(array.dumps())

    in_both(read_back)


# ---- Errors.


def test_errors_of_calls():
    for module in MODULES:
        with pytest.raises(module.exceptions.AxisError, match="axis 1 is out"):
            module.zeros(3).sum(axis=1)
        with pytest.raises(module.linalg.LinAlgError, match="Singular"):
            module.linalg.inv(module.zeros((2, 2)))
        with pytest.warns(module.exceptions.ComplexWarning):
            module.array([1j]).astype(float)
        with pytest.warns(module.exceptions.RankWarning):
            module.polyfit([1.0, 1.0], [1.0, 2.0], 2)


@pytest.mark.parametrize("name", [
    "AxisError", "ComplexWarning", "DTypePromotionError", "RankWarning",
    "TooHardError", "VisibleDeprecationWarning"])
def test_bases_of_errors(name):
    in_both(lambda m: [base.__name__
                       for base in getattr(m.exceptions, name).__mro__])
    in_both(lambda m: str(getattr(m.exceptions, name)("words")))


def test_forms_of_axis_errors():
    for args in (("words",), (2, 1), (2, 1, "prefix")):
        in_both(lambda m: str(m.exceptions.AxisError(*args)))
        in_both(lambda m: m.exceptions.AxisError(*args).axis)
        in_both(lambda m: m.exceptions.AxisError(*args).ndim)


# ---- Random state.


def test_global_state():
    def drawn(m):
        m.random.seed(3)
        state = m.random.get_state()
        first = m.random.rand(4)
        m.random.set_state(state)
        return state[0], state[2], first, m.random.rand(4)

    in_both(drawn)


def test_shuffle():
    def shuffled(m):
        m.random.seed(3)
        array, grid = m.arange(20), m.arange(12).reshape(6, 2)
        words = list("abcdef")
        for value in (array, grid, words):
            m.random.shuffle(value)
        return array, grid, words

    in_both(shuffled)


def test_multivariate_normal():
    def drawn(m):
        m.random.seed(3)
        return m.random.multivariate_normal([1, 2], [[4, 0], [0, 1]], 6)

    expected, found = drawn(numpy), drawn(tnp)
    # By singular vectors, whose signs LAPACK chooses.
    assert found.shape == expected.shape
    numpy.testing.assert_allclose(abs(numpy.asarray(found) - [1, 2]),
                                  abs(expected - [1, 2]))


# ---- Modules of tools.


@pytest.mark.parametrize("name", [
    "BLAS_SUPPORTS_FPE", "HAS_LAPACK64", "HAS_REFCOUNT", "IS_64BIT",
    "IS_EDITABLE", "IS_INSTALLED", "IS_MUSL", "IS_PYPY", "IS_PYSTON", "IS_WASM",
    "NOGIL_BUILD", "verbose"])
def test_flags_of_testing(name):
    in_both(lambda m: type(getattr(m.testing, name)).__name__)


def test_aliases_of_typing():
    for module in MODULES:
        for name in ("ArrayLike", "DTypeLike"):
            assert not isinstance(getattr(module.typing, name), type)


def test_errors_of_testing():
    for name in ("IgnoreException", "KnownFailureException", "SkipTest"):
        in_both(lambda m: getattr(m.testing, name).__mro__[1].__name__)


def test_a_name_of_another_loads_nothing():
    program = ("import sys, tnp\n"
               "for module in sys.modules.values():\n"
               "    assert not hasattr(module, 'DTYPE_OF_MINE')\n"
               "print(tnp.polynomial.polynomial.polyval(2, [1, 1]))")
    done = subprocess.run([sys.executable, "-c", program], text=True,
                          capture_output=True)
    assert (done.stdout, done.stderr) == ("3.0\n", "")
