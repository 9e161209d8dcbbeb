"""numpy.polynomial's functions against NumPy's own: type, dtype, shape, errors, and
values to the last bit where NumPy's are elementwise arithmetic."""

import inspect
import warnings

import numpy
import pytest

import tnp

BASES = {"polynomial": "poly", "chebyshev": "cheb", "legendre": "leg",
         "hermite": "herm", "hermite_e": "herme", "laguerre": "lag"}
ORTHOGONAL = [name for name in BASES if name != "polynomial"]
DTYPES = ("i1", "u2", "i8", "f2", "f4", "f8", "c8", "c16")

bases = pytest.mark.parametrize("base", BASES)
dtypes = pytest.mark.parametrize("dtype", DTYPES)


def numbers(shape, dtype="f8", seed=3):
    draw = numpy.random.default_rng(seed)
    values = draw.normal(0, 2, shape)
    if dtype[0] == "c":
        values = values + 1j * draw.normal(0, 2, shape)
    if dtype[0] == "u":
        values = abs(values)
    return values.astype(dtype)


def to_tnp(value):
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return tnp.asarray(value)[()]
    if isinstance(value, (list, tuple)):
        return type(value)(map(to_tnp, value))
    return value


def outcome(library, base, name, args, kwargs):
    module = getattr(library.polynomial, base)
    function = getattr(module, BASES.get(base, "") + name, None)
    function = function or getattr(module, name)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function(*args, **kwargs)
        except Exception as error:  # every kind is compared
            return (type(error).__name__, str(error)), []
    return result, [str(w.message) for w in caught
                    if w.category.__name__ == "RankWarning"]


def is_error(result):
    return (isinstance(result, tuple) and len(result) == 2
            and isinstance(result[0], str))


def epsilon(value):
    """Of the least exact type in an argument or result."""
    if isinstance(value, (list, tuple)):
        return max(map(epsilon, value), default=0.0)
    dtype = getattr(value, "dtype", numpy.dtype("f8"))
    return float(numpy.finfo(dtype).eps) if dtype.kind in "fc" else 0.0


def assert_same(ours, theirs, ulp, eps=0.0):
    if isinstance(theirs, (list, tuple)):
        assert type(ours) is type(theirs)
        assert len(ours) == len(theirs)
        for our, their in zip(ours, theirs):
            assert_same(our, their, ulp, eps)
        return
    if isinstance(theirs, (int, float, complex)) and not isinstance(
            theirs, numpy.generic):
        # NumPy gives back the very number that it was given.
        assert isinstance(ours, type(theirs)) and ours == theirs
        return
    kind = tnp.ndarray if isinstance(theirs, numpy.ndarray) else tnp.generic
    assert isinstance(ours, kind), type(ours)
    ours = numpy.asarray(ours)
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    if ulp == 0:
        # Zeros may differ in sign alone.
        numpy.testing.assert_array_equal(ours, theirs, strict=False)
    elif theirs.size:
        scale = max(1.0, float(abs(theirs).max()))
        bound = ulp * scale * max(eps, epsilon(theirs))
        numpy.testing.assert_allclose(ours, theirs, rtol=0, atol=bound)


def check(base, name, *args, ulp=0, **kwargs):
    theirs, their_warnings = outcome(numpy, base, name, args, kwargs)
    ours, our_warnings = outcome(
        tnp, base, name, to_tnp(args),
        {key: to_tnp(value) for key, value in kwargs.items()})
    assert our_warnings == their_warnings
    if is_error(theirs) or is_error(ours):
        assert ours == theirs
    else:
        assert_same(ours, theirs, ulp, epsilon(args))


# Where a product is a convolution, each sum is BLAS's own in NumPy.
def product_ulp(base, dtype):
    """Complex products of single numbers and of arrays round differently too."""
    return 8 if dtype[0] == "c" or base in ("polynomial", "chebyshev") else 0


# Arithmetic.


@bases
@dtypes
def test_sums(base, dtype):
    for n, m in ((1, 1), (1, 4), (4, 1), (5, 3), (3, 5), (4, 4)):
        c1, c2 = numbers(n, dtype), numbers(m, dtype, 4)
        check(base, "add", c1, c2)
        check(base, "sub", c1, c2)
    check(base, "add", c1, 2.5)
    check(base, "sub", 1, c1)
    check(base, "sub", [1, 2, 3], [0, 0, 3])
    check(base, "add", [1, 2, 0, 0], [0, 0, 0])


