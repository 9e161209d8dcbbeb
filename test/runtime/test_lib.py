"""tnp.lib: its modules, found when they are asked for, against NumPy's."""

import io
import itertools
import subprocess
import sys

import numpy
import numpy.lib.format
import pytest

import tnp
import tnp.lib.format
from tnp.lib import NumpyVersion, array_utils
from tnp.lib.format import read_magic

UNSUPPORTED = {"add_docstring", "add_newdoc", "introspect", "tracemalloc_domain"}
BOTH = (numpy, tnp)


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:  # every kind is compared
        # AxisError's words are compared; its parts are not.
        return type(error).__name__, str(error)


def test_names():
    assert set(tnp.lib.__all__) == set(numpy.lib.__all__) - UNSUPPORTED
    for name in tnp.lib.__all__:
        assert getattr(tnp.lib, name) is getattr(tnp.lib, name)
        assert name in dir(tnp.lib)
    for module in ("array_utils", "format", "mixins", "scimath", "stride_tricks"):
        ours = {name for name in dir(getattr(tnp.lib, module))
                if not name.startswith("_")}
        theirs = {name for name in dir(getattr(numpy.lib, module))
                  if not name.startswith("_")} - {"um"}
        assert theirs <= ours, module
    assert tnp.lib.npyio.NpzFile.__module__ == "tnp.lib.npyio"
    assert tnp.lib.scimath is tnp.emath
    assert read_magic is tnp.lib.format.read_magic
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        tnp.lib.nothing
    for name in UNSUPPORTED:
        assert not hasattr(tnp.lib, name)


