"""poly1d and the functions that take it: each expression gives the same text, or
the same error, with NumPy and with tnp; and polyfit's details."""

import copy
import pickle
import warnings

import numpy
import pytest

import tnp

EXPRESSIONS = """
poly1d([1, 2, 3])
poly1d([0, 0, 1, 2])
poly1d([0, 0])
poly1d([])
poly1d(3)
poly1d([[1, 2]])
poly1d([1, 2], True)
poly1d([1, 2], r=True, variable="z")
poly1d([1.5, -2.25, 1e-5, 0, 1e10])
poly1d([1j, 2 - 3j, 4])
poly1d(np.array([1, 2], "f4"))
poly1d(poly1d([1, 2], variable="t")).variable
poly1d(poly1d([1, 2]), variable="t").variable
poly1d([1, 2, 3])(2)
poly1d([1, 2, 3])([1, 2.5])
poly1d([1, 2, 3])(np.array([[1], [2]]))
poly1d([1, 2, 3])(poly1d([1, 2]))
poly1d([1, 2, 3]) + poly1d([1, 2])
poly1d([1, 2, 3]) + 1
1 + poly1d([1, 2, 3])
poly1d([1, 2, 3]) - [1, 2]
[1, 2] - poly1d([1, 2, 3])
poly1d([1, 2, 3]) - poly1d([1, 2, 3])
poly1d([1, 2, 3]) * 2
2.5 * poly1d([1, 2, 3])
poly1d([1, 2, 3]) * [1, 2]
[1, 2] * poly1d([1, 2, 3])
poly1d([1, 2, 3]) * poly1d([1, 2])
poly1d([1, 2, 3]) / 2
2 / poly1d([1, 2, 4])
poly1d([1, 2, 3]) / poly1d([1, 2])
poly1d([1, 2, 3]) / [1, 2]
[1, 2, 3] / poly1d([1, 2])
poly1d([1, 2, 3]) ** 0
poly1d([1, 2, 3]) ** 3
poly1d([1, 2, 3]) ** -1
poly1d([1, 2, 3]) ** 1.5
poly1d([1, 2, 3]) ** [2]
-poly1d([1, 2, 3])
+poly1d([1, 2, 3])
poly1d([1, 2]) == poly1d([1, 2])
poly1d([1, 2]) == poly1d([1, 2, 3])
poly1d([1, 2]) != poly1d([1, 3])
poly1d([1, 2]) == [1, 2]
poly1d([1, 2]) != 3
hash(poly1d([1, 2]))
len(poly1d([1, 2, 3]))
list(poly1d([1, 2, 3]))
poly1d([1, 2, 3]).coeffs
poly1d([1, 2, 3]).c, poly1d([1, 2, 3]).coef, poly1d([1, 2, 3]).coefficients
poly1d([1, 2, 3]).order, poly1d([1, 2, 3]).o
poly1d([1, -3, 2]).roots, poly1d([1, -3, 2]).r
poly1d([1, 2, 3])[0], poly1d([1, 2, 3])[2], poly1d([1, 2, 3])[5]
poly1d([1, 2, 3])[-1]
poly1d([1, 2, 3]).integ()
poly1d([1, 2, 3]).integ(2, 3)
poly1d([1, 2, 3]).integ(2, [3, 4])
poly1d([1, 2, 3]).deriv()
poly1d([1, 2, 3]).deriv(2)
poly1d([1, 2, 3]).deriv(-1)
np.asarray(poly1d([1, 2, 3]))
np.asarray(poly1d([1, 2, 3]), "f4")
np.polyadd(poly1d([1, 2]), [1, 2, 3])
np.polyadd([1], poly1d([1, 2]))
np.polysub(poly1d([1, 2]), [1, 2, 3])
np.polymul(poly1d([1, 2]), [1, 2, 3])
np.polymul(a1=[1, 2], a2=poly1d([1, 2, 3]))
np.polydiv(poly1d([1, 2, 3]), [1, 2])
np.polydiv([1, 2, 3], poly1d([1, 2]))
np.polyder(poly1d([1, 2, 3]))
np.polyder(poly1d([1, 2, 3]), m=2)
np.polyint(poly1d([1, 2, 3]))
np.polyint(poly1d([1, 2, 3]), 2, [1, 2])
np.polyint(poly1d([1, 2, 3]), m=0)
np.polyval(poly1d([1, 2, 3]), 2)
np.polyval(poly1d([1, 2, 3]), [1, 2])
np.polyval([1, 2, 3], poly1d([1, 2]))
np.polyval(poly1d([1, 2, 3]), poly1d([1, 2]))
np.roots(poly1d([1, -3, 2]))
np.polydiv([1, 2, 3], [1, 2])
np.polydiv([1.5, 2, 3, 4, 5], [2, 1, 1])
np.polydiv([1, 2], [1, 2, 3])
np.polydiv([2, 4], [1, 2])
np.polydiv([1, 2, 3], [2j, 1])
np.polydiv(np.array([1, 2, 3], "f4"), np.array([3, 2], "f4"))
np.polydiv(4, 2)
np.polydiv([], [1])
np.polydiv([1], [])
""".strip().splitlines()


