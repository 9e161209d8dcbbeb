"""The modules of `tnp.polynomial`, filled when they are first asked for a name that
the extension does not have: constants, classes, and what calls Python functions.

Source: https://numpy.org/doc/stable/reference/routines.polynomials.html
"""

import sys

from tnp import _polynomial_base as _base
from tnp import _tnp
from tnp._polynomial_base import ABCPolyBase
from tnp._polynomial_text import SUPERSCRIPTS

_package = sys.modules["tnp.polynomial"]
_FUNCTIONS = ("add", "sub", "mul", "div", "pow", "val", "int", "der", "fit",
              "line", "roots", "fromroots")


def _fill(name, prefix, x, domain=(-1.0, 1.0)):
    """The constants of a basis, and the members of its class."""
    module = getattr(_package, name)
    constants = {"domain": _tnp.array(domain), "zero": _tnp.array([0]),
                 "one": _tnp.array([1]), "x": _tnp.array(x)}
    for suffix, value in constants.items():
        setattr(module, prefix + suffix, value)
    members = {f"_{suffix}": staticmethod(getattr(module, prefix + suffix))
               for suffix in _FUNCTIONS}
    return {**members, "domain": _tnp.array(domain),
            "window": _tnp.array(domain), "__module__": module.__name__}


class _PowerTerms:
    """How powers are written, and put into each other."""

    basis_name = None

    @staticmethod
    def _str_term_unicode(i, arg_str):
        return f"·{arg_str}" + ("" if i == "1" else i.translate(SUPERSCRIPTS))

    @staticmethod
    def _str_term_ascii(i, arg_str):
        return f" {arg_str}" + ("" if i == "1" else f"**{i}")

    @staticmethod
    def _repr_latex_term(i, arg_str, needs_parens):
        if needs_parens:
            arg_str = rf"\left({arg_str}\right)"
        return "1" if i == 0 else arg_str if i == 1 else f"{arg_str}^{{{i}}}"

    def _composed(self, x):
        result = self.coef[-1] + x * 0
        for c in self.coef[-2::-1]:
            result = c + result * x
        return result


class _FirstIsX:
    @staticmethod
    def _first(x):
        return x


class _ChebyshevTerms(_FirstIsX):
    basis_name = "T"

    @staticmethod
    def _step(c1, x, n):
        return c1, c1 * (2 * x)

    @classmethod
    def interpolate(cls, func, deg, domain=None, args=()):
        """The series of degree `deg` equal to `func` at Chebyshev points."""
        domain = cls.domain if domain is None else domain

        def mapped(x):
            return func(_base.mapdomain(x, cls.window, domain), *args)

        return cls(chebinterpolate(mapped, deg), domain=domain)


class _LegendreTerms(_FirstIsX):
    basis_name = "P"

    @staticmethod
    def _step(c1, x, n):
        return c1 * ((n - 1) / n), c1 * x * ((2 * n - 1) / n)


class _HermiteTerms:
    basis_name = "H"

    @staticmethod
    def _step(c1, x, n):
        return c1 * (2 * (n - 1)), c1 * (x * 2)

    @staticmethod
    def _first(x):
        return x * 2


class _HermiteETerms(_FirstIsX):
    basis_name = "He"

    @staticmethod
    def _step(c1, x, n):
        return c1 * (n - 1), c1 * x


class _LaguerreTerms:
    basis_name = "L"

    @staticmethod
    def _step(c1, x, n):
        return c1 * (n - 1) / n, c1 * (2 * n - 1 - x) / n

    @staticmethod
    def _first(x):
        return 1 - x


def chebinterpolate(func, deg, args=()):
    """The Chebyshev series of degree `deg` equal to `func` at the Chebyshev
    points of the first kind.

    Errors: TypeError unless `deg` is an integer; ValueError where it is negative.

    Example: chebinterpolate(lambda x: x ** 2, 2) is [0.5, 0., 0.5]
    """
    deg = _tnp.asarray(deg)
    if deg.ndim > 0 or deg.dtype.kind not in "iu":
        raise TypeError("deg must be an int")
    if deg < 0:
        raise ValueError("expected deg >= 0")
    count = int(deg) + 1
    points = _package.chebyshev.chebpts1(count)
    values = func(points, *args)
    basis = _package.chebyshev.chebvander(points, count - 1)
    c = _tnp.dot(basis.T, values)
    c[0] /= count
    c[1:] /= 0.5 * count
    return c


def set_default_printstyle(style):
    """How series are printed: "unicode" or "ascii". ValueError for others."""
    if style not in ("unicode", "ascii"):
        raise ValueError(f"Unsupported format string '{style}'. Valid options "
                         "are 'ascii' and 'unicode'")
    ABCPolyBase._use_unicode = style == "unicode"


_CLASSES = (
    ("Polynomial", _PowerTerms, "polynomial", "poly", [0, 1], (-1.0, 1.0)),
    ("Chebyshev", _ChebyshevTerms, "chebyshev", "cheb", [0, 1], (-1.0, 1.0)),
    ("Legendre", _LegendreTerms, "legendre", "leg", [0, 1], (-1.0, 1.0)),
    ("Hermite", _HermiteTerms, "hermite", "herm", [0, 0.5], (-1.0, 1.0)),
    ("HermiteE", _HermiteETerms, "hermite_e", "herme", [0, 1], (-1.0, 1.0)),
    ("Laguerre", _LaguerreTerms, "laguerre", "lag", [1, -1], (0.0, 1.0)),
)


def _public(module):
    return sorted(name for name in vars(module) if not name.startswith("_"))


for _name, _terms, _module, _prefix, _x, _domain in _CLASSES:
    _members = _fill(_module, _prefix, _x, _domain)
    _members["__doc__"] = (f"A series of the basis of `{_module}` with a domain "
                           "and a window; see ABCPolyBase.")
    _class = type(_name, (_terms, ABCPolyBase), _members)
    setattr(getattr(_package, _module), _name, _class)
    setattr(_package, _name, _class)

_package.chebyshev.chebinterpolate = chebinterpolate
chebinterpolate.__module__ = "tnp.polynomial.chebyshev"
_package.set_default_printstyle = set_default_printstyle
set_default_printstyle.__module__ = "tnp.polynomial"
for _name in ("format_float", "mapdomain", "mapparms", "trimseq"):
    setattr(_package.polyutils, _name, getattr(_base, _name))

for _module in (_package, *(getattr(_package, name) for name in _public(_package)
                            if f"tnp.polynomial.{name}" in sys.modules)):
    # They are complete, and load nothing more.
    vars(_module).pop("__getattr__", None)
    vars(_module).pop("__dir__", None)
    _module.__all__ = _public(_module)
