"""Corners of indexing, ufuncs and numbers, each as NumPy has it."""
import inspect
import pickle
import warnings

import numpy as np
import pytest

import tnp
from same import check

FLAT = ["xp.arange(9).reshape(3, 3).flat[%s]" % key for key in (
    "True", "False", "None", "1, 2", "(1,)", "(True,)", "()", "...", "'a'",
    "[1., 2.]", "[True, True]", "[True, 1]", "xp.ones(10, bool)", "1.0",
    "xp.ones((3, 3), bool)", "xp.array([[1, 2], [3, 4]])", "xp.array(2)",
    "[]", "100", "[99]", "xp.array([1.])", "xp.array([], bool)", "::0")]

INDEXING = [
    "xp.ones(1)[(True,) * 64]", "xp.ones(3)[(True,) * 64].shape",
    "xp.ones(3)[(True,) * 65]", "xp.ones((1,) * 64)[(False,) * 3]",
    "xp.ones((1,) * 64)[(xp.array([0]),) * 64]", "xp.ones((3, 3))[0.0:, 0.0]",
    "xp.reshape(xp.ones(1), (True, -1))", "xp.zeros(True)",
    "xp.sum(xp.ones(2), axis=True)", "xp.vstack(i for i in [[1], [2]])",
    "xp.choose(1, [xp.float32(1), 1.]).dtype.name",
    "xp.choose([0, 1], [[1, 2], [3, 4]]).flags.owndata",
    "xp.concatenate([xp.float32(1), 1.], axis=None)",
    "xp.r_[xp.arange(5, dtype='i1'), 255]",
    "xp.result_type(xp.int16, xp.uint16, xp.float16).name",
    "xp.iinfo('hi')",
]

SET = "(lambda a, v: (a.__setitem__(%s, v), a)[1])(%s)"
ORDER_OF_ERRORS = [
    "xp.ones((2, 2))[..., ..., 1.0]", "xp.ones(2)[1.0, ..., ...]",
    "xp.ones((4, 1, 2))[..., 3, [True]]",
    SET % ("(0, Ellipsis, [0, 0])", "xp.ones((0, 2, 4), 'f4'), 1j"),
    SET % ("[[[True, False], [True, True]]]",
           "xp.ones((1, 2, 2)).T, xp.ones((0, 0))"),
    SET % ("()", "xp.array(True), xp.array([False])"),
    SET % ("0", "xp.ones(2, bool), xp.array([[False]])"),
    SET % ("0", "xp.ones(2, bool), xp.array([1, 0])"),
    SET % ("xp.zeros((3, 0), bool)", "xp.ones((3, 0, 3)), xp.ones((2, 0, 1))"),
    SET % ("xp.zeros((3, 0), bool)", "xp.ones((3, 0, 3)), xp.ones((2, 1, 1))"),
    "xp.array(True).nonzero()", "xp.array(1).nonzero()",
]
NO_ELEMENTS = [
    f"xp.{call}" for shape in ("(0, 0)", "(1, 0)", "(2, 0, 3)", "(0, 2)")
    for axis in (0, -1) for call in (
        *(f"take(xp.ones({shape}), {k}, {axis})" for k in ("-2", "[]", "[0]")),
        *(f"partition(xp.ones({shape}), {k}, {axis})" for k in ("[]", "0")),
        f"repeat(xp.ones({shape}), -2, {axis})",
        f"delete(xp.ones({shape}), [-2, 0], {axis})",
        f"compress([True], xp.ones({shape}), {axis})",
        f"argmax(xp.ones({shape}), {axis})",
        f"argmin(xp.ones({shape}), {axis}, keepdims=True)")]

UFUNCS = [
    "xp.add(3, 4, sig=(None, None, None))",
    "xp.add(3, 4, signature=(float, float, None))",
    "xp.add(1, 2, sig='ii->i', signature='ii->i')",
    "xp.add(1, 2, sig='ii->i', dtype=int)", "xp.add(1, 2, sig=(None,))",
    "xp.add(1, 2, sig='ii')", "xp.add(1, 2, sig='xx->x')",
    "xp.add(1, 2, sig=())", "xp.add(1, 2, signature=(None, None, float))",
    "xp.add(1, 2, out=...)", "xp.add.reduce([1, 2], out=...)",
    "xp.add(1, 2, out=(...,))", "xp.add(1, 2, ...)", "xp.divmod(1, 2, out=...)",
    "xp.add.reduce([], initial=None)", "xp.add.reduce([1, 2], initial=None)",
    "(lambda a: (xp.divide.at(a, [1, 2], 2), a)[1])(xp.arange(3))",
    "(lambda a: (xp.add.at(a, [0, 0], 1.5), a)[1])(xp.arange(3))",
    "xp.add(xp.ones(4, int), 1, out=xp.full(4, 1.5), "
    "where=[True, False, True, False])",
]

HUGE = [f"xp.array([1, 2], '{d}') {op} {x}"
        for d in ("i1", "u8", "f4", "f8", "F") for op in ("==", "<", "+")
        for x in (2**64, -2**63 - 1, 2**100)] + [
    "xp.equal(2**100, 2**101)", "xp.less(1, 2**100)", "xp.less(-2**200, 2)",
    "xp.greater_equal(2**70, 2**70)"]

