"""Creation from Python objects, against NumPy."""

import array as stdlib_array

import numpy as np
import pytest

import tnp
from array_compare import assert_same, both


@pytest.mark.parametrize(
    "text",
    ["[1, 2]", "[True, False]", "[True, 2]", "[1, 2.5]", "[1, 2j]", "[]",
     "[[], []]", "[[1, 2], [3, 4]]", "((1, 2), [3, 4])", "3", "2.5", "True",
     "1j", "[2**63]", "[2**63, -1]", "[2**63, 1]", "range(3)", "[range(2)]",
     "[[1], [2.5]]", "[[[1]]]", "[[True], [1j]]"],
)
def test_discovery(text):
    both(f"np.array({text})")


@pytest.mark.parametrize(
    "text",
    ["[1, [2, 3]]", "[[1, 2], [3]]", "[[[1, 2], [3, 4]], [[1, 2], [3]]]",
     "[[], [1]]", "[np.zeros(2), np.zeros(3)]",
     "[np.zeros((2, 2)), np.zeros(2)]"],
)
def test_ragged(text):
    both(f"np.array({text})")


def test_arrays_inside():
    both("np.array([a, a])", a=np.arange(3))
    both("np.array([a, [1.5, 2.5, 3.5]])", a=np.arange(3))
    both("np.array([[a, a], [a, a]])", a=np.array(2, dtype="f4"))


@pytest.mark.parametrize("dtype", ["u1", "i8", "f2", "f4", "c8", "?"])
@pytest.mark.parametrize(
    "text", ["[1, 0, 200]", "[300]", "[-1]", "[1.5]", "[1j]", "[None]",
             "['1']", "[2**70]", "[float('nan')]", "[float('inf')]"])
def test_given_dtype(dtype, text):
    if "None" in text and dtype == "c8" or "'1'" in text and dtype in ("c8",
                                                                       "?"):
        pytest.skip("texts and None are read for real types alone")
    both(f"np.array({text}, dtype={dtype!r})")


@pytest.mark.parametrize(
    "value, words",
    [("abc", "string"), ({1: 2}, "object"), ([None], "object"),
     ([2**64], "64 bits"), ((x for x in [1]), "object")],
)
def test_unsupported_elements(value, words):
    with pytest.raises(NotImplementedError, match=words):
        tnp.array(value)


def test_numpy_memory_is_shared():
    original = np.arange(6.0).reshape(2, 3)
    mine = tnp.asarray(original[:, ::-1])
    mine[0, 0] = 9
    assert original[0, 2] == 9
    assert mine.strides == original[:, ::-1].strides
    original.flags.writeable = False
    assert not tnp.asarray(original).flags.writeable


def test_numpy_sees_our_memory():
    mine = tnp.zeros((2, 3))
    theirs = np.asarray(mine)
    theirs[1, 2] = 5
    assert mine[1, 2] == 5
    assert np.asarray(mine.T).strides == mine.T.strides
    interface = mine.__array_interface__
    assert interface["typestr"] == "<f8" and interface["shape"] == (2, 3)


def test_buffers():
    assert tnp.array(stdlib_array.array("i", [1, 2])).tolist() == [1, 2]
    assert tnp.array(memoryview(b"\1\2")).tolist() == [1, 2]
    view = memoryview(tnp.array([[1, 2], [3, 4]]))
    assert view.tolist() == [[1, 2], [3, 4]]
    with pytest.raises(TypeError):
        memoryview(tnp.zeros((2, 2)).T).cast("B")


@pytest.mark.parametrize(
    "args",
    ["10", "-1", "2, 10", "10, 2", "0, 10, 3", "10, 0, -3", "2.5", "0, 1, 0.1",
     "1, 2, 0.3", "0, 5, 2.0", "0.5, 3", "5, dtype='f4'", "3, dtype='i2'",
     "0, 2, 0.5, 'i8'", "0, 1, 0", "0., 1., 0.", "1, 3, dtype='c8'",
     "np.float32(3)", "np.int8(3)", "start=2, stop=5", "0, 3j, 1j", "True",
     "2, dtype='?'", "3, dtype='?'", "5, step=2", "0, None",
     "100, 200, 50, 'i1'", "200, 300, 50, 'i1'", "300, dtype='i1'",
     "-200, -100, 50, 'i1'", "100, 500, 500, 'i1'", "127, 129, dtype='i1'",
     "200, 100, dtype='i1'", "0, 201, 100, 'i1'", "-1, 3, dtype='u1'",
     "1.5, 400.0, 200, 'i1'", "0.5, 3, dtype='i1'"],
)
def test_arange(args):
    both(f"np.arange({args})")


