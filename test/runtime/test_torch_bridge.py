"""tnp and Python's torch in one program: memory, types, imports, gradients."""

import subprocess
import sys

import numpy as np
import pytest
import torch

import tnp


def run(program, *options):
    """The output of a program in a process of its own."""
    result = subprocess.run([sys.executable, *options, "-c", program],
                            capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


SHARE = """
t = torch.arange(6.0).reshape(2, 3)
a = t._np_compat()
a[0, 1] = 7
a._torch()[1, 2] = 8
print(t.tolist())
"""
SHARED = "[[0.0, 7.0, 2.0], [3.0, 4.0, 8.0]]"


def test_import_loads_neither_torch_nor_numpy():
    assert run("import tnp, sys; print('torch' in sys.modules, "
               "'numpy' in sys.modules)") == "False False"


@pytest.mark.parametrize("first", ["import torch, tnp", "import tnp, torch",
                                   "import tnp; import torch.nn",
                                   "import tnp\nfrom torch import nn\n"
                                   "import torch"])
@pytest.mark.parametrize("options", [(), ("-W", "error")])
def test_import_order(first, options):
    assert run(first + SHARE, *options) == SHARED


def test_asking_for_torch_does_not_import_it():
    program = """
import sys, tnp, importlib.util
for _ in range(2):
    spec = importlib.util.find_spec('torch')
    assert spec.origin.endswith('__init__.py') and spec.loader.name == 'torch'
assert 'torch' not in sys.modules
import torch
""" + SHARE
    assert run(program) == SHARED


def test_torch_keeps_its_own_loader():
    loaders = [run(f"import {order}, sys; m = sys.modules['torch']; "
                   "print(type(m.__loader__).__name__, "
                   "type(m.__spec__.loader).__name__, len(sys.meta_path))")
               for order in ("torch", "tnp, torch")]
    assert loaders[0] == loaders[1]


def test_torch_is_imported_when_a_tensor_is_asked_for():
    assert run("import tnp, sys; t = tnp.ones(2)._torch(); "
               "print('torch' in sys.modules, t.tolist(), "
               "hasattr(type(t), '_np_compat'))") == "True [1.0, 1.0] True"


def test_a_torch_that_cannot_be_imported_is_reported(tmp_path):
    (tmp_path / "torch.py").write_text("raise ImportError('no torch here')")
    program = f"""
import sys; sys.path.insert(0, {str(tmp_path)!r})
import tnp
for _ in range(2):
    try:
        tnp.ones(2)._torch()
    except ImportError as error:
        print(error)
print(tnp.ones(2).tolist())
"""
    assert run(program).splitlines() == ["no torch here"] * 2 + ["[1.0, 1.0]"]


DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64", "float16", "float32", "float64", "complex64",
          "complex128"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_tensor_to_array(dtype):
    t = torch.tensor([[0, 1, 2], [3, 4, 5]]).to(getattr(torch, dtype))
    a = t._np_compat()
    assert str(a.dtype) == dtype
    np.testing.assert_array_equal(np.asarray(a), t.numpy())
    a[1, 0] = 1
    assert t[1, 0] == 1
    assert a._torch().dtype == t.dtype
    assert a._torch().data_ptr() == t.data_ptr()


@pytest.mark.parametrize("dtype", DTYPES)
def test_array_to_tensor(dtype):
    a = tnp.zeros((2, 3), dtype=dtype)
    t = a._torch()
    assert str(t.dtype) == f"torch.{dtype}" and t.shape == (2, 3)
    t[1, 2] = 1
    assert a[1, 2] == 1
    a[0, 0] = 1
    assert t[0, 0] == 1


@pytest.mark.parametrize("view", [
    lambda x: x[1:3], lambda x: x[:, ::2], lambda x: x[2], lambda x: x[1, 1],
    lambda x: x[0:0], lambda x: x[:, 3:3], lambda x: x.reshape(2, 10),
    lambda x: x[1:].T, lambda x: x[..., None]])
def test_views_share_memory_both_ways(view):
    whole = torch.arange(20.0, dtype=torch.float64).reshape(4, 5)
    t = view(whole)
    a = t._np_compat()
    expected = t.numpy()
    assert a.shape == expected.shape
    if t.numel():
        assert a.strides == expected.strides
    np.testing.assert_array_equal(np.asarray(a), expected)
    a[...] = -1
    assert (t == -1).all()

    array = tnp.arange(20.0).reshape(4, 5)
    part = array.reshape(4, 5)
    a = part[1:3, ::2]
    t = a._torch()
    t.fill_(-1)
    assert (np.asarray(array)[1:3, ::2] == -1).all()
    assert (np.asarray(array) == -1).sum() == 6


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,), (2, 3)])
def test_shapes(shape):
    a = tnp.ones(shape)
    t = a._torch()
    assert t.shape == shape
    assert t._np_compat().shape == shape
    assert torch.ones(shape)._np_compat().shape == shape
    t.fill_(5)
    assert (np.asarray(a) == 5).all()


