"""Products of floats: every edge of tiles and registers, every layout."""

import warnings

import numpy
import pytest

import tnp

EXTENTS = [1, 2, 3, 5, 8, 9, 16, 17, 24, 31, 49, 70]
LAYOUTS = {
    "packed": lambda a: a,
    "transposed": lambda a: a.T.copy().T,
    "columns": lambda a: a.repeat(2, axis=-1)[..., ::2],
    "rows": lambda a: a.repeat(3, axis=0)[::3],
    "reversed": lambda a: a[::-1].copy()[::-1],
}


def whole(generator, shape, dtype):
    """Small whole numbers, whose products are exact in every order."""
    return generator.integers(-8, 9, shape).astype(dtype)


def compare(a, b, layout_a=LAYOUTS["packed"], layout_b=LAYOUTS["packed"]):
    """The same product on both sides, on operands of the same layouts."""
    expected = layout_a(a) @ layout_b(b)
    found = layout_a(tnp.array(a)) @ layout_b(tnp.array(b))
    assert str(found.dtype) == str(expected.dtype)
    numpy.testing.assert_array_equal(numpy.asarray(found), expected, strict=True)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("inner", [0, 1, 7, 255, 256, 257, 600])
def test_extents(dtype, inner):
    """Rows, columns and inner axes that do not fill tiles and blocks."""
    generator = numpy.random.default_rng(inner)
    for n in EXTENTS:
        for m in EXTENTS:
            compare(
                whole(generator, (n, inner), dtype),
                whole(generator, (inner, m), dtype),
            )
    compare(whole(generator, (400, inner), dtype), whole(generator, (inner, 9), dtype))


@pytest.mark.parametrize("left", LAYOUTS)
@pytest.mark.parametrize("right", LAYOUTS)
def test_layouts(left, right):
    """Strided, reversed and transposed operands, also as rows and columns."""
    generator = numpy.random.default_rng(5)
    for n, k, m in [(6, 40, 50), (1, 33, 70), (70, 33, 1), (1, 90, 1), (9, 1, 9)]:
        compare(
            whole(generator, (n, k), "float64"),
            whole(generator, (k, m), "float64"),
            LAYOUTS[left],
            LAYOUTS[right],
        )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_vectors(dtype):
    """1-d operands of every length, packed, strided and reversed."""
    generator = numpy.random.default_rng(6)
    views = [lambda a: a, lambda a: a[::2], lambda a: a[::-1], lambda a: a[:0]]
    for n in [1, 2, 7, 8, 9, 15, 16, 33, 64, 65, 130, 1000]:
        a, b = whole(generator, n, dtype), whole(generator, n, dtype)
        grid = whole(generator, (n, 19), dtype)
        for view in views:
            compare(a, b, view, view)
            compare(a, b, view, lambda x: view(x.copy()))
            compare(grid.T, b, lambda x: view(x.T).T, view)
            compare(a, grid, view, view)
        assert tnp.array(a).dot(tnp.array(b)) == a.dot(b)


def test_batches():
    """Leading axes broadcast, also of transposed operands."""
    generator = numpy.random.default_rng(7)
    a = whole(generator, (3, 1, 9, 11), "float64")
    b = whole(generator, (4, 11, 26), "float64")
    compare(a, b)
    compare(a.swapaxes(2, 3), b.swapaxes(1, 2)[:, :, :9].swapaxes(1, 2))
    compare(a, b[0, :, 0])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_rounding(dtype):
    """Sums of fractions, within the error of sums in any order."""
    generator = numpy.random.default_rng(8)
    a = generator.standard_normal((57, 333)).astype(dtype)
    b = generator.standard_normal((333, 61)).astype(dtype)
    bound = 333 * numpy.finfo(dtype).eps * (abs(a) @ abs(b))
    for x, y in [(a, b), (a, b[:, 0]), (a[0], b), (a[0], b[:, 0])]:
        error = abs(numpy.asarray(tnp.array(x) @ tnp.array(y)) - x @ y)
        allowed = bound if x.ndim == 2 else bound[0]
        assert (error <= (allowed if y.ndim == 2 else allowed[..., 0])).all()


@pytest.mark.parametrize("shapes", [((5,), (5,)), ((9, 5), (5, 30)), ((9, 5), (5,))])
def test_special_values(shapes):
    """Infinities and nan spread as far as in NumPy, with its warning."""
    a, b = numpy.ones(shapes[0]), numpy.ones(shapes[1])
    a[..., 1] = numpy.inf
    cases = [(a, b), (a, b * 0), (a * numpy.nan, b), (-a, b * numpy.inf)]
    cases += [(b * 0 + 1e300 if b.ndim == 1 else a * 0 + 1e300, b * 1e300)]
    for x, y in cases:
        results = []
        for module in (numpy, tnp):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                result = module.matmul(module.array(x), module.array(y))
            results.append((numpy.asarray(result), [str(w.message) for w in caught]))
        numpy.testing.assert_array_equal(results[1][0], results[0][0])
        # OpenBLAS warns of infinities times the zeros that it pads with.
        real = numpy.isnan(results[0][0]).any()
        expected = [w for w in results[0][1] if real or "invalid" not in w]
        assert results[1][1] == expected
