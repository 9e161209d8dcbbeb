"""`tnp.dtypes` against NumPy's."""

import numpy as np
import pytest

import tnp
import tnp.dtypes

NAMES = tnp.dtypes.__all__
DTYPES = ("bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 "
          "float64 complex64 complex128").split()


def test_every_name_is_numpys():
    assert len(NAMES) == 24
    assert all(hasattr(np.dtypes, name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_class_makes_its_dtype_and_knows_it(name):
    made = getattr(tnp.dtypes, name)()
    expected = getattr(np.dtypes, name)()
    assert str(made) == str(expected)
    assert getattr(tnp.dtypes, name).type is made.type
    for dtype in DTYPES:
        # NumPy tells `long` from `long long`; tnp has one type of that size.
        is_one = np.dtype(dtype) == expected
        assert isinstance(tnp.dtype(dtype), getattr(tnp.dtypes, name)) == is_one


def test_what_is_no_dtype_is_no_instance():
    assert not isinstance(tnp.float64(1), tnp.dtypes.Float64DType)
    assert not isinstance("float64", tnp.dtypes.Float64DType)
    assert tnp.dtypes.LongDType == tnp.dtypes.Int64DType != tnp.dtypes.Int32DType
