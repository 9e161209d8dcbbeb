"""The base of the six classes of `tnp.polynomial`.

A series is its coefficients, lowest degree first, over a `domain` that is mapped to
the `window` of its basis. Arithmetic is that of the basis's functions.

Shapes:  `coef` is 1-d; `domain` and `window` have two elements.
Dtypes:  inexact ones; integers become float64.
Errors:  TypeError where two series differ in class, domain or window, ValueError
         where they differ in symbol.
Source:  https://numpy.org/doc/stable/reference/routines.polynomials-package.html

Example: Chebyshev([1, 2, 3])(0.5)
"""

import numbers
import os

from tnp import _tnp
from tnp._polynomial_text import (
    SUBSCRIPTS, format_float, latex_number, series_latex, series_text)

as_series = _tnp.polynomial.polyutils.as_series
trimcoef = _tnp.polynomial.polyutils.trimcoef
getdomain = _tnp.polynomial.polyutils.getdomain

__all__ = ["ABCPolyBase", "format_float", "mapdomain", "mapparms", "trimseq"]


def trimseq(seq):
    """`seq` without trailing zeros; of zeros alone the first stays."""
    n = len(seq)
    while n > 1 and seq[n - 1] == 0:
        n -= 1
    return seq if n == len(seq) else seq[:n]


def mapparms(old, new):
    """Offset and scale of the line that maps the ends of `old` to those of `new`.

    Example: mapparms((-1, 1), (0, 4)) is (2.0, 2.0)
    """
    (start, stop), (new_start, new_stop) = (old[0], old[1]), (new[0], new[1])
    length = stop - start
    offset = (stop * new_start - start * new_stop) / length
    return offset, (new_stop - new_start) / length


def mapdomain(x, old, new):
    """`x` moved along the line that maps `old` to `new`.

    Example: mapdomain([-1, 0, 1], (-1, 1), (0, 4)) is [0., 2., 4.]
    """
    is_number = type(x) in (int, float, complex) or isinstance(x, _tnp.generic)
    if not is_number and not isinstance(x, ABCPolyBase):
        x = _tnp.asanyarray(x)
    offset, scale = mapparms(old, new)
    return offset + scale * x


def _two_points(value, what):
    points, = as_series([value], trim=False)
    if len(points) != 2:
        raise ValueError(f"{what} has wrong number of elements.")
    return points


def _checked_symbol(symbol):
    if not hasattr(symbol, "isidentifier"):
        raise TypeError("Symbol must be a non-empty string")
    if not symbol.isidentifier():
        raise ValueError("Symbol string must be a valid Python identifier")
    return symbol


def _is_empty_list(value):
    return isinstance(value, list) and not value


