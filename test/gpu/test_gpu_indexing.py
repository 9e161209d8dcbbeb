"""Every form of indexing: read, written and updated."""

import numpy as np
import pytest

import placed
import tnp
from placed import check, place, values

INDICES = {
    "integer": 1,
    "negative": -1,
    "pair": (1, 2),
    "full": (1, 2, 0),
    "slice": slice(1, None),
    "step": (slice(None, None, 2), slice(1, None)),
    "backward": slice(None, None, -1),
    "backward in part": (slice(None), slice(3, 0, -2)),
    "ellipsis": (Ellipsis, 0),
    "newaxis": (slice(None), None, 1),
    "empty": slice(2, 2),
    "list": [0, 2, 1],
    "repeated": [1, 1, 0],
    "array": np.array([[0, 1], [2, 0]]),
    "negative array": np.array([-1, 0]),
    "two arrays": (np.array([0, 1, 2]), np.array([1, 0, 3])),
    "broadcast": (np.array([[0], [1]]), np.array([1, 0, 3])),
    "array then slice": (np.array([0, 1]), slice(1, 3)),
    "slice between": (np.array([0, 1]), slice(None), np.array([1, 0])),
    "integer and array": (1, slice(None), np.array([1, 0])),
    "mask": np.array([True, False, True]),
    "whole mask": "a > 0",
    "mask and slice": (np.array([True, False, True]), slice(1, None)),
    "mask and array": (np.array([True, False, True]), np.array([0, 3])),
    "0-d mask": (True,),
    "nothing": (),
    "far": 7,
    "far array": np.array([0, 9]),
    "too many": (0, 0, 0, 0),
    "wrong mask": np.array([True, False]),
    "float": 1.5,
}


def on_array(index, a):
    """The index, its arrays where `a` is."""
    if isinstance(index, str):
        return a > 0
    if isinstance(index, tuple):
        return tuple(on_array(part, a) for part in index)
    if isinstance(index, np.ndarray):
        return place(index) if placed.elsewhere else tnp.asarray(index)
    return index


@pytest.mark.parametrize("dtype", ["bool", "int16", "float32", "complex128"])
@pytest.mark.parametrize("name", INDICES)
def test_read(name, dtype):
    check(lambda a: a[on_array(INDICES[name], a)], values(dtype, (3, 4, 2), 1)
          if dtype != "complex128" or name != "whole mask"
          else values("float64", (3, 4, 2), 1), what=name)


@pytest.mark.parametrize("name", INDICES)
def test_write_number(name):
    def write(a):
        a[on_array(INDICES[name], a)] = 7
        return a

    check(write, values("float64", (3, 4, 2), 1), what=name)
    check(write, values("uint8", (3, 4, 2), 1), what=name)


@pytest.mark.parametrize("name", [name for name in INDICES
                                  if name not in ("repeated",)])
def test_write_array(name):
    def write(a, b):
        index = on_array(INDICES[name], a)
        a[index] = b[index] * 2
        return a

    x = values("float64", (3, 4, 2), 1)
    check(write, x, x[::-1].copy(), what=name)


@pytest.mark.parametrize("name", INDICES)
def test_update(name):
    def update(a):
        a[on_array(INDICES[name], a)] += 1
        return a

    check(update, values("float64", (3, 4, 2), 1), what=name)


@pytest.mark.parametrize("name", INDICES)
def test_index_of_a_view(name):
    def read(a):
        view = a[::-1].transpose(0, 2, 1)[..., ::-1].transpose(0, 2, 1)
        return view[on_array(INDICES[name], view)]

    check(read, values("float64", (3, 4, 2), 1), what=name)


def test_overlapping_source_and_target():
    def shift(a):
        a[1:] = a[:-1]
        a[::-1] = a
        return a

    check(shift, values("float64", (6,), 1))


VIEWS = {
    "row": lambda a: a[1],
    "column of the transpose": lambda a: a.T[:, 1],
    "reshaped": lambda a: a.reshape(12)[4:8],
    "broadcast axis": lambda a: a[:, None, 2:],
    "expanded": lambda a: tnp.expand_dims(a, 0),
    "squeezed": lambda a: a[:1].squeeze(),
}


@pytest.mark.parametrize("name", VIEWS)
def test_views_share_memory(name):
    def write(a):
        VIEWS[name](a)[...] = 7
        VIEWS[name](a)[...] += 1
        return a

    check(write, values("float64", (3, 4), 1), what=name)


FLAT_KEYS = [3, -1, slice(2, 9, 2), slice(None), [0, 5, 5], Ellipsis,
             np.array([1, 4]), slice(5, 5), 12, [0, 99]]


@pytest.mark.parametrize("key", FLAT_KEYS, ids=str)
@pytest.mark.parametrize("transposed", [False, True])
def test_flat(key, transposed):
    def write(a, b):
        target = a.T if transposed else a
        target.flat[key] = 7
        target.flat[key] = b
        return a, target.flat[key]

    check(write, values("float64", (3, 4), 1), values("float32", (2,), 2))


def test_flat_as_a_whole():
    def write(a, b):
        a.T.flat = b
        return a, list(map(float, b.flat))

    check(write, values("int64", (3, 4), 1), values("int32", (5,), 2))


def test_methods_that_index():
    x = values("float64", (3, 4), 1)
    check(lambda a: a.take([0, 2], axis=1), x)
    check(lambda a: tnp.take_along_axis(a, a.argsort(axis=1), axis=1), x)
    check(lambda a: a.compress([True, False, True], axis=0), x)
    check(lambda a: a.diagonal(), x)
    check(lambda a: a.repeat(2, axis=0), x)
    check(lambda a: tnp.where(a > 0, a, -a), x)
    check(lambda a: tnp.argwhere(a > 0), x)
    check(lambda a: a.flatten("F"), x)
    check(lambda a: a.swapaxes(0, 1).copy(), x)
    check(lambda a: a.searchsorted([0.5]), np.arange(4.0))

    def put(a):
        a.put([0, 5], [1, 2])
        return a

    check(put, x)
