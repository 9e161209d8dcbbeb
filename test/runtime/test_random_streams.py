"""Every distribution of numpy.random, bit for bit, for several bit generators.

TNP_RANDOM_DRAWS is how many numbers are compared of each (default 3000); a
million are compared with

    TNP_RANDOM_DRAWS=1000000 pytest test/runtime/test_random_streams.py
"""

import os

import numpy
import pytest

import tnp

DRAWS = int(os.environ.get("TNP_RANDOM_DRAWS", "3000"))
SEEDS = (0, 42, [7, 2**40])
ENGINES = ("PCG64", "MT19937", "PCG64DXSM", "Philox", "SFC64")

DISTRIBUTIONS = {
    "beta": [(.5, .3), (2, 3), (1e-104, 1e-104), (.9, 5)],
    "binomial": [(10, .3), (100, .7), (1000, .5), (10**9, .01), (0, .3), (10, 0),
                 (10, 1), (40, .999), (5 * 10**10, 5e-17)],
    "chisquare": [(3,), (.5,)],
    "exponential": [(), (2.5,)],
    "f": [(3, 4), (.5, 20)],
    "gamma": [(.5, 2.), (3,), (1,), (0, 2)],
    "geometric": [(.5,), (.1,), (1e-12,), (1.,)],
    "gumbel": [(), (1, 2)],
    "hypergeometric": [(10, 5, 4), (100, 200, 50), (1000, 1000, 1500),
                       (10**8, 10**7, 10**6), (0, 5, 3), (15, 15, 15)],
    "laplace": [(), (1, 2)],
    "logistic": [(), (1, 2)],
    "lognormal": [(), (1, .5)],
    "logseries": [(.5,), (.999,), (.0001,)],
    "negative_binomial": [(3, .4), (.5, .9)],
    "noncentral_chisquare": [(3, 2.), (.5, 2), (.5, 50.), (1, 0)],
    "noncentral_f": [(3, 4, 2.), (1, 1, 0), (.5, 4, 3)],
    "normal": [(), (1, 2), (0, 0)],
    "pareto": [(3,)],
    "poisson": [(), (3,), (10,), (50,), (1e10,), (0,)],
    "power": [(2.5,)],
    "random": [()],
    "rayleigh": [(), (2,)],
    "standard_cauchy": [()],
    "standard_exponential": [()],
    "standard_gamma": [(.4,), (1,), (3.,)],
    "standard_normal": [()],
    "standard_t": [(3,), (.5,)],
    "triangular": [(0, 1, 3), (-1, -1, 0)],
    "uniform": [(), (-3, 7.5)],
    "vonmises": [(0, 1), (1, 1e-9), (1, 1e-6), (2, 1e5), (2, 1e7), (3, 4.)],
    "wald": [(1, 2), (5, 1e-3), (1e-8, 2), (1e8, 2)],
    "weibull": [(2,), (0,)],
    "zipf": [(1.5,), (4.,), (1.01,)],
    "dirichlet": [([1., 2., 3.],), ([.01, .02, .05],), ([.5],)],
    "multinomial": [(20, [.2, .3, .5]), (0, [.5, .5]), (10**9, [.1] * 10)],
}
# NumPy's RandomState does not end for a zipf of 1025.
GENERATOR_ONLY = {
    "zipf": [(1025,), (1100,)],
    "multivariate_hypergeometric": [([16, 8, 4], 6), ([10**6, 10, 5 * 10**8], 10**5),
                                    ([3, 0, 2], 4), ([3, 2], 0)],
}
LEGACY_ONLY = {
    "random_sample": [()], "tomaxint": [()], "hypergeometric": [(10, 20, 25)],
}


def cases(*tables):
    return [pytest.param(name, args, id=f"{name}{args}")
            for table in tables for name, rows in table.items() for args in rows
            if not (table is DISTRIBUTIONS and name == "hypergeometric"
                    and args[2] < 1)]


def generators(engine, seed):
    return [library.random.Generator(getattr(library.random, engine)(seed))
            for library in (numpy, tnp)]


def random_states(seed):
    if isinstance(seed, list):
        seed = [word % 2**32 for word in seed]
    return [library.random.RandomState(seed) for library in (numpy, tnp)]


def same_bits(theirs, ours):
    ours = numpy.asarray(ours)
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    differ = numpy.flatnonzero(
        (theirs != ours).ravel() & ~((theirs != theirs) & (ours != ours)).ravel())
    assert differ.size == 0, (
        f"{differ.size} differ, the first at {differ[0]}: "
        f"{theirs.ravel()[differ[0]]!r} {ours.ravel()[differ[0]]!r}")
    assert theirs.tobytes() == ours.tobytes()


