"""Numbers and types as text, and small questions about Python's objects."""

import operator

from tnp import _tnp

_TYPE_NAMES = {
    "?": "bool", "b": "signed char", "B": "unsigned char", "h": "short",
    "H": "unsigned short", "i": "integer", "I": "unsigned integer",
    "l": "long integer", "L": "unsigned long integer",
    "q": "long long integer", "Q": "unsigned long long integer",
    "f": "single precision", "d": "double precision", "g": "long precision",
    "F": "complex single precision", "D": "complex double precision",
    "G": "complex long double precision", "S": "string", "U": "unicode",
    "V": "void", "O": "object", "S1": "character",
}

# The larger first.
_BY_SIZE = "GDFgdfQqLlIiHhBb?"


def typename(char):
    """What a type's character stands for, as "double precision" for "d".

    Source: https://numpy.org/doc/stable/reference/generated/numpy.typename.html
    """
    return _TYPE_NAMES[char]


def mintypecode(typechars, typeset="GDFgdf", default="d"):
    """The character of the smallest type of `typeset` for all `typechars`.

    `typechars` are characters or what `asarray` takes; `default` is for none
    of `typeset` among them.
    Source: https://numpy.org/doc/stable/reference/generated/numpy.mintypecode.html
    """
    chars = {item if isinstance(item, str) and item
             else _tnp.asarray(item).dtype.char for item in typechars}
    found = chars.intersection(typeset)
    if not found:
        return default
    if {"F", "d"} <= found:
        return "D"
    return min(found, key=_BY_SIZE.index)


def _check_width(width, needed):
    if width is not None and width < needed:
        raise ValueError(f"Insufficient bit width={width} provided for "
                         f"binwidth={needed}")


def binary_repr(num, width=None):
    """An integer's binary digits; of a negative one in two's complement.

    Without a `width` a negative number has a minus sign. Errors: ValueError
    for a width that is too small.
    Source: https://numpy.org/doc/stable/reference/generated/numpy.binary_repr.html
    """
    num = operator.index(num)
    if num == 0:
        return "0" * (width or 1)
    if num > 0:
        digits = f"{num:b}"
        _check_width(width, len(digits))
        return digits.zfill(width or 0)
    if width is None:
        return f"-{-num:b}"
    # The least bits that hold it: one more than those of ~num.
    bits = (~num).bit_length() + 1
    _check_width(width, bits)
    return f"{num + (1 << bits):b}".rjust(width, "1")


def base_repr(number, base=2, padding=0):
    """An integer's digits in a base from 2 to 36, after `padding` zeros.

    Source: https://numpy.org/doc/stable/reference/generated/numpy.base_repr.html
    """
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if base > len(digits):
        raise ValueError("Bases greater than 36 not handled in base_repr.")
    if base < 2:
        raise ValueError("Bases less than 2 not handled in base_repr.")
    text, rest = "", abs(int(number))
    while rest:
        rest, digit = divmod(rest, base)
        text = digits[digit] + text
    text = "0" * padding + text
    return ("-" if number < 0 else "") + (text or "0")


def iterable(y):
    """Whether `iter(y)` works.

    Source: https://numpy.org/doc/stable/reference/generated/numpy.iterable.html
    """
    try:
        iter(y)
    except TypeError:
        return False
    return True
