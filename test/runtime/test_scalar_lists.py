"""Lists of scalar types, versions and other small constants against NumPy's."""

import warnings

import numpy as np
import pytest

import tnp

# What tnp has no arrays of, and what is int64 or uint64 in it.
REFUSED = {"bytes_", "clongdouble", "complex256", "datetime64", "float128",
           "longdouble", "object_", "str_", "timedelta64", "void"}
SAME_IN_TNP = {"longlong", "ulonglong"}


def kept(types):
    return [t for t in types if t.__name__ not in REFUSED | SAME_IN_TNP]


def test_scalar_type_lists_numpys_in_order():
    ours = [t.__name__ for t in tnp.ScalarType]
    assert ours == [t.__name__ for t in kept(np.ScalarType)]
    assert isinstance(tnp.ScalarType, tuple)
    assert tnp.ScalarType[:7] == np.ScalarType[:7]


def test_scalar_types_by_name():
    expected = {name: tnp.dtype(t().dtype.name).type
                for name, t in np.sctypeDict.items()
                if t.__name__ not in REFUSED}
    assert tnp.sctypeDict == expected


def test_scalar_lists_are_made_once():
    assert tnp.sctypeDict is tnp.sctypeDict
    assert {"ScalarType", "sctypeDict"} <= set(dir(tnp))


def test_version_is_that_of_the_numpy_compared_with():
    assert tnp._numpy_version == np.__version__
    assert tnp.little_endian is np.little_endian


def test_module_deprecation_warning():
    ours = tnp.exceptions.ModuleDeprecationWarning
    theirs = np.exceptions.ModuleDeprecationWarning
    assert [c.__name__ for c in ours.__mro__] == [
        c.__name__ for c in theirs.__mro__]
    assert ours.__module__ == "tnp.exceptions"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ours):
            warnings.warn("old", ours)
