"""Arrays in files: what tnp writes NumPy reads, byte for byte, and the reverse."""

import gzip
import io
import os
import pickle
import warnings
import zipfile

import numpy
import pytest

import tnp

DTYPES = ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8",
          "c8", "c16")


def arrays():
    for dtype in DTYPES:
        yield numpy.arange(6).astype(dtype)
    x = numpy.arange(24.).reshape(2, 3, 4)
    yield from (x, x.T, x[::2], x[:, ::-1], x[0, 0, 0], x[:0], x[:, :0],
                numpy.asfortranarray(x[0]), numpy.array(5), x[..., 1])


def as_tnp(array):
    """The same values in the same layout."""
    return tnp.asarray(array)


def written(library, array):
    file = io.BytesIO()
    library.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize("array", arrays(), ids=repr)
def test_npy(array):
    data = written(tnp, as_tnp(array))
    assert data == written(numpy, array)
    ours = tnp.load(io.BytesIO(data))
    theirs = numpy.load(io.BytesIO(data))
    assert type(ours) is tnp.ndarray
    assert ours.dtype == theirs.dtype.name and ours.shape == theirs.shape
    assert ours.strides == theirs.strides
    assert ours.tolist() == theirs.tolist()
    assert ours.flags.writeable


def test_names_and_paths(tmp_path):
    x = tnp.arange(3)
    tnp.save(tmp_path / "a", x)
    tnp.save(str(tmp_path / "b.npy"), [1.5, 2])
    assert numpy.load(tmp_path / "a.npy").tolist() == [0, 1, 2]
    assert tnp.load(str(tmp_path / "b.npy")).tolist() == [1.5, 2]
    with open(tmp_path / "two.npy", "wb") as file:
        tnp.save(file, x)
        tnp.save(file, x + 1)
    with open(tmp_path / "two.npy", "rb") as file:
        assert tnp.load(file).tolist() == [0, 1, 2]
        assert tnp.load(file).tolist() == [1, 2, 3]
        with pytest.raises(EOFError, match="No data left in file"):
            tnp.load(file)


def test_other_byte_order():
    x = numpy.arange(4, dtype=">i4").reshape(2, 2)
    ours = tnp.load(io.BytesIO(written(numpy, x)))
    assert ours.dtype == "int32" and ours.tolist() == x.tolist()


@pytest.mark.parametrize("mode", ("r", "r+", "c"))
def test_mapped(tmp_path, mode):
    path = tmp_path / "a.npy"
    x = numpy.arange(12.).reshape(3, 4)
    for array in (x, x.T):
        numpy.save(path, array)
        ours = tnp.load(path, mmap_mode=mode)
        assert type(ours) is tnp.memmap and ours.mode == mode
        assert ours.tolist() == array.tolist()
        assert ours.flags.writeable == (mode != "r")
        if mode == "r":
            continue
        ours[0, 1] = 99
        assert ours[0, 1] == 99
        kept = numpy.load(path)[0, 1]
        assert (kept == 99) == (mode == "r+")


DAMAGED = [
    b"\x93NUMPY", b"\x93NUMPY\x01\x00", b"\x93NUMPY\x09\x00\x05\x00     ",
    b"\x93NUMPY\x01\x00\x05\x00     ", b"\x93NUMPY\x01\x00\x02\x00{}",
    b"\x93NUMPY\x01\x00\xff\x00{}",
    b"\x93NUMPY\x01\x00\x3c\x00"
    + b"{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }".ljust(60),
    b"\x93NUMPY\x01\x00\x3c\x00"
    + b"{'descr': '<f8', 'fortran_order': 1, 'shape': (0,), }".ljust(60),
    b"\x93NUMPY\x01\x00\x3c\x00"
    + b"{'descr': '<f8', 'fortran_order': False, 'shape': 3, }".ljust(60),
    b"abcdefgh", b"P", b"PK\x03\x04abcd",
]


@pytest.mark.parametrize("data", DAMAGED)
def test_damaged(data):
    with pytest.raises(Exception) as theirs:
        numpy.load(io.BytesIO(data))
    with pytest.raises(theirs.type) as ours:
        tnp.load(io.BytesIO(data))
    assert str(ours.value)[:20] == str(theirs.value)[:20]


def test_pickles_are_not_loaded_unasked():
    data = pickle.dumps({"a": 1})
    with pytest.raises(ValueError, match="allow_pickle"):
        tnp.load(io.BytesIO(data))
    assert tnp.load(io.BytesIO(data), allow_pickle=True) == {"a": 1}
    objects = written(numpy, numpy.array([1, "a"], object))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        tnp.load(io.BytesIO(objects))
    with pytest.raises(NotImplementedError, match="object"):
        tnp.load(io.BytesIO(objects), allow_pickle=True)