@bases
@dtypes
def test_products(base, dtype):
    ulp = product_ulp(base, dtype)
    for n in (1, 2, 3, 6):
        c1 = numbers(n, dtype)
        check(base, "mulx", c1, ulp=ulp)
        for m in (1, 2, 3, 5):
            check(base, "mul", c1, numbers(m, dtype, 5), ulp=ulp)
        for power in (0, 1, 2, 3):
            check(base, "pow", c1, power, ulp=ulp)
    check(base, "mulx", [0])
    check(base, "mulx", [0, 0, 0])
    check(base, "mul", [0], c1, ulp=ulp)
    check(base, "pow", [1, 2], 2.0)


@bases
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_quotients(base, dtype):
    ulp = 2000 if dtype[0] == "c" else 0
    for n in (1, 2, 3, 5, 8):
        for m in (1, 2, 3, 4):
            c1, c2 = numbers(n, dtype), numbers(m, dtype, 6)
            c2[-1] = 2
            check(base, "div", c1, c2, ulp=ulp)
    check(base, "div", [1, 2, 3], [0.5, 0])


@bases
@dtypes
def test_lines_and_roots_given(base, dtype):
    off, scl = numbers(2, dtype)
    check(base, "line", off, scl)
    check(base, "line", 1, 0)
    check(base, "line", 1, 2)
    check(base, "line", 1.5, 2)
    ulp = product_ulp(base, dtype)
    for n in (0, 1, 2, 5):
        check(base, "fromroots", numbers(n, dtype), ulp=ulp)
    check(base, "fromroots", [0, 1, -1])


@pytest.mark.parametrize("base", ORTHOGONAL)
@dtypes
def test_conversions(base, dtype):
    prefix = BASES[base]
    ulp = 8 if dtype[0] == "c" else 0
    for n in range(1, 8):
        c = numbers(n, dtype)
        check(base, f"poly2{prefix}", c, ulp=ulp)
        check(base, f"{prefix}2poly", c, ulp=ulp)


@bases
@dtypes
def test_trimming(base, dtype):
    c = numpy.array([1, 0, 3, 0, 0], dtype)
    check(base, "trim", c)
    check(base, "trim", c, 2)
    check(base, "trim", c, 4)
    check(base, "trim", c, tol=0.5)


@bases
def test_refused_arithmetic(base):
    for c in ([], [[1, 2]], [True], numpy.ones((2, 2))):
        check(base, "add", c, [1])
        check(base, "mulx", c)
        check(base, "mul", [1], c)
    check(base, "trim", [1], -1)
    check(base, "pow", [1, 2], -1)
    check(base, "pow", [1, 2], 0.5)
    check(base, "pow", [1, 2], 5, 4)
    check(base, "pow", [1, 2], 17)
    check(base, "pow", [1, 2], 3, maxpower=None)
    check(base, "pow", [1, 2], float("inf"))
    check(base, "pow", [1, 2], float("nan"))
    check(base, "div", [1, 2], [0])


# Calculus.


@bases
@pytest.mark.parametrize("dtype", ("?", *DTYPES))
def test_calculus(base, dtype):
    for n in (1, 2, 3, 4, 7):
        c = numbers(n, dtype)
        for m in (0, 1, 2, 3):
            ulp = 4 if dtype[0] == "c" else 0
            check(base, "der", c, m, ulp=ulp)
            check(base, "int", c, m, ulp=ulp)
        check(base, "der", c, 2, 0.5, ulp=ulp)
        check(base, "int", c, 2, [1, 2.5], 0.5, 2, ulp=ulp)
        check(base, "int", c, 3, 4, -1, ulp=ulp)
    check(base, "int", numpy.zeros(1, dtype), 2, [1])


@bases
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_calculus_along_an_axis(base, dtype):
    ulp = 4 if dtype[0] == "c" else 0
    c = numbers((3, 4, 5), dtype)
    for axis in (0, 1, 2, -1):
        for m in (0, 1, 2, 6):
            check(base, "der", c, m, axis=axis, ulp=ulp)
        check(base, "int", c, 2, [1, 2], axis=axis, ulp=ulp)
        check(base, "int", c.T, axis=axis, k=numpy.ones((1, 1)), ulp=ulp)


