"""The classes of numpy.polynomial: each expression gives the same text, or the same
error, with NumPy's classes and with tnp's."""

import copy
import pickle
import subprocess
import sys
import warnings

import numpy
import pytest

import tnp

NAMES = ("Polynomial", "Chebyshev", "Legendre", "Hermite", "HermiteE", "Laguerre")

EXPRESSIONS = """
P([1, 2, 3])
P([1, 2, 3], [0, 2])
P([1, 2, 3], [0, 2], [1, 5], symbol="t")
P([1, 2.5j])
P(np.array([1, 2], "f4"))
P([1, 2, 0, 0])
P(3)
P([[1, 2]])
P([])
P([1], domain=[1, 2, 3])
P([1], window=[1])
P([1], symbol="1x")
P([1], symbol="")
P([1], symbol=3)
P([1, 2, 3]).symbol
P([1, 2]) + P([1, 2, 3])
P([1, 2]) - P([1, 2])
P([1, 2]) * P([1, 2, 3])
P([1, 2]) + 1
1 + P([1, 2])
P([1, 2]) + [1, 2, 3]
[1, 2, 3] - P([1, 2])
(1, 2, 3) * P([1, 2])
P([1, 2]) * 2.5
2.5 * P([1, 2])
np.array([1, 2, 3]) + P([1, 2])
np.array([1, 2, 3]) * P([1, 2])
np.float64(2) * P([1, 2])
np.float32(2) - P([1, 2])
P([1, 2]) - np.float32(2)
P([1, 2, 3]) / 2
P([1, 2, 3]) / np.float64(2)
P([1, 2, 3]) / True
P([1, 2, 3]) / P([1, 2])
P([1, 2, 3]) / [2]
2 / P([1, 2, 3])
P([1, 2, 3]) // P([1, 2])
P([1, 2, 3]) % P([1, 2])
divmod(P([1, 2, 3]), P([1, 2]))
divmod([1, 2, 3], P([1, 2]))
[1, 2, 3] // P([1, 2])
[1, 2, 3] % P([1, 2])
P([1, 2]) // 0
P([1, 2]) % [0]
P([1, 2]) // "a"
P([1, 2]) + "a"
P([1, 2]) + None
None * P([1, 2])
P([1, 2]) + P([1, 2], [0, 2])
P([1, 2]) + P([1, 2], window=[0, 2])
P([1, 2]) + P([1, 2], symbol="y")
P([1, 2]) * Other([1, 2])
P([1, 2]) ** 0
P([1, 2]) ** 3
P([1, 2]) ** 2.0
P([1, 2]) ** -1
P([1, 2]) ** 0.5
P([1, 2]) ** 101
-P([1, 2])
+P([1, 2])
P([1, 2]) == P([1, 2])
P([1, 2]) == P([1, 3])
P([1, 2]) == P([1, 2, 0])
P([1, 2]) != P([1, 2], [0, 1])
P([1, 2]) == Other([1, 2])
P([1, 2]) == 3
hash(P([1, 2]))
len(P([1, 2, 3]))
list(P([1, 2, 3]))
P([1, 2, 3]).degree()
P([1, 2, 3])(2)
P([1, 2, 3])(np.float32(2))
P([1, 2, 3])([1, 2.5])
P([1, 2, 3], [0, 2])(np.array([[0.5], [1]]))
P([1, 2, 3])(1j)
P([1, 2, 3])(P([0, 1]))
P([1, 2, 3, 4])(P([1, 2], [0, 2]))
P([1, 2, 3], [0, 2])(Other([1, 2]))
P([2])(P([1, 2]))
P([1, 2])(P([1, 2]))
P([1, 2, 3]).deriv()
P([1, 2, 3, 4], [0, 5]).deriv(2)
P([1, 2, 3]).deriv(-1)
P([1, 2, 3]).integ()
P([1, 2, 3], [0, 5]).integ(2, [1, 2], 1)
P([1, 2, 3]).integ(lbnd=0.5)
P([1, 2, 3]).integ(1, [1, 2])
np.round(P([-6, 5, 3], [0, 3]).roots(), 6)
P([1, 2, 3, 0]).trim()
P([1, 2, 1e-9]).trim(1e-6)
P([1, 2, 3]).trim(-1)
P([1, 2, 3]).truncate(2)
P([1, 2, 3]).truncate(20)
P([1, 2, 3]).truncate(0)
P([1, 2, 3]).truncate(1.5)
P([1, 2, 3]).cutdeg(1)
P([1, 2, 3]).cutdeg(-1)
P([1, 2, 3], [0, 2]).mapparms()
P([1, 2, 3]).linspace(3)
P([1, 2, 3]).linspace(3, [0, 5])
P([1, 2, 3]).copy()
P([1, 2, 3]).convert(kind=Other)
P([1, 2, 3, 4], [0, 2]).convert(domain=[-1, 3], kind=Other)
P([1, 2, 3]).convert(window=[0, 1])
P.cast(Other([1, 2, 3, 4]))
P.cast(Other([1, 2, 3], [0, 2]), domain=[3, 4], window=[0, 1])
P.identity()
P.identity([0, 2], [1, 3], symbol="z")
P.basis(0)
P.basis(3)
P.basis(2, [0, 1], [2, 3], "u")
P.basis(-1)
P.basis(0.5)
P.fromroots([1, 2])
P.fromroots([1, 2], domain=None)
P.fromroots([1, 2], [0, 3], [0, 1], "w")
np.round(P.fit([0, 1, 2, 3], [1, 3, 2, 5], 2).coef, 9)
P.fit([0, 1, 2, 3], [1, 3, 2, 5], 1, []).domain
P.fit([0, 1, 2, 3], [1, 3, 2, 5], [1], [0, 9], window=[0, 2], symbol="s").window
P.fit([2, 2], [1, 1], 0).domain
P.fit([0, 1, 2, 3], [1, 3, 2, 5], 1, full=True)[1][1]
P.fit([0, 1], [1, 3, 2, 5], 1)
P([1, 2]).has_samecoef(P([1, 2]))
P([1, 2]).has_samecoef(P([1, 2, 3]))
P([1, 2]).has_samedomain(P([1, 2], [0, 1]))
P([1, 2]).has_samewindow(P([1, 2]))
P([1, 2]).has_sametype(Other([1, 2]))
P.domain, P.window, P.basis_name, P.maxpower
P([1, 2, 3]).__array_ufunc__
""".strip().splitlines()