def test_negative_strides_are_copied():
    a = tnp.arange(5)
    t = a[::-1]._torch()
    assert t.tolist() == [4, 3, 2, 1, 0]
    t.zero_()
    assert a.tolist() == [0, 1, 2, 3, 4]


def test_read_only_arrays_are_copied():
    whole = tnp.arange(3.0)
    a = tnp.frombuffer(b"\1\2\3\4", dtype="uint8")
    t = a._torch()
    t.zero_()
    assert a.tolist() == [1, 2, 3, 4]
    whole.setflags(write=False)
    whole._torch().zero_()
    assert whole.tolist() == [0, 1, 2]


def test_changing_a_tensor_in_place_leaves_the_array():
    a = tnp.arange(6.0).reshape(2, 3)
    t = a._torch()
    t.t_()
    t.unsqueeze_(0)
    assert a.shape == (2, 3) and a._torch().shape == (2, 3)
    with pytest.raises(RuntimeError, match="resiz"):
        a._torch().resize_(1000)
    t = a._torch()
    t.requires_grad_()
    assert not a._torch().requires_grad
    t = a._torch()
    t.share_memory_()
    del t
    assert a.tolist() == [[0, 1, 2], [3, 4, 5]]

    t = torch.arange(6.0).reshape(2, 3)
    a = t._np_compat()
    t.t_()
    assert a.shape == (2, 3) and a._torch().shape == (2, 3)
    with pytest.raises(RuntimeError, match="resiz"):
        t.resize_(1000)
    t.set_(torch.zeros(1).untyped_storage())
    del t
    assert a.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_memory_outlives_either_side():
    for _ in range(50):
        t = tnp.arange(1000.0)._torch()
        a = torch.arange(1000.0)._np_compat()
        others = [tnp.zeros(1000) for _ in range(4)]
        assert t[999] == 999 and a[999] == 999
        del others


def test_conjugate_and_negative_views():
    t = torch.tensor([1 + 2j, 3 - 4j])
    assert t.conj()._np_compat().tolist() == [1 - 2j, 3 + 4j]
    assert t.conj().imag._np_compat().tolist() == [-2, 4]


def test_creation_functions_take_tensors():
    t = torch.arange(3, dtype=torch.int32)
    shared = tnp.asarray(t)
    copied = tnp.array(t)
    shared[0] = 9
    assert t[0] == 9 and copied[0] == 0
    assert tnp.asarray(t, dtype="float64").tolist() == [9, 1, 2]
    stacked = tnp.array([t, t])
    assert stacked.shape == (2, 3) and str(stacked.dtype) == "int32"
    assert stacked.tolist() == [[9, 1, 2], [9, 1, 2]]
    assert tnp.array([torch.tensor(1.5), 2]).tolist() == [1.5, 2]


def test_bfloat16():
    t = torch.tensor([1.5, -2], dtype=torch.bfloat16)
    a = t._np_compat()
    assert a._torch().dtype == torch.bfloat16
    assert a.astype("float32").tolist() == [1.5, -2]


@pytest.mark.parametrize("make", [
    lambda: torch.eye(2).to_sparse(),
    lambda: torch.empty(2, device="meta"),
    lambda: torch._efficientzerotensor(2),
    lambda: torch.nested.nested_tensor([torch.ones(1), torch.ones(2)]),
    lambda: torch.ones(2).to(torch.float8_e4m3fn),
    lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
])
@pytest.mark.filterwarnings("ignore")
def test_tensors_without_plain_memory_are_refused(make):
    t = make()
    with pytest.raises(TypeError, match="tensor"):
        t._np_compat()
    with pytest.raises(TypeError, match="tensor"):
        tnp.asarray(t)


def test_wrapped_tensors_are_refused():
    def double(x):
        x._np_compat()
        return x

    for transform in (torch.func.vmap(double), torch.func.grad(double)):
        with pytest.raises(TypeError, match="wrapper"):
            transform(torch.ones(3))
    from torch._subclasses.fake_tensor import FakeTensorMode
    with FakeTensorMode():
        with pytest.raises(TypeError, match="wrapper"):
            torch.ones(3)._np_compat()


def test_device():
    a = tnp.ones(3)
    assert a._device == "cpu"
    assert a._cpu() is a


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_cuda_without_a_gpu_is_one_clear_error():
    for device in (None, 0, "cuda:1"):
        with pytest.raises(RuntimeError, match="no CUDA device can be used"):
            tnp.ones(3)._cuda(device)
    with pytest.raises(ValueError, match="is no CUDA device"):
        tnp.ones(3)._cuda("cpu")
    with pytest.raises(ValueError, match="negative"):
        tnp.ones(3)._cuda(-1)
