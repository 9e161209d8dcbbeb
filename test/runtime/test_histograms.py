"""`histogram2d`, `histogramdd` and estimators of bins against NumPy."""

import numpy as np
import pytest

import tnp
from same import check


def same(expected, actual):
    if isinstance(expected, (tuple, list)):
        assert type(expected) is type(actual) and len(expected) == len(actual)
        for a, b in zip(expected, actual):
            same(a, b)
        return
    actual = np.asarray(actual)
    assert actual.dtype == expected.dtype
    np.testing.assert_array_equal(actual, expected)


def points(kind, count=700, axes=3):
    rng = np.random.default_rng(7)
    if kind == "float":
        return rng.normal(size=(count, axes))
    if kind == "single":
        return rng.normal(size=(count, axes)).astype("f4")
    if kind == "edges":  # many points exactly on edges
        return rng.integers(0, 9, (count, axes)) / 8
    if kind == "nan":
        values = rng.normal(size=(count, axes))
        values[::7] = np.nan
        return values
    return rng.integers(0, 6, (count, axes))


OPTIONS = [
    {},
    {"bins": 5},
    {"bins": (2, 3, 4)},
    {"bins": [np.linspace(0, 1, 5)] * 3},
    {"bins": [np.array([0, 1, 3]), 4, np.array([0.0, 0.5, 0.75, 1])]},
    {"bins": 4, "range": [(0, 1), (-1, 2), None]},
    {"bins": 3, "density": True, "range": [(0, 1)] * 3},
    {"bins": 4, "weights": np.arange(700) / 7},
    {"bins": 4, "weights": np.arange(700)},
]


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: ",".join(o) or "none")
@pytest.mark.parametrize("kind", ["float", "single", "edges", "int", "nan"])
def test_histogramdd(kind, options):
    sample = points(kind)
    if kind == "nan" and "range" not in options and not (
            isinstance(options.get("bins"), list) and
            all(np.ndim(b) for b in options["bins"])):
        for module in (np, tnp):
            with pytest.raises(ValueError, match="is not finite"):
                module.histogramdd(sample, **options)
        return
    if kind == "nan" and options.get("range", [None])[-1] is None:
        return
    same(np.histogramdd(sample, **options), tnp.histogramdd(sample, **options))
    columns = list(sample.T)
    same(np.histogramdd(columns, **options), tnp.histogramdd(columns, **options))


@pytest.mark.parametrize("options", [
    {}, {"bins": 5}, {"bins": [3, 4]}, {"bins": np.linspace(-1, 1, 5)},
    {"bins": [np.linspace(-1, 1, 5), 4]}, {"range": [[-1, 1], [0, 2]]},
    {"density": True}, {"weights": np.arange(700.0)},
], ids=str)
def test_histogram2d(options):
    x, y = points("float", axes=2).T
    same(np.histogram2d(x, y, **options), tnp.histogram2d(x, y, **options))


@pytest.mark.parametrize("name", [
    "auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges"])
@pytest.mark.parametrize("data", [
    np.random.default_rng(1).normal(size=300),
    np.random.default_rng(2).exponential(size=200) ** 3,
    np.arange(50), np.zeros(5), np.array([1.0]), np.array([]), np.array([1.0, 2])],
    ids=["normal", "skewed", "ints", "equal", "one", "none", "two"])
@pytest.mark.filterwarnings("ignore:The number of bins estimated")
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_estimators(name, data):
    same(np.histogram(data, name), tnp.histogram(data, name))
    same(np.histogram_bin_edges(data, name, (0, 2)),
         tnp.histogram_bin_edges(data, name, (0, 2)))


@pytest.mark.parametrize("text", [
    "xp.histogramdd(xp.ones((3, 2)), bins=[1, 2, 3])",
    "xp.histogramdd(xp.ones((3, 2)), bins=0)",
    "xp.histogramdd(xp.ones((3, 2)), bins=[[3, 2, 1], 2])",
    "xp.histogramdd(xp.ones((3, 2)), bins=[xp.ones((2, 2)), 2])",
    "xp.histogramdd(xp.ones((3, 2)), bins=[0.5, 2])",
    "xp.histogramdd(xp.ones((3, 2)), bins=[1.5, 2])",
    "xp.histogramdd(xp.ones((3, 2)), range=[(0, 1)])",
    "xp.histogramdd(xp.ones((3, 2)), range=[(1, 0), (0, 1)])",
    "xp.histogramdd(xp.ones((3, 2)), weights=[1, 2])",
    "xp.histogramdd(xp.ones((3, 2)), weights=[1j, 2, 3])",
    "xp.histogram2d([1, 2], [1, 2, 3])",
])
def test_errors(text):
    check(text)


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("bins", ["[5, 4, 3]", "[3, 4, 5]", "[1, 1, 1]", "[2]", "[5., 5, 2]"])
def test_digitize(bins, right):
    check(f"xp.digitize([6, 5, 4.5, 4, 3, 2, nan], {bins}, {right})")
    check(f"xp.digitize([[5, 3], [4, 1]], {bins}, right={right})")


@pytest.mark.parametrize("text", [
    "xp.digitize([1], [1, 3, 2])", "xp.digitize([1j], [1, 2])",
    "xp.bincount(xp.array([0, 1, 1, 3], 'u8'))", "xp.bincount(xp.array([0, 1], 'u4'))",
    "xp.bincount([0, 2, 2], [.5, 1, 2], 5)", "xp.bincount([-1])",
])
def test_counts(text):
    check(text)
