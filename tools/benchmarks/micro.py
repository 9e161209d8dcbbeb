"""Times the operations of micro_rows.py on NumPy, tnp and torch in one process.

A cell is tnp's time as a ratio to NumPy's and, after the stroke, to torch's from
Python (timing.py says how they are taken). Exit status 1 when a bar is missed:
the geometric mean of a size (0.5 of NumPy's time up to n = 100, 0.9 above, with
one thread), and each row's own (1.15; 0.7 for arithmetic of scalars).
"""

import argparse
import collections
import gc
import json
import os
import subprocess
import sys
import time
import warnings

import micro_rows
from timing import faster, geometric_mean, take_turns, timer

SMALL_BAR = 0.5
LARGE_BAR = 0.9
LARGEST_SMALL = 100


class Bench:
    """The three libraries and how an operation is timed on them."""

    def __init__(self, threads, seconds):
        # NumPy's BLAS reads the environment when it is loaded, so the imports
        # come after the number of threads is known.
        import numpy
        import torch

        import tnp

        warnings.simplefilter("ignore")
        torch.set_num_threads(threads)
        self.seconds = seconds
        self.versions = f"numpy {numpy.__version__}, torch {torch.__version__}"
        self.libraries = {
            "numpy": (numpy, numpy.array, lambda x, d: d(x)),
            "tnp": (tnp, tnp.array, lambda x, d: d(x)),
            "torch": (torch, lambda v: torch.from_numpy(v.copy()),
                      lambda x, d: torch.tensor(x, dtype=d)),
        }
        self.cache = {}

    def names(self, library, n, dtype):
        """The operands, kept for the rows of the same size and dtype."""
        key = library, n, dtype
        if key not in self.cache:
            module, convert, scalar = self.libraries[library]
            self.cache[key] = micro_rows.operands(
                module, convert, scalar, n, dtype)
        return self.cache[key]

    def forget(self):
        self.cache.clear()
        gc.collect()

    def runs(self, row, n, dtype):
        """{library: timing function} of the libraries that can do it."""
        statements = {"numpy": row.statement, "tnp": row.statement,
                      "torch": row.torch_statement}
        runs = {}
        for library, statement in statements.items():
            if statement is None:
                continue
            run = timer(statement, self.names(library, n, dtype))
            try:
                run(2, time.perf_counter)
            except Exception as error:
                if library != "torch":
                    raise RuntimeError(
                        f"{library}: {type(error).__name__}: {error}")
                continue
            runs[library] = run
        return runs

    def measure(self, row, n, dtype, effort=1):
        """{library: (fastest, median)} in nanoseconds per operation."""
        return take_turns(self.runs(row, n, dtype), self.seconds * effort)

    def cell(self, row, n, dtype):
        """Measures again, longer, while the row's bar seems to be missed."""
        times = self.measure(row, n, dtype)
        for effort in (2, 4):
            if times["tnp"][0] <= row.bar * times["numpy"][0]:
                break
            again = self.measure(row, n, dtype, effort)
            times = faster(times, again)
        cell = {"group": row.group, "row": row.label, "dtype": dtype, "n": n,
                "bar": row.bar}
        for library, (fastest, median) in times.items():
            cell[library] = {"fastest": fastest, "median": median}
        cell["to_numpy"] = times["tnp"][0] / times["numpy"][0]
        if "torch" in times:
            cell["to_torch"] = times["tnp"][0] / times["torch"][0]
        return cell


def run_rows(bench, chosen, sizes):
    """All cells; each row is printed when it is complete."""
    cells, failures = [], []
    by_line = collections.defaultdict(dict)
    for n in sizes:
        for dtype in micro_rows.ALL:
            for row in chosen:
                if n not in row.sizes or dtype not in row.dtypes:
                    continue
                try:
                    cell = bench.cell(row, n, dtype)
                except RuntimeError as error:
                    failures.append(f"{row.label} {dtype} n={n}: {error}")
                    continue
                cells.append(cell)
                by_line[row.group, row.label, dtype][n] = cell
            bench.forget()
        print(f"n = {n} measured", file=sys.stderr, flush=True)
    return cells, failures, by_line


def cell_text(cell):
    if cell is None:
        return ""
    torch = f"/{cell['to_torch']:.2f}" if "to_torch" in cell else ""
    mark = "!" if cell["to_numpy"] > cell["bar"] else ""
    return f"{mark}{cell['to_numpy']:.2f}{torch}"


