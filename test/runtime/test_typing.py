"""tnp.typing against numpy.typing."""

import numpy as np
import numpy.typing as npt
import pytest

import tnp
import tnp.typing


def test_ndarray_alias_prints_as_numpys():
    expected = repr(npt.NDArray[np.float64]).replace("numpy.", "tnp.")
    assert repr(tnp.typing.NDArray[tnp.float64]) == expected


def test_aliases_serve_as_annotations():
    def scaled(values: tnp.typing.ArrayLike,
               dtype: tnp.typing.DTypeLike = None,
               ) -> tnp.typing.NDArray[tnp.int64]:
        return tnp.asarray(values, dtype)

    hints = scaled.__annotations__
    assert hints["return"] == tnp.typing.NDArray[tnp.int64]
    assert hints["return"].__origin__ is tnp.ndarray


def test_alias_is_no_class_for_isinstance():
    with pytest.raises(TypeError):
        isinstance(np.arange(3), npt.NDArray[np.float64])
    with pytest.raises(TypeError):
        isinstance(tnp.arange(3), tnp.typing.NDArray[tnp.float64])
