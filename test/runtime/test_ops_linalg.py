"""Linear algebra."""
import numpy as np
import pytest

import tnp
from same import check

EXPRESSIONS = [
    'xp.linalg.norm([3, 4])',
    'xp.linalg.norm([[1, 2], [3, 4]])',
    'xp.linalg.norm([[1, 2], [3, 4]], axis=1)',
    'xp.linalg.norm([[1, 2], [3, 4]], axis=0, keepdims=True)',
    'xp.linalg.norm([1, 2, 3], 1)',
    'xp.linalg.norm([1, 2, 3], inf)',
    'xp.linalg.norm([1, 2, 3], -inf)',
    'xp.linalg.norm([1, 0, 3], 0)',
    'xp.linalg.norm([1, 2, 3], 3)',
    "xp.linalg.norm([[1, 2], [3, 4]], 'fro')",
    "xp.linalg.norm([[1, 2], [3, 4]], 'nuc')",
    'xp.linalg.norm([[1, 2], [3, 4]], 1)',
    'xp.linalg.norm([[1, 2], [3, 4]], -1)',
    'xp.linalg.norm([[1, 2], [3, 4]], inf)',
    'xp.linalg.norm([[1, 2], [3, 4]], -inf)',
    'xp.linalg.norm([[1, 2], [3, 4]], 2)',
    'xp.linalg.norm([[1, 2], [3, 4]], -2)',
    "xp.linalg.norm([1, 2], 'fro')",
    'xp.linalg.norm([[1, 2], [3, 4]], 7)',
    'xp.linalg.norm(xp.arange(24).reshape(2, 3, 4), axis=(1, 2))',
    'xp.linalg.norm(xp.arange(24).reshape(2, 3, 4), 2)',
    'xp.linalg.norm([1+1j, 2])',
    'xp.linalg.norm(xp.array([3, 4], dtype=xp.float32))',
    'xp.linalg.inv([[1., 2], [3, 4]])',
    'xp.linalg.inv([[1., 2], [2, 4]])',
    'xp.linalg.inv([1., 2])',
    'xp.linalg.inv([[1., 2, 3], [2, 4, 5]])',
    'xp.linalg.inv(xp.array([[1, 2], [3, 5]], dtype=xp.float32))',
    'xp.linalg.inv(xp.array([[1, 2], [3, 5]], dtype=xp.float16))',
    'xp.linalg.det([[1., 2], [3, 4]])',
    'xp.linalg.det([[1, 2], [3, 4]])',
    'xp.linalg.det(xp.arange(18.).reshape(2, 3, 3))',
    'xp.linalg.slogdet([[1., 2], [3, 4]])',
    'xp.linalg.solve([[3, 1], [1, 2]], [9, 8])',
    'xp.linalg.solve([[3, 1], [1, 2]], [[9, 1], [8, 2]])',
    'xp.linalg.solve([[1, 1], [1, 1]], [9, 8])',
    'xp.linalg.solve([[3, 1], [1, 2]], [9, 8, 7])',
    'xp.linalg.eigvals([[2., 0], [0, 3]])',
    'xp.linalg.eigvals([[0., -1], [1, 0]])',
    'xp.linalg.eig([[2., 0], [0, 3]])',
    'xp.linalg.eig([[0., -1], [1, 0]])[0]',
    'xp.linalg.eig([[nan, -1], [1, 0]])',
    'xp.linalg.eigh([[2., 1], [1, 3]])[0]',
    'xp.linalg.eigvalsh([[2., 1], [1, 3]])',
    "xp.linalg.eigvalsh([[2., 1], [1, 3]], UPLO='X')",
    'xp.linalg.svd([[1., 2], [3, 4]], compute_uv=False)',
    'xp.linalg.svdvals([[1., 2], [3, 4]])',
    '[x.shape for x in xp.linalg.svd(xp.ones((3, 2)))] and 1',
    'xp.linalg.qr([[1., 2], [3, 4]])',
    "xp.linalg.qr([[1., 2], [3, 4]], 'r')",
    'xp.linalg.cholesky([[2., 1], [1, 3]])',
    'xp.linalg.cholesky([[2., 1], [1, 3]], upper=True)',
    'xp.linalg.cholesky([[2., 5], [5, 3]])',
    'xp.linalg.pinv([[1., 2], [3, 4], [5, 6]])',
    'xp.linalg.pinv([[1., 2], [2, 4]])',
    'xp.linalg.lstsq([[0, 1], [1, 1], [2, 1], [3, 1]], [-1, 0.2, 0.9, 2.1])[:2]',
    'xp.linalg.matrix_rank([[1, 2], [2, 4]])',
    'xp.linalg.matrix_rank(xp.eye(3))',
    'xp.linalg.matrix_rank([1, 0])',
    'xp.linalg.matrix_power([[1, 1], [1, 0]], 10)',
    'xp.linalg.matrix_power([[1., 1], [1, 0]], -2)',
    'xp.linalg.matrix_power([[1, 1], [1, 0]], 0)',
    'xp.linalg.multi_dot([[[1, 2], [3, 4]], [[5, 6], [7, 8]], [1, 2]])',
    'xp.linalg.cond([[1., 2], [3, 4]])',
    'xp.linalg.cond([[1., 2], [2, 4]], 1)',
    'xp.linalg.cond(xp.zeros((2, 2)))',
    "xp.linalg.cond([[1., 2], [3, 4]], 'fro')",
    'xp.linalg.tensorsolve(xp.eye(6).reshape(2, 3, 2, 3), xp.arange(6.).reshape(2, 3))',
    'xp.linalg.tensorinv(xp.eye(4).reshape(2, 2, 2, 2))',
    'xp.linalg.vector_norm([[1., 2], [3, 4]])',
    'xp.linalg.matrix_norm([[1., 2], [3, 4]])',
    'xp.polyfit([0., 1, 2, 3], [1., 3, 5, 7.5], 1)',
    'xp.roots([1, -3, 2])',
    'xp.poly([1, 2])',
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_equals_numpy(text):
    check(text, rtol=1e-10)


# ---- Matrices of a few rows, which LAPACK does not see.


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex64",
                                   "complex128"])