@bases
def test_refused_calculus(base):
    c = numbers(4)
    for name in ("der", "int"):
        check(base, name, c, 0.5)
        check(base, name, c, -1)
        check(base, name, c, numpy.array([1]))
        check(base, name, c, axis=1)
        check(base, name, c, axis=0.5)
    check(base, "int", c, 1, [1, 2])
    check(base, "int", c, 1, lbnd=[0])
    check(base, "int", c, 1, scl=[1])
    check(base, "int", numbers(3, "f4"), scl=1j)


@bases
def test_nothing(base):
    for shape in ((0,), (0, 3), (3, 0)):
        c = numbers(shape)
        for m in (0, 1, 2):
            check(base, "der", c, m)
            check(base, "int", c, m)
        check(base, "val", 0.5, c)
        check(base, "val", numbers(3), c)
        check(base, "val2d", 1, 2, c)
        check(base, "add", c, [1])


# Values.


@bases
@dtypes
def test_values(base, dtype):
    ulp = 16 if dtype[0] == "c" else 0
    for n in (1, 2, 3, 4, 9):
        c = numbers(n, dtype, 8)
        for x in (0, 2, -0.75, 0.5j, numpy.float32(0.3), [0.5, 1.25],
                  (1, 2), numbers(7), numbers((2, 3), "f4"), numbers(3, "i8"),
                  numpy.arange(5, dtype="i2"), numbers(4, "c16"),
                  numpy.array(0.5), numbers((0, 2)), numbers((3, 4)).T[::2]):
            is_complex = dtype[0] == "c" or numpy.iscomplexobj(x)
            check(base, "val", x, c, ulp=64 if is_complex else ulp)
            check(base, "val", x, c, False, ulp=64 if is_complex else ulp)


@bases
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_values_of_many_series(base, dtype):
    ulp = 64 if dtype[0] == "c" else 0
    c = numbers((4, 2, 3), dtype)
    for x in (0.5, numbers(3), numbers((2, 3)), numbers((2, 3), "f4"),
              numbers((5, 1, 3)), numbers((2, 1))):
        check(base, "val", x, c, ulp=ulp)
        check(base, "val", x, c, tensor=False, ulp=ulp)
    check(base, "val", numbers(4), c, tensor=False)


@bases
def test_long_values(base):
    for n in (511, 512, 513, 5000):
        check(base, "val", numbers(n), numbers(6))
        check(base, "vander", numbers(n), 5)
    check(base, "val", numbers(5000, "f4"), numbers(6, "f4"))


@bases
def test_values_of_what_is_not_finite(base):
    x = numpy.array([numpy.inf, -numpy.inf, numpy.nan, -0.0, 1e308])
    for n in (1, 2, 4):
        check(base, "val", x, numbers(n))
    check(base, "val", x, numpy.array([1.0, numpy.nan, 2.0]))
    check(base, "vander", x, 3)


@bases
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_values_in_several_dimensions(base, dtype):
    ulp = 256 if dtype[0] == "c" else 0
    x, y, z = numbers((3, 3, 5))
    for shape in ((2, 3, 4), (3, 3, 2, 2)):
        c = numbers(shape, dtype)
        check(base, "val2d", x, y, c, ulp=ulp)
        check(base, "val3d", x, y, z, c, ulp=ulp)
        check(base, "grid2d", x, y[0], c, ulp=ulp)
        check(base, "grid3d", x[0], y[0], z[0, :2], c, ulp=ulp)
        check(base, "val2d", 1, 2.5, c, ulp=ulp)
        check(base, "grid2d", [1, 2], 0.5, c, ulp=ulp)
    check(base, "val2d", x, y[0], c)
    check(base, "val3d", x, y, z[0], c)


@dtypes
def test_values_from_roots(dtype):
    ulp = 64 if dtype[0] == "c" else 4 if dtype == "f2" else 0
    r = numbers((3, 2), dtype)
    for x in (1, 0.5, numbers(2), numbers((4, 2))):
        check("polynomial", "valfromroots", x, r, ulp=ulp)
        check("polynomial", "valfromroots", x, r[:, 0], ulp=ulp)
        check("polynomial", "valfromroots", x, r, False, ulp=ulp)


