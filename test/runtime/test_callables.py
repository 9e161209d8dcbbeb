"""`c_`, `r_`, grids, `vectorize` and `fromfunction` against NumPy."""

import numpy as np
import pytest

import tnp
from array_compare import as_numpy

EXPRESSIONS = [
    "xp.c_[xp.arange(3), xp.ones(3)]",
    "xp.c_[xp.ones((2, 2)), xp.zeros(2)]",
    "xp.c_[1:4, [7, 8, 9]]",
    "xp.r_[1:4, 0, 4]",
    "xp.r_[0:1:5j, 2.5]",
    "xp.r_[xp.float32([1, 2]), 3]",
    "xp.r_['0,2', [1, 2], [3, 4]]",
    "xp.r_['-1,2,0', [1, 2], [3, 4]]",
    "xp.mgrid[0:3, 0:4]",
    "xp.mgrid[0:1:3j, -1:1:5j]",
    "xp.mgrid[2:5]",
    "xp.mgrid[0:2:0.5, 1:3]",
    "xp.ogrid[0:3, 0:4][0]",
    "xp.ogrid[0:3, 0:1:4j][1]",
    "xp.fromfunction(lambda i, j: i + 10 * j, (3, 2))",
    "xp.fromfunction(lambda i, j: i == j, (3, 3), dtype=int)",
    "xp.fromfunction(lambda i, k: i * k, (2,), k=3)",
    "xp.vectorize(lambda x: x * 2)([1, 2, 3])",
    "xp.vectorize(lambda x, y: x if x > y else y)([[1.5], [3]], [2, 4])",
    "xp.vectorize(lambda x: (x, x / 2))([1, 2])[1]",
    "xp.vectorize(lambda x: x + 1, otypes=[float])([])",
    "xp.vectorize(lambda x, p: x ** p, excluded=['p'])(xp.arange(3), p=2)",
    "xp.vectorize(lambda x: x > 1)(3)",
    "xp.vectorize(lambda a, b: (a * b).sum(), signature='(n),(n)->()')"
    "([[1, 2], [3, 4]], [3, 4])",
    "xp.vectorize(lambda a: a[::-1] + .5, signature='(n)->(n)')([[1, 2]])",
    "xp.vectorize(lambda a, b: xp.outer(a, b), signature='(n), (m) -> (n,m)')"
    "(xp.ones((2, 1, 3)), xp.arange(4.).reshape(2, 2))",
    "xp.vectorize(lambda a: (a.min(), a.max()), signature='(n)->(),()')"
    "([[4, 2], [1, 3]])[1]",
    "xp.vectorize(lambda a: a, signature='(n)->(n)', otypes='f')"
    "(xp.ones((0, 3)))",
    "xp.vectorize(lambda a, p: a * p, excluded=[1], signature='(n)->(n)')"
    "([1, 2], 3)",
    "xp.frompyfunc(lambda a, b: a + b, 2, 1)([1, 2], [[3.5], [4]])"
    ".astype(float)",
    "xp.frompyfunc(lambda a: a > 1, 1, 1)(2)",
    "xp.frompyfunc(divmod, 2, 2)([7, 8], 3)[1].astype(int)",
    "xp.frompyfunc(lambda a, b: a * b, 2, 1).reduce([[1, 2], [3, 4]])"
    ".astype(int)",
    "xp.frompyfunc(max, 2, 1).reduce([3, 1, 4])",
    "xp.frompyfunc(max, 2, 1, identity=0).reduce([])",
    "xp.frompyfunc(max, 2, 1).reduce([[3, 1], [2, 4]], axis=1, keepdims=True)"
    ".astype(int)",
    "xp.frompyfunc(lambda a, b: a - b, 2, 1).accumulate([[1, 2], [3, 4]], 1)"
    ".astype(int)",
    "xp.frompyfunc(pow, 2, 1).outer([2, 3], [1, 2, 3]).astype(int)",
    "xp.mask_indices(3, xp.triu)",
    "xp.mask_indices(4, xp.tril, -1)",
    "xp.mask_indices(3, lambda a, k: a - xp.eye(3))",
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_equals_numpy(text):
    expected = np.asarray(eval(text, {"xp": np}))
    actual = tnp.asarray(eval(text, {"xp": tnp}))
    assert (str(actual.dtype), actual.shape) == (
        str(expected.dtype), expected.shape)
    np.testing.assert_array_equal(as_numpy(actual), expected)


@pytest.mark.parametrize("text, error", [
    ("xp.vectorize(lambda x: x)([])", ValueError),
    ("xp.r_['x', [1]]", ValueError),
    ("xp.vectorize(lambda x: x, signature='(n->(n)')", ValueError),
    ("xp.vectorize(lambda x: x, signature='(n)->(n)')(1)", ValueError),
    ("xp.vectorize(lambda x: x, signature='(n)->(n)')([1], [2])", TypeError),
    ("xp.vectorize(lambda x: x, signature='(n)->(),()')([1])", ValueError),
    ("xp.vectorize(lambda x: x, signature='(n)->(n)')(xp.ones((0, 2)))",
     ValueError),
    ("xp.vectorize(lambda x: x, signature='(n)->(m)', otypes='d')"
     "(xp.ones((0, 2)))", ValueError),
    ("xp.vectorize(lambda x, y: x, signature='(n),(n)->(n)')([1], [1, 2])",
     ValueError),
    ("xp.frompyfunc(abs, 1, 1)(1, 2)", TypeError),
    ("xp.frompyfunc(abs, 1, 1).reduce([1, 2])", ValueError),
    ("xp.frompyfunc(divmod, 2, 2).accumulate([1, 2])", ValueError),
    ("xp.frompyfunc(max, 2, 1).reduce([])", ValueError),
    ("xp.frompyfunc(3, 2, 1)", TypeError),
    ("xp.r_[[1], 'r']", ValueError),
])
def test_errors_are_numpys(text, error):
    for xp in (np, tnp):
        with pytest.raises(error):
            eval(text, {"xp": xp})


def test_index_expressions():
    assert tnp.s_[1:3] == np.s_[1:3]
    assert tnp.index_exp[::2] == np.index_exp[::2]


def test_frompyfunc_gives_numbers():
    out = tnp.zeros(2)
    assert tnp.frompyfunc(abs, 1, 1)([-1, 2], out=out) is out
    assert out.tolist() == [1.0, 2.0]
    assert tnp.frompyfunc(abs, 1, 1)([-1, 2]).dtype == tnp.int64


def test_refused_forms_say_so():
    with pytest.raises(TypeError, match="arrays of numbers only"):
        tnp.frompyfunc(lambda x: [x, x], 1, 1)([1, 2])


def described(call, library):
    """Type, shape and values, or the exception with its words."""
    try:
        result = call(library)
    except Exception as error:  # every kind is compared
        return type(error).__name__, str(error)
    if not hasattr(result, "tolist"):
        return result
    return result.dtype.name, result.shape, result.tolist()


@pytest.mark.parametrize("call", [
    lambda np: np.apply_along_axis(lambda v: v[0] + v[-1], 0, np.arange(6).reshape(2, 3)),
    lambda np: np.apply_along_axis(np.sort, 1, np.array([[3., 1], [2, 5]])),
    lambda np: np.apply_along_axis(np.diag, -1, np.arange(6).reshape(2, 3)),
    lambda np: np.apply_along_axis(lambda v: v.reshape(2, 2), 1, np.arange(24).reshape(2, 4, 3)),
    lambda np: np.apply_along_axis(lambda v, k, m=0: v.sum() * k + m, 1,
                                   np.ones((2, 3)), 2, m=1),
    lambda np: np.apply_along_axis(sum, 0, np.ones((3, 0))),
    lambda np: np.apply_along_axis(sum, 2, np.ones((3, 2))),
    lambda np: np.apply_along_axis(len, 0, [1, 2, 3]),
    lambda np: np.apply_over_axes(np.sum, np.arange(24).reshape(2, 3, 4), (0, -1)),
    lambda np: np.apply_over_axes(np.sum, np.ones((2, 3)), 0),
    lambda np: np.apply_over_axes(lambda a, axis: a.sum(), np.ones((2, 3)), (0,)),
    lambda np: np.piecewise(np.linspace(-2.5, 2.5, 6), [np.linspace(-2.5, 2.5, 6) < 0,
                            np.linspace(-2.5, 2.5, 6) >= 0], [-1, 1]),
    lambda np: np.piecewise(np.arange(4.), [np.arange(4) > 1], [lambda x: x**2, 7]),
    lambda np: np.piecewise(np.arange(4), np.arange(4) > 2, [lambda x, k: x + k], 5),
    lambda np: np.piecewise(3., [3. > 2], [10]),
    lambda np: np.piecewise(np.arange(4.), [np.arange(4) > 1], [1, 2, 3]),
    lambda np: list(np.ndindex(2, 3)), lambda np: list(np.ndindex((2, 0))),
    lambda np: list(np.ndindex()), lambda np: list(np.ndindex(2, -1)),
    lambda np: [(i, float(x)) for i, x in np.ndenumerate(np.arange(4.).reshape(2, 2).T)],
    lambda np: list(np.ndenumerate(np.zeros((0, 2)))),
    lambda np: [(i, int(x)) for i, x in np.ndenumerate(5)]])
def test_functions_of_indices_and_lines(call):
    assert described(call, tnp) == described(call, np)
