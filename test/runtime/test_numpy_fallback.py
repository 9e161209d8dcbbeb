"""tnp._set_fallback("numpy"): what tnp refuses is done by NumPy."""

import decimal
import subprocess
import sys

import numpy
import pytest

import tnp

D = decimal.Decimal


@pytest.fixture
def fallback():
    before = tnp._set_fallback("numpy")
    yield
    tnp._set_fallback(before)


# Expressions of `xp`, whose values are compared by type of element and value.
EXPRESSIONS = [
    "xp.array(['a', 'bc'])",
    "xp.array('text')",
    "xp.copy(['1.0', 2])",
    "xp.array([None, None])",
    "xp.array([[None] * 2]).T",
    "xp.atleast_1d(None)",
    "xp.zeros(2, dtype=object)",
    "xp.zeros(shape=2, dtype=object)",
    "xp.full((2,), None)",
    "xp.array([2**70, 1])",
    "xp.concatenate([xp.array(['a']), ['b']])",
    "xp.unique(['b', 'a', 'b'])",
    "xp.broadcast_arrays(D(1), xp.arange(3.))",
    "xp.arange(3) * D('0.5')",
    "D('0.5') * xp.arange(3)",
    "xp.arange(1, 3) ** D(2)",
    "xp.array([D(1), D(2)]) - xp.arange(2)",
    "xp.arange(2) - xp.array([D(1), D(2)])",
    "xp.arange(2) == xp.array([None, 1])",
    "xp.arange(2) == D(1)",
    "xp.arange(2) != D(1)",
    "xp.arange(2) < D(1)",
    "xp.arange(2) == None",
    "xp.arange(2) == 'text'",
    "xp.array(['a', 'b']) == 'b'",
    "xp.add(xp.arange(2), D(1))",
    "xp.add([D(1)], [D(2)])",
    "xp.where(xp.array([True, False]), xp.array(['a', 'b']), 'c')",
    "xp.sum(xp.array([D(1), D(2)]))",
    "xp.sum(xp.array([[D(1), D(2)]]), axis=0)",
    "xp.isin(['a', 'b'], ['b'])",
    "xp.array([1.0, 2.0]) + 1",
    "xp.issubdtype(xp.array([None]).dtype, xp.number)",
    "xp.array(['1', '2']).astype(xp.float64)",
    "xp.full_like(['a'], 1, dtype=xp.float32)",
]


def evaluate(expression, xp):
    return eval(expression, {"xp": xp, "D": D})


def described(value):
    if isinstance(value, (list, tuple)):
        return [described(item) for item in value]
    if isinstance(value, (numpy.ndarray, tnp.ndarray)):
        return (str(value.dtype), value.shape, value.tolist())
    return getattr(value, "item", lambda: value)()


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_gives_what_numpy_gives(fallback, expression):
    ours = evaluate(expression, tnp)
    theirs = evaluate(expression, numpy)
    assert described(ours) == described(theirs)


def test_numbers_stay_arrays_of_tnp(fallback):
    assert type(tnp.array([1, 2])) is tnp.ndarray
    assert type(tnp.array([None]) == None) is numpy.ndarray  # noqa: E711
    assert type(tnp.isin(["a"], ["a"])) is tnp.ndarray
    parts = tnp.broadcast_arrays(D(1), tnp.arange(3.0))
    assert [type(part) for part in parts] == [numpy.ndarray, tnp.ndarray]


def test_names_of_translated_arguments(fallback):
    items = tnp.array([["a", "b"], ["c", "d"]])
    assert tnp.concatenate([items, items], dim=1).shape == (2, 4)
    assert tnp.zeros(size=(2,), dtype=object).tolist() == [0, 0]
    assert tnp.sum(input=tnp.array([[D(1), D(2)]]), dim=1,
                   keepdim=True).shape == (1, 1)


def test_errors_are_those_of_numpy(fallback):
    for xp in (numpy, tnp):
        with pytest.raises(TypeError, match="unsupported operand"):
            xp.arange(2) + object()
        with pytest.raises(TypeError):
            xp.sum(xp.array(["a", "b"]))