# Matrices.


@bases
@pytest.mark.parametrize("dtype", ("?", *DTYPES))
def test_matrices(base, dtype):
    ulp = 64 if dtype[0] == "c" else 0
    for shape in ((), (4,), (2, 3), (0,)):
        x = numbers(shape, dtype)
        for deg in (0, 1, 2, 6):
            check(base, "vander", x, deg, ulp=ulp)
        check(base, "vander2d", x, x + x, [1, 3], ulp=ulp)
        check(base, "vander3d", x, x + x, x, (2, 0, 1), ulp=ulp)
    check(base, "vander", 2, 3)
    check(base, "vander", [1, 2.5], 3)
    check(base, "vander2d", 1, 0.5, [2, 2])


@bases
def test_matrices_lie_as_numpys(base):
    x = numbers((3, 4))
    theirs, _ = outcome(numpy, base, "vander", (x, 5), {})
    ours, _ = outcome(tnp, base, "vander", (tnp.asarray(x), 5), {})
    assert ours.strides == theirs.strides


@bases
def test_refused_matrices(base):
    x = numbers(3)
    for deg in (-1, 0.5, numpy.array([1, 2])):
        check(base, "vander", x, deg)
    check(base, "vander2d", x, x, [1, 2, 3])
    check(base, "vander2d", x, x, 3)
    check(base, "vander2d", x, x[:2], [1, 1])
    check(base, "vander2d", x, x, [1, -1])
    check(base, "vander3d", x, x, x, [1, 2])
    check(base, "val", x, [])


# Least squares.


@bases
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_fit(base, dtype):
    x = numpy.linspace(0, 1.5, 12).astype("f8" if dtype == "i8" else dtype)
    y = numbers((12, 3), dtype)
    w = numpy.linspace(0.5, 2, 12)
    for deg in (0, 3, [0, 1, 3], [3, 0]):
        for target in (y[:, 0], y):
            check(base, "fit", x, target, deg, ulp=20000)
            check(base, "fit", x, target, deg, w=w, ulp=20000)
            check(base, "fit", x, target, deg, full=True, ulp=20000)
    check(base, "fit", x, y, 2, 1e-3, ulp=20000)
    check(base, "fit", x, y, 2, 1e-3, True, ulp=20000)
    check(base, "fit", [1, 1, 1], [1, 2, 3], 2, ulp=20000)


@bases
def test_refused_fits(base):
    x, y = numbers(4), numbers((4, 2))
    check(base, "fit", x, y, -1)
    check(base, "fit", x, y, 0.5)
    check(base, "fit", x, y, [[1]])
    check(base, "fit", x, y, [])
    check(base, "fit", x, y, [2, -1, 6])
    check(base, "fit", y, x, 1)
    check(base, "fit", [], [], 1)
    check(base, "fit", x, y[None], 1)
    check(base, "fit", x, y[1:], 1)
    check(base, "fit", x, y, 1, w=y)
    check(base, "fit", x, y, 1, w=x[1:])


# Roots and quadrature.


@bases
@pytest.mark.parametrize("dtype", ("f4", "f8", "c8", "c16"))
def test_roots(base, dtype):
    for n in (1, 2, 3, 5, 7):
        c = numbers(n, dtype)
        c[-1] = 2
        ulp = 8 if dtype[0] == "c" else 1
        check(base, "companion", c, ulp=ulp)
        check(base, "roots", c, ulp=1000)
    check(base, "roots", [1, 2, 0, 0])
    check(base, "roots", [3, 1, 2], ulp=100)
    check(base, "companion", [1])


@pytest.mark.parametrize("base", ORTHOGONAL)
def test_quadrature(base):
    for deg in (1, 2, 3, 10, 60):
        check(base, "gauss", deg, ulp=2000)
    for deg in (0, -1, 0.5):
        check(base, "gauss", deg)
    for dtype in ("i8", "f4", "f8"):
        check(base, "weight", numbers((2, 3), dtype) / 9, ulp=2)
    check(base, "weight", 0.5, ulp=2)