REPEATED = [f"{a} * {b}" for one in ("[1, 2]", "(1, 2)")
            for number in ("xp.int64(2)", "xp.int8(2)")
            for a, b in ((one, number), (number, one))]


@pytest.mark.parametrize("text", [*FLAT, *INDEXING, *ORDER_OF_ERRORS,
                                  *NO_ELEMENTS, *UFUNCS, *HUGE, *REPEATED])
def test_equals_numpy(text):
    check(text)


@pytest.mark.parametrize("key, value", [
    ("True", 7), ("False", 7), ("()", 7), ("(...,)", 7), ("...", [5, 6]),
    ("[[1, 2], [3, 4]]", [5, 6]), ("[True, 1]", [5, 6]), ("None", 1),
    ("xp.array([[1, 2], [3, 4]])", 30)])
def test_flat_assignment(key, value):
    def result(xp):
        a = xp.arange(9).reshape(3, 3)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                a.flat[eval(key, {"xp": xp})] = value
        except Exception as error:
            return type(error), str(error)
        return a.tolist()

    assert result(tnp) == result(np)


@pytest.mark.parametrize("scalar", ["float64", "float32", "complex64", "bool"])
def test_only_integers_repeat_sequences(scalar):
    for pair in ([1], getattr(tnp, scalar)(1)), (getattr(tnp, scalar)(1), [1]):
        with pytest.raises(TypeError, match="can't multiply sequence"):
            pair[0] * pair[1]


def test_deprecated_flat_indices_warn():
    with pytest.warns(DeprecationWarning, match="0-dimensional boolean"):
        tnp.arange(3).flat[True]
    with pytest.warns(DeprecationWarning, match="Invalid non-array"):
        tnp.arange(3).flat[[1.0]]


def test_unset_elements_are_warned_of():
    mask = tnp.array([True, False])
    with pytest.warns(UserWarning, match="'where' used without 'out'"):
        tnp.add(1, 2, where=mask)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tnp.add(1, 2, where=mask, out=None)


@pytest.mark.parametrize("name", ["sin", "add", "divmod", "frexp", "matmul"])
def test_ufuncs_have_signatures_and_pickle(name):
    ufunc = getattr(tnp, name)
    assert str(inspect.signature(ufunc)) == str(
        inspect.signature(getattr(np, name)))
    assert pickle.loads(pickle.dumps(ufunc)) is ufunc


def test_fancy_index_of_a_subclass_views_a_plain_array():
    class Mine(tnp.ndarray):
        pass

    chosen = tnp.arange(5).view(Mine)[[0, 1, 2]]
    assert type(chosen) is Mine and type(chosen.base) is tnp.ndarray


def test_flags_equal_those_of_numpy():
    assert tnp.ones(3).flags == np.ones(3).flags
    assert tnp.ones((2, 3)).flags != tnp.ones((2, 3)).T.flags


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
@pytest.mark.parametrize("options", [
    {}, {"precision": 3}, {"precision": 3, "unique": False},
    {"trim": "-"}, {"trim": "0"}, {"trim": "."}, {"sign": True},
    {"pad_left": 6}, {"min_digits": 4}, {"precision": 2, "min_digits": 1}])
def test_format_float_is_numpys(kind, options):
    for value in (0.0, 1.0, -10.2, 1e-5, 123.456, 2.5, 1 / 3, 1e4):
        given = [getattr(xp, kind)(value) for xp in (np, tnp)]
        for name in "format_float_positional", "format_float_scientific":
            expected, actual = (
                getattr(xp, name)(x, **options)
                for xp, x in zip((np, tnp), given))
            assert actual == expected, (name, value)


@pytest.mark.parametrize("text", [
    f"xp.{name}.reduce(xp.zeros({shape}), axis={axis}{initial})"
    for name, initial in (("maximum", ""), ("add", ", initial=None"))
    for shape, axis in (((0, 0), 1), ((0, 3), 1), ((3, 0), 1), ((2, 0, 0), 1),
                        ((0, 0, 3), 2))] + [
    "xp.add.reduceat(xp.ones(3), [])", "xp.correlate([1, 2], [1], mode='v')",
    "xp.add.reduce([1], 0, None, ...)", "xp.add(3, 4, signature=b'ii->i')",
    "xp.bitwise_count(xp.int8(-3))"])
def test_reductions_of_nothing_and_modes(text):
    check(text)


def test_texts_beyond_numpys_buffer_are_refused():
    for options in ({"precision": 20000, "unique": False}, {"pad_left": 20000}):
        with pytest.raises(RuntimeError, match="result too large"):
            tnp.format_float_positional(1.0, **options)


@pytest.mark.parametrize("text", ["2i", "(2,3)f8", "10i4"])
def test_elements_that_are_arrays_are_refused(text):
    with pytest.raises(NotImplementedError, match="no structured dtype"):
        tnp.dtype(text)


NAN_PARTS = [complex(np.nan, 1), complex(1, np.nan), 0j, complex(0, np.nan)]


