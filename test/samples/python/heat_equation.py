"""Heat equation on a rod and on a square plate, with finite differences.

The rod is stepped explicitly and compared with the exact solution; the plate
is relaxed with Jacobi sweeps until it changes no more.
"""
import numpy

ALPHA = 0.01


def exact(x, t):
    return numpy.exp(-ALPHA * numpy.pi ** 2 * t) * numpy.sin(numpy.pi * x)


def step_rod(u, ratio):
    """One explicit Euler step; both ends stay at zero."""
    new = numpy.copy(u)
    new[1:-1] += ratio * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return new


def solve_rod(points=41, t_end=5.0):
    x = numpy.linspace(0.0, 1.0, points)
    dx = x[1] - x[0]
    dt = 0.4 * dx * dx / ALPHA
    steps = int(numpy.ceil(t_end / dt))
    dt = t_end / steps
    u = exact(x, 0.0)
    history = [u]
    for _ in range(steps):
        u = step_rod(u, ratio=ALPHA * dt / dx ** 2)
        history.append(u)
    return x, numpy.array(history), steps


def relax_plate(size=9, sweeps=400):
    plate = numpy.zeros(shape=(size, size))
    plate[0, :] = 100.0
    plate[:, -1] = numpy.linspace(start=100.0, stop=0.0, num=size)
    residual = numpy.inf
    done = 0
    while residual > 1e-10 and done < sweeps:
        old = plate.copy()
        plate[1:-1, 1:-1] = 0.25 * (old[:-2, 1:-1] + old[2:, 1:-1]
                                    + old[1:-1, :-2] + old[1:-1, 2:])
        residual = numpy.max(numpy.abs(plate - old))
        done += 1
    return plate, done


def spike_demo():
    """A spike of 16 units spreads; every value is exact in binary."""
    rod = numpy.zeros(9)
    rod[4] = 16.0
    rows = [rod]
    for _ in range(3):
        rod = step_rod(rod, ratio=0.25)
        rows.append(rod)
    return numpy.vstack(rows)


def main():
    print("spike:")
    rows = spike_demo()
    print(rows)
    print("heat per row:", rows.sum(axis=1))
    print("mirror images:", bool(numpy.all(rows == rows[:, ::-1])))

    x, history, steps = solve_rod()
    final = history[-1]
    print("steps:", steps, "history:", numpy.shape(history))
    print("x:", x[::10])
    print("u:", numpy.round(final[::10], 5) + 0.0)
    error = numpy.abs(final - exact(x, 5.0))
    print(f"largest error: {error.max():.6f} at x = {x[error.argmax()]:.3f}")

    # The first mode decays by the same factor in every step.
    peak = history[:, 20]
    factors = peak[1:] / peak[:-1]
    print(f"decay per step: {factors.mean():.6f}, "
          f"steady: {numpy.std(factors) < 1e-9}")

    plate, sweeps = relax_plate()
    print(f"plate settled: {sweeps < 400}")
    print(numpy.round(plate[::2, ::2], 3))
    print("mean temperature: %.4f" % numpy.mean(plate))
    gradient = numpy.diff(plate, axis=0)
    print("steepest drop:", numpy.round(gradient.min(), 3))
    warm = numpy.where(plate >= 50.0, 1, 0)
    print("warm cells:", warm.sum())
    print(warm)


if __name__ == "__main__":
    main()