def check_draws(theirs, ours, name, args, **options):
    """An array, then a number alone, then an array of the rest of the stream."""
    call = [getattr(g, name) for g in (theirs, ours)]
    same_bits(call[0](*args, size=DRAWS, **options),
              call[1](*args, size=DRAWS, **options))
    alone = [f(*args, **options) for f in call]
    if isinstance(alone[0], numpy.ndarray):
        same_bits(*alone)
    else:
        assert type(alone[0]) is type(alone[1])
        assert repr(alone[0]) == repr(alone[1])
    same_bits(call[0](*args, size=(3, 5), **options),
              call[1](*args, size=(3, 5), **options))


@pytest.mark.parametrize("engine", ("PCG64", "MT19937"))
@pytest.mark.parametrize("name, args", cases(DISTRIBUTIONS, GENERATOR_ONLY))
def test_generator(engine, name, args):
    for seed in SEEDS:
        check_draws(*generators(engine, seed), name, args)


@pytest.mark.parametrize("name, args", cases(DISTRIBUTIONS, LEGACY_ONLY))
def test_random_state(name, args):
    for seed in SEEDS:
        check_draws(*random_states(seed), name, args)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("dtype", ("f4", "f8"))
@pytest.mark.parametrize("name, args, options", [
    ("random", (), {}), ("standard_normal", (), {}),
    ("standard_exponential", (), {}),
    ("standard_exponential", (), {"method": "inv"}),
    ("standard_gamma", (.3,), {}), ("standard_gamma", (1,), {}),
    ("standard_gamma", (5,), {})])
def test_dtypes(engine, dtype, name, args, options):
    for seed in SEEDS:
        check_draws(*generators(engine, seed), name, args, dtype=dtype, **options)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", (0, 1, 2**200, [1, 2, 3], "default"))
def test_words(engine, seed):
    if seed == "default":
        seed = numpy.random.SeedSequence(5, spawn_key=(2, 3))
    theirs = getattr(numpy.random, engine)(seed)
    ours = getattr(tnp.random, engine)(seed)
    same_bits(theirs.random_raw(DRAWS), ours.random_raw(DRAWS))
    assert theirs.random_raw() == ours.random_raw()


BOUNDS = [(0, 2), (0, 1), (0, 100), (5, 6), (0, 127), (0, 2**32), (0, 2**40),
          (-5, 3), (-128, 128), (0, 2**64), (-2**63, 2**63), (-2**31, 2**31),
          (0, 256), (0, 2**16)]


@pytest.mark.parametrize("dtype", "bhilBHIL?")
def test_integers(dtype):
    if dtype == "?":
        lowest, highest = 0, 1
    else:
        info = numpy.iinfo(dtype)
        lowest, highest = int(info.min), int(info.max)
    for low, high in BOUNDS:
        if low < lowest or high > highest + 1:
            continue
        for engine in ENGINES:
            theirs, ours = generators(engine, 3)
            same_bits(theirs.integers(low, high, DRAWS, dtype=dtype),
                      ours.integers(low, high, DRAWS, dtype=dtype))
            same_bits(theirs.integers(low, high - 1, 9, dtype, endpoint=True),
                      ours.integers(low, high - 1, 9, dtype, endpoint=True))
            one = [g.integers(low, high, dtype=dtype) for g in (theirs, ours)]
            assert one[0] == one[1].item() and one[0].dtype == str(one[1].dtype)
        theirs, ours = random_states(3)
        same_bits(theirs.randint(low, high, DRAWS, dtype=dtype),
                  ours.randint(low, high, DRAWS, dtype=dtype))


@pytest.mark.parametrize("dtype", ("i1", "u2", "i4", "u8", "i8"))
def test_integers_of_arrays(dtype):
    low = numpy.arange(12).reshape(3, 4)
    high = numpy.arange(20, 24)
    theirs, ours = generators("PCG64", 3)
    for size in (None, (3, 4), (5, 3, 4)):
        same_bits(theirs.integers(low, high, size, dtype),
                  ours.integers(tnp.asarray(low), tnp.asarray(high), size, dtype))
    theirs, ours = random_states(3)
    same_bits(theirs.randint(low, 50, dtype=dtype),
              ours.randint(low.tolist(), 50, dtype=dtype))


