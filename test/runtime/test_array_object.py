"""Attributes, methods and protocols of tnp.ndarray, against NumPy."""

import copy
import gc
import pickle
import subprocess
import sys
import weakref

import numpy as np
import pytest

import tnp
from array_compare import as_numpy, both, outcome

ARRAYS = {
    "0-d": np.array(3.0),
    "empty": np.zeros((0, 3), "i4"),
    "row": np.arange(4, dtype="i2"),
    "matrix": np.arange(6.0).reshape(2, 3),
    "fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "cube": np.arange(24).reshape(2, 3, 4).transpose(1, 0, 2),
    "complex": np.array([[1 + 2j, 3], [4, 5j]], "c8"),
    "bool": np.array([True, False]),
}


def mine(array):
    """The same elements with the same strides."""
    return tnp.array(array, order="K")


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize(
    "attribute",
    ["shape", "ndim", "size", "itemsize", "nbytes", "strides", "T", "real",
     "imag", "mT", "T.strides", "flags.c_contiguous", "flags.f_contiguous",
     "flags.owndata", "flags['W']", "flags.behaved", "flags.forc"],
)
def test_attributes(name, attribute):
    array = ARRAYS[name].copy("K")
    expected, error = outcome(lambda: eval(f"a.{attribute}", {"a": array}))
    actual, mine_error = outcome(
        lambda: eval(f"a.{attribute}", {"a": mine(array)}))
    assert mine_error == error
    if isinstance(expected, np.ndarray):
        assert actual.shape == expected.shape
        np.testing.assert_array_equal(as_numpy(actual), expected)
    else:
        assert actual == expected


