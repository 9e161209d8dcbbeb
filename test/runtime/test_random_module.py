"""States, seeds, pickles, spawning, threads, and the module's functions."""

import copy
import pickle
import threading

import numpy
import pytest

import tnp

ENGINES = ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")


def plain(value):
    """A state with lists for arrays."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return value.tolist() if hasattr(value, "tolist") else value


@pytest.mark.parametrize("engine", ENGINES)
def test_state_is_numpys(engine):
    theirs = getattr(numpy.random, engine)(5)
    ours = getattr(tnp.random, engine)(5)
    for count in (0, 1, 3):
        for bits, library in ((theirs, numpy), (ours, tnp)):
            library.random.Generator(bits).random(count, dtype="f4")
        assert plain(ours.state) == plain(theirs.state)
    ours.random_raw(700)
    ours.state = theirs.state
    assert (ours.random_raw(9).tolist() == theirs.random_raw(9).tolist())


@pytest.mark.parametrize("engine", ENGINES)
def test_state_is_refused(engine):
    bits = getattr(tnp.random, engine)(5)
    before = plain(bits.state)
    with pytest.raises(TypeError, match="state must be a dict"):
        bits.state = 1
    with pytest.raises(ValueError, match=f"state must be for a {engine} RNG"):
        bits.state = {**bits.state, "bit_generator": "other"}
    with pytest.raises(KeyError):
        bits.state = {"bit_generator": engine}
    assert plain(bits.state) == before


@pytest.mark.parametrize("engine", ENGINES)
def test_copies(engine):
    bits = getattr(tnp.random, engine)(5)
    bits.random_raw(3)
    generator = tnp.random.Generator(bits)
    generator.random(dtype="f4")
    for other in (pickle.loads(pickle.dumps(generator)), copy.deepcopy(generator)):
        assert other.bit_generator is not bits
        assert plain(other.bit_generator.state) == plain(bits.state)
        assert other.bit_generator.seed_seq.entropy == 5
        saved = plain(bits.state)
        other.random(5)
        assert plain(bits.state) == saved


def test_copies_of_random_state():
    state = tnp.random.RandomState(5)
    state.randn()
    other = pickle.loads(pickle.dumps(state))
    assert other.randn(3).tolist() == state.randn(3).tolist()
    assert plain(other.get_state()) == plain(state.get_state())


@pytest.mark.parametrize("engine", ("PCG64", "PCG64DXSM", "Philox"))
@pytest.mark.parametrize("delta", (1, 2**70, 2**130 + 5, -3))
def test_advance(engine, delta):
    theirs = getattr(numpy.random, engine)(5)
    ours = getattr(tnp.random, engine)(5)
    if delta >= 2**128 and engine != "Philox":
        delta %= 2**128
    theirs.advance(delta)
    assert ours.advance(delta) is ours
    assert plain(ours.state) == plain(theirs.state)
    assert plain(ours.jumped().state) == plain(theirs.jumped().state)
    assert plain(ours.jumped(3).state) == plain(theirs.jumped(3).state)


@pytest.mark.parametrize("drawn", (0, 1, 100, 625))
@pytest.mark.parametrize("jumps", (-1, 0, 1, 2, 3))
def test_jumps_of_the_twister(drawn, jumps):
    theirs, ours = numpy.random.MT19937(5), tnp.random.MT19937(5)
    for bits in (theirs, ours):
        bits.random_raw(drawn)
    saved = plain(ours.state)
    theirs, far = theirs.jumped(jumps), ours.jumped(jumps)
    assert plain(far.state) == plain(theirs.state)
    assert far.random_raw(1300).tolist() == theirs.random_raw(1300).tolist()
    assert plain(ours.state) == saved


def test_jump_from_the_end_of_a_block():
    theirs, ours = numpy.random.RandomState(5), tnp.random.RandomState(5)
    assert ours.get_state()[2] == 624
    theirs, ours = (state._bit_generator.jumped(jumps=1)
                    for state in (theirs, ours))
    assert plain(ours.state) == plain(theirs.state)


@pytest.mark.parametrize("arguments", [
    {"seed": 3, "counter": 5}, {"key": 2**100}, {"key": [1, 2]},
    {"counter": [1, 2, 3, 4]}, {"seed": 1, "counter": 2**200}])
def test_philox(arguments):
    arguments = {"seed": 1} | arguments if "key" not in arguments else arguments
    theirs = numpy.random.Philox(**{
        k: numpy.array(v, "u8") if isinstance(v, list) else v
        for k, v in arguments.items()})
    assert plain(tnp.random.Philox(**arguments).state) == plain(theirs.state)


@pytest.mark.parametrize("entropy, options", [
    (0, {}), (2**300 + 1, {}), ([1, 2, 3, 4, 5, 6], {}), ("list", {}),
    (7, {"spawn_key": (1, 2)}), (7, {"pool_size": 8}),
    ([2**40, "0x1f", "99"], {"spawn_key": (2**33,)})])
def test_seed_sequence(entropy, options):
    if entropy == "list":
        entropy = numpy.arange(5, dtype="u4")
    theirs = numpy.random.SeedSequence(entropy, **options)
    ours = tnp.random.SeedSequence(entropy, **options)
    for dtype in ("u4", "u8"):
        assert (ours.generate_state(7, dtype).tolist()
                == theirs.generate_state(7, dtype).tolist())
    assert ours.pool.tolist() == theirs.pool.tolist()
    assert repr(ours) == repr(theirs)
    assert [repr(s) for s in ours.spawn(2)] == [repr(s) for s in theirs.spawn(2)]
    assert [repr(s) for s in ours.spawn(1)] == [repr(s) for s in theirs.spawn(1)]
    assert ours.n_children_spawned == 3
    again = tnp.random.SeedSequence(**ours.state)
    assert again.generate_state(3).tolist() == ours.generate_state(3).tolist()
    assert repr(pickle.loads(pickle.dumps(ours))) == repr(ours)


def test_fresh_entropy_differs():
    assert tnp.random.SeedSequence().entropy != tnp.random.SeedSequence().entropy
    assert tnp.random.SeedSequence().entropy.bit_length() > 64
    draws = {tnp.random.default_rng().random() for _ in range(20)}
    assert len(draws) == 20


def test_spawn():
    theirs, ours = numpy.random.default_rng(3), tnp.random.default_rng(3)
    for a, b in zip(theirs.spawn(3), ours.spawn(3), strict=True):
        assert isinstance(b, tnp.random.Generator)
        assert a.random() == b.random()
    assert theirs.spawn(1)[0].random() == ours.spawn(1)[0].random()
    with pytest.raises(TypeError, match="does not implement spawning"):
        tnp.random.Philox(key=3).spawn(1)


@pytest.mark.parametrize("seed", [
    0, 5, 2**32 - 1, [1, 2, 3], list(range(700)), (4,), True])
def test_legacy_seeds(seed):
    theirs, ours = numpy.random.RandomState(seed), tnp.random.RandomState(seed)
    assert plain(ours.get_state()) == plain(theirs.get_state())
    assert ours.get_state(legacy=False)["has_gauss"] == 0
    for state in (theirs, ours):
        state.randn()
    assert plain(ours.get_state(False)) == plain(theirs.get_state(False))
    ours.seed(seed)
    assert ours.rand() == numpy.random.RandomState(seed).rand()


def test_states_are_exchanged_with_numpy():
    theirs, ours = numpy.random.RandomState(5), tnp.random.RandomState(6)
    theirs.randn(3)
    ours.set_state(theirs.get_state())
    assert ours.randn(5).tolist() == theirs.randn(5).tolist()
    theirs.set_state(pickle.loads(pickle.dumps(plain(ours.get_state(False)))))
    assert ours.randn(5).tolist() == theirs.randn(5).tolist()


def test_bit_generators_are_exchanged_with_numpy():
    ours = tnp.random.Generator(numpy.random.PCG64(5))
    assert ours.random() == numpy.random.default_rng(5).random()
    theirs = numpy.random.Generator(tnp.random.PCG64(5))
    assert theirs.normal() == tnp.random.default_rng(5).normal()


def test_functions_share_one_state():
    names = [name for name in dir(numpy.random.RandomState) if name[0] != "_"]
    assert not [name for name in names if not hasattr(tnp.random, name)]
    for library in (numpy, tnp):
        library.random.seed(3)
    for _ in range(2):
        assert numpy.random.rand() == tnp.random.rand()
        assert numpy.random.randn(3).tolist() == tnp.random.randn(3).tolist()
        assert numpy.random.randint(9) == tnp.random.randint(9)
        assert (numpy.random.choice(input := 5, 3).tolist()
                == tnp.random.choice(input=input, size=3).tolist())
        assert numpy.random.beta(a=1, b=2) == tnp.random.beta(input=1, b=2)
    saved = tnp.random.get_state()
    value = tnp.random.random()
    tnp.random.set_state(saved)
    assert tnp.random.ranf() == value


def test_bit_generator_of_the_functions():
    before = tnp.random.get_bit_generator()
    try:
        bits = tnp.random.PCG64(3)
        tnp.random.set_bit_generator(bits)
        assert tnp.random.get_bit_generator() is bits
        assert tnp.random.random() == numpy.random.default_rng(3).random()
        tnp.random.seed(4)
        assert plain(bits.state) == plain(numpy.random.PCG64(4).state)
    finally:
        tnp.random.set_bit_generator(before)


def test_default_rng_takes_what_numpys_takes():
    generator = tnp.random.default_rng(3)
    assert tnp.random.default_rng(generator) is generator
    bits = tnp.random.SFC64(3)
    assert tnp.random.default_rng(bits).bit_generator is bits
    state = tnp.random.RandomState(3)
    assert tnp.random.default_rng(state).bit_generator is state._bit_generator
    sequence = tnp.random.SeedSequence(9)
    assert (tnp.random.default_rng(sequence).random()
            == numpy.random.default_rng(numpy.random.SeedSequence(9)).random())


def test_outputs():
    theirs, ours = numpy.random.default_rng(3), tnp.random.default_rng(3)
    for name, dtype in (("random", "f8"), ("standard_normal", "f4"),
                        ("standard_exponential", "f8")):
        a, b = numpy.zeros((3, 4), dtype), tnp.zeros((3, 4), dtype)
        assert getattr(ours, name)(out=b, dtype=dtype) is b
        getattr(theirs, name)(out=a, dtype=dtype)
        assert a.tolist() == b.tolist()
    a, b = numpy.zeros(3), tnp.zeros(3)
    assert ours.standard_gamma([1., 2., 3.], out=b) is b
    theirs.standard_gamma([1., 2., 3.], out=a)
    assert a.tolist() == b.tolist()
    frozen = tnp.zeros(3)
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="writable"):
        ours.random(out=frozen)
    assert frozen.tolist() == [0, 0, 0]


def test_subclasses():
    class Named(tnp.random.Generator):
        pass

    class Bits(tnp.random.PCG64):
        pass

    generator = Named(Bits(3))
    assert generator.random() == numpy.random.default_rng(3).random()
    assert str(generator) == "Named(Bits)"
    assert isinstance(generator.spawn(1)[0], Named)
    assert isinstance(generator.bit_generator, tnp.random.BitGenerator)


@pytest.mark.parametrize("kind", ("Generator", "RandomState"))
@pytest.mark.parametrize("use", (
    lambda g: g.normal(), lambda g: g.random(3), lambda g: g.permutation(3),
    lambda g: g.choice(3), lambda g: g._bit_generator, lambda g: g.__reduce__(),
    lambda g: g.multinomial(3, [.5, .5])))
def test_before_init(kind, use):
    generator = getattr(tnp.random, kind).__new__(getattr(tnp.random, kind))
    with pytest.raises(ValueError, match="has not been initialised"):
        use(generator)
    assert repr(generator).startswith(f"{kind}() at 0x")


def test_ctypes():
    bits = tnp.random.PCG64(3)
    interface = bits.ctypes
    assert bits.ctypes is interface
    expected = numpy.random.PCG64(3)
    assert interface.next_uint64(interface.state) == expected.random_raw()
    assert (interface.next_double(interface.state)
            == numpy.random.Generator(expected).random())


def test_threads_share_a_generator():
    """Every number of the stream is drawn once, whoever draws it."""
    generator = tnp.random.default_rng(3)
    parts = []

    def draw(count):
        for _ in range(10):
            parts.append(generator.random(count).tolist())

    threads = [threading.Thread(target=draw, args=(n,))
               for n in (10, 30_000, 50_000, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drawn = sorted(x for part in parts for x in part)
    assert drawn == sorted(numpy.random.default_rng(3).random(len(drawn)).tolist())


def test_multivariate_normal():
    covariance = [[4., 1., .5], [1., 3., .2], [.5, .2, 2.]]
    mean = [1., 2., 3.]
    for method in ("svd", "eigh", "cholesky"):
        theirs, ours = numpy.random.default_rng(3), tnp.random.default_rng(3)
        a = theirs.multivariate_normal(mean, covariance, (4, 5), method=method)
        b = ours.multivariate_normal(mean, covariance, (4, 5), method=method)
        assert b.shape == a.shape
        # LAPACK may turn the sign of a vector.
        if method == "cholesky":
            numpy.testing.assert_allclose(numpy.asarray(b), a, rtol=1e-13)
        many = numpy.asarray(ours.multivariate_normal(mean, covariance, 200_000,
                                                      method=method))
        numpy.testing.assert_allclose(numpy.cov(many.T), covariance, atol=.05)
        numpy.testing.assert_allclose(many.mean(0), mean, atol=.05)
    legacy = tnp.random.RandomState(3).multivariate_normal(mean, covariance, 200_000)
    numpy.testing.assert_allclose(numpy.cov(numpy.asarray(legacy).T), covariance,
                                  atol=.05)
    for generator in (ours, tnp.random.RandomState(3)):
        with pytest.warns(RuntimeWarning, match="positive-semidefinite"):
            generator.multivariate_normal([0, 0], [[1, 2], [2, 1]])
        with pytest.raises(ValueError, match="positive-semidefinite"):
            generator.multivariate_normal([0, 0], [[1, 2], [2, 1]],
                                          check_valid="raise")
        with pytest.raises(ValueError, match="same length"):
            generator.multivariate_normal([0], [[1, 0], [0, 1]])
    with pytest.raises(tnp.linalg.LinAlgError):
        ours.multivariate_normal([0, 0], [[1, 2], [2, 1]], method="cholesky")


def test_every_method_of_numpy_is_there():
    for kind in ("Generator", "RandomState"):
        theirs = getattr(numpy.random, kind)
        missing = [name for name in dir(theirs) if name[0] != "_"
                   and not hasattr(getattr(tnp.random, kind), name)]
        assert missing == []