@pytest.mark.parametrize("save", ("savez", "savez_compressed"))
def test_npz(tmp_path, save):
    path = tmp_path / "a"
    x, y = tnp.arange(5), tnp.ones((2, 3), "f4")
    getattr(tnp, save)(path, x, y, named=x * 2)
    theirs = numpy.load(tmp_path / "a.npz")
    with tnp.load(tmp_path / "a.npz") as ours:
        assert ours.files == theirs.files == ["named", "arr_0", "arr_1"]
        assert len(ours) == 3 and list(ours) == theirs.files
        assert "named" in ours and "named.npy" in ours and "x" not in ours
        for name in ours:
            assert ours[name].tolist() == theirs[name].tolist()
            assert ours[name].dtype == theirs[name].dtype.name
        assert ours.f.named.tolist() == [0, 2, 4, 6, 8]
        assert repr(ours) == repr(theirs)
        with pytest.raises(KeyError, match="other is not a file in the archive"):
            ours["other"]
        with pytest.raises(AttributeError):
            ours.f.other
    assert ours.zip is None
    numpy.savez(path, x=numpy.arange(3.))
    assert tnp.load(tmp_path / "a.npz")["x"].tolist() == [0, 1, 2]
    kinds = {i.compress_type for i in zipfile.ZipFile(tmp_path / "a.npz").infolist()}
    assert kinds == {zipfile.ZIP_STORED}
    with pytest.raises(ValueError, match="un-named variables and keyword arr_0"):
        tnp.savez(path, x, arr_0=x)


def outcome(library, text, names=()):
    """The value, or the exception with its words; and the warnings."""
    names = {"np": library, "L": library.loadtxt, "io": io, **dict(names)}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = eval(text, names)
            result = str(result.dtype), result.shape, repr(result.tolist())
        except Exception as error:  # every kind is compared
            result = type(error).__name__, str(error)
    return result, [(w.category, str(w.message)) for w in caught
                    if w.category is not ResourceWarning]


