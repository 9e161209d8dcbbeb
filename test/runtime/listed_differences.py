"""Where tnp is known to differ from NumPy, and why: for test_properties.py.

`expected` and `actual` are outcomes of NumPy and tnp: (result, buffer, warnings).
"""

CAST = ("RuntimeWarning", "invalid value encountered in cast")


def is_listed(sample, kind, args, expected, actual):
    """The reason for a known difference, or None."""
    if expected[1] != actual[1]:
        return None  # other bytes in memory are never accepted
    for reason, applies in LISTED.items():
        if applies(sample, kind, args, expected, actual):
            return reason
    return None


def without_strides(result):
    if isinstance(result, tuple) and result and result[0] == "array":
        return result[:3] + result[4:]
    if isinstance(result, tuple):
        return tuple(without_strides(item) for item in result)
    return result


def only_strides(expected, actual):
    return (without_strides(expected[0]) == without_strides(actual[0])
            and expected[2] == actual[2])


def only_warnings(expected, actual):
    return expected[:2] == actual[:2]


def both_raise(expected, actual, name):
    return expected[0][0] == actual[0][0] == name


def same_but_for_zeros(expected, actual):
    """The elements, as text, are the same in number and but for zeros' signs."""
    return (repr(expected).replace("-0.0", "0.0")
            == repr(actual).replace("-0.0", "0.0"))


LISTED = {
    "nonzero gives packed vectors, NumPy columns of one array":
        lambda sample, kind, args, expected, actual:
        kind == "pick" and args[0] == "nonzero" and only_strides(expected, actual),
    "the layout of a reduction over the axes of a transposed array":
        lambda sample, kind, args, expected, actual:
        kind == "reduce" and only_strides(expected, actual),
    "which of 0.0 and -0.0 a sort puts first":
        lambda sample, kind, args, expected, actual:
        kind == "sort" and args[0] != "argsort"
        and same_but_for_zeros(expected, actual),
    "which of two equal zeros fmin and fmax give: NumPy's choice depends on "
    "where they stand":
        lambda sample, kind, args, expected, actual:
        kind in ("binary", "scalar", "overlap")
        and args[2 if kind == "overlap" else 0] in ("fmin", "fmax")
        and same_but_for_zeros(expected, actual),
    "a cast warns of lost parts even when the mask chooses no element":
        lambda sample, kind, args, expected, actual:
        kind == "set" and only_warnings(expected, actual)
        and actual[2] == [("ComplexWarning", "Casting complex values to real "
                           "discards the imaginary part")],
    "mean of nothing divides as an array, not as a scalar":
        lambda sample, kind, args, expected, actual:
        kind == "reduce" and args[0] == "mean"
        and only_warnings(expected, actual),
    "leading axes of one element in the text of a broadcast error":
        lambda sample, kind, args, expected, actual:
        kind.startswith("set") and both_raise(expected, actual, "ValueError"),
    "the cast of one element into an integer warns, where NumPy's does not":
        lambda sample, kind, args, expected, actual:
        kind == "overlap" and only_warnings(expected, actual)
        and CAST in actual[2] and CAST not in expected[2],
    "which of two errors comes first":
        lambda sample, kind, args, expected, actual:
        kind == "overlap" and both_raise(expected, actual, "ValueError"),
}
