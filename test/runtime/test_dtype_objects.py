"""dtype objects that arrays do not have: the other byte order, and metadata."""

import copy
import itertools
import pickle

import numpy as np
import pytest
import tnp

SPELLINGS = [">f8", "<f8", "f8", ">i1", ">?", ">c16", ">u2", "=i4", "float32"]
ATTRIBUTES = ["name", "str", "kind", "char", "itemsize", "alignment", "num",
              "byteorder", "isnative", "isbuiltin", "descr", "ndim", "shape",
              "metadata", "fields", "names", "hasobject"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_attributes(spelling):
    ours, theirs = tnp.dtype(spelling), np.dtype(spelling)
    for name in ATTRIBUTES:
        assert getattr(ours, name) == getattr(theirs, name), name
    assert str(ours) == str(theirs) and repr(ours) == repr(theirs)
    for order in ("S", "s", "=", "<", ">", "|", "N", "native", "big", "little"):
        assert (ours.newbyteorder(order).str == theirs.newbyteorder(order).str), order
    for changed in (copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert changed == ours and changed.str == ours.str
    assert np.dtype(ours) == theirs and tnp.dtype(theirs) == ours


def test_newbyteorder_errors():
    errors = []
    for module in (np, tnp):
        with pytest.raises(ValueError) as caught:
            module.dtype("f8").newbyteorder("x")
        errors.append(str(caught.value))
    assert errors[0] == errors[1]


@pytest.mark.parametrize("a, b", itertools.product(SPELLINGS, SPELLINGS))
def test_relations(a, b):
    for module in (np, tnp):
        x, y = module.dtype(a), module.dtype(b)
        results = [x == y, x != y, x < y, x <= y, x > y, x >= y, x == b,
                   hash(x) == hash(y) or x != y,
                   module.promote_types(x, y).str, module.result_type(x, y).str]
        for casting in ("no", "equiv", "safe", "same_kind"):
            results.append(module.can_cast(a, b, casting))
            results.append(module.can_cast(x, y, casting))
        if module is np:
            expected = results
    assert results == expected


def metadata(dtype):
    return None if dtype.metadata is None else dict(dtype.metadata)


def test_metadata():
    for module in (np, tnp):
        m = module.dtype("f8", metadata={1: 1})
        results = [
            metadata(m), repr(m), m == module.dtype("f8"), m.isbuiltin,
            metadata(m.newbyteorder()), metadata(module.dtype(m)),
            metadata(module.dtype(m, metadata={2: 2})),
            module.promote_types(m, m) is m, metadata(module.promote_types(m, "f8")),
            metadata(module.result_type(m)),
            metadata(pickle.loads(pickle.dumps(m))), metadata(copy.deepcopy(m)),
            metadata(module.dtype("f8", metadata={})), type(m.metadata).__name__,
        ]
        for wrong in (3, None):
            with pytest.raises(TypeError) as caught:
                module.dtype("f8", metadata=wrong)
            results.append(str(caught.value))
        if module is np:
            expected = results
    assert results == expected


def test_limits_and_kinds():
    swapped = tnp.dtype(">f4")
    assert tnp.finfo(swapped).eps == tnp.finfo("f4").eps
    assert tnp.iinfo(tnp.dtype(">i2")).max == 32767
    assert tnp.issubdtype(swapped, tnp.floating)
    assert tnp.isdtype(swapped, "real floating")


@pytest.mark.parametrize("call", [
    lambda d: tnp.zeros(3, dtype=d), lambda d: tnp.arange(3, dtype=d),
    lambda d: tnp.ones(3).astype(d), lambda d: tnp.array([1], d),
    lambda d: tnp.ones(3).view(d), lambda d: tnp.ones(3).sum(dtype=d),
])
def test_arrays_refuse_the_other_order(call):
    for dtype in (tnp.dtype(">f8"), ">f8", np.dtype(">f8")):
        with pytest.raises(NotImplementedError, match="byte order"):
            call(dtype)


@pytest.mark.parametrize("dtype", [">i2", ">u4", ">f4", ">f8", ">c16", "<i4", ">i1"])
def test_frombuffer_reads_it(dtype):
    data = np.arange(24, dtype="u1").tobytes() * 2
    expected = np.frombuffer(data, dtype, count=2, offset=4)
    for spelling in (dtype, tnp.dtype(dtype), np.dtype(dtype)):
        found = tnp.frombuffer(data, spelling, count=2, offset=4)
        assert found.dtype.isnative and found.tolist() == expected.tolist()


def test_writing_into_the_other_order_is_refused():
    out = np.zeros(3, ">f8")
    with pytest.raises(NotImplementedError):
        tnp.add(tnp.ones(3), 1, out=out)
    with pytest.raises(NotImplementedError, match="element type"):
        tnp.asarray(out, copy=False)
    assert not out.any()


class Interface:
    def __init__(self, array):
        self.array = array
        self.__array_interface__ = array.__array_interface__


@pytest.mark.parametrize("dtype", [">i2", ">u4", ">f2", ">f8", ">c8", ">i1"])
@pytest.mark.parametrize("view", [
    lambda a: a, lambda a: a.T, lambda a: a[::-1, ::2], lambda a: a[0, 1:2],
    lambda a: a[1, 1].reshape(()), lambda a: a[:0]])
def test_arrays_of_the_other_order_are_converted(view, dtype):
    numbers = np.arange(6, dtype=dtype).reshape(2, 3)
    foreign = view(numbers)
    for source in (foreign, Interface(foreign)):
        found = tnp.asarray(source)
        assert found.dtype == dtype[1:] and found.tolist() == foreign.tolist()
        found[...] = 7
    assert foreign.dtype.isnative or numbers.ravel().tolist() == list(range(6))
    assert tnp.array(foreign, dtype="c16").tolist() == foreign.astype(
        "c16").tolist()
    assert (foreign + tnp.float32(1)).tolist() == (foreign + 1).tolist()


def test_typecodes_are_numpys_without_what_tnp_refuses():
    refused = set("gGSUVOMmc")
    assert tnp.typecodes == {
        kind: "".join(code for code in codes if code not in refused)
        for kind, codes in np.typecodes.items()}
    assert all(tnp.dtype(code).char for code in tnp.typecodes["All"])


def test_truth_values_are_the_scalars():
    assert tnp.True_ is tnp.bool(True) and tnp.False_ is tnp.bool(False)