LOADTXT = [
    "L(['1 2','a 3'])",
    "L(['1 2','3'])",
    "L(['1,2','3,4'],delimiter=',')",
    "L(['1, 2 ','3,4'],delimiter=',',dtype=int)",
    "L(['1.5 2'],dtype=int)",
    "L(['# c','','1 2 # x'])",
    'L([])',
    "L(['1 2 3'],usecols=(0,-1))",
    "L(['1 2 3'],usecols=5)",
    "L(['1 2 3'],usecols=1)",
    "L(['1 2','3 4'],unpack=True)",
    "L(['1'])",
    "L(['1'],ndmin=2)",
    "L(['1 2'],ndmin=2)",
    "L(['1','2'],ndmin=2)",
    "L(['1 2','3 4','5 6'],skiprows=1,max_rows=1)",
    "L(['1 2j'],dtype=complex)",
    "L(['(1+2j) 3-4j'],dtype=complex)",
    "L(['nan inf -inf NaN Infinity'])",
    "L(['1e400 1e-400 0x10'])",
    "L(['True 1'],dtype=bool)",
    "L(['0 1 2'],dtype=bool)",
    "L(['300'],dtype='u1')",
    "L(['-1'],dtype='u1')",
    "L(['1,,2'],delimiter=',')",
    "L(['1 2'],delimiter=' ')",
    "L(['1  2'],delimiter=' ')",
    "L(['a 2'],converters={0:lambda s: 5.})",
    "L(['a 2'],converters=lambda s: len(s))",
    "L(['1 2 % x','// q','3 4'],comments=['%','//'])",
    "L(['1 2'],comments=None)",
    "L(['1_0'])",
    "L([' 1 ','\\t2\\t'])",
    "L(['1\\x0c2'])",
    "L(['1\\u30002'])",
    "L([b'1 2'])",
    'L([\'"1,5",2\'],delimiter=\',\',quotechar=\'"\')',
    "L(['1,2,'],delimiter=',')",
    "L(['   '],delimiter=',')",
    "L(['','1'],delimiter=',')",
    'L(5)',
    "L('/nonexist')",
    "L(['1 2'],ndmin=3)",
    "L(['1 2'],max_rows=0)",
    "L(['1','','2'],max_rows=2)",
    "L(['1 2'],usecols=(0.5,))",
    "L(['1 2'],usecols=[0,0])",
    "L(['1 2'],skiprows=-1)",
    "L(io.StringIO('1 2\\r\\n3 4\\r5 6'))",
    "L(io.BytesIO(b'1 2\\n3 4'))",
    "L(['1+'],dtype=complex)",
    "L(['5'],dtype='f4')",
    "L(['1e3'],dtype='i4')",
    "L(['+5 -0'],dtype='i4')",
    "L(['99999999999999999999'],dtype='i8')",
    "L(['18446744073709551615'],dtype='u8')",
    "L(['.5 5. .'])",
    "L(['1d5'])",
    "L(['1 2','3 4'],dtype='f2')",
    "L(['1 2'],delimiter=5)",
    "L(['1 2'],delimiter='\\n')",
    "L(['1 2'],comments='ab')",
    "L(['1 2'],comments=' ')",
    "L(['1 2'],converters={5:float})",
    "L(['1 2'],converters={'a':float})",
    "L(['1 2'],converters=5)",
    "L(['1 2\\n3 4'])",
    "L(['1','2 3'])",
    "L(['1 2','x 3'],dtype=int)",
    "L(['1 2','x 3'],dtype='c8')",
    "L([], usecols=(0, 1))", "L([], ndmin=2)", "L([], usecols=(0, 1), ndmin=2)",
    "L([], unpack=True)", "L(['1 2'] * 3, usecols=[-1, 0], unpack=True)",
    "L(['\"1\" \"2\"', '3 4'], quotechar='\"')",
    "L(['\"1\",2 # x'], delimiter=',', quotechar='\"')",
    "L(['+-5'], dtype=int)", "L(['-+5'], dtype=int)", "L(['++5'])",
    "L(['7+-5j 7++5j'], dtype=complex)", "L(['( 6+-7j )'], delimiter=',', dtype='F')",
    "L(['1\\u202f, \\u30002\\u00a0'], delimiter=',')",
    "L(['(\\u202f1+2j\\u202f)'], delimiter=',', dtype='D')",
    "L(['1\\x002'], delimiter='\\0')", "L(['1\\x00'])", "L(['nan(1)'])",
    "L(['1.5'], dtype=bool)", "L(['1 2'], usecols=[])",
    "L(['1 2'], usecols=[2**64])", "L(['1 2'], usecols=[2**62])",
    "L(['1 2'], comments='')", "L(['1 2'], comments=['#', ''])",
    "L(['1 2'], comments=[])", "L(['1 2'], comments=b'#')",
    "L(['1 2'], delimiter='')", "L(['1 2'], quotechar=5)",
    "L(['1 2'], delimiter=',', comments=',')",
    "L(['1 2'], delimiter=',', quotechar=',')", "L(['1 2'], quotechar='#')",
    "L(['1 2'], quotechar=' ')", "L(['1 2'], comments='\\u3000')",
    "L(['1 2'], comments='\\n')", "L(['1 2'], quotechar='\\r')",
    "L(['1 2'], delimiter=',', comments=['#', ','])",
    "L(['1 2'], comments='ab', quotechar='\"')",
    "L(['1 2'], skiprows=1.0)", "L(['1 2'], max_rows=1.5)", "L(['1 2'], ndmin=None)",
    "L(['1 2'], converters={0: 1})", "L(['1 2'], converters={1.0: float})",
    "L(['1 a'], converters=float)", "L(['1 a'], converters={-1: float}, usecols=-1)",
    "L(['1 2'], encoding='bytes', converters=lambda b: len(b) + .5)",
    "L(['\\u20ac'], encoding='bytes', converters=len)",
    "L([b'\\xc3\\xa4'], encoding='utf-8', converters=len)",
    "L([b'\\xc3\\xa4'], converters=len)", "L([b'1'], encoding='nonsense')",
    "L([b'\\xe4'], encoding='utf-8')", "L([\"it's\"])", "L(['x' * 200])",
    "L(['1', '#x', ' ', '', '2', '3'], max_rows=3)",
    "L(['1\\n\\n'])", "L(['1 # x\\n2'])", "L(b'1 2')", "L([1])",
    "L(io.StringIO('1,\"2\\n\"\\n3,4'), delimiter=',', quotechar='\"')",
    "L(['1,2\\n', '\"2\\r\\n\",3\\n'], delimiter=',', quotechar='\"')",
    "L(['1,\"2\\n', '\",3'], delimiter=',', quotechar='\"', converters=len)",
]


@pytest.mark.parametrize("call", LOADTXT)
def test_loadtxt(call):
    assert outcome(tnp, call) == outcome(numpy, call)


