"""The rows of `tools/bench functions`: functions that are no plain ufuncs.

Chosen by how often real code uses them (test/coverage/uses.csv), over all
parts of the library. A statement sees the names that `operands` makes, and `m`,
the library.
"""

import dataclasses
import math

SIZES = (10, 1000, 1_000_000)
SIDES = (3, 100, 1000)
RANDOM = "random"
LINALG = "linalg"


@dataclasses.dataclass(frozen=True)
class Row:
    """One function; for `linalg`, n is the side of a square matrix."""

    group: str
    statement: str
    label: str

    @property
    def sizes(self):
        return SIDES if self.group == LINALG else SIZES


_STATEMENTS = {
    "creation": """
        array(values) zeros(n) arange(n) linspace(0, 1, n)
        full(n, 2.5) zeros_like(a) eye(side) meshgrid(v, v)""",
    "manipulation": """
        concatenate((a, b)) vstack((a, b)) column_stack((a, b)) append(a, b)
        tile(v, side) repeat(v, side) roll(a, 3) pad(a, 2) rot90(c).copy()
        insert(a, 3, 1.0) delete(a, 3)""",
    "sorting": """
        sort(a) argsort(a) partition(a, n // 2) searchsorted(k, b)
        argmax(a) argwhere(mask) unique(i) intersect1d(i, j) isin(i, j)""",
    "statistics": """
        mean(a) std(a) median(a) percentile(a, 90) histogram(a, 50)
        bincount(i) average(a, weights=p) cov(a, b) nanmean(w) nanmax(w)""",
    "selection": """
        where(mask, a, b) select([mask, other], [a, b], 0.0) clip(a, -1, 1)
        take(a, i) digitize(a, bins) interp(a, bins, bins)""",
    "mathematics": """
        cumsum(a) diff(a) gradient(a) convolve(a, kernel) cross(t, t)
        trapezoid(a) einsum('ij,ij->i', c, c) tensordot(c, c, 1)
        kron(v, v) allclose(a, a)""",
    "linalg": """
        linalg.norm(s) linalg.inv(s) linalg.det(s) linalg.solve(s, s)
        linalg.eigh(s) linalg.svd(s) linalg.pinv(s) linalg.cholesky(s)""",
    "fft": "fft.fft(a) fft.rfft(a) fft.fftn(c)",
    "random": """
        random.randn(n) random.uniform(0, 2, n) random.randint(0, 100, n)
        random.choice(v, n) random.normal(0, 1, n)
        random.binomial(20, 0.3, n) random.poisson(3.0, n)
        random.shuffle(z) random.permutation(n)
        rng.random(n) rng.standard_normal(n) rng.integers(0, 100, n)
        rng.exponential(2.0, n) rng.gamma(2.5, 1.0, n) rng.beta(2.0, 3.0, n)""",
}


def _split(text):
    """The calls in a text, each up to the parenthesis that closes it."""
    depth, call = 0, ""
    for c in text:
        if c.isspace() and not depth:
            if call:
                yield call
            call = ""
            continue
        depth += (c in "([") - (c in ")]")
        call += " " if c.isspace() else c
    if call:
        yield call


def rows():
    for group, text in _STATEMENTS.items():
        for call in _split(text):
            statement = call if call.startswith("rng.") else f"m.{call}"
            yield Row(group, statement, call)


def _numbers(numpy, n):
    """The operands as NumPy arrays."""
    random = numpy.random.RandomState(7)
    side = max(2, math.isqrt(n))
    a, b = random.randn(n), random.randn(n)
    w = a.copy()
    w[::7] = numpy.nan
    return {
        "a": a, "b": b, "w": w, "p": random.rand(n) + 0.5, "z": a.copy(),
        "k": numpy.sort(random.randn(n)),
        "i": random.randint(0, n, n), "j": random.randint(0, n, n),
        "mask": a > 0, "other": b > 0, "bins": numpy.linspace(-3, 3, 20),
        "v": random.randn(side), "c": random.randn(side, side),
        "t": random.randn(max(1, n // 3), 3), "kernel": random.randn(9),
    }


def _matrix(numpy, side):
    """Symmetric and positive definite, for every function of matrices."""
    x = numpy.random.RandomState(7).randn(side, side)
    return {"s": x @ x.T / side + numpy.eye(side)}


def operands(numpy, library, convert, group, n):
    """The names that a statement of the group sees."""
    numbers = (_matrix if group == LINALG else _numbers)(numpy, n)
    names = {name: convert(value) for name, value in numbers.items()}
    names |= {"m": library, "n": n, "side": max(2, math.isqrt(n))}
    if group == "creation":
        names["values"] = numbers["a"].tolist()
    if group == RANDOM and hasattr(library.random, "default_rng"):
        names["rng"] = library.random.default_rng(7)
        library.random.seed(7)
    return names