def test_modules_are_loaded_when_asked_for():
    program = """
import sys, tnp
loaded = lambda: sorted(m for m in sys.modules if m.startswith("tnp.lib."))
assert loaded() == ["tnp.lib.scimath", "tnp.lib.stride_tricks"], loaded()
import tnp.lib.stride_tricks
from tnp.lib.scimath import sqrt
import tnp.lib.format as f
from tnp.lib import *
assert f is format and NumpyVersion("1.2.3") < "1.2.4"
assert "numpy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


# format


def test_format_constants():
    for name in ("ARRAY_ALIGN", "BUFFER_SIZE", "EXPECTED_KEYS", "MAGIC_LEN",
                 "GROWTH_AXIS_MAX_DIGITS", "MAGIC_PREFIX"):
        assert getattr(tnp.lib.format, name) == getattr(numpy.lib.format, name)


@pytest.mark.parametrize("version", [(0, 0), (1, 0), (3, 255), (256, 0), (1, -1)])
def test_magic(version):
    ours, theirs = (outcome(library.lib.format.magic, *version)
                    for library in BOTH)
    assert ours == theirs


def arrays(library):
    for dtype in ("?", "i1", "u4", "i8", "f2", "f4", "f8", "c8", "c16"):
        yield library.ones((2, 3), dtype)
    a = library.arange(24.).reshape(2, 3, 4)
    yield from (a.T, a[:, ::2], a[0, 0, :1].reshape(()), a[:0], a[..., ::-1])


@pytest.mark.parametrize("version", [None, (1, 0), (2, 0), (3, 0), (1, 1)])
def test_arrays_and_headers(version, tmp_path):
    for ours, theirs in zip(arrays(tnp), arrays(numpy), strict=True):
        written = []
        for library, array in ((numpy, theirs), (tnp, ours)):
            form = library.lib.format
            file = io.BytesIO()
            error = outcome(form.write_array, file, array, version)
            with open(tmp_path / "a", "wb") as real:
                outcome(form.write_array, real, array, version)
            assert (tmp_path / "a").read_bytes() == file.getvalue()
            written.append((error, file.getvalue(),
                            form.header_data_from_array_1_0(array)))
        assert written[0] == written[1]
        if written[0][0] is not None:
            continue
        for source in (io.BytesIO(written[1][1]), open(tmp_path / "a", "rb")):
            with source:
                again = tnp.lib.format.read_array(source)
                assert again.tolist() == ours.tolist()
                assert again.dtype == ours.dtype and again.shape == ours.shape
                assert not source.read()


@pytest.mark.parametrize("reader", ["read_array_header_1_0",
                                    "read_array_header_2_0", "read_magic",
                                    "read_array"])
@pytest.mark.parametrize("header", [
    b"", b"1", b"\x01\x00", b"\x76\x00{'descr': '<f8'}" + b" " * 110,
    b"\x05\x00{'a':", b"\x04\x00[1] ", b"\x04\x00\x00\x00[1] ", b"\x93NUMPY\x01",
    b"\x93NUMPY\x01\x00\x04\x00[1] ", b"\x93MATLB\x01\x00",
    b"\x93NUMPY\x04\x00\x04\x00[1] "])
def test_damaged_headers(reader, header):
    ours, theirs = (
        outcome(getattr(library.lib.format, reader), io.BytesIO(header))
        for library in BOTH)
    assert ours == theirs


def header_text(fields):
    text = fields.encode().ljust(117) + b"\n"
    return len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize("fields", [
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }",
    "{'descr': '<f8', 'fortran_order': True, 'shape': (3L, 4L), }",
    "{'descr': 'x', 'fortran_order': True, 'shape': (3, 4), }",
    "{'descr': '<f8', 'fortran_order': 0, 'shape': (3, 4), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': [3], }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3.0,), }",
    "{'descr': '<f8', 'fortran_order': False}", "{'descr': 'x' 5}"])
@pytest.mark.filterwarnings("ignore:Reading:UserWarning")
def test_header_fields(fields):
    results = []
    for library in BOTH:
        result = outcome(library.lib.format.read_array_header_1_0,
                         io.BytesIO(header_text(fields)))
        results.append((*result[:2], str(result[2])) if len(result) == 3
                       else result)
    assert results[0] == results[1]


def test_headers_of_python_2_warn():
    fields = "{'descr': '<f8', 'fortran_order': False, 'shape': (2L,), }"
    data = tnp.lib.format.magic(1, 0) + header_text(fields) + bytes(16)
    with pytest.warns(UserWarning, match="created on Python 2"):
        assert tnp.load(io.BytesIO(data)).tolist() == [0, 0]


def test_long_headers():
    header = {"shape": (1,), "fortran_order": False, "descr": "x" * 70000}
    for library in BOTH:
        form = library.lib.format
        with pytest.raises(ValueError, match="Header length .* too big"):
            form.write_array_header_1_0(io.BytesIO(), header)
        file = io.BytesIO()
        form.write_array_header_2_0(file, header)
        file.seek(form.MAGIC_LEN)
        with pytest.raises(ValueError, match="is large and may not be safe"):
            form.read_array_header_2_0(file)


def test_files_that_end_early(tmp_path):
    path = tmp_path / "a.npy"
    numpy.save(path, numpy.arange(9.))
    path.write_bytes(path.read_bytes()[:-3])
    for make in (lambda: open(path, "rb"), lambda: io.BytesIO(path.read_bytes())):
        results = []
        for library in BOTH:
            with make() as file:
                results.append(outcome(library.lib.format.read_array, file))
        assert results[0] == results[1]


def test_isfileobj(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"")
    with open(path, "rb") as plain, open(path, "rb", buffering=0) as raw, \
            open(path) as text:
        for file in (plain, raw, text, io.BytesIO(), io.BufferedReader(
                io.BytesIO()), 5, None):
            assert (tnp.lib.format.isfileobj(file)
                    == numpy.lib.format.isfileobj(file))


def test_descriptions_of_dtypes():
    for text in ("?", "i4", "f2", "c16", ">i4"):
        descr = tnp.lib.format.dtype_to_descr(tnp.dtype(text))
        assert descr == numpy.lib.format.dtype_to_descr(numpy.dtype(text))
        assert tnp.lib.format.descr_to_dtype(descr) == tnp.dtype(text)
    with_metadata = tnp.dtype("f8", metadata={1: 2})
    assert tnp.lib.format.drop_metadata(with_metadata).metadata is None
    assert tnp.lib.format.drop_metadata(tnp.dtype("f8")) is tnp.dtype("f8")
    with pytest.warns(UserWarning, match="metadata on a dtype is not saved"):
        assert tnp.lib.format.dtype_to_descr(with_metadata) == "<f8"


# array_utils


@pytest.mark.parametrize("index", [
    ..., (slice(None), 1), (slice(None, None, -1),), (0, 0), (slice(0),),
    (slice(None), slice(None, None, -2))])
def test_byte_bounds(index):
    spans = []
    for library in BOTH:
        a = library.asarray(library.arange(24).reshape(4, 6)[index])
        low, high = library.lib.array_utils.byte_bounds(a)
        start = a.__array_interface__["data"][0]
        spans.append((low - start, high - start))
    assert spans[0] == spans[1]


@pytest.mark.parametrize("args", [
    (0, 3), (-1, 3), (3, 3), (-4, 3), (0, 0), (5, 3, "name"), ((0, -1), 3),
    ([1, 0], 2), ((0, 0), 2), ((0, -2), 2, "axes"), ((0, 0), 2, None, True),
    ((0, 5), 2, "axes"), (1.5, 3), ("a", 3)])
def test_axes(args):
    for name in ("normalize_axis_index", "normalize_axis_tuple"):
        if name.endswith("index") and (len(args) > 3 or not
                                       isinstance(args[0], int)):
            continue
        assert (outcome(getattr(array_utils, name), *args)
                == outcome(getattr(numpy.lib.array_utils, name), *args))


# Versions


VERSIONS = ["1.8.0", "1.8.1", "1.10.0", "2.0.0", "10.0.1", "1.8.0a1", "1.8.0a2",
            "1.8.0b1", "1.8.0rc1", "1.8.0rc2", "1.8.0.dev-Unknown",
            "1.8.0.dev0+f16acvda", "1.8.0a2.dev0+11", "1.8.0rc1.dev-ff"]


def test_versions():
    for one, other in itertools.product(VERSIONS, repeat=2):
        ours, theirs = NumpyVersion(one), numpy.lib.NumpyVersion(one)
        for name in ("__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"):
            assert (getattr(ours, name)(other) == getattr(theirs, name)(other)
                    == getattr(ours, name)(NumpyVersion(other)))
    for version in VERSIONS:
        ours, theirs = NumpyVersion(version), numpy.lib.NumpyVersion(version)
        assert vars(ours) == vars(theirs) and repr(ours) == repr(theirs)


@pytest.mark.parametrize("version", ["1.9", "1,9.0", "1.7.x", ""])
def test_wrong_versions(version):
    assert (outcome(NumpyVersion, version)
            == outcome(numpy.lib.NumpyVersion, version))
    with pytest.raises(ValueError, match="Invalid object to compare"):
        NumpyVersion("1.2.3") == 5


# Arrayterator


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 4), (1, 1), (0, 3)])
@pytest.mark.parametrize("size", [None, 1, 2, 3, 5, 7, 100])
def test_blocks(shape, size):
    results = []
    for library in BOTH:
        a = library.arange(int(numpy.prod(shape))).reshape(shape)
        walk = library.lib.Arrayterator(a, size)
        parts = [walk, walk[1:], walk[..., ::2], walk[0]]
        results.append([(part.shape, [block.tolist() for block in part],
                         [int(item) for item in part.flat],
                         part.__array__().tolist(), part.dtype.str)
                        for part in parts])
    assert results[0] == results[1]


# Operators


class Wrapped(tnp.lib.mixins.NDArrayOperatorsMixin):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return ufunc.__name__, method, inputs[0] is self, "out" in kwargs


class Alone:
    __array_ufunc__ = None

    def __add__(self, other):
        return "alone"

    __radd__ = __add__


OPERATIONS = ["x + 1", "1 + x", "x - 1", "2 ** x", "x // 3", "x % 2", "2 % x",
              "divmod(x, 2)", "divmod(2, x)", "x @ x", "x < 1", "x == 1",
              "x != 1", "1 >= x", "x << 1", "1 >> x", "x & 1", "x ^ 1", "x | 1",
              "-x", "+x", "abs(x)", "~x", "x / 2", "2 / x", "x * y"]


def test_operators():
    class Theirs(numpy.lib.mixins.NDArrayOperatorsMixin):
        __array_ufunc__ = Wrapped.__array_ufunc__

    for text in OPERATIONS:
        assert (eval(text, {"x": Wrapped(), "y": Wrapped()})
                == eval(text, {"x": Theirs(), "y": Theirs()}))
    for name in ("add", "sub", "matmul", "or"):
        assert (getattr(Wrapped(), f"__i{name}__")(1)
                == getattr(Theirs(), f"__i{name}__")(1))
    assert Wrapped() + Alone() == Alone() + Wrapped() == "alone"
    assert Wrapped.__hash__ is None and Theirs.__hash__ is None
    assert not hasattr(Wrapped, "__idivmod__")