@pytest.mark.parametrize("seed", range(60))
def test_loadtxt_takes_rows_apart_as_numpy(seed, tmp_path):
    """Texts drawn from what matters: each field's length is its number."""
    draw = numpy.random.default_rng(seed)
    marks = ["a", "1", "\"", "\"", ",", ",", " ", "\t", "\n", "\r", "\r\n", "#",
             "\u00e9", "\u3000", "\u202f", "\0"]
    for _ in range(40):
        text = "".join(draw.choice(marks, 12))
        path = tmp_path / "a"
        path.write_text(text, encoding="utf-8", newline="")
        lines = text.splitlines(keepends=True) if seed % 2 else text.split("a")
        options = {"converters": len, "delimiter": [None, ","][draw.integers(2)],
                   "quotechar": [None, '"'][draw.integers(2)],
                   "max_rows": [None, 2][draw.integers(2)],
                   "skiprows": int(draw.integers(2))}
        for source in ("lines", "path"):
            call = f"L({source}, encoding='utf-8', **options)"
            names = {"lines": lines, "path": path, "options": options}
            assert (outcome(tnp, call, names) == outcome(numpy, call, names)
                    ), (text, options)


def test_what_a_converter_raises_is_the_cause():
    with pytest.raises(ValueError, match="at row 1, column 2") as caught:
        tnp.loadtxt(["1 2", "3 x"], converters=float)
    assert isinstance(caught.value.__cause__, ValueError)
    assert "'x'" in str(caught.value.__cause__)


def test_loadtxt_is_exact(tmp_path):
    draw = numpy.random.default_rng(1)
    bits = draw.integers(0, 2**63, (400, 3), dtype="i8")
    values = bits.view("f8")
    values = numpy.where(numpy.isfinite(values), values, 1.5)
    for path in (tmp_path / "a.txt", tmp_path / "a.txt.gz"):
        numpy.savetxt(path, values)
        assert (numpy.asarray(tnp.loadtxt(path)).view("i8")
                == values.view("i8")).all()
        assert (tnp.loadtxt(str(path), dtype="f4").tolist()
                == numpy.loadtxt(path, dtype="f4").tolist())
    with open(tmp_path / "a.txt", encoding="ascii") as file:
        assert tnp.loadtxt(file, max_rows=2).tolist() == values[:2].tolist()
        assert tnp.loadtxt(file, max_rows=2).tolist() == values[2:4].tolist()


SAVETXT = [
    ("arange(6).reshape(2, 3)", {}), ("arange(3.)", {}),
    ("arange(6.).reshape(2, 3)", {"fmt": "%.2f", "delimiter": ","}),
    ("arange(6).reshape(2, 3)", {"fmt": "%d", "newline": "\r\n"}),
    ("arange(6).reshape(2, 3)", {"fmt": ["%d", "%.1f", "%5s"]}),
    ("arange(6).reshape(2, 3)", {"fmt": "%d-%d %d"}),
    ("arange(4.)", {"header": "a\nb", "footer": "c", "comments": "// "}),
    ("array([1+2j, -1-2j, 3.5-0j])", {}),
    ("array([[1+2j, -1-2j]])", {"fmt": "%.1f"}),
    ("array([True, False])", {"fmt": "%d"}), ("array([])", {}),
    ("array([float('nan'), float('inf')])", {"fmt": "%g"}),
    ("array([1, 2], 'u1')", {"fmt": "%x"}),
    ("arange(3.)", {"fmt": "%d %d"}), ("ones((2, 2, 2))", {}), ("array(1.)", {}),
    ("arange(6).reshape(2, 3)", {"fmt": ["%d"]}), ("arange(3.)", {"fmt": 5}),
]


@pytest.mark.parametrize("array, options", SAVETXT)
def test_savetxt(array, options, tmp_path):
    results = []
    for library in (numpy, tnp):
        x = eval(array, vars(library) if library is numpy else
                 {name: getattr(tnp, name) for name in ("arange", "array", "ones")})
        path = tmp_path / (library.__name__ + ".txt")
        try:
            library.savetxt(path, x, **options)
            text, raw = io.StringIO(), io.BytesIO()
            library.savetxt(text, x, **options)
            library.savetxt(raw, x, **options)
            results.append((path.read_bytes(), text.getvalue(), raw.getvalue()))
        except Exception as error:  # every kind is compared
            results.append((type(error), str(error)))
    assert results[1] == results[0]


