"""ndarray.tofile writes NumPy's bytes."""

import io
import os
import pathlib

import numpy as np
import pytest
import tnp


def arrays(module):
    a = module.arange(6.0).reshape(2, 3)
    yield a
    yield a[:, ::-1]
    yield a.T.astype("float32") / 3
    yield a.astype("int8")
    yield a > 2
    yield a * 1j
    yield module.zeros((0, 3))
    yield module.asarray(3.5)


def written(array, path, *args, **kwargs):
    array.tofile(path, *args, **kwargs)
    with open(path, "rb") as file:
        return file.read()


@pytest.mark.parametrize("arguments", [
    {}, {"sep": ","}, {"sep": " ", "format": ""}, {"sep": "", "format": "%d"},
    {"sep": ";", "format": "<%s>"},
])
def test_bytes(tmp_path, arguments):
    for ours, theirs in zip(arrays(tnp), arrays(np), strict=True):
        path = str(tmp_path / "a")
        assert written(ours, path, **arguments) == written(theirs, path, **arguments)


def test_format(tmp_path):
    path = tmp_path / "a"
    assert written(tnp.arange(3.0), path, ", ", "%.2f") == b"0.00, 1.00, 2.00"


@pytest.mark.parametrize("mode", ["wb", "w", "r+b"])
def test_into_an_open_file(tmp_path, mode):
    contents = []
    for module in (np, tnp):
        path = tmp_path / module.__name__
        path.write_bytes(b"0123456789" * 10)
        with open(path, mode) as file:
            file.write("ab" if mode == "w" else b"ab")
            module.arange(3.0).tofile(file, sep=" ")
            contents.append(file.tell())
            file.write("cd" if mode == "w" else b"cd")
        contents.append(path.read_bytes())
    assert contents[:2] == contents[2:]


def test_into_a_pipe():
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as file:
        tnp.arange(3.0).tofile(file)
    with os.fdopen(reader, "rb") as file:
        assert file.read() == np.arange(3.0).tobytes()


@pytest.mark.parametrize("target", [
    io.BytesIO(), 5, None, pathlib.Path("/nonexistent/x"), "/nonexistent/x"])
def test_errors(target):
    errors = []
    for module in (np, tnp):
        with pytest.raises(Exception) as caught:
            module.ones(3).tofile(target)
        errors.append((caught.type, str(caught.value)))
    assert errors[0] == errors[1]


def test_reading_file_refuses(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"kept")
    with open(path, "rb") as file, pytest.raises(OSError):
        tnp.ones(3).tofile(file)
    assert path.read_bytes() == b"kept"
