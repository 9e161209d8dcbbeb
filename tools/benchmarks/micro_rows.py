"""The rows of `tools/bench micro`: what is timed, on which data.

A statement sees the names that `operands` makes, and `m`, the library. Where
torch spells the operation otherwise the row has a second statement; None means
that torch has no such operation.
"""

import dataclasses

SIZES = (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)
FLOATS = ("float64", "float32")
ALL = ("float64", "float32", "int64")
SAME = "same as NumPy's"


@dataclasses.dataclass(frozen=True)
class Row:
    """One operation; `bar` is the largest allowed ratio to NumPy's time."""

    group: str
    label: str
    statement: str
    dtypes: tuple = ALL
    sizes: tuple = SIZES
    torch: str | None = SAME
    bar: float = 1.15

    @property
    def torch_statement(self):
        return self.statement if self.torch is SAME else self.torch


def _operators():
    for operator in ("+", "-", "*", "/", "<", "=="):
        yield Row("operator", f"a {operator} b", f"a {operator} b")
    yield Row("operator", "a // b", "a // b")
    yield Row("operator", "a % b", "a % b")
    yield Row("operator", "a ** 2", "a ** 2")
    yield Row("operator", "p ** x", "p ** x", FLOATS)
    yield Row("operator", "a & b", "a & b", ("int64",))
    yield Row("operator", "mask & mask", "mask & mask", ("float64",))
    yield Row("operator", "~mask", "~mask", ("float64",))
    yield Row("operator", "-a", "-a")
    yield Row("operator", "o += b", "o += b")
    yield Row("operator", "o *= one", "o *= one")
    yield Row("operator", "a + x", "a + x")
    yield Row("operator", "x * a", "x * a")
    yield Row("operator", "a > x", "a > x")
    yield Row("operator", "grid + row", "c + row")
    yield Row("operator", "grid + column", "c + column")
    yield Row("operator", "a[::2] + b[::2]", "s + t")
    yield Row("operator", "grid.T + grid", "ct + c")
    yield Row("operator", "a + int32 array", "a + mixed", ("float64", "int64"))
    yield Row("operator", "add(a, b, out)", "m.add(a, b, out=o)")


def _ufuncs():
    for name in ("sin", "cos", "exp", "log", "sqrt", "tanh", "floor", "isnan"):
        yield Row("ufunc", f"{name}(a)", f"m.{name}(p)", FLOATS)
    for name in ("arctan2", "hypot"):
        yield Row("ufunc", f"{name}(a, b)", f"m.{name}(a, b)", FLOATS)
    yield Row("ufunc", "maximum(a, b)", "m.maximum(a, b)")
    yield Row("ufunc", "abs(a)", "m.abs(a)")
    yield Row("ufunc", "where(mask, a, b)", "m.where(mask, a, b)")
    yield Row("ufunc", "clip(a, 1, 5)", "m.clip(a, 1, 5)")


def _reductions():
    for name in ("sum", "mean", "max", "argmax", "prod", "std"):
        dtypes = FLOATS if name in ("mean", "std") else ALL
        # A product of ones, which does not overflow into a warning.
        line, grid = ("one", "ones") if name == "prod" else ("a", "c")
        yield Row("reduction", f"a.{name}()", f"{line}.{name}()", dtypes)
        for axis in (0, 1):
            statement = f"{grid}.{name}({axis})"
            yield Row("reduction", f"grid.{name}({axis})", statement, dtypes,
                      torch=statement + (".values" if name == "max" else ""))
    for axis in (0, 1):
        yield Row("reduction", f"mask_grid.any({axis})", f"none.any({axis})",
                  ("float64",))
        yield Row("reduction", f"grid.cumsum({axis})", f"c.cumsum({axis})")
    yield Row("reduction", "mask.any()", "nothing.any()", ("float64",))
    yield Row("reduction", "a.cumsum()", "a.cumsum()", torch="a.cumsum(0)")


