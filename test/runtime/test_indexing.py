"""Subscripts, read and written, against NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tnp
from array_compare import as_numpy, assert_same_call, both, outcome

DTYPES = ["?", "i1", "u1", "i4", "u8", "f2", "f4", "f8", "c8", "c16"]


def array_of(shape, dtype="f8"):
    return np.arange(int(np.prod(shape))).reshape(shape).astype(dtype)


@st.composite
def layouts(draw):
    """An array that is C-ordered, transposed, reversed or strided."""
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=4)))
    array = array_of(shape, draw(st.sampled_from(DTYPES)))
    if draw(st.booleans()):
        return array.T
    if shape and draw(st.booleans()):
        return array[:: draw(st.sampled_from([-1, 2, -2]))]
    return array


def integers_for(extent):
    return st.integers(-extent - 1, extent)


@st.composite
def elements(draw, extent):
    """One element of an index for an axis of `extent`."""
    kind = draw(st.sampled_from(["int", "slice", "none", "dots", "list",
                                 "array", "mask", "zero_d", "bool"]))
    bound = st.none() | st.integers(-extent - 2, extent + 2)
    step = st.none() | st.integers(-3, 3).filter(bool)
    if kind == "int":
        return draw(integers_for(extent))
    if kind == "slice":
        return slice(draw(bound), draw(bound), draw(step))
    if kind == "none":
        return None
    if kind == "dots":
        return Ellipsis
    if kind == "list":
        return draw(st.lists(integers_for(extent), max_size=3))
    if kind == "array":
        values = draw(st.lists(integers_for(extent), min_size=1, max_size=2))
        shape = draw(st.sampled_from([(-1,), (-1, 1), (1, -1)]))
        dtype = draw(st.sampled_from(["i8", "i4", "u1", "i2"]))
        return np.array(values).reshape(shape).astype(dtype)
    if kind == "mask":
        return np.array(draw(st.lists(st.booleans(), min_size=extent,
                                      max_size=extent)), bool)
    if kind == "zero_d":
        return np.array(draw(integers_for(extent)))
    return draw(st.booleans())


@st.composite
def cases(draw):
    array = draw(layouts())
    count = draw(st.integers(0, 3))
    key = []
    axis = 0
    for _ in range(count):
        extent = array.shape[axis] if axis < array.ndim else 2
        element = draw(elements(extent))
        key.append(element)
        axis += element is not None and element is not Ellipsis
    if count == 1 and draw(st.booleans()):
        return array, key[0]
    return array, tuple(key)


def to_tnp(key):
    if isinstance(key, tuple):
        return tuple(to_tnp(element) for element in key)
    return tnp.array(key) if isinstance(key, np.ndarray) else key


def like(array):
    """A tnp array with the same strides, so that views meet the same layout."""
    if array.base is None or array.size == 0:
        return tnp.array(array)
    return tnp.asarray(array.copy("C"))[...] if array.flags.c_contiguous else (
        tnp.array(array, order="K"))


@settings(max_examples=1500, deadline=None)
@given(cases())
def test_get(case):
    array, key = case
    mine = like(array)
    assert_same_call(lambda: mine[to_tnp(key)], lambda: array[key])


VALUES = st.sampled_from(
    [5, 2.5, True, [1, 2], np.arange(3), np.ones((2, 1)), np.float32(3)]
)


@settings(max_examples=1500, deadline=None)
@given(cases(), VALUES)
def test_set(case, value):
    array, key = case
    array = array.copy()
    mine = tnp.array(array)

    def set_numpy():
        array[key] = value

    def set_tnp():
        given_value = (tnp.array(value) if isinstance(value, np.ndarray)
                       else value)
        mine[to_tnp(key)] = given_value

    _, expected = outcome(set_numpy)
    _, actual = outcome(set_tnp)
    assert actual == expected
    np.testing.assert_array_equal(as_numpy(mine), array)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "key",
    ["2", "-1", "1:4", "::-1", "::2", "[0, 2]", "np.array([True] * 5)", "..."],
)
def test_every_dtype(dtype, key):
    both(f"a[{key}]", a=array_of(5, dtype))


def test_negative_step_is_a_view():
    a = tnp.arange(5)
    a[::-1][0] = 9
    assert a.tolist() == [0, 1, 2, 3, 9]


def test_integer_row_is_a_view_and_list_a_copy():
    a = tnp.zeros((2, 2))
    row, picked = a[0], a[[0]]
    row[0] = 1
    picked[0, 1] = 5
    assert a.tolist() == [[1, 0], [0, 0]]
    assert row.base is a
    assert picked.base is None


@pytest.mark.parametrize(
    "statement",
    [
        "a[1:] = a[:-1]",
        "a[:-1] = a[1:]",
        "a[::-1] = a",
        "a[:] = a[::-1]",
        "a[[0, 1, 2]] = a[[2, 1, 0]]",
        "a[:4] = a[1:5]",
        "a[a > 2] = a[:3]",
    ],
)
def test_overlapping_assignment(statement):
    results = []
    for module in (np, tnp):
        a = module.arange(6)
        if statement.startswith("a[a"):
            exec(statement.replace("a > 2", "[False] * 3 + [True] * 3"),
                 {"a": a})
        else:
            exec(statement, {"a": a})
        results.append(a.tolist())
    assert results[0] == results[1]


def test_overlapping_transpose():
    for_numpy = array_of((3, 3))
    for_tnp = tnp.array(for_numpy)
    for_numpy[:, :] = for_numpy.T
    for_tnp[:, :] = for_tnp.T
    np.testing.assert_array_equal(as_numpy(for_tnp), for_numpy)


@pytest.mark.parametrize(
    "key",
    ["3", "-4", "1, 2", "1.0", "'a'", "[1.0]", "..., ...", "[True, False]",
     "[5]", "::0", "1.5:", "[1, 2], [0, 1]", "2 ** 70", "np.array([1.5])",
     "np.array([[True]])", "None, 1, 2"],
)
def test_errors(key):
    both(f"a[{key}]", a=np.zeros(3))


@pytest.mark.parametrize(
    "dtype, value",
    [("f8", 1j), ("f8", None), ("f8", "1.5"), ("f8", "x"), ("u1", 300),
     ("u1", -1), ("i8", 1.7), ("i8", float("nan")), ("i8", 2**70),
     ("i8", "15"), ("f4", 10**400), ("f8", [1, 2])],
)
def test_single_values(dtype, value):
    results = []
    for module in (np, tnp):
        a = module.zeros(3, dtype=dtype)

        def assign():
            a[0] = value

        _, error = outcome(assign)
        results.append((error, [repr(x) for x in a.tolist()]))
    assert results[0] == results[1]


def test_complex_into_real_warns():
    a = tnp.zeros(2)
    with pytest.warns(tnp.exceptions.ComplexWarning, match="discards"):
        a[:] = tnp.array([1 + 2j, 3])
    assert a.tolist() == [1, 3]


def test_read_only():
    a = tnp.zeros(3)
    a.flags.writeable = False
    with pytest.raises(ValueError, match="assignment destination is read-only"):
        a[0] = 1
    with pytest.raises(ValueError, match="assignment destination is read-only"):
        a[[0]] = 1


def test_delete():
    with pytest.raises(ValueError, match="cannot delete array elements"):
        del tnp.zeros(3)[0]
