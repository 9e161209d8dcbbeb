"""tnp.genfromtxt against NumPy's, over many texts and options."""

import io
import itertools
import warnings

import numpy
import pytest

import tnp

TEXTS = {
    "plain": "1 2 3\n4 5 6\n",
    "gaps": "1,,3\n,5,6\n7,8,\n",
    "words": "1,N/A,3\n4,5,x\n",
    "missing": "1,-999,3\n-999,5,6\n",
    "comments": "# head\n1 2 # tail\n\n3 4\n#\n5 6",
    "ragged": "1 2\n3\n4 5\n6 7 8\n",
    "column": "1\n2\n3\n",
    "row": "1 2 3",
    "one": "5",
    "empty": "",
    "blank": "\n\n  \n",
    "only comments": "# a\n# b\n",
    "floats": "1.5 -2e3\nnan inf\n",
    "complex": "1+2j 3\n-1j 4.5\n",
    "bools": "True False\nfalse TRUE\n",
    "mixed rungs": "1 2\n3 4.5\n",
    "header": "a b\nc d\n1 2\n3 4\n",
    "fixed": " 1  2 3\n 4  5 6\n",
    "spaces": " 1 , 2 \n3,4 \n",
    "semicolons": "1;2\n3;4\n",
    "carriage": "1 2\r\n3 4\r\n",
    "large": "73786976294838206464\n1\n",
    "footer": "1 2\n3 4\n5 6\nsum of all\n",
}

OPTIONS = [
    {}, {"delimiter": ","}, {"delimiter": ",", "filling_values": -1},
    {"delimiter": ",", "filling_values": [1, 2, 3]},
    {"delimiter": ",", "filling_values": {1: 9}},
    {"delimiter": ",", "missing_values": "N/A", "loose": False},
    {"delimiter": ",", "missing_values": ["a", "N/A", "x"], "loose": False},
    {"delimiter": ",", "missing_values": {1: "N/A", 2: "x"}, "loose": False},
    {"delimiter": ",", "missing_values": {0: "-999", 1: "-999"},
     "filling_values": 0, "loose": False},
    {"dtype": int}, {"dtype": int, "delimiter": ","}, {"dtype": complex},
    {"dtype": bool}, {"dtype": "f4"}, {"dtype": "i1"}, {"dtype": "u1"},
    {"dtype": None}, {"dtype": None, "delimiter": ","},
    {"skip_header": 1}, {"skip_header": 2}, {"skip_footer": 1},
    {"skip_footer": 2}, {"skip_footer": 1, "skip_header": 1},
    {"skip_footer": 9}, {"max_rows": 1}, {"max_rows": 2}, {"max_rows": 9},
    {"max_rows": 0}, {"max_rows": 1, "skip_footer": 1},
    {"invalid_raise": False}, {"invalid_raise": False, "max_rows": 2},
    {"invalid_raise": False, "skip_footer": 1},
    {"usecols": 0}, {"usecols": (0, 1)}, {"usecols": (1, 0)},
    {"usecols": -1}, {"usecols": (0, -1), "delimiter": ","},
    {"usecols": (0, 5)},
    {"unpack": True}, {"ndmin": 1}, {"ndmin": 2}, {"ndmin": 2, "unpack": True},
    {"ndmin": 3}, {"delimiter": 2}, {"delimiter": (2, 3, 2)},
    {"delimiter": (2, 3, 2), "dtype": int}, {"delimiter": 3, "autostrip": True},
    {"autostrip": True, "delimiter": ","}, {"delimiter": ";"},
    {"delimiter": ";", "comments": None}, {"comments": "x"}, {"comments": None},
    {"comments": "sum"}, {"converters": {0: float}},
    {"converters": {1: float}, "usecols": (1,)},
    {"converters": {0: float}, "usecols": (1,)},
    {"converters": {0: lambda text: float(text or 7)}, "delimiter": ","},
    {"converters": 5}, {"encoding": "bytes"},
    {"encoding": "bytes", "converters": {0: lambda text: float(text + b"0")}},
    {"encoding": "utf-8"},
]


