"""tnp._set_promotion("torch"): dtypes as torch gives them; NumPy's otherwise."""

import itertools
import subprocess
import sys

import numpy as np
import pytest
import torch

import tnp

# torch promotes uint16, uint32 and uint64 with few types.
DTYPES = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16",
          "float32", "float64", "complex64", "complex128"]
NUMBERS = [True, 3, 2.5, 1j]


@pytest.fixture
def torch_rules():
    before = tnp._set_promotion("torch", device="cpu")
    yield
    tnp._set_promotion(before, device="cpu")


def operands():
    """(name, of tnp, of torch): arrays with axes, 0-d arrays and numbers."""
    for dtype in DTYPES:
        for shape in [(3,), ()]:
            values = np.ones(shape).astype(dtype)
            yield (f"{dtype}{list(shape)}", tnp.asarray(values),
                   torch.from_numpy(values) if shape else
                   torch.tensor(values.item(), dtype=getattr(torch, dtype)))
    for number in NUMBERS:
        yield repr(number), number, number


PAIRS = [pytest.param(*a[1:], *b[1:], id=f"{a[0]}-{b[0]}")
         for a, b in itertools.product(operands(), operands())
         if (hasattr(a[1], "shape") and a[1].shape)
         or (hasattr(b[1], "shape") and b[1].shape)]


def torch_dtype(result):
    """torch's complex32 has no counterpart: the next larger stands for it."""
    name = str(result.dtype).removeprefix("torch.")
    return "complex64" if name == "complex32" else name


@pytest.mark.filterwarnings("ignore:ComplexHalf support")
@pytest.mark.parametrize("a, b, ta, tb", [
    pytest.param(p.values[0], p.values[2], p.values[1], p.values[3], id=p.id)
    for p in PAIRS])
def test_pairs(torch_rules, a, b, ta, tb):
    expected = torch_dtype(torch.empty(0, dtype=torch.result_type(ta, tb)))
    assert str(tnp.multiply(a, b).dtype) == expected
    assert str(tnp.result_type(a, b)) == expected
    if torch.result_type(ta, tb) != torch.complex32:  # torch has no division
        quotient = torch.true_divide(ta, tb)
        assert str(tnp.divide(a, b).dtype) == torch_dtype(quotient)
    if "complex" not in expected:
        assert str(tnp.maximum(a, b).dtype) == expected
        assert tnp.less(a, b).dtype == bool
    arrays = [x for x in (a, b) if hasattr(x, "shape") and x.shape]
    if len(arrays) == 2:
        assert str(tnp.concatenate(arrays).dtype) == expected
        assert str(tnp.stack(arrays).dtype) == expected
        assert str(tnp.where([True, False, True], a, b).dtype) == expected
        assert str(tnp.inner(a, b).dtype) == expected


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["sin", "exp", "log1p", "sqrt", "arctan",
                                  "cosh", "log2", "expm1"])
def test_functions_with_floating_results(torch_rules, name, dtype):
    values = np.array([0, 1, 1]).astype(dtype)
    if name in ("log2",):
        values = np.ones(3).astype(dtype)
    ours = getattr(tnp, name)(tnp.asarray(values))
    theirs = getattr(torch, name)(torch.from_numpy(values))
    assert str(ours.dtype) == torch_dtype(theirs)
    tolerance = 4 * np.finfo(np.asarray(ours).dtype).eps
    np.testing.assert_allclose(np.asarray(ours), theirs.numpy(), tolerance)


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64"])
def test_statistics_of_integers(torch_rules, dtype):
    a = tnp.asarray(np.array([[1, 0, 1], [1, 1, 1]]).astype(dtype))
    for function in (tnp.mean, tnp.std, tnp.var, tnp.average, tnp.median):
        assert function(a).dtype == tnp.float32, function
    assert a.mean(axis=0).tolist() == [1.0, 0.5, 1.0]
    assert a.sum().dtype.kind == ("u" if dtype == "uint8" else "i")
    assert tnp.cov(a.astype("float32")).dtype == tnp.float32
    assert tnp.matmul(a, tnp.ones((3, 2), "float32")).dtype == tnp.float32