CALLS = [
    "a.reshape(-1)", "a.reshape((3, 2))", "a.reshape(3, -1)",
    "a.reshape(-1, order='F')", "a.reshape(3, 2, order='F')",
    "a.reshape(3, 2, order='A')", "a.reshape(4, 2)", "a.reshape(4, -1)",
    "a.reshape(-1, -1)", "a.reshape(1.5)", "a.reshape()", "a.reshape('a')",
    "a.ravel()", "a.ravel('F')", "a.ravel('K')", "a.ravel('A')",
    "a.flatten()", "a.flatten('F')", "a.flatten(order='K')",
    "a.flatten('X')", "a.transpose()", "a.transpose(None)",
    "a.transpose(1, 0)", "a.transpose((1, 0))", "a.transpose(0, 0)",
    "a.transpose(0)", "a.transpose(0, 5)", "a.swapaxes(0, -1)",
    "a.swapaxes(0, 7)", "a.squeeze()", "a.squeeze(0)", "a.squeeze(axis=5)",
    "a.astype(int)", "a.astype('f4')", "a.astype(bool)", "a.astype(complex)",
    "a.astype('u1', casting='safe')", "a.astype('f8', casting='bad')",
    "a.astype(a.dtype, copy=False)", "a.copy()", "a.copy('F')", "a.tolist()",
    "a.tobytes()", "a.tobytes('F')", "a.item()", "a.item(1)", "a.item(-1)",
    "a.item(0, 1)", "a.item((1, 1))", "a.item(99)", "a.item(5, 5)",
    "a.item(0, 0, 0)", "a.view('u1')", "a.view('i8')", "a.view('c16')",
    "len(a)", "bool(a)", "int(a)", "float(a)", "complex(a)",
    "a.__index__()", "list(a.flat)", "a.flat[1]", "a.flat[-1]",
    "a.flat[[0, 1]]", "a.flat[1:4]", "a.flat[99]", "len(a.flat)",
    "[x.tolist() for x in a]", "a.copy('F').strides", "a.copy('K').strides",
    "a.astype('f4').strides", "a.ravel('K').tolist()",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", ARRAYS)
def test_methods(name, call):
    array = ARRAYS[name].copy("K")
    if "astype(a.dtype" in call:
        call = call.replace("a.dtype", repr(str(array.dtype)))
    expected, error = outcome(lambda: eval(call, {"a": array}))
    actual, mine_error = outcome(lambda: eval(call, {"a": mine(array)}))
    assert mine_error == error
    if isinstance(expected, np.ndarray):
        assert actual.shape == expected.shape
        np.testing.assert_array_equal(as_numpy(actual), expected)
    else:
        assert actual == expected


STATEMENTS = [
    "a.shape = (3, 2)", "a.shape = -1", "a.shape = (4, 2)", "a.fill(3)",
    "a.fill(1j)", "a.fill([1, 2])", "a.flat = 5", "a.flat = [1, 2]",
    "a.flat[2] = 7", "a.flat[1:4] = [8, 9]", "a.flat[[0, -1]] = 1",
    "a.sort()", "a.sort(0)", "a.sort(axis=5)", "a.sort(kind='stable')",
    "a.real = 4", "a.imag = 4", "a.resize(-1)", "a.flags.writeable = False", "a.setflags(write=False)",
    "a.flags['WRITEABLE'] = False", "a.flags['C'] = False", "del a.shape",
    "a[...] = a[..., ::-1]", "a.T[...] = 2",
]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("name", ARRAYS)
def test_statements(name, statement):
    array = ARRAYS[name].copy("K")
    ours = mine(array)
    _, error = outcome(lambda: exec(statement, {"a": array}))
    _, mine_error = outcome(lambda: exec(statement, {"a": ours}))
    if error is not None and error[0] in ("AttributeError", "KeyError"):
        assert mine_error is not None
    else:
        assert mine_error == error
    assert ours.shape == array.shape
    assert ours.flags.writeable == array.flags.writeable
    np.testing.assert_array_equal(as_numpy(ours), array)


def test_views_share_and_know_their_base():
    a = tnp.zeros((2, 3))
    for view in (a.T, a[0], a.reshape(-1), a.ravel(), a.view(), a[None],
                 a[:, 1:].T):
        assert view.base is a
        assert not view.flags.owndata
    a.T[0, 0] = 5
    assert a[0, 0] == 5
    assert a.base is None


def test_real_and_imag_are_views():
    a = tnp.array([1 + 2j, 3 + 4j])
    a.real[0] = 9
    a.imag = [5, 6]
    assert a.tolist() == [9 + 5j, 3 + 6j]
    assert not tnp.zeros(2).imag.flags.writeable


def test_sort_nan_last():
    values = [3.0, float("nan"), -1.0, float("inf"), -0.0]
    a, b = tnp.array(values), np.array(values)
    a.sort()
    b.sort()
    np.testing.assert_array_equal(as_numpy(a), b)
    for dtype in ("c16", "f2", "u1", "?"):
        values = np.array([3, 0, 2, 1, 2]).astype(dtype)
        ours = tnp.array(values)
        ours.sort()
        values.sort()
        np.testing.assert_array_equal(as_numpy(ours), values)


@pytest.mark.parametrize("name", ARRAYS)
def test_copying_and_pickling(name):
    array = mine(ARRAYS[name])
    for other in (copy.copy(array), copy.deepcopy(array),
                  pickle.loads(pickle.dumps(array))):
        assert other is not array
        assert other.shape == array.shape and other.dtype == array.dtype
        np.testing.assert_array_equal(as_numpy(other), ARRAYS[name])


@pytest.mark.parametrize("shape", [(2, 2), (3, 4), (6,), (0,)])
def test_resize(shape):
    a, b = tnp.arange(6), np.arange(6)
    a.resize(shape)
    b.resize(shape)
    assert a.tolist() == b.tolist()
    other = a[:1]
    with pytest.raises(ValueError, match="references or is referenced"):
        a.resize(20)
    with pytest.raises(ValueError, match="does not own its data"):
        tnp.zeros((2, 3))[0].resize(5)
    del other


def test_flags_text():
    assert str(tnp.zeros(2).flags) == str(np.zeros(2).flags)


def test_casts_at_the_edges():
    for source, target in (("f8", "i1"), ("f8", "u8"), ("i8", "u1"),
                           ("f8", "f2"), ("i8", "f2"), ("c16", "f4"),
                           ("u8", "f4"), ("f4", "?"), ("f8", "u4")):
        values = np.array([0, 1, -1, 127, 200, 65520, 1e5, -3.7]).astype(source)
        both(f"a.astype({target!r})", a=values)


def test_cast_warnings():
    with pytest.warns(RuntimeWarning, match="invalid value encountered in cast"):
        tnp.array([float("nan")]).astype(int)
    with pytest.warns(tnp.exceptions.ComplexWarning):
        tnp.array([1j]).astype(float)


def test_weak_references_and_reuse():
    a = tnp.zeros(3)
    reference = weakref.ref(a)
    del a
    gc.collect()
    assert reference() is None
    # Reused memory must not show through.
    for n in (0, 1, 7, 8, 9, 100, 5000):
        held = [tnp.zeros(n) for _ in range(50)]
        for index, array in enumerate(held):
            array.fill(index)
        assert all(array.tolist() == [i] * n for i, array in enumerate(held))
        del held
        assert tnp.zeros(n).tolist() == [0.0] * n


def test_a_view_keeps_its_memory():
    view = tnp.arange(1000)[10:20]
    others = [tnp.zeros(1000, dtype=int) for _ in range(20)]
    assert view.tolist() == list(range(10, 20))
    del others


def test_subclass():
    class Mine(tnp.ndarray):
        pass

    array = Mine((2, 3))
    array.fill(1)
    array.extra = 5
    assert isinstance(array, tnp.ndarray) and array.shape == (2, 3)
    with pytest.raises(TypeError):
        hash(tnp.zeros(2))


def test_import_loads_neither_torch_nor_numpy():
    code = ("import tnp, sys; from tnp.linalg import LinAlgError;"
            "import tnp.linalg as la, tnp.exceptions;"
            "print([m for m in ('torch', 'numpy') if m in sys.modules])")
    result = subprocess.run([sys.executable, "-c", code], check=True,
                            capture_output=True, text=True)
    assert result.stdout.strip() == "[]"
