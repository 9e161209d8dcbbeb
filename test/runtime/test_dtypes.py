"""tnp.dtype and the functions on dtypes against NumPy's."""

import itertools
import pickle

import numpy as np
import pytest
import tnp

NAMES = [
    "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
    "uint64", "float16", "float32", "float64", "complex64", "complex128",
]
SPELLINGS = NAMES + [
    "?", "b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "p", "P", "e", "f",
    "d", "F", "D", "b1", "i1", "u2", "i4", "u8", "f2", "f4", "f8", "c8", "c16",
    "<i4", "=f8", "|b1", "|i1", ">i1", "<f8", "int", "uint", "float", "complex",
    "bool_", "byte", "half", "single", "double", "csingle", "cdouble", "intp",
    "longlong",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings(spelling):
    ours = tnp.dtype(spelling)
    assert ours.name == np.dtype(spelling).name
    assert ours == spelling
    assert ours is tnp.dtype(ours)


@pytest.mark.parametrize("spelling", ["foo", "", "f3", "e8", "Float64",
                                      "double ", "?1", "float_"])
def test_unknown_spellings(spelling):
    with pytest.raises(TypeError, match="not understood"):
        tnp.dtype(spelling)
    with pytest.raises(TypeError):
        np.dtype(spelling)
    assert tnp.dtype("f8") != spelling


@pytest.mark.parametrize("argument, advice", [
    ("O", "object"), (object, "object"), ("U5", "string"), (str, "string"),
    ("S", "string"), (bytes, "string"), ("M8[ns]", "datetime"),
    ("timedelta64", "datetime"), ("longdouble", "longdouble"),
    ([("a", "f8")], "structured"), ("f8,i4", "structured"),
])
def test_dtypes_without_counterpart(argument, advice):
    with pytest.raises(NotImplementedError, match=advice):
        tnp.dtype(argument)


@pytest.mark.parametrize("argument", [3, 1.5, tnp.floating, tnp.integer,
                                      tnp.generic])
def test_arguments_that_are_no_dtype(argument):
    with pytest.raises(TypeError):
        tnp.dtype(argument)


@pytest.mark.parametrize("name", NAMES)
def test_attributes(name):
    ours, theirs = tnp.dtype(name), np.dtype(name)
    for attribute in ["name", "kind", "char", "itemsize", "alignment", "num",
                      "str", "byteorder", "isbuiltin", "isnative", "fields",
                      "names", "shape", "ndim", "hasobject", "subdtype",
                      "metadata", "descr", "isalignedstruct", "flags"]:
        assert getattr(ours, attribute) == getattr(theirs, attribute), attribute
    assert repr(ours) == repr(theirs) and str(ours) == str(theirs)
    assert ours.type is getattr(tnp, name)
    assert ours.newbyteorder("=") is ours
    assert pickle.loads(pickle.dumps(ours)) is ours


def test_equality_with_types():
    d = tnp.dtype("f8")
    assert d == float and d == tnp.float64 and d == "float64" and d == "d"
    assert d == np.dtype("f8") and d == np.float64
    assert d != "f4" and d != int and d != 3
    assert hash(d) == hash(tnp.dtype(float))
    assert {d: 1}[tnp.dtype("double")] == 1


@pytest.mark.parametrize("a, b", itertools.product(NAMES, NAMES))
def test_pairs(a, b):
    ours, theirs = (tnp.dtype(a), tnp.dtype(b)), (np.dtype(a), np.dtype(b))
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] >= ours[1]) == (theirs[0] >= theirs[1])
    assert tnp.promote_types(*ours).name == np.promote_types(*theirs).name
    assert tnp.result_type(a, b).name == np.result_type(a, b).name
    assert tnp.issubdtype(a, b) == np.issubdtype(a, b)
    for casting in ["no", "equiv", "safe", "same_kind", "unsafe"]:
        assert tnp.can_cast(a, b, casting) == np.can_cast(a, b, casting)


