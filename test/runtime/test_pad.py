"""`pad` against NumPy: every mode, widths of every form, long pads, errors."""

import pytest

from same import check

ARRAYS = ["xp.arange(5)", "xp.arange(6.).reshape(2, 3)", "xp.array([[3]])",
          "xp.arange(24).reshape(2, 3, 4)", "xp.arange(4, dtype='i1')",
          "xp.array([1 + 2j, 3])", "xp.array([True, False])"]
MODES = ["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum",
         "reflect", "symmetric", "wrap"]


@pytest.mark.parametrize("array", ARRAYS)
@pytest.mark.parametrize("mode", MODES)
def test_modes(array, mode):
    if "True" in array and mode in ("linear_ramp", "mean", "median", "reflect",
                                    "symmetric", "maximum", "minimum"):
        return  # compared as integers
    if "j" in array and mode in ("linear_ramp", "median"):
        return
    for width in ("2", "(1, 3)", "0", "((2, 1),)"):
        check(f"xp.pad({array}, {width}, {mode!r})", rtol=1e-14)


@pytest.mark.parametrize("text", [
    "xp.pad(xp.arange(6).reshape(2, 3), {0: 1, -1: (2, 0)})",
    "xp.pad(xp.arange(6).reshape(2, 3), {1: 2}, 'edge')",
    "xp.pad([1, 2, 3], 2, constant_values=7)",
    "xp.pad(xp.arange(4).reshape(2, 2), 1, constant_values=((1, 2), (3, 4)))",
    "xp.pad([1, 2, 3], (2, 3), 'linear_ramp', end_values=(5, -4))",
    "xp.pad([1, 5, 3, 4], 2, 'mean', stat_length=2)",
    "xp.pad([1, 5, 3, 4], 2, 'maximum', stat_length=(1, 3))",
    "xp.pad([1, 2, 3], 2, 'reflect', reflect_type='odd')",
    "xp.pad([1, 2, 3], 2, 'symmetric', reflect_type='odd')",
    "xp.pad([1, 2, 3], [1, 10], 'reflect')",
    "xp.pad([1, 2, 3, 4], [45, 10], 'reflect')",
    "xp.pad([1, 2, 3, 4], [15, 2], 'symmetric')",
    "xp.pad([1, 2, 3, 4, 5, 6], [45, 3], 'symmetric')",
    "xp.pad([1, 2, 3], [20, 25], 'reflect', reflect_type='odd')",
    "xp.pad([1, 2, 3], [20, 25], 'wrap')",
    "xp.pad([], 2)", "xp.pad(xp.ones((0, 2)), 1, 'empty').shape",
    # Errors.
    "xp.pad([], 2, 'edge')", "xp.pad([1], -1)", "xp.pad([1], 1.5)", "xp.pad([1], 1, 'x')",
    "xp.pad([1], ((1, 2, 3),))", "xp.pad(xp.ones((2, 2)), ((1,), (2,), (3,)))",
    "xp.pad([1], [[[3], [4], [5]], [[0], [1], [2]]])",
    "xp.pad([1], 1, 'edge', constant_values=1)", "xp.pad([1], 1, 'constant', end_values=1)",
    "xp.pad([1], 1, 'wrap', stat_length=None)",
    "xp.pad([1., 2.], 0, 'maximum', stat_length=0)",
    "xp.pad([1., 2.], 1, 'minimum', stat_length=0)",
])
def test_options(text):
    check(text)


def test_a_function_as_mode():
    setup = ("(lambda fill: xp.pad(xp.arange(6).reshape(2, 3), ((1, 2), (0, 2)), fill, "
             "value=9))(")
    fill = ("lambda line, widths, axis, options: "
            "(line.__setitem__(slice(None, widths[0]), options['value'] + axis), "
            "line.__setitem__(slice(len(line) - widths[1], None), -1))")
    check(f"{setup}{fill})")
