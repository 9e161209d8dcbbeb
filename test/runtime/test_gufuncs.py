"""matmul, vecdot, matvec and vecmat: shapes, types, errors."""

import itertools

import numpy as np
import pytest
import tnp

from array_compare import as_numpy, assert_same_call, outcome

NAMES = ["matmul", "vecdot", "matvec", "vecmat"]
SHAPES = [(), (3,), (4,), (1,), (2, 3), (3, 2), (3, 3), (4, 3, 3), (4, 1, 3),
          (0, 3), (2, 0), (5, 2, 3)]
DTYPES = ["bool", "int8", "uint64", "float16", "float32", "float64",
          "complex64", "complex128"]


def values(shape, dtype, seed):
    random = np.random.default_rng(seed)
    numbers = random.integers(-3, 4, shape)
    if dtype.startswith("complex"):
        numbers = numbers + 1j * random.integers(-3, 4, shape)
    return np.asarray(numbers).astype(dtype)


@pytest.mark.parametrize("name", NAMES)
def test_shapes(name):
    for x, y in itertools.product(SHAPES, SHAPES):
        a, b = values(x, "float64", 1), values(y, "float64", 2)
        expected, error = outcome(lambda: getattr(np, name)(a, b))
        found, ours = outcome(lambda: getattr(tnp, name)(tnp.array(a), tnp.array(b)))
        if error and "remapped" in error[1]:
            # NumPy names the axes that it moved; here are only the shapes.
            assert ours and ours[0] == error[0]
            continue
        assert ours == error
        if error is None:
            assert found.shape == expected.shape
            np.testing.assert_array_equal(as_numpy(found), expected)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes(name, dtype):
    for x, y in ([(2, 3), (2, 3)], [(3, 3), (3,)], [(3,), (3, 3)]):
        for other in DTYPES:
            a, b = values(x, dtype, 1), values(y, other, 2)
            assert_same_call(
                lambda: getattr(tnp, name)(tnp.array(a), tnp.array(b)),
                lambda: getattr(np, name)(a, b))


@pytest.mark.parametrize("call", [
    lambda m, a, b: m.vecdot(a, b, axis=0),
    lambda m, a, b: m.vecdot(a, b, axis=-2),
    lambda m, a, b: m.vecdot(a, b, axis=2),
    lambda m, a, b: m.matvec(a, b, axis=0),
    lambda m, a, b: m.matmul(a, b, axis=0),
    lambda m, a, b: m.vecdot(a, b, where=a > 1),
    lambda m, a, b: m.vecdot(a, b, dtype="float32"),
    lambda m, a, b: m.vecdot(a, b, dtype="int8", casting="safe"),
    lambda m, a, b: m.vecdot(a, b, out=m.zeros(3)),
    lambda m, a, b: m.vecdot(a, b, out=m.zeros(3, dtype="int8")),
    lambda m, a, b: m.vecmat.reduce(a),
    lambda m, a, b: m.vecmat.accumulate(a),
    lambda m, a, b: m.vecmat.outer(a, b),
    lambda m, a, b: m.vecmat.at(a, 0, b),
    lambda m, a, b: (m.vecmat.signature, m.vecmat.nin, m.vecmat.identity),
])
def test_arguments(call):
    a = np.arange(9.0).reshape(3, 3)
    assert_same_call(lambda: call(tnp, tnp.array(a), tnp.array(a.T)),
                     lambda: call(np, a, a.T))


CUBE = (2, 3, 3)
FACTOR = (3, 2, 3)


