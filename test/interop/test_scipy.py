"""SciPy's functions on arrays of tnp."""

import numpy as np
import pytest
from library_compare import assert_takes
from scipy import (cluster, fft, integrate, interpolate, linalg, ndimage,
                   optimize, signal, sparse, spatial, special, stats)

RANDOM = np.random.default_rng(0)
TABLE = RANDOM.normal(size=(60, 4))
SIGNAL = TABLE @ np.array([1., 2., -1., .5]) + .1 * RANDOM.normal(size=60)
GRID = np.linspace(0, 10, 50)
MATRIX = RANDOM.normal(size=(5, 5))
IMAGE = RANDOM.random((20, 20))
POINTS = RANDOM.random((30, 2))

CALLS = {
    "ttest_ind": (lambda xp, a, b: stats.ttest_ind(a, b), TABLE, TABLE + 1),
    "describe": (lambda xp, a: stats.describe(a), TABLE),
    "pearsonr": (lambda xp, a, b: tuple(stats.pearsonr(a, b)), GRID, GRID**2),
    "linregress": (lambda xp, a, b: stats.linregress(a, b), GRID, GRID**2),
    "norm.pdf": (lambda xp, a: stats.norm.pdf(a), GRID),
    "norm.fit": (lambda xp, a: stats.norm.fit(a), SIGNAL),
    "zscore": (lambda xp, a: stats.zscore(a), TABLE),
    "gaussian_kde": (lambda xp, a: stats.gaussian_kde(a)(a), SIGNAL),
    "minimize": (lambda xp, a: optimize.minimize(
        lambda p: ((p - a)**2).sum(), xp.zeros(4)).x, TABLE[0]),
    "least_squares": (lambda xp, a, b: optimize.least_squares(
        lambda p: a @ p - b, xp.zeros(4)).x.round(6), TABLE, SIGNAL),
    "curve_fit": (lambda xp, a, b: optimize.curve_fit(
        lambda t, slope, shift: slope * t + shift, a, b)[0],
        GRID, 2 * GRID + 1),
    "root": (lambda xp, a: optimize.root(lambda p: p**3 - a, a).x,
             np.array([1., 8.])),
    "linprog": (lambda xp, a, b, c: optimize.linprog(c, A_ub=a, b_ub=b).x,
                np.array([[-3., 1], [1, 2]]), np.array([6., 4]),
                np.array([-1., 4])),
    "trapezoid": (lambda xp, a, b: integrate.trapezoid(a, b), GRID**2, GRID),
    "solve_ivp": (lambda xp, a: integrate.solve_ivp(
        lambda t, y: -y, (0, 1), a).y, np.array([1., 2.])),
    "odeint": (lambda xp, a, t: integrate.odeint(lambda y, t: -y, a, t),
               np.array([1., 2.]), GRID),
    "interp1d": (lambda xp, a, b: interpolate.interp1d(a, b, kind="cubic")(
        a[:-1] + .05), GRID, GRID**2),
    "CubicSpline": (lambda xp, a, b: interpolate.CubicSpline(a, b)(a / 2),
                    GRID, GRID**3),
    "griddata": (lambda xp, a, b, c: interpolate.griddata(a, b, c),
                 POINTS, POINTS[:, 0], np.array([[.5, .5]])),
    "solve": (lambda xp, a, b: linalg.solve(a, b), MATRIX, MATRIX[0]),
    "lu": (lambda xp, a: linalg.lu(a), MATRIX),
    "eigh": (lambda xp, a: linalg.eigh(a), MATRIX + MATRIX.T),
    "svd": (lambda xp, a: linalg.svd(a), MATRIX),
    "expm": (lambda xp, a: linalg.expm(a), MATRIX),
    "lfilter": (lambda xp, a: signal.lfilter(*signal.butter(3, .2), a), GRID),
    "convolve": (lambda xp, a: signal.convolve(a, a), GRID),
    "find_peaks": (lambda xp, a: signal.find_peaks(a)[0], SIGNAL),
    "welch": (lambda xp, a: signal.welch(a, nperseg=20), GRID),
    "gaussian_filter": (lambda xp, a: ndimage.gaussian_filter(a, 1.), IMAGE),
    "gaussian_filter-out": (
        lambda xp, a: ndimage.gaussian_filter(a, 1., output=np.empty((20, 20))),
        IMAGE),
    "label": (lambda xp, a: ndimage.label(a > .5), IMAGE),
    "zoom": (lambda xp, a: ndimage.zoom(a, 2), IMAGE),
    "gamma": (lambda xp, a: special.gamma(a), GRID + 1),
    "erf": (lambda xp, a: special.erf(a), GRID),
    "logsumexp": (lambda xp, a: special.logsumexp(a, axis=1), TABLE),
    "softmax": (lambda xp, a: special.softmax(a, axis=0), MATRIX),
    "csr_matrix": (lambda xp, a: sparse.csr_matrix(a).toarray(), MATRIX > 0),
    "csr_matrix@": (lambda xp, a, b: sparse.csr_matrix(a) @ b,
                    MATRIX, MATRIX[0]),
    "coo_matrix": (lambda xp, a, i, j: sparse.coo_matrix(
        (a, (i, j)), shape=(5, 5)).toarray(),
        np.array([1., 2]), np.array([0, 1]), np.array([2, 3])),
    "cdist": (lambda xp, a: spatial.distance.cdist(a, a), TABLE),
    "KDTree": (lambda xp, a: spatial.KDTree(a).query(a[:3], k=2), TABLE),
    "ConvexHull": (lambda xp, a: spatial.ConvexHull(a).volume, POINTS),
    "fft": (lambda xp, a: fft.fft(a), GRID),
    "dct": (lambda xp, a: fft.dct(a), GRID),
    "linkage": (lambda xp, a: cluster.hierarchy.linkage(a), TABLE),
    "kmeans2": (lambda xp, a: cluster.vq.kmeans2(a, 2, seed=1), TABLE),
}


@pytest.mark.parametrize("name", CALLS)
def test_takes(name):
    call, *arrays = CALLS[name]
    assert_takes(call, *arrays)
