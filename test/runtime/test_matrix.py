"""`matrix`, `bmat` and `matlib` against NumPy."""

import numpy as np
import numpy.matlib
import pytest

import tnp
import tnp.matlib

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

EXPRESSIONS = [
    "M('1 2; 3 4')", "M('[[1, 2.5], [3, 4]]')", "M([1, 2, 3])", "M(5)",
    "M([[1, 2], [3, 4]], dtype='f4')", "M(xp.ones((2, 3)))",
    "m * m", "m * [[1], [2]]", "m * 2", "2 * m", "m + 1", "m - m.T", "m / 2",
    "m ** 2", "m ** -1", "m @ m", "m * xp.ones(2)[:, None]", "xp.ones((2, 2)) * m",
    "m == m", "m.T", "m.H", "(m * 1j).H", "m.I", "M('1 2 3; 4 5 6').I", "m.A", "m.A1",
    "m.sum()", "m.sum(0)", "m.sum(1)", "m.mean(0)", "m.std(1)", "m.var()", "m.prod(1)",
    "m.max(0)", "m.min()", "m.argmax(1)", "m.argmin(0)", "m.argmax()", "m.ptp(0)",
    "m.ptp()", "m.any(0)", "m.all()", "m.ravel()", "m.flatten()", "m.squeeze()",
    "m[0]", "m[0, 1]", "m[:, 0]", "m[0, :]", "m[[0, 1]]", "m[m > 2]", "m[:1, [1]]",
    "m.reshape(4)", "m.reshape(1, 4)", "m.copy()", "m.astype(int)", "m.transpose()",
    "m.getT()", "m.getI()", "m.getA1()", "m.tolist()", "m.diagonal()", "m.cumsum()",
    "repr(m)", "str(m)", "xp.bmat('m, m; m, m')", "xp.bmat([[m, m], [m, m]])",
    "xp.bmat([m, m])", "xp.asmatrix([1, 2])", "xp.asmatrix(m) is m",
    "xp.sqrt(m)", "xp.add(m, 1)", "xp.exp(m)", "abs(-m)", "-m", "xp.dot(m, m)",
    "xp.linalg.inv(m)", "xp.linalg.det(m)", "xp.linalg.solve(m, m)",
    "xp.linalg.matrix_power(m, 3)", "xp.kron(m, m)", "xp.sum(m, axis=0)", "xp.sort(m)",
    "matlib.zeros((2, 3))", "matlib.ones(3)", "matlib.eye(2, 3, 1)", "matlib.identity(2)",
    "matlib.empty((2, 0))", "matlib.repmat([1, 2], 2, 3)", "matlib.repmat(m, 2, 1)",
    "matlib.repmat(5, 2, 2)", "(xp.random.seed(3), matlib.rand(2, 3))[1]",
    "(xp.random.seed(3), matlib.randn((2, 3)))[1]", "matlib.arange(3)",
    # Errors.
    "M('1 2; 3')", "M(xp.ones((2, 2, 2)))", "m * M('1 2 3')", "xp.bmat('nothing')",
    "matlib.repmat(xp.ones((1, 2, 3)), 2, 2)",
]


def evaluate(text, module, matlib):
    names = {"xp": module, "matlib": matlib, "M": module.matrix,
             "m": module.matrix([[1.0, 2], [3, 4]])}
    try:
        return eval(text, names), None
    except Exception as error:  # compared
        return None, error


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_equals_numpy(text):
    expected, error = evaluate(text, np, np.matlib)
    actual, tnp_error = evaluate(text, tnp, tnp.matlib)
    assert type(tnp_error).__name__ == type(error).__name__, tnp_error
    if error is not None:
        return
    assert type(actual).__name__ == type(expected).__name__
    if isinstance(expected, str):
        assert actual == expected
        return
    a, b = np.asarray(expected), np.asarray(actual)
    assert (a.dtype, a.shape) == (b.dtype, b.shape)
    if "empty" not in text:
        np.testing.assert_allclose(b, a, rtol=1e-14, atol=1e-15)


def test_views_share_memory():
    a = tnp.zeros((2, 2))
    m = tnp.asmatrix(a)
    m[0, 0] = 5
    assert a[0, 0] == 5
    m.A[1, 1] = 7
    assert a[1, 1] == 7


def test_writes_in_place():
    m = tnp.matrix([[1.0, 2], [3, 4]])
    same = m
    m *= m
    assert same is m
    np.testing.assert_array_equal(np.asarray(m), [[7, 10], [15, 22]])
    m **= 1
    m += 1
    np.testing.assert_array_equal(np.asarray(m), [[8, 11], [16, 23]])


def test_it_says_what_to_use_instead():
    with pytest.warns(PendingDeprecationWarning, match="not the recommended way"):
        tnp.matrix([1])