@pytest.mark.parametrize("name", ["zeros", "ones"])
@pytest.mark.parametrize(
    "args",
    ["3", "(2, 3)", "()", "[2, 2]", "0", "(0, 3)", "3, int", "3, dtype='f4'",
     "shape=2", "(2, 3), float, 'F'", "(2, 3), order='F'", "-1", "1.5",
     "(1.5,)", "'a'", "(2, -1)", "np.int64(2)", "(np.int64(2), 1)",
     "2, '?'", "(2**40, 2**40)"],
)
def test_filled(name, args):
    both(f"np.{name}({args})")


@pytest.mark.parametrize(
    "args", ["3, 7", "(2, 2), 1.5", "2, True", "2, 1j", "2, 7, float",
             "(2, 3), [1, 2, 3]", "2, 300, 'u1'", "(2, 3), [1, 2]",
             "shape=2, fill_value=1"])
def test_full(args):
    both(f"np.full({args})")


@pytest.mark.parametrize("call", ["zeros_like", "ones_like"])
def test_like(call):
    for model in (np.ones((2, 3), "f4"), np.ones((2, 3), order="F"),
                  np.ones((2, 3, 4)).transpose(1, 0, 2), np.array(3)):
        both(f"np.{call}(a)", a=model)
        both(f"np.{call}(a).strides", a=model)
        both(f"np.{call}(a, dtype=int, shape=(2, 2))", a=model)
    both(f"np.{call}([1, 2])")


def test_keywords_of_translated_programs():
    assert tnp.zeros(size=(2, 3)).shape == (2, 3)
    assert tnp.zeros_like(input=tnp.ones(2)).tolist() == [0, 0]
    with pytest.raises(TypeError, match="unexpected keyword argument 'shap'"):
        tnp.zeros(shap=2)


def test_copies_and_order():
    a = tnp.zeros((2, 3))
    assert tnp.asarray(a) is a
    assert tnp.array(a) is not a
    assert tnp.array(a, copy=None) is a
    assert tnp.asfortranarray(a).flags.f_contiguous
    assert tnp.ascontiguousarray(a.T).flags.c_contiguous
    assert tnp.ascontiguousarray(3).shape == (1,)
    with pytest.raises(ValueError, match="Unable to avoid copy"):
        tnp.array([1], copy=False)
    both("np.array(a, ndmin=3)", a=np.zeros(2))


def test_frombuffer_and_fromiter():
    for module in (np, tnp):
        assert module.frombuffer(b"\1\2\3\4", dtype="u1",
                                 offset=1).tolist() == [2, 3, 4]
        assert module.fromiter(iter([1, 2, 3]), float).tolist() == [1, 2, 3]
        assert module.fromiter(iter([1, 2, 3]), "i4",
                               count=2).tolist() == [1, 2]
    both("np.frombuffer(b'abc')")
    both("np.frombuffer(b'abcdefgh', 'i4', 3)")
    both("np.fromiter(iter([1]), float, 2)")


def test_scalars_of_numpy_as_input():
    assert_same(tnp.array([np.float32(1.5)]), np.array([np.float32(1.5)]))
    assert_same(tnp.array(np.int8(3)), np.array(np.int8(3)))


def test_numpys_copy_modes():
    a = tnp.ones(2)
    assert tnp.array(a, copy=np._CopyMode.IF_NEEDED) is a
    assert tnp.asarray(a, copy=np._CopyMode.NEVER) is a
    assert tnp.asarray(a, copy=np._CopyMode.ALWAYS) is not a
    with pytest.raises(ValueError, match="avoid copy"):
        tnp.asarray([1], copy=np._CopyMode.NEVER)