class ABCPolyBase:
    """What the classes of all bases share.

    A class gives `domain`, `window`, `basis_name` and the functions of its basis
    (`_add`, `_val`, ...), and in `_step` and `_first` the recurrence that puts one
    series into another.
    """

    __hash__ = None
    # Arrays and their scalars leave arithmetic with a series to the series.
    __array_ufunc__ = None
    maxpower = 100
    _use_unicode = os.name != "nt"

    def __init__(self, coef, domain=None, window=None, symbol="x"):
        self.coef, = as_series([coef], trim=False)
        if domain is not None:
            self.domain = _two_points(domain, "Domain")
        if window is not None:
            self.window = _two_points(window, "Window")
        self._symbol = _checked_symbol(symbol)

    @property
    def symbol(self):
        """The name of the variable."""
        return self._symbol

    def _like(self, coef):
        """A series of these coefficients, otherwise as this one."""
        return type(self)(coef, self.domain, self.window, self.symbol)

    def copy(self):
        return self._like(self.coef)

    def degree(self):
        """The highest degree; trailing zeros count."""
        return len(self) - 1

    # Comparison.

    def has_samecoef(self, other):
        """Whether the coefficients are equal."""
        return (len(self.coef) == len(other.coef)
                and _tnp.all(self.coef == other.coef))

    def has_samedomain(self, other):
        """Whether the domains are equal."""
        return _tnp.all(self.domain == other.domain)

    def has_samewindow(self, other):
        """Whether the windows are equal."""
        return _tnp.all(self.window == other.window)

    def has_sametype(self, other):
        """Whether `other` is of this class."""
        return isinstance(other, type(self))

    def __eq__(self, other):
        return (self.has_sametype(other) and self.has_samedomain(other)
                and self.has_samewindow(other)
                and self.coef.shape == other.coef.shape
                and _tnp.all(self.coef == other.coef)
                and self.symbol == other.symbol)

    def __ne__(self, other):
        return not self == other

    # Text.

    def __repr__(self):
        coef, domain, window = (
            repr(values)[len("array("):-1]
            for values in (self.coef, self.domain, self.window))
        return (f"{type(self).__name__}({coef}, domain={domain}, "
                f"window={window}, symbol='{self.symbol}')")

    def __str__(self):
        return format(self, "unicode" if self._use_unicode else "ascii")

    def __format__(self, fmt_str):
        if not fmt_str:
            return str(self)
        if fmt_str == "ascii":
            return series_text(self, self._str_term_ascii)
        if fmt_str == "unicode":
            return series_text(self, self._str_term_unicode)
        raise ValueError(
            f"Unsupported format string '{fmt_str}' passed to "
            f"{self.__class__}.__format__. Valid options are "
            "'ascii' and 'unicode'")

    def _repr_latex_(self):
        return series_latex(self, self._repr_latex_term,
                            self._repr_latex_scalar)

    _repr_latex_scalar = staticmethod(latex_number)

    @classmethod
    def _named(cls, method):
        if cls.basis_name is None:
            raise NotImplementedError("Subclasses must define either a "
                                      f"basis_name, or override {method}")
        return cls.basis_name

    @classmethod
    def _str_term_unicode(cls, i, arg_str):
        name = cls._named("_str_term_unicode(cls, i, arg_str)")
        return f"·{name}{i.translate(SUBSCRIPTS)}({arg_str})"

    @classmethod
    def _str_term_ascii(cls, i, arg_str):
        return f" {cls._named('_str_term_ascii(cls, i, arg_str)')}_{i}({arg_str})"

    @classmethod
    def _repr_latex_term(cls, i, arg_str, needs_parens):
        name = cls._named("_repr_latex_term(i, arg_str, needs_parens)")
        return f"{{{name}}}_{{{i}}}({arg_str})"

    # As a sequence of coefficients, and as state.

    def __iter__(self):
        return iter(self.coef)

    def __len__(self):
        return len(self.coef)

    def __getstate__(self):
        arrays = {name: getattr(self, name).copy()
                  for name in ("coef", "domain", "window")}
        return {**self.__dict__, **arrays}

    def __setstate__(self, state):
        self.__dict__ = state

    # Arithmetic. The other operand is a series of the same kind, or numbers that
    # are its coefficients.

    def _get_coefficients(self, other):
        if not isinstance(other, ABCPolyBase):
            return other
        if not isinstance(other, type(self)):
            raise TypeError("Polynomial types differ")
        if not self.has_samedomain(other):
            raise TypeError("Domains differ")
        if not self.has_samewindow(other):
            raise TypeError("Windows differ")
        if self.symbol != other.symbol:
            raise ValueError("Polynomial symbols differ")
        return other.coef

    def _combined(self, function, first, second):
        """The series of function(first, second), or NotImplemented.

        What cannot be coefficients is left to the other operand, as in NumPy;
        a division by zero is not.
        """
        try:
            result = function(first, second)
        except ZeroDivisionError:
            raise
        except Exception:
            return NotImplemented
        if isinstance(result, tuple):
            return tuple(map(self._like, result))
        return self._like(result)

    def __neg__(self):
        return self._like(-self.coef)

    def __pos__(self):
        return self

    def __add__(self, other):
        other = self._get_coefficients(other)
        return self._combined(self._add, self.coef, other)

    def __radd__(self, other):
        return self._combined(self._add, other, self.coef)

    def __sub__(self, other):
        other = self._get_coefficients(other)
        return self._combined(self._sub, self.coef, other)

    def __rsub__(self, other):
        return self._combined(self._sub, other, self.coef)

    def __mul__(self, other):
        other = self._get_coefficients(other)
        return self._combined(self._mul, self.coef, other)

    def __rmul__(self, other):
        return self._combined(self._mul, other, self.coef)

    def __divmod__(self, other):
        other = self._get_coefficients(other)
        return self._combined(self._div, self.coef, other)

    def __rdivmod__(self, other):
        return self._combined(self._div, other, self.coef)

    def __floordiv__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[0]

    def __rfloordiv__(self, other):
        result = self.__rdivmod__(other)
        return result if result is NotImplemented else result[0]

    def __mod__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[1]

    def __rmod__(self, other):
        result = self.__rdivmod__(other)
        return result if result is NotImplemented else result[1]

    def __truediv__(self, other):
        """By a number only: a quotient of series is not a series."""
        if not isinstance(other, numbers.Number) or isinstance(other, bool):
            raise TypeError("unsupported types for true division: "
                            f"'{type(self)}', '{type(other)}'")
        return self.__floordiv__(other)

    def __rtruediv__(self, other):
        return NotImplemented

    def __pow__(self, other):
        return self._like(self._pow(self.coef, other, maxpower=self.maxpower))

    # Values.

    def __call__(self, arg):
        arg = mapdomain(arg, self.domain, self.window)
        if isinstance(arg, ABCPolyBase):
            return self._composed(arg)
        return self._val(arg, self.coef)

    def _composed(self, x):
        """This series of the series `x`, by Clenshaw's scheme."""
        c = self.coef
        c0, c1 = (c[0], 0) if len(c) == 1 else (c[-2], c[-1])
        for n in range(len(c) - 1, 1, -1):
            lower, upper = self._step(c1, x, n)
            c0, c1 = c[n - 2] - lower, c0 + upper
        return c0 + c1 * self._first(x)

    def linspace(self, n=100, domain=None):
        """`n` points over the domain, ends included, and the values there."""
        start, stop = self.domain if domain is None else domain
        x = _tnp.linspace(start, stop, n)
        return x, self(x)

    def roots(self):
        return mapdomain(self._roots(self.coef), self.window, self.domain)

    def mapparms(self):
        """Offset and scale of the map from the domain to the window."""
        return mapparms(self.domain, self.window)

    # Other series from this one.

    def trim(self, tol=0):
        """Without trailing coefficients of a modulus up to `tol`."""
        return self._like(trimcoef(self.coef, tol))

    def truncate(self, size):
        """The first `size` coefficients. ValueError unless `size` is positive."""
        count = int(size)
        if count != size or count < 1:
            raise ValueError("size must be a positive integer")
        return self._like(self.coef[:count])

    def cutdeg(self, deg):
        """Up to degree `deg`."""
        return self.truncate(deg + 1)

    def convert(self, domain=None, kind=None, window=None):
        """The same function as a series of the class `kind`."""
        kind = type(self) if kind is None else kind
        domain = kind.domain if domain is None else domain
        window = kind.window if window is None else window
        return self(kind.identity(domain, window=window, symbol=self.symbol))

    def integ(self, m=1, k=[], lbnd=None):
        """The integral, `m` times, with the constants `k` at `lbnd`."""
        offset, scale = self.mapparms()
        lbnd = 0 if lbnd is None else offset + scale * lbnd
        return self._like(self._int(self.coef, m, k, lbnd, 1.0 / scale))

    def deriv(self, m=1):
        """The derivative, `m` times."""
        return self._like(self._der(self.coef, m, self.mapparms()[1]))

    # New series.

    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None,
            window=None, symbol="x"):
        """The least-squares series; with `full` also what the solver found.

        The domain is by default that of the points, with `[]` the class's.
        """
        if domain is None:
            domain = getdomain(x)
            if domain[0] == domain[1]:
                domain[0] -= 1
                domain[1] += 1
        elif _is_empty_list(domain):
            domain = cls.domain
        window = cls.window if window is None else window
        mapped = mapdomain(x, domain, window)
        result = cls._fit(mapped, y, deg, w=w, rcond=rcond, full=full)
        coef, *details = result if full else (result,)
        series = cls(coef, domain=domain, window=window, symbol=symbol)
        return (series, *details) if full else series

    @classmethod
    def fromroots(cls, roots, domain=[], window=None, symbol="x"):
        """The series with these roots; the domain by default the class's."""
        roots, = as_series([roots], trim=False)
        if domain is None:
            domain = getdomain(roots)
        elif _is_empty_list(domain):
            domain = cls.domain
        window = cls.window if window is None else window
        offset, scale = mapparms(domain, window)
        coef = cls._fromroots(offset + scale * roots) / scale ** len(roots)
        return cls(coef, domain=domain, window=window, symbol=symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol="x"):
        """The series whose value is its argument."""
        domain = cls.domain if domain is None else domain
        window = cls.window if window is None else window
        coef = cls._line(*mapparms(window, domain))
        return cls(coef, domain, window, symbol)

    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol="x"):
        """The basis function of degree `deg`."""
        degree = int(deg)
        if degree != deg or degree < 0:
            raise ValueError("deg must be non-negative integer")
        return cls([0] * degree + [1],
                   cls.domain if domain is None else domain,
                   cls.window if window is None else window, symbol)

    @classmethod
    def cast(cls, series, domain=None, window=None):
        """`series`, of any class, as one of this class."""
        return series.convert(cls.domain if domain is None else domain, cls,
                              cls.window if window is None else window)
