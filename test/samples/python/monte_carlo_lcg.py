"""Monte Carlo estimates with a generator written in integer arithmetic."""

MULTIPLIER = 6364136223846793005
INCREMENT = 1442695040888963407


class ParallelLcg:
    """Many 64-bit generators side by side; products wrap modulo 2^64."""

    def __init__(self, streams, seed=2024):
        import numpy as np

        start = np.arange(streams, dtype=np.uint64)
        self.state = start * np.uint64(2654435761) + np.uint64(seed)
        for _ in range(4):  # mix neighbouring seeds
            self.next_raw()

    def next_raw(self):
        import numpy as np

        self.state = self.state * np.uint64(MULTIPLIER) + np.uint64(INCREMENT)
        return self.state

    def uniform(self):
        """Doubles in [0, 1), from the upper 53 bits."""
        return (self.next_raw() >> 11).astype(float) / 2.0 ** 53


def park_miller(count, seed=1):
    """The minimal standard generator in int64; nothing overflows."""
    import numpy

    values = numpy.zeros(count, dtype=numpy.int64)
    state = numpy.array(seed, dtype=numpy.int64)
    for i in range(count):
        state = state * 16807 % 2147483647
        values[i] = state
    return values


def estimate_pi(streams, draws):
    from numpy import hypot

    rng = ParallelLcg(streams)
    inside = 0
    for _ in range(draws):
        x, y = rng.uniform(), rng.uniform()
        inside += (hypot(x, y) < 1.0).sum()
    return 4.0 * inside / (streams * draws)


def integrate(function, streams, draws):
    """Mean and standard error of a function on [0, 1)."""
    import numpy as np

    rng = ParallelLcg(streams, seed=99)
    samples = np.array([function(rng.uniform()) for _ in range(draws)])
    error = np.std(samples) / np.sqrt(samples.size)
    return np.mean(samples), error


def random_walk(walkers, steps):
    import numpy as np

    rng = ParallelLcg(walkers, seed=5)
    moves = np.empty((steps, walkers), dtype=int)
    for k in range(steps):
        moves[k] = np.where(rng.uniform() < 0.5, -1, 1)
    return np.cumsum(moves, axis=0)


def main():
    import numpy as np

    rng = ParallelLcg(4)
    print("state:", rng.state, rng.state.dtype)
    print("raw:", rng.next_raw())
    print("low byte:", (rng.state & np.uint64(255)).astype(np.uint8))
    print("park-miller:", park_miller(5))
    print("10,000th value:", park_miller(10000)[-1])

    value = estimate_pi(streams=500, draws=200)
    print(f"pi is about {value:.5f}, off by {abs(value - np.pi):.5f}")

    mean, error = integrate(np.exp, streams=500, draws=100)
    print(f"integral of exp: {mean:.6f}, exact {np.exp(1.0) - 1.0:.6f}")
    print("within four errors:", bool(abs(mean - np.exp(1) + 1) < 4 * error))

    def bump(x, power=2):
        return x ** power * (1 - x)

    mean, _ = integrate(bump, streams=500, draws=100)
    print(f"integral of bump: {mean:.4f}, exact {1 / 12:.4f}")

    walks = random_walk(walkers=200, steps=50)
    print("walks:", walks.shape, walks.dtype)
    print("one walk:", walks[:12, 0])
    print("final mean:", walks[-1].mean(),
          f"variance: {walks[-1].var():.4f}")
    print("furthest:", np.max(np.abs(walks)), "at step",
          np.argmax(np.max(np.abs(walks), axis=1)))
    places, visits = np.unique(walks[-1], return_counts=True)
    print("end points:", places)
    print("visits:", visits)
    print("all even:", np.all(places % 2 == 0))
    counts, edges = np.histogram(ParallelLcg(1000).uniform(), bins=10,
                                 range=(0.0, 1.0))
    print("ten bins:", counts, counts.sum())


if __name__ == "__main__":
    main()
