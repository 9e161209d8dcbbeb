# RUN: %check_tnp %s
#
# The assertions of numpy.testing become tnp's; the names stay.
import numpy as np
# CHECK: import tnp
from numpy.testing import assert_allclose, assert_equal
# CHECK: from tnp.testing import assert_allclose, assert_equal


def test_sum():
    assert_equal(np.ones(3).sum(), 3)
    # CHECK: assert_equal(tnp.ones(3).sum(), 3)
    assert_allclose(actual=np.zeros(2), desired=[0, 0], atol=1e-9)
    # CHECK: assert_allclose(actual=tnp.zeros(2), desired=[0, 0], atol=1e-9)
    with np.testing.assert_raises(ValueError):
        # CHECK: with tnp.testing.assert_raises(ValueError):
        np.ones(-1)


def assert_close(x, y):
    # CHECK: def assert_close(x, y):
    return x.testing.assert_equal(y)
    # CHECK: return x.testing.assert_equal(y)
