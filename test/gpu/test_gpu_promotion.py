"""Which dtypes mixed operands give on a device, by either set of rules."""

import pytest

import numpy as np

import tnp
from placed import DTYPES, HAS_CUDA, back, check, place, values

PLACE = "cuda" if HAS_CUDA else "cpu"


@pytest.fixture
def torch_rules():
    before = tnp._set_promotion("torch", device=PLACE)
    yield
    tnp._set_promotion(before, device=PLACE)


@pytest.mark.parametrize("other", DTYPES)
@pytest.mark.parametrize("one", DTYPES)
def test_numpy_rules(one, other):
    check(lambda a, b: tnp.multiply(a, b).dtype.name, values(one, (3,)),
          values(other, (3,)), what=f"{one} {other}")


@pytest.mark.parametrize("dtype, number, numpy_rules, torch_rules_give", [
    ("int64", 2.5, "float64", "float32"),
    ("float32", 2.5, "float32", "float32"),
    ("int32", 1j, "complex128", "complex64"),
    ("uint8", 3, "uint8", "uint8"),
    ("bool", 3, "int64", "int64")])
def test_numbers(dtype, number, numpy_rules, torch_rules_give):
    a = place(values(dtype, (3,)))
    assert (a * number).dtype == numpy_rules
    before = tnp._set_promotion("torch", device=PLACE)
    try:
        assert (a * number).dtype == torch_rules_give
    finally:
        tnp._set_promotion(before, device=PLACE)


def test_float32_stays(torch_rules):
    a = place(values("float32", (4, 3)))
    n = place(values("int64", (4, 3)))
    expected = back(a) * back(n).astype("float32")
    np.testing.assert_array_equal(back(a * n), expected)
    for result in (a + n, n / a, n / 2, n.mean(), n.std(axis=0), tnp.sin(n),
                   tnp.where(n > 0, a, n), tnp.concatenate([a, n]),
                   a @ n.T, a * n.sum(), a.sum() * 2, n * 0.5,
                   a * tnp.float64(2), tnp.cov(a)):
        assert result.dtype == tnp.float32
    assert (n + n).dtype == tnp.int64 and n.sum().dtype == tnp.int64


def test_matrix_of_integers_and_floats():
    check(lambda a, b: a @ b, values("int64", (3, 4)), values("float32", (4, 2)))


@pytest.mark.cuda
def test_each_device_has_its_own(torch_rules):
    n = tnp.arange(3)
    assert tnp.sin(n).dtype == tnp.float64
    assert tnp.sin(n._cuda()).dtype == tnp.float32
