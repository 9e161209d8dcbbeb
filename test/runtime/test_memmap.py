"""tnp.memmap and tnp.lib.format.open_memmap against NumPy's."""

import mmap
import os
import pathlib
import tempfile

import numpy
import pytest

import tnp
import tnp.lib.format

BOTH = (numpy, tnp)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.bin"
    numpy.arange(24, dtype="i4").tofile(path)
    return path


def outcome(call):
    """What a call gives of both libraries, made comparable."""
    results = []
    for library in BOTH:
        try:
            results.append(call(library))
        except Exception as error:  # every kind is compared
            results.append((type(error).__name__, str(error)))
    return results


def described(array):
    return (array.dtype.str, array.shape, array.strides, array.tolist(),
            array.flags.writeable, array.mode, array.offset,
            str(array.filename))


@pytest.mark.parametrize("kwargs", [
    {}, {"dtype": "i4"}, {"dtype": "i4", "mode": "r"},
    {"dtype": "i4", "mode": "c"}, {"dtype": "i4", "mode": "readonly"},
    {"dtype": "i4", "shape": (4, 6)}, {"dtype": "i4", "shape": 5},
    {"dtype": "i4", "shape": [2, 3], "offset": 8},
    {"dtype": "i4", "shape": (4, 6), "order": "F"},
    {"dtype": "f8", "offset": 8}, {"dtype": "f8", "offset": 3},
    {"dtype": "i4", "offset": 96}, {"dtype": "i4", "mode": "r", "offset": 96},
    {"dtype": "i4", "shape": (0,)}, {"dtype": "i4", "shape": ()},
    {"mode": "w+"}, {"mode": "x"}, {"mode": "w"},
    {"mode": "r", "shape": (1000,)}, {"dtype": "i4", "shape": numpy.int64(3)},
    {"dtype": "i4", "shape": 2.5},
])
def test_modes(path, kwargs):
    ours, theirs = outcome(
        lambda library: described(library.memmap(path, **kwargs)))
    assert ours == theirs


@pytest.mark.parametrize("expression", [
    "a.sum()", "a.mean()", "a.min()", "a.std()", "a.all()", "a.argmax()",
    "a.prod()", "a.trace()", "xp.sum(a)", "xp.max(a)", "xp.median(a)",
    "xp.average(a)", "xp.count_nonzero(a)", "xp.add.reduce(a, axis=None)",
    "a[0, 0]", "a.item(3)", "a[1]", "a.T", "a.copy()", "a + 1"])
def test_numbers_are_no_memmaps(path, expression):
    ours, theirs = outcome(lambda xp: eval(
        expression, {"xp": xp, "a": xp.memmap(path, "i4", shape=(4, 6))}))
    assert type(ours).__name__ == type(theirs).__name__
    assert numpy.asarray(ours).tolist() == numpy.asarray(theirs).tolist()


def test_new_files(tmp_path):
    contents = []
    for library in BOTH:
        for name, mode in (("new", "w+"), ("old", "r+")):
            file = tmp_path / name
            file.write_bytes(b"abc")
            array = library.memmap(file, dtype="i2", mode=mode, shape=(2, 3),
                                   offset=5)
            array[1] = 7
            array.flush()
            contents.append(file.read_bytes())
            assert type(array) is library.memmap
    assert contents[:2] == contents[2:]


@pytest.mark.parametrize("mode", ["r+", "c", "r"])
def test_writes(path, mode):
    results = []
    for library in BOTH:
        numpy.arange(24, dtype="i4").tofile(path)
        array = library.memmap(path, dtype="i4", mode=mode, shape=(4, 6))
        try:
            array[1, 2] = 99
            array[2:] += 1
        except ValueError as error:
            results.append(str(error))
        array.flush()
        results.append((array.tolist(), path.read_bytes()))
    assert results[:len(results) // 2] == results[len(results) // 2:]


def test_far_offsets(tmp_path):
    """Pages are mapped whole: an offset is counted from the page's start."""
    path = tmp_path / "a"
    page = mmap.ALLOCATIONGRANULARITY
    numpy.arange(3 * page, dtype="u1").tofile(path)
    for offset in (page - 1, page, page + 1, 2 * page + 5, 3 * page):
        ours, theirs = outcome(
            lambda library: described(library.memmap(path, offset=offset)))
        assert ours == theirs


def test_open_files(path):
    names = []
    for library in BOTH:
        with open(path, "r+b") as file:
            array = library.memmap(file, dtype="i4")
            names.append(array.filename)
        array[0] = 5  # the file may be closed
        array.flush()
        assert numpy.fromfile(path, "i4")[0] == 5
        with tempfile.TemporaryFile() as file:
            assert library.memmap(file, shape=3).filename is None
    assert names[0] == names[1] == os.fspath(path)
    assert isinstance(tnp.memmap(path).filename, pathlib.Path)
    assert tnp.memmap(os.fspath(path)).filename == os.fspath(path)


def test_classes_of_results(path):
    results = []
    for library in BOTH:
        array = library.memmap(path, dtype="i4", shape=(4, 6), mode="c")
        values = [array[1:], array[1], array[[0, 1]], array[array > 3],
                  array.T, array + 1, library.add(array, array),
                  array.reshape(-1), array.view(library.ndarray)]
        array += 1
        values.append(array)
        results.append([(type(value).__name__, value.tolist(),
                         getattr(value, "_mmap", None) is not None)
                        for value in values])
    assert results[0] == results[1]


@pytest.mark.parametrize("order", [False, True])
@pytest.mark.parametrize("version", [None, (1, 0), (2, 0)])
def test_open_memmap(tmp_path, order, version):
    contents = []
    for library in BOTH:
        path = tmp_path / library.__name__
        array = library.lib.format.open_memmap(
            path, mode="w+", dtype="f4", shape=(3, 2), fortran_order=order,
            version=version)
        array[...] = library.arange(6).reshape(3, 2)
        array.flush()
        contents.append((path.read_bytes(), array.strides, array.mode))
        for mode in ("r", "c", "r+"):
            again = library.lib.format.open_memmap(path, mode=mode)
            assert type(again) is library.memmap
            assert again.tolist() == array.tolist()
            contents.append((again.offset, again.strides, again.mode))
    assert contents[:4] == contents[4:]


def test_open_memmap_errors(tmp_path):
    path = tmp_path / "a.npy"
    numpy.save(path, numpy.arange(3.))
    damaged = tmp_path / "b.npy"
    damaged.write_bytes(path.read_bytes()[:30])
    calls = [
        lambda library: library.lib.format.open_memmap(tmp_path / "none.npy"),
        lambda library: library.lib.format.open_memmap(damaged),
        lambda library: library.lib.format.open_memmap(path, mode="x"),
        lambda library: library.lib.format.open_memmap(path, max_header_size=9),
        lambda library: library.lib.format.open_memmap(
            path, mode="w+", version=(9, 9), shape=(3,)),
    ]
    for call in calls:
        ours, theirs = outcome(call)
        assert ours == theirs and isinstance(ours, tuple)
    with open(path, "rb") as file:
        ours, theirs = outcome(
            lambda library: library.lib.format.open_memmap(file))
        assert ours == theirs
    numpy.save(path, numpy.arange(3, dtype=">i4"))
    with pytest.raises(NotImplementedError, match="native byte order"):
        tnp.lib.format.open_memmap(path)