@pytest.mark.parametrize("name, args, expected", [
    ("arctan2", ["int64", "int64"], "float32"),
    ("hypot", ["int16", "uint8"], "float32"),
    ("copysign", ["int8", "float64"], "float64"),
    ("logaddexp", ["int32", "float16"], "float16"),
    ("ldexp", ["float32", "int64"], "float32"),
    ("floor_divide", ["int32", "int64"], "int64"),
    ("power", ["int32", "float32"], "float32"),
    ("remainder", ["uint8", "int64"], "int64"),
    ("bitwise_and", ["uint8", "int16"], "int16"),
    ("add", ["uint64", "int64"], "float64"),  # torch has no such type
])
def test_ufuncs_of_two(torch_rules, name, args, expected):
    ours = getattr(tnp, name)(*(tnp.ones(3, dtype) for dtype in args))
    assert str(ours.dtype) == expected


def test_in_place_and_out(torch_rules):
    a = tnp.ones(3, "float32")
    a += tnp.ones(3, "int64")
    a *= 2.5
    assert a.dtype == tnp.float32 and a.tolist() == [5, 5, 5]
    out = tnp.empty(3)
    assert tnp.sin(tnp.zeros(3, int), out=out) is out and out.tolist() == [0] * 3
    b = tnp.ones(3, "int64")
    with pytest.raises(TypeError, match="Cannot cast ufunc 'divide' output"):
        b /= 2
    assert tnp.sin(b, dtype="float64").dtype == tnp.float64
    assert tnp.divide.reduce(tnp.ones((2, 3), "int64")).dtype == tnp.float32


def test_overflow_of_python_integers_stays_an_error(torch_rules):
    with pytest.raises(OverflowError, match="out of bounds for int8"):
        tnp.ones(3, "int8") + 300


def test_scalars_keep_numpy_rules(torch_rules):
    assert type(tnp.float32(1) + tnp.float64(1)) is tnp.float64
    assert type(tnp.int64(1) / 2) is tnp.float64
    assert (tnp.ones(2, "float32") * tnp.float64(2)).dtype == tnp.float32


def test_torch_default_dtype_counts(torch_rules):
    torch.set_default_dtype(torch.float64)
    try:
        assert tnp.sin(tnp.ones(3, int)).dtype == tnp.float64
        assert (tnp.ones(3, int) * 2.5).dtype == tnp.float64
    finally:
        torch.set_default_dtype(torch.float32)
    assert tnp.sin(tnp.ones(3, int)).dtype == tnp.float32


def test_gives_the_rules_before_and_leaves_other_devices():
    assert tnp._set_promotion("torch") == "numpy"
    try:
        assert (tnp.ones(3, "float32") * tnp.ones(3, int)).dtype == tnp.float64
        assert tnp._set_promotion("torch", device="cuda") == "torch"
    finally:
        assert tnp._set_promotion("numpy") == "torch"
    assert tnp._set_promotion("numpy", device="cpu") == "numpy"
    assert tnp.sin(tnp.ones(3, int)).dtype == tnp.float64


@pytest.mark.parametrize("args, message", [
    (("pandas",), "rules must be 'numpy' or 'torch', not 'pandas'"),
    (("torch", "mps"), "device must be 'cuda' or 'cpu', not 'mps'")])
def test_refusals(args, message):
    with pytest.raises(ValueError, match=message):
        tnp._set_promotion(*args)


def test_holds_in_every_thread_of_a_process():
    program = ("import threading, tnp; tnp._set_promotion('torch', 'cpu');"
               "t = threading.Thread(target=lambda: print("
               "tnp.sqrt(tnp.ones(2, int)).dtype)); t.start(); t.join()")
    done = subprocess.run([sys.executable, "-c", program], check=True,
                          capture_output=True, text=True)
    assert done.stdout == "float32\n"
