"""Every ufunc, on every dtype that it takes, with its options and methods."""

import numpy as np
import pytest

import tnp

from placed import DTYPES, check, place, values

UFUNCS = sorted({name for name in dir(tnp)
                 if isinstance(getattr(tnp, name), tnp.ufunc)
                 and getattr(tnp, name).signature is None})
# torch computes these in other ways, whose error is larger; in units of eps.
ULP = {"float_power": 16, "power": 64, "logaddexp2": 16, "tan": 32,
       "exp2": 16, "expm1": 16, "exp": 16, "log1p": 16, "sinh": 32,
       "cosh": 32, "square": 16, "multiply": 16, "divide": 64,
       "true_divide": 64, "reciprocal": 64, "tanh": 64, "arctan": 32,
       "arcsin": 64, "arccos": 64, "arctanh": 64, "arcsinh": 64,
       "arccosh": 64, "sin": 32, "cos": 32, "remainder": 32, "mod": 32,
       "fmod": 32, "divmod": 32, "ldexp": 16, "log": 32, "log2": 32,
       "log10": 32, "sqrt": 16, "pow": 64}


def arguments(ufunc, dtype):
    first = values(dtype, (4, 5), seed=1)
    if ufunc.nin == 1:
        return (first,)
    second = values("int64" if ufunc is tnp.ldexp else dtype, (4, 5), seed=2)
    return (first, second)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", UFUNCS)
def test_values(name, dtype):
    ufunc = getattr(tnp, name)
    check(ufunc, *arguments(ufunc, dtype), ulp=ULP.get(name, 8), what=name)


@pytest.mark.parametrize("name", UFUNCS)
def test_special_values(name):
    ufunc = getattr(tnp, name)
    special = np.array([0.0, -0.0, 1.0, -1.5, np.nan, np.inf, -np.inf, 2.5])
    if ufunc.nin == 1:
        args = (special,)
    else:
        args = np.meshgrid(special, special)
    check(ufunc, *args, ulp=64, what=name)


@pytest.mark.parametrize("dtype", ["int8", "int64", "uint8", "uint32"])
@pytest.mark.parametrize("name", ["floor_divide", "remainder", "fmod", "divmod"])
def test_integer_division_edges(name, dtype):
    edges = np.array([0, 1, 2, 5, np.iinfo(dtype).max, np.iinfo(dtype).min,
                      np.iinfo(dtype).min + 1], dtype)
    if np.dtype(dtype).kind == "i":
        edges = np.append(edges, np.array([-1, -2], dtype))
    check(getattr(tnp, name), *np.meshgrid(edges, edges), what=name)


def test_where_and_out():
    x, y = values("float64", (3, 4), 1), values("float64", (3, 4), 2)
    mask = x > 0

    def masked(a, b, where, out):
        return tnp.multiply(a, b, out=out, where=where)

    check(masked, x, y, mask, np.ones((3, 4)))
    check(masked, x, y, mask, np.ones((3, 4), "complex128"))
    check(lambda a, b, out: tnp.divmod(a, b, out=(out, None)), x, y,
          np.zeros((3, 4)))
    # Elements that the mask leaves out are not given values by NumPy.
    check(lambda a, b, m: tnp.add(a, b, where=m)[m], x, y, mask)


def test_shapes_that_do_not_fit():
    check(tnp.add, values("float64", (3, 4)), values("float64", (3,)))
    check(lambda a, out: tnp.add(a, a, out=out), values("float64", (3, 4)),
          values("float64", (1, 4)))


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex64", "int64"])
def test_dtype_of_the_loop(dtype):
    x, y = values("float32", (3, 4), 1), values("int16", (3, 4), 2)
    check(lambda a, b: tnp.add(a, b, dtype=dtype), x, y)
    check(lambda a, b: tnp.multiply(a, b, dtype=dtype, casting="unsafe"), x, y)


BINARY = [name for name in UFUNCS if getattr(tnp, name).nin == 2
          and getattr(tnp, name).nout == 1]


@pytest.mark.parametrize("dtype", ["bool", "int32", "float64", "complex128"])
@pytest.mark.parametrize("name", BINARY)
def test_reduce_and_accumulate(name, dtype):
    ufunc = getattr(tnp, name)
    x = values(dtype, (3, 4), 3, low=1, high=3)
    for axis in (0, 1, -1):
        check(lambda a: ufunc.reduce(a, axis=axis), x, ulp=512, what=name)
        check(lambda a: ufunc.accumulate(a, axis=axis), x, ulp=512, what=name)
    check(lambda a: ufunc.reduce(a, axis=None, keepdims=True), x, ulp=512)


@pytest.mark.parametrize("name", ["add", "multiply", "maximum", "minimum"])
def test_reduce_with_initial_and_where(name):
    ufunc = getattr(tnp, name)
    x = values("float64", (3, 4), 3)
    check(lambda a: ufunc.reduce(a, axis=0, initial=2.5), x)
    check(lambda a, m: ufunc.reduce(a, axis=1, initial=0.5, where=m), x, x > 0)
    check(lambda a, m: ufunc.reduce(a, axis=None, initial=0.5, where=m), x, x > 0)


@pytest.mark.parametrize("name", ["add", "multiply", "maximum", "subtract"])
def test_reduceat_outer_and_at(name):
    ufunc = getattr(tnp, name)
    x = values("float64", (8,), 3)
    check(lambda a: ufunc.reduceat(a, [0, 4, 1, 6]), x)
    check(lambda a, b: ufunc.outer(a, b), x, values("float64", (2, 3), 4))

    def at(a, b):
        ufunc.at(a, [1, 1, 3], b)
        return a

    check(at, x, values("float64", (3,), 5))


@pytest.mark.parametrize("name", ["matmul", "vecdot", "matvec", "vecmat"])
@pytest.mark.parametrize("dtype", ["int64", "float32", "float64", "complex128"])
def test_generalized_ufuncs(name, dtype):
    shapes = {"matmul": ((2, 3, 4), (4, 3)), "vecdot": ((2, 4), (4,)),
              "matvec": ((2, 3, 4), (4,)), "vecmat": ((3,), (2, 3, 4))}
    left, right = (values(dtype, shape, 6) for shape in shapes[name])
    check(getattr(tnp, name), left, right, ulp=64, what=name)


def test_operands_of_python():
    x = values("float32", (3,), 7)
    for number in (2, 2.5, 1j, True):
        check(lambda a: tnp.add(a, number), x)
        check(lambda a: tnp.power(number, a), np.abs(x), ulp=64)
    check(lambda a: tnp.add(a, 300), values("uint8", (3,)))
    assert place(x).sum().dtype == tnp.float32