def test_off_by_default_and_again():
    with pytest.raises(NotImplementedError, match="string arrays"):
        tnp.array(["a"])
    assert tnp._set_fallback("numpy") == "error"
    standing_in = tnp.array
    assert standing_in.__name__ == "array"
    assert repr(standing_in) == "<built-in function array>"
    assert tnp._set_fallback("numpy") == "numpy"
    assert tnp._set_fallback("error") == "numpy"
    assert tnp.array is not standing_in
    for call in (lambda: tnp.array(["a"]), lambda: standing_in(["a"])):
        with pytest.raises(NotImplementedError, match="string arrays"):
            call()
    with pytest.raises(TypeError, match="unsupported operand"):
        tnp.arange(2) + D(1)
    with pytest.raises(ValueError, match="'numpy' or 'error'"):
        tnp._set_fallback("torch")


def test_vectorize(fallback):
    pairs = tnp.vectorize(lambda x: [x], otypes=[object])
    assert pairs([1, 2]).tolist() == [[1], [2]]
    lengths = tnp.vectorize(len)
    assert lengths(["a", "bc"]).tolist() == [1, 2]
    assert type(lengths(["a", "bc"])) is tnp.ndarray
    assert tnp.vectorize(str)([1, 2]).tolist() == ["1", "2"]
    plain = tnp.vectorize(lambda x: x + 1)
    assert isinstance(plain, tnp.vectorize)
    assert not isinstance(pairs, tnp.vectorize)

    class Mine(tnp.vectorize):
        pass

    assert Mine(abs)([-1]).tolist() == [1]


def test_printing_is_never_numpys_in_silence(fallback):
    array = tnp.array([1.0, 2.0])
    text = str(array)
    with numpy.printoptions(), pytest.warns(RuntimeWarning, match="print so"):
        tnp.set_printoptions(legacy="1.13")
        assert str(numpy.array([1.0, 2.0])) != text
    assert str(array) == text


@pytest.mark.parametrize("call", [
    lambda xp, bits: bits.choice(["a", "bc", "d"]),
    lambda xp, bits: bits.choice(["a", "bc", "d"], 5),
    lambda xp, bits: bits.choice(["a", "bc", "d"], size=(2, 2),
                                 p=[0.5, 0.25, 0.25]),
    lambda xp, bits: bits.choice([None, "x", 1], 3, replace=False),
    lambda xp, bits: bits.choice(xp.array([D(1), D(2)]), 4),
    lambda xp, bits: bits.choice([["a", "b"], ["c", "d"]], 2),
    lambda xp, bits: bits.choice(["a"], 2, replace=False),
    lambda xp, bits: bits.choice([D(1)], 2, p=[0.5, 0.5]),
    lambda xp, bits: bits.choice(D(1)),
    lambda xp, bits: bits.choice("abc"),
])
@pytest.mark.parametrize("legacy", (False, True))
def test_choice(fallback, call, legacy):
    def outcome(xp):
        bits = xp.random.RandomState(5) if legacy else xp.random.default_rng(5)
        try:
            chosen = described(call(xp, bits))
        except ValueError as error:
            chosen = str(error)
        return chosen, bits.random(2).tolist()

    assert outcome(tnp) == outcome(numpy)


def test_streams_are_never_numpys(fallback):
    with pytest.raises(NotImplementedError):
        tnp.random.permutation(["a", "b"])


def run(program, **environment):
    import os
    return subprocess.run([sys.executable, "-c", program], text=True,
                          capture_output=True, env={**os.environ,
                                                    **environment})


def test_environment():
    program = ("import sys, tnp; from tnp import array;"
               "print('numpy' in sys.modules, array(['a']))")
    assert run(program, TNP_FALLBACK="numpy").stdout == "False ['a']\n"
    assert "NotImplementedError" in run(program, TNP_FALLBACK="error").stderr
    assert "'numpy' or 'error'" in run(program, TNP_FALLBACK="x").stderr


def test_without_numpy():
    program = ("import sys; sys.modules['numpy'] = None; import tnp;"
               "tnp.array(['a'])")
    done = run(program, TNP_FALLBACK="numpy")
    assert "NotImplementedError: tnp has no string arrays" in done.stderr