def test_chebyshev_points():
    for n in (1, 2, 3, 8, 8.0):
        check("chebyshev", "pts1", n, ulp=1)
        check("chebyshev", "pts2", n, ulp=1)
    for n in (0, 0.5, -2, float("inf"), float("nan")):
        check("chebyshev", "pts1", n)
        check("chebyshev", "pts2", n)


def test_interpolation():
    def powers(x, n):
        return x ** n

    for deg in (0, 1, 5):
        check("chebyshev", "interpolate", powers, deg, (3,), ulp=8)
    for deg in (-1, 0.5, [1], []):
        check("chebyshev", "interpolate", powers, deg, (3,))


# What the bases share.


@dtypes
def test_utilities(dtype):
    c = numbers((2, 3), dtype)
    check("polyutils", "as_series", c)
    check("polyutils", "as_series", c[0])
    check("polyutils", "as_series", [c[0], 2, [1.5, 0]])
    check("polyutils", "as_series", [c[0], 2, [1.5, 0]], trim=False)
    check("polyutils", "getdomain", c[0])
    check("polyutils", "trimseq", numpy.append(c[0], [0, 0]))
    for domain in ((0, 2), [1.5, 2.5], numpy.array([0, 4], "f4")):
        check("polyutils", "mapparms", (-1, 1), domain)
        check("polyutils", "mapdomain", c, (-1, 1), domain)
        check("polyutils", "mapdomain", 2, domain, (0, 3))
        check("polyutils", "mapdomain", [1, 2], domain, (0, 3))


def test_refused_utilities():
    check("polyutils", "as_series", [[]])
    check("polyutils", "as_series", [[[1]]])
    check("polyutils", "as_series", [[True]])
    check("polyutils", "getdomain", [])
    check("polyutils", "trimcoef", [1], -1)
    assert tnp.polynomial.polyutils.trimseq([0, 0]) == [0]
    assert tnp.polynomial.polyutils.trimseq([]) == []
    assert tnp.polynomial.polyutils.trimseq((1, 0)) == (1,)


# The modules.


@bases
def test_names(base):
    theirs = getattr(numpy.polynomial, base)
    ours = getattr(tnp.polynomial, base)
    assert set(theirs.__all__) <= set(dir(ours))
    for name in theirs.__all__:
        value = getattr(theirs, name)
        if isinstance(value, numpy.ndarray):
            assert_same(getattr(ours, name), value, 0)


@bases
def test_parameters_are_numpys(base):
    for name in getattr(numpy.polynomial, base).__all__:
        function = getattr(getattr(numpy.polynomial, base), name)
        if not inspect.isfunction(function):
            continue
        theirs = inspect.signature(function).parameters.values()
        ours = inspect.signature(
            getattr(getattr(tnp.polynomial, base), name)).parameters.values()
        for our, their in zip(ours, theirs, strict=True):
            assert our.name in (their.name, "dim"), name
            assert (our.default is our.empty) == (their.default is their.empty)


@bases
def test_gradients(base):
    torch = pytest.importorskip("torch")
    prefix = BASES[base]
    module = getattr(tnp.polynomial, base)
    c = torch.tensor([0.5, -1.0, 2.0, 0.25], dtype=torch.float64,
                     requires_grad=True)
    x = torch.tensor([0.3, -0.7], dtype=torch.float64, requires_grad=True)
    theirs = getattr(numpy.polynomial, base)
    plain, points = c.detach().numpy(), x.detach().numpy()
    value = getattr(module, prefix + "val")(tnp.asarray(x), tnp.asarray(c))
    value.sum()._backward()
    slope = getattr(theirs, prefix + "der")(plain)
    numpy.testing.assert_allclose(
        x.grad.numpy(), getattr(theirs, prefix + "val")(points, slope))
    numpy.testing.assert_allclose(
        c.grad.numpy(), getattr(theirs, prefix + "vander")(points, 3).sum(0))
    for name in ("der", "int", "mulx"):
        c.grad = None
        result = getattr(module, prefix + name)(tnp.asarray(c))
        result.sum()._backward()
        matrix = [getattr(theirs, prefix + name)(row).sum()
                  for row in numpy.eye(4) + 1e-300]
        numpy.testing.assert_allclose(c.grad.numpy(), matrix, atol=1e-12)