@pytest.mark.parametrize("name, args, shape", [
    ("normal", ([1., 2.], [[1.], [2.], [3.]]), (4, 3, 2)),
    ("binomial", ([5, 10], .3), (3, 2)),
    ("hypergeometric", (10, [[5], [6]], [3, 4]), (2, 2)),
    ("poisson", ([[1., 20.]],), (2, 2)),
    ("uniform", ([0, 5], [[10.], [20.]]), (2, 2)),
    ("triangular", (0, [1, 2], 3), (2,)),
    ("negative_binomial", ([1., 2.], .5), (2,)),
    ("standard_gamma", ([.5, 1., 2.],), (3,))])
def test_broadcast(name, args, shape):
    ours_args = [tnp.array(a) if isinstance(a, list) else a for a in args]
    for make in (lambda: generators("PCG64", 1), lambda: random_states(1)):
        theirs, ours = make()
        same_bits(getattr(theirs, name)(*args), getattr(ours, name)(*ours_args))
        same_bits(getattr(theirs, name)(*args, size=shape),
                  getattr(ours, name)(*ours_args, size=shape))


def test_multinomial_of_arrays():
    theirs, ours = generators("PCG64", 1)
    rows = [[.2, .8], [.5, .5]]
    for n, size in ((10, None), ([[1], [20]], None), ([5, 6], (3, 2)), (7, (4, 2))):
        same_bits(theirs.multinomial(n, rows, size), ours.multinomial(n, rows, size))


@pytest.mark.parametrize("call", [
    lambda g: g.choice(10, 30), lambda g: g.choice(10), lambda g: g.choice(7, (2, 3)),
    lambda g: g.choice(100, 20, replace=False),
    lambda g: g.choice(50000, 30000, False), lambda g: g.choice(50000, 300, False),
    lambda g: g.choice(5, 30, p=[.1, .2, .3, .4, 0]),
    lambda g: g.choice(5, 3, False, [.1, .2, .3, .3, .1]),
    lambda g: g.choice([1.5, 2.5, 3.5], 4), lambda g: g.choice([1.5, 2.5]),
    lambda g: g.choice([3, 4], ()), lambda g: g.permutation(20),
    lambda g: g.permutation([1, 2, 3, 4.5]), lambda g: g.permutation(0),
    lambda g: g.bytes(10), lambda g: g.bytes(0), lambda g: g.bytes(-1)])
def test_samples(call):
    for make in (lambda: generators("PCG64", 8), lambda: generators("MT19937", 8),
                 lambda: random_states(8)):
        theirs, ours = make()
        for _ in range(3):
            a, b = call(theirs), call(ours)
            if isinstance(a, numpy.ndarray):
                same_bits(a, b)
            else:
                assert type(a).__name__ == type(b).__name__ and a == b


@pytest.mark.parametrize("axis", (0, 1, -1))
def test_axes(axis):
    x = numpy.arange(24.).reshape(4, 6)
    theirs, ours = generators("PCG64", 8)
    same_bits(theirs.choice(x, 5, axis=axis), ours.choice(tnp.asarray(x), 5, axis=axis))
    same_bits(theirs.choice(x, 3, False, axis=axis, shuffle=False),
              ours.choice(tnp.asarray(x), 3, False, axis=axis, shuffle=False))
    same_bits(theirs.permutation(x, axis), ours.permutation(tnp.asarray(x), axis))
    same_bits(theirs.permuted(x, axis=axis), ours.permuted(tnp.asarray(x), axis=axis))
    same_bits(theirs.permuted(x.T, axis=None), ours.permuted(tnp.asarray(x).T))


LAYOUTS = [
    lambda a: a.reshape(4, 6), lambda a: a.reshape(4, 6).T, lambda a: a[::2],
    lambda a: a[::-3], lambda a: a.reshape(2, 3, 4)[:, ::2], lambda a: a[:0],
    lambda a: a[:1], lambda a: a.astype("i1"), lambda a: a.astype("c16"),
    lambda a: a.astype("f4").reshape(6, 4)[:, 1]]


@pytest.mark.parametrize("view", range(len(LAYOUTS)))
def test_shuffle(view):
    theirs = LAYOUTS[view](numpy.arange(24.))
    ours = LAYOUTS[view](tnp.arange(24.))
    for a, b in (generators("PCG64", 8), random_states(8)):
        a.shuffle(theirs)
        b.shuffle(ours)
        same_bits(theirs, ours)


def test_shuffle_of_other_things():
    for a, b in (generators("PCG64", 8), random_states(8)):
        for make in (lambda: [1, "b", None, 4.0], lambda: numpy.arange(10),
                     lambda: numpy.arange(12).reshape(4, 3), lambda: bytearray(9)):
            theirs, ours = make(), make()
            a.shuffle(theirs)
            b.shuffle(ours)
            assert list(map(str, theirs)) == list(map(str, ours))