@pytest.mark.parametrize("n", range(1, 10))
def test_few_rows(n, dtype):
    random = np.random.RandomState(n)
    a = random.uniform(-2, 2, (4, n, n)).astype(dtype)
    if "complex" in dtype:
        a = a + (1j * random.uniform(-2, 2, (4, n, n))).astype(dtype)
    b = random.uniform(-2, 2, (n, 3)).astype(dtype)
    square = a[0] @ a[0].conj().T + 2 * np.eye(n, dtype=dtype)
    near = {"rtol": 1e-3, "atol": 1e-3} if "64" != dtype[-2:] or (
        dtype == "complex64") else {"rtol": 1e-9, "atol": 1e-9}
    for call in (lambda m, a, b, s: m.linalg.inv(a),
                 lambda m, a, b, s: m.linalg.det(a),
                 lambda m, a, b, s: m.linalg.solve(a[0], b),
                 lambda m, a, b, s: m.linalg.solve(a[0], b[:, 0]),
                 lambda m, a, b, s: m.linalg.cholesky(s)):
        expected = call(np, a, b, square)
        found = np.asarray(call(tnp, *map(tnp.array, (a, b, square))))
        assert found.dtype == expected.dtype
        scale = max(1, abs(expected).max())
        np.testing.assert_allclose(found / scale, expected / scale, **near)


@pytest.mark.parametrize("n", [2, 3, 8])
def test_few_rows_that_cannot_be_solved(n):
    for m in (np, tnp):
        ones = m.ones((n, n))
        with pytest.raises(m.linalg.LinAlgError, match="Singular matrix"):
            m.linalg.inv(ones)
        with pytest.raises(m.linalg.LinAlgError, match="Singular matrix"):
            m.linalg.solve(ones, ones)
        with pytest.raises(m.linalg.LinAlgError, match="not positive definite"):
            m.linalg.cholesky(-ones)
        assert m.linalg.det(ones) == 0


def test_tiny_pivot():
    a = np.diag([1e-310, 1.0, 2.0])
    x = tnp.linalg.solve(tnp.array(a), tnp.array([1e-310, 1.0, 1.0]))
    np.testing.assert_allclose(np.asarray(x), [1, 1, 0.5])


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64"])
@pytest.mark.parametrize("n", range(1, 10))
def test_spectra_of_few_rows(n, dtype):
    """Values as NumPy's; vectors, whose signs are free, by what they make."""
    draw = np.random.default_rng(n)
    bound = 1e-4 if dtype == "float32" else 1e-11
    for shape in ((n, n), (3, n, n), (0, n, n)):
        a = (draw.normal(0, 3, shape) * 2).astype(dtype)
        x = tnp.array(a)
        for full in (True, False):
            u, s, vh = map(np.asarray, tnp.linalg.svd(x, full))
            assert s.dtype == np.linalg.svd(a)[1].dtype
            np.testing.assert_allclose((u * s[..., None, :]) @ vh, a,
                                       atol=bound)
        np.testing.assert_allclose(np.asarray(tnp.linalg.svdvals(x)),
                                   np.linalg.svdvals(a), atol=bound)
        for triangle in "LU":
            values, vectors = np.linalg.eigh(a, triangle)
            ours = tnp.linalg.eigh(x, triangle)
            assert np.asarray(ours[1]).dtype == vectors.dtype
            np.testing.assert_allclose(np.asarray(ours[0]), values, atol=bound)
            np.testing.assert_allclose(
                np.asarray(tnp.linalg.eigvalsh(x, triangle)), values,
                atol=bound)
            whole = (vectors * values[..., None, :]) @ np.swapaxes(vectors,
                                                                   -1, -2)
            mine = np.asarray(ours[1])
            np.testing.assert_allclose(
                (mine * np.asarray(ours[0])[..., None, :]) @
                np.swapaxes(mine, -1, -2), whole, atol=10 * bound)


@pytest.mark.parametrize("n", [3, 12])
@pytest.mark.parametrize("name", ["svd", "svdvals", "eigh", "eigvalsh"])
def test_spectra_that_do_not_converge(name, n):
    for library in (np, tnp):
        a = library.ones((n, n))
        a[1, 1] = library.nan
        with pytest.raises(library.linalg.LinAlgError,
                           match="did not converge"):
            getattr(library.linalg, name)(a)