def outcome(library, expression):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = eval(expression, {"np": library, "poly1d": library.poly1d})
        except Exception as error:  # every kind is compared
            return f"{type(error).__name__}: {error}"
    text = str(result) if isinstance(result, library.poly1d) else ""
    return repr(result) + text


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression(expression):
    ours = outcome(tnp, expression)
    assert ours.replace("tnp.", "numpy.") == outcome(numpy, expression)


@pytest.mark.parametrize("coeffs", [
    range(1, 30), [0], [-1, -2, 3], [1, 0, 0, 5], [1e10, 123456, 0.5, -1e-7],
    [1j, -1j, 1 + 1j, 0], [-0.0, 1], [float("nan"), 1]], ids=str)
@pytest.mark.parametrize("variable", ("x", "lambda"))
def test_text(coeffs, variable):
    coeffs = list(coeffs)
    assert (str(tnp.poly1d(coeffs, variable=variable))
            == str(numpy.poly1d(coeffs, variable=variable)))


@pytest.mark.parametrize("change", [
    "p[0] = 5", "p[5] = 1", "p[-1] = 2", "p.coeffs += 1", "p.coeffs[0] = 7",
    "p.coeffs = [1]", "p.c = p.c", "p.order = 3", "p.roots = 1",
    "p.variable = 'y'"])
def test_change(change):
    texts = []
    for library in (numpy, tnp):
        p = library.poly1d([1, 2, 3])
        try:
            exec(change, {"p": p})
            texts.append(repr(p))
        except Exception as error:  # every kind is compared
            texts.append(f"{type(error).__name__}: {error}")
    assert texts[0] == texts[1]


def test_copies():
    p = tnp.poly1d([1, 2, 3], variable="t")
    for other in (copy.copy(p), copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        assert other == p and other.variable == "t"


def test_other_attributes_go_along_with_a_warning():
    p = tnp.poly1d([1, 2])
    p.note = "kept"
    with pytest.warns(FutureWarning, match="extra properties"):
        assert tnp.poly1d(p).note == "kept"


def fit(library, *args, **kwargs):
    args = [library.asarray(a) if isinstance(a, numpy.ndarray) else a
            for a in args]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = library.polyfit(*args, **kwargs)
        except Exception as error:  # every kind is compared
            return f"{type(error).__name__}: {error}", 0
    return result, len(caught)


@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
@pytest.mark.parametrize("options", (
    {}, {"full": True}, {"cov": True}, {"cov": "unscaled"}, {"rcond": 1e-3},
    {"rcond": 1e-3, "full": True}, {"w": numpy.arange(1.0, 9)},
    {"w": numpy.arange(1.0, 9), "cov": True}, {"cov": False}), ids=str)
def test_fit(dtype, options):
    draw = numpy.random.default_rng(5)
    x = (draw.normal(0, 3, 8) + numpy.arange(8)).astype(dtype)
    for shape in ((8,), (8, 2)):
        y = draw.normal(0, 9, shape).astype(dtype)
        for deg in (0, 2):
            theirs, their_warnings = fit(numpy, x, y, deg, **options)
            ours, our_warnings = fit(tnp, x, y, deg, **options)
            assert our_warnings == their_warnings
            assert isinstance(ours, tuple) == isinstance(theirs, tuple)
            both = zip(ours, theirs, strict=True) if isinstance(
                theirs, tuple) else [(ours, theirs)]
            for our, their in both:
                our = numpy.asarray(our)
                assert our.shape == numpy.shape(their)
                assert our.dtype == numpy.asarray(their).dtype
                bound = 2e-4 if dtype == "f4" else 1e-10
                numpy.testing.assert_allclose(our, their, rtol=bound, atol=bound)


@pytest.mark.parametrize("args, kwargs", [
    (([1, 2], [1, 2], -1), {}), (([[1, 2]], [1, 2], 1), {}),
    (([], [], 1), {}), (([1, 2], 3, 1), {}), (([1, 2], [1, 2, 3], 1), {}),
    (([1, 2], [1, 2], 1), {"w": [[1]]}), (([1, 2], [1, 2], 1), {"w": [1]}),
    (([1, 2], [1, 2], 1), {"cov": True}), (([1, 1], [1, 2], 1), {}),
    (([1, 1], [1, 2], 1), {"full": True})], ids=str)
def test_refused_fits(args, kwargs):
    theirs, ours = fit(numpy, *args, **kwargs), fit(tnp, *args, **kwargs)
    assert ours[1] == theirs[1]
    if isinstance(theirs[0], str):
        assert ours == theirs