TEXTS = """
P([1])
P([1, 2, 3])
P([-1.5, 0, 3e10, -4e-9])
P([1, -2], [0, 3])
P([1, -2, 3], [0, 2])
P([1, -2, 3], [-2, 2])
P([1, 2j, 3 + 4j])
P([np.nan, np.inf, -np.inf])
P([1, 2], symbol="omega")
P(np.array([1, 0.1, 1e-5], "f4"))
P(np.arange(12) * 1000.5)
P(np.arange(25))
P.basis(11)
""".strip().splitlines()

by_class = pytest.mark.parametrize("name", NAMES)


def outcome(library, name, expression):
    package = library.polynomial
    other = "Legendre" if name != "Legendre" else "Polynomial"
    names = {"np": library, "P": getattr(package, name),
             "Other": getattr(package, other), "format": format}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = eval(expression, names)
        except Exception as error:  # every kind is compared
            return f"{type(error).__name__}: {error}"
    return repr(result)


def same_text(ours, theirs):
    """Messages that name a type differ in its home alone."""
    return ours.replace("tnp.", "numpy.") == theirs


@by_class
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression(name, expression):
    theirs = outcome(numpy, name, expression)
    ours = outcome(tnp, name, expression)
    assert same_text(ours, theirs), (ours, theirs)


@by_class
@pytest.mark.parametrize("expression", TEXTS)
@pytest.mark.parametrize("form", ("str({})", "repr({})", "{}._repr_latex_()",
                                  "format({}, 'ascii')", "format({}, 'unicode')",
                                  "format({}, '.2f')"))
def test_text(name, expression, form):
    expression = form.format(expression)
    ours = outcome(tnp, name, expression)
    theirs = outcome(numpy, name, expression)
    assert same_text(ours, theirs), (ours, theirs)


