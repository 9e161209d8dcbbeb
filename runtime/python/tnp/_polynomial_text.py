"""How the classes of `tnp.polynomial` are printed.

Source: https://numpy.org/doc/stable/reference/routines.polynomials.html
"""

import numbers

from tnp import _tnp

_DIGITS = "0123456789"
SUPERSCRIPTS = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉")
# From here on, and below a bound that the precision sets, with an exponent.
_LARGE = 1.0e8


def format_float(x, parens=False):
    """`x` by the print options; with `parens` an exponent is in parentheses.

    What is no real floating-point number is printed by `str`.
    """
    if not _tnp.issubdtype(type(x), _tnp.floating):
        return str(x)
    options = _tnp.get_printoptions()
    if _tnp.isnan(x):
        return options["nanstr"]
    if _tnp.isinf(x):
        return options["infstr"]
    precision = options["precision"]
    is_fixed = options["floatmode"] == "fixed"
    form = {"precision": precision, "unique": not is_fixed,
            "trim": "k" if is_fixed else "0", "sign": options["sign"] == "+"}
    small = 10 ** min(0, -(precision - 1) // 2)
    if x == 0 or small <= abs(x) < _LARGE:
        return _tnp.format_float_positional(x, fractional=True, **form)
    text = _tnp.format_float_scientific(x, **form)
    return f"({text})" if parens else text


def _argument(series, number_text):
    """The text of offset + scale symbol, and whether it is more than a name."""
    offset, scale = series.mapparms()
    parts = []
    if offset != 0:
        parts.append(number_text(offset))
    factor = "" if scale == 1 else number_text(scale)
    parts.append(factor + series.symbol)
    return " + ".join(parts), bool(offset != 0 or factor)


def _signed(coef):
    """The sign and text of a coefficient that is not the first."""
    try:
        is_positive = coef >= 0
    except TypeError:  # numbers without an order
        return f"+ {coef}"
    if is_positive:
        return "+ " + format_float(coef, parens=True)
    return "- " + format_float(-coef, parens=True)


def series_text(series, term):
    """`series` as a sum; `term(degree, argument)` is what follows a number.

    A term that does not fit the line begins a new one behind its sign.
    """
    width = max(_tnp.get_printoptions().get("linewidth", 75), 1)
    argument, is_compound = _argument(series, format_float)
    if is_compound:
        argument = f"({argument})"
    text = format_float(series.coef[0])
    last = len(series.coef) - 1
    for degree, coef in enumerate(series.coef[1:], 1):
        text += " "
        addend = _signed(coef) + term(str(degree), argument)
        room_for_sign = 2 if degree < last else 0
        line = text.rpartition("\n")[2]
        if len(line) + len(addend) + room_for_sign >= width:
            addend = addend.replace(" ", "\n", 1)
        text += addend
    return text


def latex_number(x, parens=False):
    return rf"\text{{{format_float(x, parens=parens)}}}"


def _latex_coefficient(degree, coef, number_text):
    if degree == 0:
        return number_text(coef)
    if not isinstance(coef, numbers.Real):
        return f" + ({number_text(coef)})"
    if coef >= 0:
        return f" + {number_text(coef, parens=True)}"
    return f" - {number_text(-coef, parens=True)}"


def series_latex(series, term, number_text):
    """`series` as a map in LaTeX; terms of zero are gray."""
    argument, is_compound = _argument(series, number_text)
    body = ""
    for degree, coef in enumerate(series.coef):
        part = _latex_coefficient(degree, coef, number_text)
        function = term(degree, argument, is_compound)
        if function != "1":
            part += rf"\,{function}"
        if coef == 0:
            part = rf"\color{{LightGray}}{{{part}}}"
        body += part
    return rf"${series.symbol} \mapsto {body or '0'}$"
