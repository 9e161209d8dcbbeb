"""`poly1d`: a polynomial by its coefficients, highest power first.

Source: https://numpy.org/doc/stable/reference/generated/numpy.poly1d.html
"""

import re
import warnings

from tnp import _tnp

_WIDTH = 70
_POWER = re.compile(r"\*\*([0-9]*)")


def _with_raised_powers(text):
    """`3 x**2` on two lines, the powers above; broken where it grows too wide."""
    lines, above, below, end = [], "", "", 0
    for power in _POWER.finditer(text):
        before, digits = text[end:power.start()], power.group(1)
        upper = " " * (len(before) - 1) + digits
        lower = before + " " * (len(digits) - 1)
        if (len(below) + len(lower) > _WIDTH
                or len(above) + len(upper) > _WIDTH):
            lines.append(above + "\n" + below)
            above, below = "", ""
        above, below, end = above + upper, below + lower, power.end()
    lines.append(above + "\n" + below)
    return " " + "\n ".join(lines) + text[end:]


def _short(number):
    return f"{number:.4g}".removesuffix(".0000")


def _number_text(coef):
    if not _tnp.iscomplex(coef):
        return _short(_tnp.real(coef))
    if _tnp.real(coef) == 0:
        return f"{_short(_tnp.imag(coef))}j"
    return f"({_short(_tnp.real(coef))} + {_short(_tnp.imag(coef))}j)"


def _term_text(coef, variable, power, is_first):
    """The text of one term, empty for a zero that is not alone."""
    number = _number_text(coef)
    if number == "0":
        return "0" if power == 0 and is_first else ""
    if power == 0:
        return number
    return f"{number} {variable}" + (f"**{power}" if power > 1 else "")


def _sum_text(coeffs, variable):
    text = "0"
    for i, coef in enumerate(coeffs):
        term = _term_text(coef, variable, len(coeffs) - 1 - i, i == 0)
        if i == 0:
            text = term
        elif term.startswith("-"):
            text = f"{text} - {term[1:]}"
        elif term:
            text = f"{text} + {term}"
    return text


class poly1d:
    """A polynomial of one variable, by its coefficients or with `r` its roots.

    Shapes:  1-d coefficients; leading zeros are dropped.
    Dtypes:  those of the coefficients.
    Errors:  ValueError for coefficients in several dimensions.

    Example: poly1d([1, 2, 3])(2) is 11
    """

    __hash__ = None
    __module__ = "tnp"

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self._take_from(c_or_r)
            if variable is not None:
                self._variable = variable
            return
        if r:
            c_or_r = _tnp.poly(c_or_r)
        coeffs = _tnp.atleast_1d(c_or_r)
        if coeffs.ndim > 1:
            raise ValueError("Polynomial must be 1d only.")
        coeffs = _tnp.trim_zeros(coeffs, trim="f")
        if len(coeffs) == 0:
            coeffs = _tnp.array([0], dtype=coeffs.dtype)
        self._coeffs = coeffs
        self._variable = "x" if variable is None else variable

    def _take_from(self, other):
        self._variable, self._coeffs = other._variable, other._coeffs
        if set(other.__dict__) - set(self.__dict__):
            warnings.warn(
                "In the future extra properties will not be copied across when "
                "constructing one poly1d from another", FutureWarning,
                stacklevel=3)
            self.__dict__.update(other.__dict__)

    @property
    def coeffs(self):
        """The coefficients, which may be changed but not replaced."""
        return self._coeffs

    @coeffs.setter
    def coeffs(self, value):
        # `p.coeffs += 1` sets what it got.
        if value is not self._coeffs:
            raise AttributeError("Cannot set attribute")

    # Kept under the public name, which subclasses and pickles look for.
    @property
    def _coeffs(self):
        return self.__dict__["coeffs"]

    @_coeffs.setter
    def _coeffs(self, coeffs):
        self.__dict__["coeffs"] = coeffs

    @property
    def variable(self):
        """The name of the variable."""
        return self._variable

    @property
    def order(self):
        """The highest power."""
        return len(self._coeffs) - 1

    @property
    def roots(self):
        """The roots."""
        return _tnp.roots(self._coeffs)

    r = roots
    c = coef = coefficients = coeffs
    o = order

    @staticmethod
    def _tnp_function_(name, given):
        """tnp.polyadd and its like, where an argument is a poly1d."""
        if name == "polyval" and isinstance(given["x"], poly1d):
            result = 0
            for c in _tnp.asarray(given["p"]):
                result = result * given["x"] + c
            return result
        plain = {key: value.coeffs if isinstance(value, poly1d) else value
                 for key, value in given.items()}
        result = getattr(_tnp, name)(**plain)
        if name == "polyval":
            return result
        if isinstance(result, tuple):
            return tuple(map(poly1d, result))
        return poly1d(result)

    # As an array and a sequence.

    def __array__(self, t=None, copy=None):
        return _tnp.asarray(self.coeffs, t, copy=copy)

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self.coeffs)

    def __getitem__(self, val):
        """The coefficient of the power `val`."""
        if val > self.order or val < 0:
            return self.coeffs.dtype.type(0)
        return self.coeffs[self.order - val]

    def __setitem__(self, key, val):
        if key < 0:
            raise ValueError("Does not support negative powers.")
        if key > self.order:
            zeros = _tnp.zeros(key - self.order, self.coeffs.dtype)
            self._coeffs = _tnp.concatenate((zeros, self.coeffs))
        self._coeffs[self.order - key] = val

    # Text.

    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[len('array('):-1]})"

    def __str__(self):
        leading = _tnp.logical_or.accumulate(self.coeffs != 0)
        text = _sum_text(self.coeffs[leading], self.variable)
        return _with_raised_powers(text)

    # Arithmetic.

    def __call__(self, val):
        return _tnp.polyval(self.coeffs, val)

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        if self.coeffs.shape != other.coeffs.shape:
            return False
        return (self.coeffs == other.coeffs).all()

    def __ne__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return not self == other

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __add__(self, other):
        return poly1d(_tnp.polyadd(self.coeffs, poly1d(other).coeffs))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(_tnp.polysub(self.coeffs, poly1d(other).coeffs))

    def __rsub__(self, other):
        return poly1d(_tnp.polysub(poly1d(other).coeffs, self.coeffs))

    def __mul__(self, other):
        if _tnp.isscalar(other):
            return poly1d(self.coeffs * other)
        return poly1d(_tnp.polymul(self.coeffs, poly1d(other).coeffs))

    def __rmul__(self, other):
        if _tnp.isscalar(other):
            return poly1d(other * self.coeffs)
        return poly1d(_tnp.polymul(self.coeffs, poly1d(other).coeffs))

    def __truediv__(self, other):
        """By a number; by a polynomial, quotient and remainder."""
        if _tnp.isscalar(other):
            return poly1d(self.coeffs / other)
        return _tnp.polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        if _tnp.isscalar(other):
            return poly1d(other / self.coeffs)
        return _tnp.polydiv(poly1d(other), self)

    def __pow__(self, val):
        if not _tnp.isscalar(val) or int(val) != val or val < 0:
            raise ValueError("Power to non-negative integers only.")
        result = [1]
        for _ in range(val):
            result = _tnp.polymul(self.coeffs, result)
        return poly1d(result)

    def integ(self, m=1, k=0):
        """The antiderivative, `m` times, with the constants `k`."""
        return poly1d(_tnp.polyint(self.coeffs, m=m, k=k))

    def deriv(self, m=1):
        """The derivative, `m` times."""
        return poly1d(_tnp.polyder(self.coeffs, m=m))
