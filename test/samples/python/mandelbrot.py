"""Escape times of the Mandelbrot set, and Newton basins of z^3 = 1."""
from __future__ import annotations

import numpy as xp

PALETTE = " .:-=+*#%@"


def plane(width: int, height: int, left: float, right: float,
          top: float) -> xp.ndarray:
    real = xp.linspace(left, right, width)
    imag = xp.linspace(-top, top, num=height)[::-1]
    re, im = xp.meshgrid(real, imag)
    return re + 1j * im


def escape_times(c: xp.ndarray, limit: int = 30) -> xp.ndarray:
    """Number of steps until |z| > 2; `limit` where that never happens."""
    z = xp.zeros_like(c)
    times = xp.full(c.shape, limit)
    alive = xp.ones(c.shape, dtype=bool)
    for step in range(limit):
        z[alive] = z[alive] * z[alive] + c[alive]
        gone = alive & (z.real * z.real + z.imag * z.imag > 4.0)
        times[gone] = step
        alive &= ~gone
    return times


def draw(times: xp.ndarray, limit: int = 30) -> None:
    shades = xp.minimum(times * len(PALETTE) // limit, len(PALETTE) - 1)
    for row in shades:
        print("".join(PALETTE[shade] for shade in row).rstrip())


def newton_basins(z: xp.ndarray, steps: int = 12) -> xp.ndarray:
    """Index of the cube root of one that Newton's method finds."""
    turn = 2.0 * xp.pi * xp.arange(3) / 3.0
    roots = xp.cos(turn) + 1j * xp.sin(turn)
    for _ in range(steps):
        z = z - (z ** 3 - 1.0) / (3.0 * z ** 2)
    gaps = xp.abs(z[..., xp.newaxis] - roots)
    return xp.argmin(gaps, axis=-1)


def orbit(c: complex, steps: int) -> xp.ndarray:
    z = xp.zeros(steps + 1, dtype=xp.complex128)
    for k in range(steps):
        z[k + 1] = z[k] ** 2 + c
    return z


def sectors(points: xp.ndarray) -> xp.ndarray:
    """Count the points in each 60 degree sector around the origin."""
    angle = xp.arctan2(points.imag, points.real)
    sector = xp.floor((angle + xp.pi) / xp.deg2rad(60.0)).astype(int)
    return xp.array([(sector == k).sum() for k in range(6)])


def main() -> None:
    c = plane(60, 21, left=-2.125, right=0.875, top=1.25)
    print("plane:", c.shape, c.dtype)
    times = escape_times(c)
    draw(times)
    print("inside:", int(xp.sum(times == 30)), "of", times.size)
    print("symmetric:", bool((times == times[::-1]).all()))
    values, counts = xp.unique(times[::4, ::6], return_counts=True)
    print("escape times:", values)
    print("how often:", counts)
    print("coarse:")
    print(times[::4, ::6])

    print("orbit of -1:", orbit(-1.0, 4).real)
    print("orbit of i:", orbit(1j, 5))
    print("sizes:", xp.abs(orbit(-0.5 + 0.5j, 3)[:2]))
    area = 3.0 * 2.5 * xp.mean(times == 30)
    print(f"area is about {area:.3f}")

    start = plane(12, 7, left=-1.375, right=1.375, top=1.125)
    basins = newton_basins(start + 0.0625)
    print("newton basins:")
    print(basins)
    print("equal halves:", (basins == 1).sum(), (basins == 2).sum())
    print("sectors:", sectors(start + (0.03 + 0.01j)))

    # The boundary of the main cardioid, c = e^it / 2 - e^2it / 4.
    t = xp.radians(xp.arange(0, 360, 45))
    cardioid = xp.exp(1j * t) / 2 - xp.exp(2j * t) / 4
    print("cardioid:", xp.round(cardioid.real, 4) + 0.0)
    # A disc of radius 1/4 around -1 lies inside the set.
    disc = -1.0 + 0.24 * xp.exp(1j * t)
    print("disc never escapes:", xp.all(escape_times(disc) == 30))
    slope = xp.tan(xp.deg2rad(xp.array([0.0, 45.0, 60.0])))
    print("slopes:", xp.round(slope, 6), xp.sign([-2.5, 0.0, 3.0]))


if __name__ == "__main__":
    main()