def outcome(library, source, options):
    """The value, or the exception with its words; and the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = library.genfromtxt(source, **options)
            if result.dtype.names or result.dtype.kind in "OSUV":
                result = "refused"
            else:
                result = result.dtype.str, result.shape, repr(result.tolist())
        except NotImplementedError as error:
            assert "tnp has no" in str(error)
            result = "refused"
        except Exception as error:  # every kind is compared
            result = type(error).__name__, str(error)
    return result, [(w.category.__name__, str(w.message)) for w in caught]


def same(source, options):
    """Compares both libraries; `source` makes what is read anew."""
    theirs, ours = (outcome(library, source(), options)
                    for library in (numpy, tnp))
    if "refused" not in (theirs[0], ours[0]):
        assert ours == theirs
    elif "Empty input" in str(theirs[1]):
        assert ours[0] == ("<f8", (0,), "[]")  # NumPy's has no type at all
    elif "np.signedinteger" not in str(theirs[0]):  # NumPy's own mistake
        assert theirs[0] == ours[0]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("options", OPTIONS)
def test_lines(name, options):
    same(lambda: TEXTS[name].splitlines(keepends=True), options)


@pytest.mark.parametrize("name", TEXTS)
def test_sources(name, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXTS[name], newline="")
    for source in (path, str(path)):
        same(lambda source=source: source, {})
    for make in (io.StringIO, lambda text: io.BytesIO(text.encode()), iter):
        ours, theirs = (outcome(library, make(TEXTS[name]), {"dtype": float})
                        for library in (tnp, numpy))
        assert ours[0] == theirs[0]


def test_a_file_in_parts():
    """No more is read of a file than the rows that were asked for."""
    text = "".join(f"{i} {i * i}\n" for i in range(20))
    for make in (io.StringIO, lambda text: io.BytesIO(text.encode())):
        parts = []
        for library in (numpy, tnp):
            file = make(text)
            parts.append([library.genfromtxt(file, max_rows=n, skip_header=skip)
                          .tolist() for n, skip in ((3, 0), (1, 2), (None, 1))])
        assert parts[0] == parts[1]


def test_no_more_than_needed_is_asked_for():
    lines = iter(["# a", "1 2", "3 4", "5 6"])
    assert tnp.genfromtxt(lines, max_rows=1).tolist() == [1, 2]
    assert next(lines) == "3 4"


@pytest.mark.parametrize("options", [
    {"names": True}, {"names": "a,b"}, {"usemask": True},
    {"dtype": [("a", "i4"), ("b", "f8")]}, {"dtype": "i4,f8"},
    {"usecols": ("a",)}, {"converters": {0: bytes}},
    {"converters": {0: lambda text: "x"}}, {"like": tnp.ones(1)}])
def test_refusals(options):
    with pytest.raises(NotImplementedError):
        tnp.genfromtxt(["1 2", "3 4"], **options)


def test_columns_of_several_types_are_refused():
    with pytest.raises(NotImplementedError, match="structured arrays"):
        tnp.genfromtxt(["1 2.5"], dtype=None)
    with pytest.raises(NotImplementedError, match="string arrays"):
        tnp.genfromtxt(["1 abc"], dtype=None)


def test_wrong_sources():
    for source in (5, None):
        same(lambda source=source: source, {})


@pytest.mark.parametrize("seed", range(40))
def test_drawn_tables(seed):
    draw = numpy.random.default_rng(seed)
    cells = ["1", "-2.5", "3e2", "", " ", "x", "nan", "7", " 8 "]
    lines = [",".join(draw.choice(cells, 3)) + "\n" for _ in range(6)]
    kinds = itertools.cycle((float, int, "f4", complex))
    for options in OPTIONS[:9]:
        options = {"delimiter": ",", "dtype": next(kinds)} | options
        same(lambda: list(lines), options)