def print_table(by_line, sizes):
    print(f"{'operation':<22}{'dtype':<9}"
          + "".join(f"{f'n={n}':>13}" for n in sizes))
    order = {row.label: k for k, row in enumerate(micro_rows.rows())}
    for group, label, dtype in sorted(
            by_line, key=lambda line: (order[line[1]], line[2])):
        line = by_line[group, label, dtype]
        print(f"{label:<22}{dtype:<9}"
              + "".join(f"{cell_text(line.get(n)):>13}" for n in sizes))


def summary(cells, sizes, threads):
    """[(what, ratio, bar)] of the geometric means; bar None is not judged."""
    for n in sizes:
        ratios = [c["to_numpy"] for c in cells
                  if c["n"] == n and c["group"] != "scalar"]
        if ratios:
            bar = SMALL_BAR if n <= LARGEST_SMALL else LARGE_BAR
            # The sizes that only products have are no size of the table.
            judged = threads == 1 and n in micro_rows.SIZES
            yield f"n = {n}", geometric_mean(ratios), bar if judged else None
    ratios = [c["to_numpy"] for c in cells if c["group"] == "scalar"]
    if ratios:
        yield "scalars", geometric_mean(ratios), 0.7


def report(cells, failures, by_line, sizes, threads):
    """Prints the table and what misses; the number of missed bars."""
    print_table(by_line, sizes)
    missed = len(failures)
    print(f"\ngeometric mean of tnp's time to NumPy's, {len(cells)} cells in "
          f"{len({c['row'] for c in cells})} rows, {threads} thread(s)")
    for what, ratio, bar in summary(cells, sizes, threads):
        over = bar is not None and ratio > bar
        missed += over
        verdict = "" if bar is None else (
            f"  bar {bar} {'MISSED' if over else 'met'}")
        print(f"  {what:<14}{ratio:.3f}{verdict}")
    slow = [c for c in cells if c["to_numpy"] > c["bar"]]
    print(f"\n{len(slow)} cells above their bar")
    for c in sorted(slow, key=lambda c: -c["to_numpy"] / c["bar"]):
        print(f"  {c['to_numpy']:>6.2f} (bar {c['bar']})  {c['row']:<22}"
              f"{c['dtype']:<9}n={c['n']:<9}tnp {c['tnp']['fastest']:.0f} ns,"
              f" NumPy {c['numpy']['fastest']:.0f} ns")
    for failure in failures:
        print(f"  cannot run: {failure}")
    missed += len(slow)
    print(f"{missed} bars missed")
    return missed


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="", metavar="TEXT[,TEXT...]",
                        help="only rows whose group or label contains a TEXT")
    parser.add_argument("--sizes", default="", metavar="N[,N...]")
    parser.add_argument("--dtypes", default="", metavar="NAME[,NAME...]")
    parser.add_argument("--seconds", type=float, default=0.03,
                        help="time for one cell (default %(default)s)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--all-threads", action="store_true",
                        help="a second table, with a thread per processor")
    parser.add_argument("--json", metavar="FILE",
                        help="also write every cell to FILE")
    return parser.parse_args()


def choose_rows(args):
    texts = [text for text in args.rows.split(",") if text]
    dtypes = set(args.dtypes.split(",")) if args.dtypes else set(micro_rows.ALL)
    chosen = []
    for row in micro_rows.rows():
        if texts and not any(t in row.label or t == row.group for t in texts):
            continue
        kept = tuple(name for name in row.dtypes if name in dtypes)
        chosen.append(micro_rows.dataclasses.replace(row, dtypes=kept))
    return chosen


def main():
    """Prints the table; the number of missed bars decides the exit status."""
    args = parse_arguments()
    # For everybody, before the libraries start their pools.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(args.threads)
    os.environ.pop("OPENBLAS_CORETYPE", None)
    chosen = choose_rows(args)
    wanted = {int(n) for n in args.sizes.split(",") if n}
    sizes = [n for n in sorted({n for row in chosen for n in row.sizes})
             if not wanted or n in wanted]
    bench = Bench(args.threads, args.seconds)
    print(f"{bench.versions}; tnp's time / NumPy's and / torch's, "
          f"{args.threads} thread(s)", flush=True)
    gc.disable()
    cells, failures, by_line = run_rows(bench, chosen, sizes)
    missed = report(cells, failures, by_line, sizes, args.threads)
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump({"versions": bench.versions, "threads": args.threads,
                       "missed": missed, "cells": cells,
                       "failures": failures}, file, indent=1)
    if args.all_threads:
        print(flush=True)
        command = [sys.executable, __file__, "--threads", str(os.cpu_count()),
                   "--rows", args.rows, "--sizes", args.sizes,
                   "--dtypes", args.dtypes, "--seconds", str(args.seconds)]
        subprocess.run(command, check=False)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
