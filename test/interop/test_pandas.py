"""pandas' tables and columns of tnp's arrays."""

import numpy as np
import pandas
import pytest
import tnp
from library_compare import assert_takes

RANDOM = np.random.default_rng(0)
TABLE = RANDOM.normal(size=(60, 4))
COLUMN = TABLE[:, 0]
GROUPS = (COLUMN > 0).astype(int)
PLACES = np.array([1, 4])


def with_column(frame, name, values):
    frame[name] = values
    return frame


def with_cell(frame, value):
    frame.loc[0, "x"] = value
    return frame


def numbers():
    return pandas.DataFrame({"x": np.arange(60.0)})


CALLS = {
    "DataFrame": (lambda xp, a: pandas.DataFrame(
        a, columns=list("abcd")).describe().to_numpy(), TABLE),
    "DataFrame-corr": (lambda xp, a: pandas.DataFrame(a).corr().to_numpy(),
                       TABLE),
    "DataFrame-groupby": (lambda xp, a, b: pandas.DataFrame(
        {"a": a, "b": b}).groupby("b").mean().to_numpy(), COLUMN, GROUPS),
    "DataFrame-assign": (lambda xp, a: numbers().assign(y=a).to_numpy(),
                         COLUMN),
    "DataFrame-column": (lambda xp, a: with_column(
        numbers(), "y", a).to_numpy(), COLUMN),
    "DataFrame-cell": (lambda xp, a: with_cell(numbers(), a[3]).to_numpy(),
                       COLUMN),
    "DataFrame-iloc": (lambda xp, a: numbers().iloc[a].to_numpy(), PLACES),
    "Series-rolling": (lambda xp, a: pandas.Series(a).rolling(3).mean()
                       .to_numpy(), COLUMN),
    "Series-map": (lambda xp, a: pandas.Series(a).map(lambda v: v * 2)
                   .to_numpy(), COLUMN),
    "Series-fillna": (lambda xp, a: pandas.Series(a).fillna(a.mean())
                      .to_numpy(), COLUMN),
    "Series-isin": (lambda xp, a: pandas.Series(range(9)).isin(a).to_numpy(),
                    PLACES),
    "Series+array": (lambda xp, a: (pandas.Series(range(60)) + a).to_numpy(),
                     COLUMN),
    "array*Series": (lambda xp, a: np.asarray(a * pandas.Series(range(60))),
                     COLUMN),
    "Index": (lambda xp, a: pandas.Index(a).get_indexer(a), PLACES),
    "concat": (lambda xp, a: pandas.concat(
        [pandas.Series(a), pandas.Series(a)]).to_numpy(), COLUMN),
    "cut": (lambda xp, a: pandas.cut(a, 3, labels=False), COLUMN),
    "qcut": (lambda xp, a: pandas.qcut(a, 3, labels=False), COLUMN),
}


@pytest.mark.parametrize("name", CALLS)
def test_takes(name):
    call, *arrays = CALLS[name]
    assert_takes(call, *arrays)


@pytest.mark.parametrize("call, error, array", [
    (pandas.unique, TypeError, GROUPS),
    (lambda a: pandas.factorize(a)[0], TypeError, GROUPS),
    (lambda a: numbers()[a], KeyError, GROUPS > 0),
])
def test_what_asks_for_numpys_own_type_refuses(call, error, array):
    """pandas tests for numpy.ndarray itself; to_numpy() gives one."""
    with pytest.raises(error):
        call(tnp.asarray(array))
    np.testing.assert_array_equal(call(tnp.asarray(array).to_numpy()),
                                  call(array))
