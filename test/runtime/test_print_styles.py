"""Printing as older versions of NumPy did, and as torch does."""

import numpy as np
import pytest
import tnp
import torch

LEGACY = ["1.21", "1.25", "2.1", "2.2", False]


def texts(module):
    f4 = module.float32
    values = [
        module.float64(0.1), module.float32(0.1), module.int8(3), module.True_,
        module.complex64(1 + 2j), module.float16(1e4), module.float32(1e8),
        module.array([1e7, 1e4], dtype=f4), module.array([1e6, 1], dtype="f2") / 100,
        module.zeros((0, 3)), module.arange(2000), module.ones((60, 60)),
        module.array(1.5), module.array([1 + 2e7j], dtype="c8"),
        module.array([65504, 1], dtype="f2"), [module.float64(1), module.int64(2)],
    ]
    return [text(value) for value in values for text in (repr, str)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("legacy", LEGACY)
def test_legacy(legacy):
    with np.printoptions(legacy=legacy):
        expected = texts(np) + [np.get_printoptions()["legacy"]]
    with tnp.printoptions(legacy=legacy):
        assert texts(tnp) + [tnp.get_printoptions()["legacy"]] == expected
    assert repr(tnp.float64(0.1)) == "np.float64(0.1)"
    assert (tnp.array2string(tnp.array([1e7, 1], dtype="f4"), legacy=legacy)
            == np.array2string(np.array([1e7, 1], dtype="f4"), legacy=legacy))


def test_legacy_unknown():
    # NumPy warns in these words, and cannot print afterwards.
    with pytest.warns(UserWarning, match="legacy printing option can"):
        tnp.set_printoptions(legacy="3.0")
    assert tnp.get_printoptions()["legacy"] is False
    with pytest.raises(NotImplementedError, match="1.13"):
        tnp.set_printoptions(legacy="1.13")


def test_torch_style():
    with tnp.printoptions(_style="torch"):
        assert repr(tnp.arange(10).sum()) == "tensor(45)"
        assert repr(tnp.array(45)) == "tensor(45)"
        for dtype in ("float32", "float64", "int8", "bool", "complex64"):
            a = tnp.arange(6).reshape(2, 3).astype(dtype)
            assert repr(a) == str(a) == repr(torch.arange(6).reshape(2, 3).to(
                getattr(torch, dtype)))
        with tnp.printoptions(_style="numpy"):
            assert repr(tnp.array([1.5])) == "array([1.5])"
    assert repr(tnp.array([1.5])) == "array([1.5])"
    tnp.set_printoptions(_style="torch")
    try:
        a = tnp.ones(2)._requires_grad_()
        assert repr(a) == "tensor([1., 1.], dtype=torch.float64, requires_grad=True)"
    finally:
        tnp.set_printoptions(_style="numpy")
    assert str(tnp.ones(2)) == "[1. 1.]"
    with pytest.raises(ValueError, match="_style"):
        tnp.set_printoptions(_style="jax")