@pytest.mark.parametrize("name, shapes, arguments", [
    ("matmul", (CUBE, CUBE), {"axes": [(0, 1), (-1, 0), (2, 0)]}),
    ("matmul", (CUBE, CUBE), {"axes": [(0, 1), (-1, 0)]}),
    ("matmul", (CUBE, CUBE), {"axes": [(0, 1, 2), (-1, 0), (0, 1)]}),
    ("matmul", (CUBE, CUBE), {"axes": [(0, -3), (-1, 0), (0, 1)]}),
    ("matmul", (CUBE, CUBE), {"axes": [0, (-1, 0), (0, 1)]}),
    ("matmul", (CUBE, CUBE), {"axes": [[0, 1], (-1, 0), (0, 1)]}),
    ("matmul", (CUBE, CUBE), {"axes": [(0, 5), (-1, 0), (0, 1)]}),
    ("matmul", (CUBE, (3,)), {"axes": [(1, 2), 0, -1]}),
    ("matmul", ((3,), CUBE), {"axes": [0, (1, 2), 0]}),
    ("matmul", (CUBE, (3,)), {"axes": [(1, 2), (0, 0), -1]}),
    ("matmul", (CUBE, CUBE), {"keepdims": True}),
    ("matmul", (CUBE, CUBE), {"keepdims": False}),
    ("matvec", (CUBE, CUBE), {"axes": [(0, 1), 0, 0]}),
    ("matvec", (CUBE, FACTOR), {"axes": [(1, 2), 2, 1]}),
    ("matvec", (CUBE, CUBE), {"keepdims": True}),
    ("vecmat", ((3, 3), CUBE), {"axes": [(0,), (0, 2), (0,)]}),
    ("vecmat", (CUBE, CUBE), {"keepdims": True}),
    ("vecdot", (CUBE, CUBE), {"axes": [0, 0]}),
    ("vecdot", (CUBE, CUBE), {"axes": [1, 1, ()]}),
    ("vecdot", (CUBE, CUBE), {"axes": [1, 1, 0]}),
    ("vecdot", (CUBE, CUBE), {"axes": [1, 2, 0], "keepdims": True}),
    ("vecdot", (CUBE, CUBE), {"axes": [1, 1], "keepdims": True}),
    ("vecdot", (CUBE, CUBE), {"axis": 1, "keepdims": True}),
    ("vecdot", (CUBE, CUBE), {"axis": 0, "keepdims": False}),
    ("vecdot", (CUBE, CUBE), {"axis": 0, "axes": [0, 0]}),
    ("vecdot", (CUBE, CUBE), {"axis": None}),
    ("vecdot", (CUBE, CUBE), {"axes": None}),
    ("vecdot", (CUBE, CUBE), {"axes": (0, 0)}),
    ("vecdot", (CUBE, CUBE), {"axes": [[0], 0]}),
    ("vecdot", (CUBE, CUBE), {"axes": [0.5, 0]}),
    ("vecdot", (CUBE, CUBE), {"axes": [0]}),
    ("vecdot", (CUBE, CUBE), {"axes": []}),
    ("vecdot", (CUBE, CUBE), {"keepdims": 1}),
    ("vecdot", (CUBE, CUBE), {"keepdims": True}),
])
def test_core_axes(name, shapes, arguments):
    a, b = (values(shape, "float64", seed)
            for seed, shape in enumerate(shapes))
    assert_same_call(
        lambda: getattr(tnp, name)(tnp.array(a), tnp.array(b), **arguments),
        lambda: getattr(np, name)(a, b, **arguments))


def test_core_axes_of_the_output():
    a, b = values(CUBE, "float64", 1), values(CUBE, "float64", 2)

    def filled(lib):
        out = lib.zeros((3, 2, 3))
        lib.matmul(lib.array(a), lib.array(b), out=out,
                   axes=[(1, 2), (1, 2), (0, 2)])
        return out

    assert_same_call(lambda: filled(tnp), lambda: filled(np))


def test_gradients():
    a = tnp.arange(6.0).reshape(2, 3)._requires_grad_()
    b = tnp.arange(6.0, 12.0).reshape(2, 3)
    tnp.vecdot(a, b).sum()._backward()
    assert as_numpy(a._grad).tolist() == as_numpy(b).tolist()


@pytest.mark.parametrize("shapes", [
    ((5,), (5,)), ((5, 5), (5, 5)), ((5, 3), (3, 3)), ((2, 3, 3), (3, 3)),
    ((5, 3), (3, 4)), ((5,), (5, 5)), ((5, 5), (5,)), ((1, 5), (5, 5)),
    ((5, 1), (1, 5)), ((), (5, 5)), ((5, 5), ()), ((5,), ())])
def test_matmul_in_place(shapes):
    a, b = values(shapes[0], "float64", 1), values(shapes[1], "float64", 2)

    def multiplied(lib):
        target = same = lib.array(a)
        target @= lib.array(b)
        assert target is same
        return target

    assert_same_call(lambda: multiplied(tnp), lambda: multiplied(np))


@pytest.mark.parametrize("name, shapes, out", [
    ("matmul", ((2, 3), (3, 4)), (2, 3)), ("matmul", ((2, 3), (3, 4)), (3, 4)),
    ("matvec", ((2, 3), (3,)), (3,)),
    ("vecmat", ((3,), (3, 4)), ()), ("vecmat", ((3,), (3, 4)), (2, 3))])
def test_shapes_of_the_output(name, shapes, out):
    a, b = values(shapes[0], "float64", 1), values(shapes[1], "float64", 2)
    assert_same_call(
        lambda: getattr(tnp, name)(tnp.array(a), tnp.array(b), tnp.zeros(out)),
        lambda: getattr(np, name)(a, b, np.zeros(out)))