@pytest.mark.parametrize("name", ["less", "less_equal", "greater",
                                  "greater_equal", "equal", "maximum"])
@pytest.mark.parametrize("dtype", ["complex64", "complex128"])
def test_order_of_complex_numbers_reports_a_nan(name, dtype):
    for x in NAN_PARTS:
        for y in NAN_PARTS:
            seen = []
            for xp in (np, tnp):
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    result = getattr(xp, name)(xp.full(5, x, dtype),
                                               xp.full(5, y, dtype))
                seen.append((str(result), [str(w.message) for w in caught]))
            assert seen[0] == seen[1], (x, y)


def test_flat_arrays_are_views_where_numpys_are():
    for xp in (np, tnp):
        a = xp.arange(24.0).reshape(2, 3, 4)
        views = [a, a.T, a.transpose(1, 0, 2), a.transpose(0, 2, 1), a[::2],
                 a[:, ::2], a[..., ::2], a[::-1], a[:, :1], a[0, 0, ::2],
                 xp.broadcast_to(a[0, 0], (3, 4)),
                 xp.broadcast_to(a[0, :, :1].T, (3, 3))]
        found = [(bool(xp.shares_memory(flat, a)), flat.tolist())
                 for v in views for order in "CFAK"
                 for flat in (v.ravel(order), xp.ravel(v, order),
                              v.flatten(order))]
        if xp is np:
            expected = found
    assert found == expected


def test_layout_of_selected_rows_of_a_broadcast_array():
    for xp in (np, tnp):
        a = xp.broadcast_to(xp.arange(3.0).reshape(1, 3, 1), (1, 2, 1, 3, 1))
        strides = [a[[[0], [-1]]].strides, a[:, [0, 1, 1]].strides,
                   a[0, ..., [0, 0], :].strides]
        if xp is np:
            expected = strides
    assert strides == expected


def test_flip_of_a_number_is_a_number():
    assert type(tnp.flip(tnp.asarray(2.5))) is tnp.float64
    assert type(np.flip(np.asarray(2.5))) is np.float64


NOTHING = {
    "mask": lambda m: m.zeros(4, dtype=bool),
    "mask, ...": lambda m: (m.zeros(4, dtype=bool), Ellipsis),
    "integers": lambda m: m.zeros(0, dtype=int),
    "integers, ...": lambda m: (m.zeros(0, dtype=int), Ellipsis),
    "..., integers": lambda m: (Ellipsis, m.zeros(0, dtype=int)),
    "integers, None": lambda m: (m.zeros(0, dtype=int), None),
    "mask, None": lambda m: (m.zeros(4, dtype=bool), None),
    "None, integers": lambda m: (None, m.zeros(0, dtype=int)),
    "integers 2-d": lambda m: m.zeros((0, 3), dtype=int),
    "slice": lambda m: slice(0, 0),
    "False": lambda m: False,
    "one": lambda m: m.ones(1, dtype=int),
}


@pytest.mark.parametrize("index", NOTHING)
@pytest.mark.parametrize("value", [float("nan"), 1j])
@pytest.mark.parametrize("shape", [(4,), (4, 3, 1), (4, 1), (4, 0)])
def test_warnings_of_what_is_assigned_to_nothing(shape, value, index):
    def told(m, value_shape):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            m.ones(shape, dtype="i1")[NOTHING[index](m)] = m.full(
                value_shape, value)
        return [str(warning.message) for warning in caught]

    for value_shape in ((), (1,)):
        assert told(tnp, value_shape) == told(np, value_shape)


ASSIGNED = ["full((1,), nan + 1j, dtype='c8')", "array(nan + 1j)", "array(nan)",
            "array([1 + 1j, 2])", "array([nan])", "array([inf, 1])"]
ASSIGNED_TO = [
    ((1, 0, 2), "(0, m.array([0, 0]), Ellipsis, -1)"),
    ((1, 2, 2), "(0, m.array([0, 5]), Ellipsis, -1)"),
    ((4,), "m.array([7])"),
    ((4,), "(m.array([7]), Ellipsis)"),
    ((4,), "m.array([0, 1])"),
    ((4,), "m.array([0, 1, 1])"),
    ((4,), "m.array([True, False, True, False])"),
    ((2, 2), "m.array([1, 0])"),
]


@pytest.mark.parametrize("value", ASSIGNED)
@pytest.mark.parametrize("shape, index", ASSIGNED_TO)
@pytest.mark.parametrize("dtype", ["f8", "i4", "?", "c16"])
def test_what_is_told_first_of_an_assignment(dtype, shape, index, value):
    """Wrong shapes and indices, lost imaginary parts, casts: in their order."""
    def told(m):
        names = {"m": m, "nan": float("nan"), "inf": float("inf")}
        target, text = m.ones(shape, dtype=dtype), "assigned"
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                target[eval(index, names)] = eval(f"m.{value}", names)
            except Exception as error:
                text = f"{type(error).__name__}: {error}"
        return text, [str(w.message) for w in caught], str(target.tolist())

    assert told(tnp) == told(np)
