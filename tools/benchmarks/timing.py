"""How the benchmarks time statements: libraries in turns, in one process.

The libraries take turns in short bursts and each reports its fastest burst, so
that a busy machine disturbs all of them alike. The order is reversed from turn
to turn, and an untimed run precedes each burst: operands that fill the cache
would else make a library pay for those of the one before it.
"""

import collections
import math
import statistics
import time

BURST_SECONDS = 1e-4


def timer(statement, names):
    """A function that runs the statement `count` times and returns seconds."""
    used = set(compile(statement, "row", "exec").co_names) & set(names)
    source = (
        "def run(count, clock):\n"
        + "".join(f"    {name} = names[{name!r}]\n" for name in sorted(used))
        + "    start = clock()\n"
        "    for _ in range(count):\n"
        f"        {statement}\n"
        "    return clock() - start\n"
    )
    scope = {"names": names, "range": range}
    exec(source, scope)
    return scope["run"]


def take_turns(runs, seconds, least=7):
    """{library: (fastest, median)} in nanoseconds per operation.

    `runs` has a `timer` for each library, `numpy` among them; torch is under no
    bar and gets every third turn. There are at least `least` turns.
    """
    runs = dict(runs)
    clock = time.perf_counter
    once = max(min(runs["numpy"](3, clock) for _ in range(3)) / 3, 1e-8)
    count = max(1, min(2000, int(BURST_SECONDS / once)))
    # The empty loop takes turns too, since the processor's speed changes.
    runs["empty"] = timer("pass", {})
    samples = collections.defaultdict(list)
    end = clock() + seconds
    turn = 0
    while turn < least or clock() < end:
        order = list(runs) if turn % 2 else reversed(runs)
        for library in order:
            run = runs[library]
            if library == "torch" and turn % 3:
                continue
            run(1, clock)
            samples[library].append(1e9 * run(count, clock) / count)
        turn += 1
    empty = min(samples.pop("empty"))
    samples = {k: [max(x - empty, 0.1) for x in v] for k, v in samples.items()}
    return {k: (min(v), statistics.median(v)) for k, v in samples.items()}


def faster(times, again):
    """The better of two measurements of the same runs."""
    return {k: tuple(map(min, v, again[k])) for k, v in times.items()}


def geometric_mean(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios)))