def _indexing():
    yield Row("indexing", "a[i]", "a[i]")
    yield Row("indexing", "a[i] = x", "o[i] = x")
    yield Row("indexing", "grid[j, k]", "c[j, k]")
    yield Row("indexing", "a[1:5]", "a[1:5]")
    yield Row("indexing", "a[::2]", "a[::2]")
    yield Row("indexing", "a[i:] = x", "o[i:] = x")
    yield Row("indexing", "a[:] = b", "o[:] = b")
    yield Row("indexing", "grid[:, k]", "c[:, k]")
    yield Row("indexing", "grid[None, ..., 0]", "c[None, ..., 0]")
    yield Row("indexing", "a[indices]", "a[indices]")
    yield Row("indexing", "a[indices] = b", "o[indices] = b")
    yield Row("indexing", "grid[row_indices]", "c[row_indices]")
    yield Row("indexing", "a.take(indices)", "a.take(indices)")
    yield Row("indexing", "a[mask]", "a[mask]")
    yield Row("indexing", "a[mask] = x", "o[mask] = x")
    yield Row("indexing", "nonzero(mask)", "m.nonzero(mask)", ("float64",))


def _creation():
    yield Row("creation", "zeros(n)", "m.zeros(n, dtype=d)")
    yield Row("creation", "ones(n)", "m.ones(n, dtype=d)")
    yield Row("creation", "empty(n)", "m.empty(n, dtype=d)")
    yield Row("creation", "full(n, x)", "m.full(n, x, dtype=d)",
              torch="m.full((n,), x, dtype=d)")
    yield Row("creation", "zeros_like(a)", "m.zeros_like(a)")
    yield Row("creation", "arange(n)", "m.arange(n, dtype=d)")
    yield Row("creation", "linspace(0, 1, n)", "m.linspace(0.0, 1.0, n)",
              ("float64",))
    yield Row("creation", "array(list)", "m.array(values)",
              ("float64", "int64"), SIZES[:5], torch="m.tensor(values)")
    yield Row("creation", "array(nested list)", "m.array(nested)",
              ("float64", "int64"), SIZES[:5], torch="m.tensor(nested)")
    yield Row("creation", "a.tolist()", "a.tolist()", ("float64", "int64"),
              SIZES[:5])
    yield Row("creation", "a.copy()", "a.copy()", torch="a.clone()")
    for name in ALL:
        others = tuple(other for other in ALL if other != name)
        yield Row("creation", f"a.astype({name})", f"a.astype(m.{name})",
                  others, torch=f"a.to(m.{name})")


def _shapes():
    yield Row("shape", "a.reshape(shape)", "a.reshape(shape)")
    yield Row("shape", "grid.T", "c.T")
    yield Row("shape", "grid.ravel()", "c.ravel()")
    yield Row("shape", "grid.T.ravel()", "ct.ravel()")
    yield Row("shape", "concatenate([a, b])", "m.concatenate([a, b])",
              torch="m.cat([a, b])")
    yield Row("shape", "stack([a, b], 1)", "m.stack([a, b], 1)")
    yield Row("shape", "squeeze(cube)", "m.squeeze(cube)")
    yield Row("shape", "broadcast_to(row)", "m.broadcast_to(row, shape)")
    yield Row("shape", "a.shape", "a.shape")


def _orders():
    yield Row("order", "sort(r)", "m.sort(r)")
    yield Row("order", "sort(r, stable)", "m.sort(r, kind='stable')",
              torch="m.sort(r, stable=True)")
    yield Row("order", "argsort(r)", "m.argsort(r)")
    yield Row("order", "unique(r)", "m.unique(r)")
    yield Row("order", "searchsorted(sorted, r)", "m.searchsorted(order, r)")
    yield Row("order", "sort(grid, 0)", "m.sort(rc, 0)")


def _products():
    for side in (3, 100, 1000):
        # A float32 or float64 product is BLAS's; NumPy's integer product at
        # 1000 takes seconds and says nothing.
        yield Row("product", f"{side} x {side} @", "q @ q", FLOATS, (side,))
    yield Row("product", "a.dot(b)", "a.dot(b)", FLOATS)
    yield Row("product", "a @ b", "a @ b")
    yield Row("product", "grid @ row", "c @ row", FLOATS)


