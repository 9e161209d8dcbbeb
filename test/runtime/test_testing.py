"""tnp.testing against numpy.testing: which assertions fail, and their texts."""

import itertools
import random
import warnings

import numpy as np
import numpy.testing as numpy_testing
import pytest

import tnp
import tnp.testing as tnp_testing

FLOATS = [0.0, -0.0, 1.0, 1.00001, 2.5, 1e-9, float("nan"), float("inf"),
          -float("inf"), 1e6]
VALUES = {"f8": FLOATS, "f4": FLOATS, "c16": FLOATS, "?": [0, 1],
          "u1": [0, 1, 2, 200], "i8": [0, 1, 2, 3, -1, 5, 100]}
SHAPES = [(), (3,), (2, 2), (0,), (7,), (1,)]
ASSERTIONS = [
    "assert_allclose", "assert_almost_equal", "assert_array_almost_equal",
    "assert_array_almost_equal_nulp", "assert_array_equal",
    "assert_array_less", "assert_array_max_ulp", "assert_equal",
]


def outcome(function, *args, **kwargs):
    """The exception's name and text, or "passes"."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            function(*args, **kwargs)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return "passes"


def values_for(choose, dtype, shape):
    count = int(np.prod(shape))
    return [choose.choice(VALUES[dtype]) for _ in range(count)]


def drawn(choose, name):
    """Two (values, dtype, shape), often nearly equal, and keywords."""
    first, shape = choose.choice(list(VALUES)), choose.choice(SHAPES)
    second = choose.choice([first, first, "f8", "i8"])
    if name == "assert_array_less":  # complex numbers have no order
        first, second = (("f8" if d == "c16" else d) for d in (first, second))
    other_shape = choose.choice([shape, shape, shape, choose.choice(SHAPES)])
    values = values_for(choose, first, shape)
    others = values_for(choose, second, other_shape)
    if shape == other_shape and choose.random() < 0.8:
        fitting = set(VALUES[second])
        others = [new if old not in fitting or choose.random() < 0.2 else old
                  for old, new in zip(values, others)]
    keywords = {}
    if not name.endswith(("ulp", "nulp")):
        if choose.random() < 0.2:
            keywords["err_msg"] = "a note"
        if choose.random() < 0.1:
            keywords["verbose"] = False
    if name in ("assert_array_equal", "assert_allclose"):
        keywords["strict"] = choose.random() < 0.2
    return (values, first, shape), (others, second, other_shape), keywords


@pytest.mark.parametrize("name", ASSERTIONS)
def test_arrays(name):
    choose = random.Random(name)
    for _ in range(300):
        *operands, keywords = drawn(choose, name)
        results = []
        for module, testing in ((np, numpy_testing), (tnp, tnp_testing)):
            arrays = [module.array(values, dtype=dtype).reshape(shape)
                      for values, dtype, shape in operands]
            results.append(outcome(getattr(testing, name), *arrays,
                                   **keywords))
        assert results[1] == results[0], (operands, keywords)


OBJECTS = [0, 1, 0.0, -0.0, 1.5, float("nan"), float("inf"), 1j, 1 + 2j, True,
           (1, 2), [1, 2], [1, 3], complex(float("nan"), 1)]
OTHERS = [None, "a", {"a": 1}, {"a": 2}, {"b": [1, 2]}, [{"a": 1}, "b"]]


@pytest.mark.parametrize("name", ["assert_equal", "assert_almost_equal",
                                  "assert_array_equal", "assert_approx_equal",
                                  "assert_string_equal"])
def test_objects(name):
    objects = OBJECTS
    if name in ("assert_equal", "assert_string_equal"):
        objects = OBJECTS + OTHERS
    for actual, desired in itertools.product(objects, repeat=2):
        expected = outcome(getattr(numpy_testing, name), actual, desired)
        assert outcome(getattr(tnp_testing, name), actual,
                       desired) == expected, (actual, desired)


def test_scalars_of_both_libraries():
    tnp_testing.assert_equal(tnp.float64(1.5), np.float64(1.5))
    tnp_testing.assert_array_equal(tnp.arange(3), np.arange(3))
    with pytest.raises(AssertionError, match="Mismatched elements: 1 / 3"):
        tnp_testing.assert_array_equal(tnp.arange(3), np.array([0, 1, 3]))


def test_raises_and_warns():
    for testing in (numpy_testing, tnp_testing):
        with testing.assert_raises(ValueError):
            raise ValueError("no")
        with testing.assert_raises_regex(ValueError, "^no$"):
            raise ValueError("no")
    for call in (lambda m: m.assert_raises(ValueError, len, "text"),
                 lambda m: m.assert_raises_regex(ValueError, "x", int, "q"),
                 lambda m: m.assert_warns(UserWarning, len, "text"),
                 lambda m: m.assert_(False, "why"),
                 lambda m: m.assert_(False, lambda: "why")):
        assert outcome(call, tnp_testing) == outcome(call, numpy_testing)
    assert tnp_testing.assert_no_warnings(len, "abc") == 3


def test_suppress_warnings_hides_and_records():
    with tnp_testing.suppress_warnings() as quiet:
        log = quiet.record(UserWarning, "kept")
        quiet.filter(RuntimeWarning)
        warnings.warn("kept for later", UserWarning)
        warnings.warn("hidden", RuntimeWarning)
    assert [str(one.message) for one in log] == ["kept for later"]


def test_max_ulp_gives_the_distances():
    for dtype in "efd":
        distances = []
        for module, testing in ((np, numpy_testing), (tnp, tnp_testing)):
            one = module.ones(2, dtype=dtype)
            given = testing.assert_array_max_ulp(
                one, module.nextafter(one, 2 * one), maxulp=2)
            distances.append((given.tolist(), str(given.dtype)))
        assert distances[1] == distances[0]


def test_a_scalar_gives_an_array_of_its_own():
    """What a scalar exports is not the memory of arrays made of it."""
    for make in (tnp.asarray, tnp.array, tnp.asanyarray):
        for scalar in (tnp.bool(False), tnp.int8(3), tnp.float32(1.5),
                       np.float32(1.5), np.int16(7)):
            array = make(scalar)
            before = array.tolist()
            array[()] = 1
            assert scalar.item() == before and array.tolist() == 1
            assert array.flags.owndata