@by_class
@pytest.mark.parametrize("options", (
    {"precision": 3}, {"precision": 12}, {"floatmode": "fixed"},
    {"linewidth": 30}, {"linewidth": 200}, {"sign": "+"},
    {"nanstr": "NAN", "infstr": "INF"}))
def test_text_by_print_options(name, options):
    expressions = ["str(P([1/3, 1e-4/3, 2e9/3, np.nan, np.inf, 5]))",
                   "str(P(np.arange(20)))", "P([1/3, 2])._repr_latex_()"]
    with numpy.printoptions(**options), tnp.printoptions(**options):
        for expression in expressions:
            assert (outcome(tnp, name, expression)
                    == outcome(numpy, name, expression))


def test_print_style():
    series = tnp.polynomial.Chebyshev([1, 2, 3])
    try:
        tnp.polynomial.set_default_printstyle("ascii")
        assert str(series) == "1.0 + 2.0 T_1(x) + 3.0 T_2(x)"
        assert f"{series:unicode}" == "1.0 + 2.0·T₁(x) + 3.0·T₂(x)"
    finally:
        tnp.polynomial.set_default_printstyle("unicode")
    assert str(series) == "1.0 + 2.0·T₁(x) + 3.0·T₂(x)"
    with pytest.raises(ValueError, match="Unsupported format string 'x'"):
        tnp.polynomial.set_default_printstyle("x")


@by_class
def test_copies(name):
    series = getattr(tnp.polynomial, name)([1, 2, 3], [0, 2], symbol="t")
    for other in (copy.copy(series), copy.deepcopy(series),
                  pickle.loads(pickle.dumps(series))):
        assert other == series
        assert other is not series
        assert type(other) is type(series)


def test_interpolation():
    for args in ((), ((2.0,),)):
        ours, theirs = (
            library.polynomial.Chebyshev.interpolate(
                lambda x, shift=1.0: x ** 2 + shift, 3, [0, 2], *args)
            for library in (tnp, numpy))
        numpy.testing.assert_allclose(numpy.asarray(ours.coef), theirs.coef,
                                      atol=1e-15)
        assert ours.domain.tolist() == theirs.domain.tolist()


def test_a_class_of_ones_own():
    class Shifted(tnp.polynomial.Polynomial):
        basis_name = "S"

    series = Shifted([1, 2])
    assert type(series + 1) is Shifted
    assert repr(series).startswith("Shifted([1., 2.]")
    with pytest.raises(TypeError, match="Polynomial types differ"):
        series + tnp.polynomial.Polynomial([1])


@by_class
def test_coefficients_are_copied(name):
    c = tnp.array([1.0, 2.0])
    series = getattr(tnp.polynomial, name)(c)
    series += 1
    series.coef[0] = 9
    assert c.tolist() == [1.0, 2.0]


def loaded(statement):
    code = f"import sys, tnp; {statement}; print('tnp._polynomial' in sys.modules)"
    return subprocess.run([sys.executable, "-c", code], capture_output=True,
                          text=True, check=True).stdout.strip() == "True"


@pytest.mark.parametrize("statement, loads", [
    ("tnp.polynomial.chebyshev.chebval(1, [1, 2])", False),
    ("import tnp.polynomial.chebyshev", False),
    ("from tnp.polynomial import legendre as L; L.legval(1, [1])", False),
    ("from tnp.polynomial.hermite_e import hermeval", False),
    ("tnp.polynomial.Polynomial", True),
    ("from tnp.polynomial.laguerre import Laguerre", True),
    ("tnp.polynomial.polyutils.mapparms", True),
    ("from tnp.polynomial.chebyshev import *; Chebyshev, chebval", True),
    ("'Hermite' in dir(tnp.polynomial)", True),
])
def test_classes_are_loaded_when_asked_for(statement, loads):
    assert loaded(statement) is loads


def test_what_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        tnp.polynomial.chebyshev.nothing
    with pytest.raises(AttributeError, match="has no attribute '__path__'"):
        tnp.polynomial.chebyshev.__path__
