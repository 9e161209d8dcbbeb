"""`c_`, `r_`, grids, `vectorize` and `fromfunction` against NumPy."""

import numpy as np
import pytest

import tnp

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
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_equals_numpy(text):
    expected = np.asarray(eval(text, {"xp": np}))
    actual = tnp.asarray(eval(text, {"xp": tnp}))
    assert (str(actual.dtype), actual.shape) == (
        str(expected.dtype), expected.shape)
    np.testing.assert_array_equal(np.array(actual.tolist(), expected.dtype),
                                  expected)


@pytest.mark.parametrize("text, error", [
    ("xp.vectorize(lambda x: x)([])", ValueError),
    ("xp.r_['x', [1]]", ValueError),
    ("xp.r_[[1], 'r']", ValueError),
])
def test_errors_are_numpys(text, error):
    for xp in (np, tnp):
        with pytest.raises(error):
            eval(text, {"xp": xp})


def test_index_expressions():
    assert tnp.s_[1:3] == np.s_[1:3]
    assert tnp.index_exp[::2] == np.index_exp[::2]


def test_refused_forms_say_so():
    with pytest.raises(NotImplementedError, match="signature"):
        tnp.vectorize(lambda x: x, signature="(n)->()")
    with pytest.raises(NotImplementedError, match="matrix"):
        tnp.r_["r", [1]]
