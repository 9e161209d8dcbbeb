"""matplotlib's pictures of tnp's arrays, pixel by pixel."""

import matplotlib
import numpy as np
import pytest
from library_compare import assert_takes

matplotlib.use("Agg")
from matplotlib import pyplot  # after the choice of a backend without a screen

RANDOM = np.random.default_rng(0)
X = np.linspace(0, 10, 50)
Y = np.sin(X)
TABLE = RANDOM.normal(size=(60, 4))
IMAGE = RANDOM.random((20, 20))
PIXELS = RANDOM.random((4, 4, 3))


def limits(ax, a):
    ax.set_xlim(a.min(), a.max())
    ax.set_xticks(a[::10])
    ax.axhline(a[3])
    ax.set_yscale("log")


DRAWINGS = {
    "plot": (lambda ax, a, b: ax.plot(a, b, "r--"), X, Y),
    "plot-2d": (lambda ax, a: ax.plot(a), TABLE),
    "scatter": (lambda ax, a, b, s: ax.scatter(a, b, c=b, s=s), X, Y, X * 3),
    "scatter-colours": (lambda ax, a: ax.scatter(
        a[:, 0], a[:, 1], c=pyplot.cm.viridis(abs(a[:, 2]))), TABLE),
    "hist": (lambda ax, a: ax.hist(a, bins=12), TABLE[:, 0]),
    "hist-2d": (lambda ax, a: ax.hist(a), TABLE),
    "hist-bins": (lambda ax, a, b: ax.hist(a, bins=b), TABLE[:, 0],
                  np.linspace(-3, 3, 7)),
    "bar": (lambda ax, a, b: ax.bar(a, b, yerr=b * .1), np.arange(5),
            np.array([1., 3, 2, 5, 4])),
    "imshow": (lambda ax, a: ax.imshow(a), IMAGE),
    "imshow-rgb": (lambda ax, a: ax.imshow(a), PIXELS),
    "imshow-uint8": (lambda ax, a: ax.imshow(a),
                     (PIXELS * 255).astype(np.uint8)),
    "contour": (lambda ax, a: ax.contour(a), IMAGE),
    "contourf": (lambda ax, a, b, c: ax.contourf(a, b, c, levels=5),
                 *np.meshgrid(np.arange(20.), np.arange(20.)), IMAGE),
    "pcolormesh": (lambda ax, a: ax.pcolormesh(a), IMAGE),
    "errorbar": (lambda ax, a, b: ax.errorbar(a, b, yerr=a * .1), X, Y),
    "fill_between": (lambda ax, a, b: ax.fill_between(a, b, where=b > 0), X, Y),
    "quiver": (lambda ax, a, b: ax.quiver(a, b, b, a), X, Y),
    "boxplot": (lambda ax, a: ax.boxplot(a), TABLE),
    "violinplot": (lambda ax, a: ax.violinplot(a), TABLE),
    "step": (lambda ax, a, b: ax.step(a, b), X, Y),
    "stackplot": (lambda ax, a, b: ax.stackplot(a, b, b), X, Y**2),
    "stem": (lambda ax, a, b: ax.stem(a, b), X, Y),
    "pie": (lambda ax, a: ax.pie(a), np.array([1., 2, 3])),
    "annotate": (lambda ax, a: ax.annotate("here", xy=(a[0], a[1])), X),
    "limits": (limits, X + 1),
    "plot_surface": (lambda ax, a, b: ax.figure.add_subplot(
        projection="3d").plot_surface(a, b, a * b), *np.meshgrid(X[:8], X[:8])),
}


def picture(draw, arrays):
    figure, ax = pyplot.subplots(figsize=(3, 2))
    try:
        draw(ax, *arrays)
        figure.canvas.draw()
        return np.array(figure.canvas.buffer_rgba())
    finally:
        pyplot.close(figure)


@pytest.mark.parametrize("name", DRAWINGS)
def test_draws(name):
    draw, *arrays = DRAWINGS[name]
    assert_takes(lambda xp, *arrays: picture(draw, arrays), *arrays)