@pytest.mark.parametrize("name", NAMES)
def test_hierarchy_and_kinds(name):
    for group in ["generic", "number", "integer", "signedinteger",
                  "unsignedinteger", "inexact", "floating", "complexfloating"]:
        ours = tnp.issubdtype(name, getattr(tnp, group))
        assert ours == np.issubdtype(name, getattr(np, group))
    for kind in ["bool", "signed integer", "unsigned integer", "integral",
                 "real floating", "complex floating", "numeric"]:
        ours = tnp.isdtype(tnp.dtype(name), kind)
        assert ours == np.isdtype(np.dtype(name), kind)
    for number in [1, 1.5, 1j, True]:
        ours = tnp.result_type(getattr(tnp, name), number)
        assert ours.name == np.result_type(getattr(np, name), number).name


def test_errors():
    with pytest.raises(ValueError, match="casting must be one of"):
        tnp.can_cast("i8", "i4", "foo")
    with pytest.raises(TypeError, match="does not support Python ints"):
        tnp.can_cast(3, "i4")
    with pytest.raises(ValueError, match="at least one array or dtype"):
        tnp.result_type()
    with pytest.raises(ValueError, match="not a known kind name"):
        tnp.isdtype(tnp.float32, "foo")
    with pytest.raises(ValueError, match="not inexact"):
        tnp.finfo(int)
    with pytest.raises(ValueError, match="Invalid integer data type 'f'"):
        tnp.iinfo(float)


@pytest.mark.parametrize("name", ["float16", "float32", "float64",
                                  "complex64", "complex128"])
def test_finfo(name):
    ours, theirs = tnp.finfo(name), np.finfo(name)
    for attribute in ["bits", "eps", "epsneg", "iexp", "machep", "max",
                      "maxexp", "min", "minexp", "negep", "nexp", "nmant",
                      "precision", "resolution", "smallest_normal",
                      "smallest_subnormal", "tiny"]:
        a, b = getattr(ours, attribute), getattr(theirs, attribute)
        assert repr(a) == repr(b), attribute
    assert ours.dtype.name == theirs.dtype.name
    assert repr(ours) == repr(theirs)
    assert ours == tnp.finfo(ours.dtype)


@pytest.mark.parametrize("name", [n for n in NAMES if "int" in n])
def test_iinfo(name):
    ours, theirs = tnp.iinfo(name), np.iinfo(name)
    for attribute in ["bits", "kind", "key", "max", "min"]:
        assert getattr(ours, attribute) == getattr(theirs, attribute)
    assert repr(ours) == repr(theirs) and str(ours) == str(theirs)
    assert type(ours.max) is int


@pytest.mark.parametrize("value", [
    0, 10, 255, 256, 2**31, 2**64 - 1, -1, -128, -129, -2**40, 0.0, 3.1,
    64999.0, 65000.0, 1e5, 1e50, float("nan"), float("inf"), 1j, 1e50j, True,
])
def test_min_scalar_type(value):
    assert tnp.min_scalar_type(value).name == np.min_scalar_type(value).name


def test_questions_about_values():
    for value in [3, 1.5, 1j, "a", b"", None, [1], True]:
        assert tnp.isscalar(value) == np.isscalar(value)
    assert tnp.isscalar(tnp.float32(1)) and not tnp.isscalar(tnp.array(1))
    for value in [3, 1j, [1j], [1.0], "a"]:
        assert tnp.iscomplexobj(value) == np.iscomplexobj(value)
        assert tnp.isrealobj(value) == np.isrealobj(value)
    assert tnp.iscomplexobj(tnp.complex64(1))


@pytest.mark.parametrize("name", [
    "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
    "uint64", "float16", "float32", "float64", "complex64", "complex128"])
def test_numpy_reads_dtypes(name):
    """NumPy's own functions, such as the random ones, take tnp's dtypes."""
    expected = np.dtype(name)
    assert np.dtype(getattr(tnp, name)) == expected
    assert np.dtype(tnp.dtype(name)) == expected
    assert np.zeros(2, dtype=getattr(tnp, name)).dtype == expected


def test_numpy_has_no_bfloat16():
    with pytest.raises(TypeError, match="float32"):
        np.dtype(tnp.bfloat16)
