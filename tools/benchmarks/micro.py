"""Times small operations of tnp against NumPy and torch, in one process.

One row per operation: the three libraries alternate in short bursts, and each
reports its fastest burst, so that a busy machine disturbs all of them alike. The
median is shown too. Exit status 1 when a bar is missed:
  no row with n <= 100 slower than NumPy; a + b at n = 10 at most half of NumPy's
  time; a[3] and a[1:5] at most 0.7 of it.
"""

import argparse
import os
import statistics
import sys
import time

# One thread for everybody, before the libraries start their pools.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
os.environ.pop("OPENBLAS_CORETYPE", None)

import numpy  # noqa: E402
import torch  # noqa: E402

import tnp  # noqa: E402

LIBRARIES = ("numpy", "tnp", "torch")


def rows():
    """(label, n, statement, largest allowed ratio to NumPy or None)."""
    yield "a + b", 1, "a + b", 1.0
    yield "a + b", 10, "a + b", 0.5
    yield "a + b", 100, "a + b", 1.0
    for n in (1000, 10000, 1000000):
        yield "a + b", n, "a + b", None
    for n in (10, 100, 1000):
        bar = 1.0 if n <= 100 else None
        yield "np.sin(a)", n, "m.sin(a)", bar
        yield "a.sum()", n, "a.sum()", bar
        yield "a == b", n, "a == b", bar
    yield "a[3]", 10, "a[3]", 0.7
    yield "a[3] = x", 10, "a[3] = x", 1.0
    yield "a[1:5]", 10, "a[1:5]", 0.7
    yield "a.T", 16, "c.T", 1.0
    yield "a.reshape(4, 4)", 16, "d.reshape(4, 4)", 1.0
    yield "zeros(10)", 10, "m.zeros(10)", 1.0
    yield "a[a > 0]", 10, "a[a > 0]", 1.0
    yield "a[a > 0]", 100, "a[a > 0]", 1.0
    yield "a @ b", 9, "p @ p", 1.0


def namespace(library, n):
    """The operands, equal in all libraries."""
    values = numpy.linspace(-1.0, 1.0, n) if n > 1 else numpy.ones(1)
    made = {
        "a": values,
        "b": values + 0.5,
        "c": numpy.arange(16.0).reshape(4, 4),
        "d": numpy.arange(16.0),
        "p": numpy.arange(9.0).reshape(3, 3),
    }
    module = {"numpy": numpy, "tnp": tnp, "torch": torch}[library]
    if library == "torch":
        made = {k: torch.from_numpy(v.copy()) for k, v in made.items()}
    elif library == "tnp":
        made = {k: tnp.array(v.tolist()) for k, v in made.items()}
    return {**made, "m": module, "x": 1.5}


def timer(statement, names):
    """A function that runs the statement `count` times and returns seconds."""
    source = (
        "def run(count, clock):\n"
        f"    {'; '.join(f'{k} = names[{k!r}]' for k in names)}\n"
        "    start = clock()\n"
        "    for _ in range(count):\n"
        f"        {statement}\n"
        "    return clock() - start\n"
    )
    scope = {"names": names, "range": range}
    exec(source, scope)
    return scope["run"]


def overhead(count):
    """Seconds of the empty loop, which every measurement contains."""
    run = timer("pass", {})
    return min(run(count, time.perf_counter) for _ in range(20))


def measure(statement, n, bursts):
    """{library: (fastest, median)} in nanoseconds per operation."""
    runs = {}
    for library in LIBRARIES:
        runs[library] = timer(statement, namespace(library, n))
    once = max(runs["numpy"](3, time.perf_counter) / 3, 1e-8)
    count = max(1, min(2000, int(2e-4 / once)))
    empty = overhead(count)
    samples = {library: [] for library in LIBRARIES}
    for _ in range(bursts):
        for library in LIBRARIES:
            seconds = runs[library](count, time.perf_counter) - empty
            samples[library].append(1e9 * max(seconds, 0) / count)
    return {k: (min(v), statistics.median(v)) for k, v in samples.items()}


def main():
    """Prints the table; the number of missed bars decides the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bursts", type=int, default=300)
    bursts = parser.parse_args().bursts
    torch.set_num_threads(1)
    print(
        f"numpy {numpy.__version__}, torch {torch.__version__}; ns, fastest of"
        f" {bursts} bursts (median)"
    )
    print(
        f"{'operation':<16}{'n':>8}{'numpy':>18}{'tnp':>18}{'torch':>18}"
        f"{'tnp/numpy':>11}{'tnp/torch':>11}  bar"
    )
    missed = 0
    for label, n, statement, bar in rows():
        try:
            times = measure(statement, n, bursts if n < 1000000 else 20)
        except AttributeError as error:
            missed += 1
            print(f"{label:<16}{n:>8}  MISSED: {error}", flush=True)
            continue
        best = {k: v[0] for k, v in times.items()}
        ratio = best["tnp"] / best["numpy"]
        cells = "".join(
            f"{f'{times[k][0]:.0f} ({times[k][1]:.0f})':>18}" for k in LIBRARIES
        )
        verdict = ""
        if bar is not None:
            met = ratio <= bar
            missed += not met
            verdict = f"{bar:.1f} {'met' if met else 'MISSED'}"
        print(
            f"{label:<16}{n:>8}{cells}{ratio:>11.2f}"
            f"{best['tnp'] / best['torch']:>11.2f}  {verdict}",
            flush=True,
        )
    print(f"{missed} bars missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