def _scalars():
    def row(label, dtypes, statement=None, bar=0.7):
        return Row("scalar", label, statement or label, dtypes, (1,), bar=bar)

    for operator in ("+", "*", "-", "/", "<", "=="):
        yield row(f"u {operator} v", ALL)
        yield row(f"u {operator} x", ALL)
    yield row("x * u", ALL)
    yield row("-u", ALL)
    yield row("abs(u)", ALL)
    yield row("u ** 2", ALL)
    yield row("u // v", ALL)
    yield row("u % v", ALL)
    # These are the interpreter's call and NumPy's ufunc path more than
    # arithmetic.
    yield row("float(u)", ALL, bar=1.15)
    yield row("sin(u)", FLOATS, "m.sin(u)", bar=1.15)
    yield row("sqrt(u)", FLOATS, "m.sqrt(u)", bar=1.15)


def rows():
    """Every row of the benchmark."""
    for part in (_operators, _ufuncs, _reductions, _indexing, _creation,
                 _shapes, _orders, _products, _scalars):
        yield from part()


def _grid_shape(n):
    """(rows, columns) near a square, with rows * columns == n."""
    rows_ = next(k for k in range(int(n**0.5), 0, -1) if n % k == 0)
    return rows_, n // rows_


def numpy_operands(n, name):
    """The operands as NumPy arrays and Python objects."""
    # Not above: NumPy's BLAS reads its number of threads when it is loaded,
    # and micro.py sets it after it has this module's rows.
    import numpy

    random = numpy.random.default_rng(7)
    dtype = numpy.dtype(name)
    whole = dtype.kind == "i"
    a = (numpy.arange(n) % 9 + 1).astype(dtype)
    b = (numpy.arange(n) % 7 + (1 if whole else 0.5)).astype(dtype)
    shape = _grid_shape(n)
    grid = (a + b).reshape(shape)
    r = random.integers(0, 4 * n, n) if whole else random.standard_normal(n)
    r = r.astype(dtype)
    side = n if n in (3, 100, 1000) else 3
    p = random.uniform(0.1, 3.0, n).astype(dtype)
    double = numpy.repeat(a, 2)
    none = numpy.zeros(shape, bool)
    values = {
        "a": a, "b": b, "c": grid, "r": r, "rc": r.reshape(shape), "p": p,
        "o": b.copy(), "one": numpy.ones(n, dtype),
        "ones": numpy.ones(shape, dtype), "row": grid[0].copy(),
        "column": grid[:, :1].copy(), "double": double, "order": numpy.sort(r),
        "mixed": numpy.arange(n, dtype=numpy.int32),
        "mask": random.random(n) < 0.5, "none": none, "nothing": none.ravel(),
        "indices": random.integers(0, n, n),
        "row_indices": random.integers(0, shape[0], shape[0]),
        "cube": a.reshape(1, n, 1),
        "q": random.random((side, side)).astype(dtype),
    }
    plain = {
        "n": n, "i": n // 2, "j": shape[0] // 2, "k": shape[1] // 2,
        "shape": shape, "x": 3 if whole else 1.5,
        "values": a.tolist() if n <= 10_000 else [],
        "nested": grid.tolist() if n <= 10_000 else [],
    }
    return values, plain


def operands(module, convert, scalar, n, name):
    """The names of a statement for one library.

    `convert` makes the library's array of a NumPy array, `scalar` its scalar of
    a Python number.
    """
    arrays, plain = numpy_operands(n, name)
    names = {key: convert(value) for key, value in arrays.items()}
    names.update(plain)
    names["s"] = names["double"][::2]
    names["t"] = names["double"][1::2]
    names["ct"] = names["c"].reshape(tuple(reversed(plain["shape"]))).T
    names["m"] = module
    names["d"] = getattr(module, name)
    names["u"] = scalar(5 if name == "int64" else 2.5, names["d"])
    names["v"] = scalar(3 if name == "int64" else 1.25, names["d"])
    return names