def test_savetxt_of_a_wrong_format():
    for library in (numpy, tnp):
        with pytest.raises(TypeError, match="Mismatch between array dtype"):
            library.savetxt(io.StringIO(), library.arange(3.), fmt="%x")


def test_compressed_text(tmp_path):
    tnp.savetxt(tmp_path / "a.gz", tnp.arange(3))
    with gzip.open(tmp_path / "a.gz", "rt") as file:
        assert len(file.read().split()) == 3
    assert numpy.loadtxt(tmp_path / "a.gz").tolist() == [0, 1, 2]


def test_fromfile(tmp_path):
    path = tmp_path / "a.bin"
    numpy.arange(10, dtype="i4").tofile(path)
    for kwargs in ({}, {"count": 3}, {"offset": 8}, {"offset": 4, "count": 2}):
        theirs = numpy.fromfile(path, "i4", **kwargs)
        ours = tnp.fromfile(path, "i4", **kwargs)
        assert ours.tolist() == theirs.tolist() and ours.flags.writeable
    with open(path, "rb") as file:
        assert tnp.fromfile(file, "i4", 3).tolist() == [0, 1, 2]
        assert tnp.fromfile(file, "i4", 2).tolist() == [3, 4]
    assert tnp.fromfile(path, ">i4", 2).tolist() == [0, 2**24]
    path.write_text("1, 2,3")
    assert tnp.fromfile(path, sep=",").tolist() == [1, 2, 3]
    assert tnp.fromfile(os.devnull, "f8").tolist() == []


@pytest.mark.parametrize("mode", ["rb", "r", "r+b", "unbuffered"])
def test_fromfile_goes_on_where_it_ended(tmp_path, mode):
    path = tmp_path / "a"
    path.write_text("ab1 2 3,4 5" * 5)
    results = []
    for library in (numpy, tnp):
        with (open(path, "rb", buffering=0) if mode == "unbuffered"
              else open(path, mode)) as file:
            file.read(2)
            results.append([
                library.fromfile(file, count=2, sep=" ").tolist(), file.tell(),
                library.fromfile(file, "u1", 3).tolist(), file.tell(),
                library.fromfile(file, "u1", 2, offset=1).tolist(),
                file.read(2), library.fromfile(file, "i2").tolist(),
                file.tell()])
    assert results[0] == results[1]


def test_fromfile_errors(tmp_path):
    path = tmp_path / "a"
    path.write_text("1 x")
    calls = ["np.fromfile(io.BytesIO(b'1'))", "np.fromfile(5)",
             "np.fromfile('/nonexistent')", "np.fromfile(path, sep=' ')",
             "np.fromfile(path, 'u1', offset=9)",
             "np.fromfile(path, 'u1', offset=-1)",
             "np.fromfile(path, sep=' ', offset=1)"]
    for call in calls:
        assert (outcome(tnp, call, {"path": path})
                == outcome(numpy, call, {"path": path}))


@pytest.mark.parametrize("text, sep", [
    ("1, 2,3", ","), ("1 2  3", " "), ("1,2,", ","), ("", ","), ("1\n2\t3", " "),
    ("1 , 2,3", " , "), ("1_ x_2", "_ x_"), ("1_x_2", "_ x_"), ("12", "2"),
    ("nan(foo) +NaN -inf iNfInItY", " "), ("1e400 -1e400 1e-400 .5 5.", " "),
    ("1,,2", ","), ("x", ","), ("1 2x", " "), ("0x10", " "), ("1e", " "),
    ("+ 1", " "), ("+7", " "), ("1\0 2", " "), ("1 \u00e9", " "), ("1", ""),
    ("1+2j 3j -1-1j 5 1+2", " "), ("300 -300 +7 -0", " "), ("1.5 2", " "),
    ("99999999999999999999 -99999999999999999999", " "),
    ("-9223372036854775808 9223372036854775807", " "), ("True", " ")])
@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "c16", "i8", "i1", "u8",
                                   "u1", "?"])
@pytest.mark.parametrize("count", [-1, 0, 1])
def test_fromstring(text, sep, dtype, count):
    if count == 1 and not text:
        return  # NumPy leaves what is not read as it was
    call = "np.fromstring(text, dtype, count, sep=sep)"
    names = {"text": text, "sep": sep, "dtype": dtype, "count": count}
    assert outcome(tnp, call, names) == outcome(numpy, call, names)


def test_fromstring_of_too_few():
    with pytest.raises(ValueError, match="smaller than requested"):
        tnp.fromstring("1 2", count=3, sep=" ")
    assert tnp.fromstring(b"1 2", sep=" ").tolist() == [1, 2]
