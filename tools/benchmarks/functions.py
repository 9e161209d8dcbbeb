"""Times the functions of function_rows.py on NumPy and tnp in one process.

A cell is tnp's time as a ratio to NumPy's (timing.py says how they are taken).
Exit status 1 when a bar is missed: 0.7 for the geometric mean of all cells, 1.3
for each cell, 1.0 for each cell of random numbers.
"""

import argparse
import gc
import os
import sys
import time
import warnings

import function_rows
from timing import faster, geometric_mean, take_turns, timer

MEAN_BAR = 0.7
CELL_BAR = 1.3
RANDOM_BAR = 1.0


def bar_of(row):
    return RANDOM_BAR if row.group == function_rows.RANDOM else CELL_BAR


class Bench:
    """The libraries, their operands, and how a function is timed on them."""

    def __init__(self, with_torch, seconds, efforts):
        import numpy
        import tnp

        warnings.simplefilter("ignore")
        self.numpy = numpy
        self.seconds, self.efforts = seconds, efforts
        self.libraries = {"numpy": (numpy, lambda x: x.copy()),
                          "tnp": (tnp, tnp.array)}
        if with_torch:
            import torch
            torch.set_num_threads(1)
            self.libraries["torch"] = torch, lambda x: torch.from_numpy(x.copy())
        self.names = {}

    def prepare(self, group, n):
        """Makes the operands of a group; those of the one before go."""
        self.names.clear()
        gc.collect()
        for library, (module, convert) in self.libraries.items():
            self.names[library] = function_rows.operands(
                self.numpy, module, convert, group, n)

    def runs(self, row):
        runs = {}
        for library, names in self.names.items():
            run = timer(row.statement, names)
            try:
                run(1, time.perf_counter)
            except Exception:
                # torch has no such function, or another of the same name.
                if library != "torch":
                    raise
                continue
            runs[library] = run
        return runs

    def cell(self, row):
        """{library: nanoseconds}; taken again while the bar seems missed."""
        runs = self.runs(row)
        slow = runs["numpy"](1, time.perf_counter) > 0.1
        least = 3 if slow else 7
        times = take_turns(runs, self.seconds, least)
        for effort in self.efforts:
            if times["tnp"][0] <= bar_of(row) * times["numpy"][0]:
                break
            again = take_turns(runs, self.seconds * effort, least)
            times = faster(times, again)
        return {library: fastest for library, (fastest, _) in times.items()}


def measure(bench, rows):
    """{(row, position of the size): cell}"""
    cells = {}
    for position in range(len(function_rows.SIZES)):
        for group in dict.fromkeys(row.group for row in rows):
            chosen = [row for row in rows if row.group == group]
            bench.prepare(group, chosen[0].sizes[position])
            for row in chosen:
                cells[row, position] = bench.cell(row)
        print(f"size {position + 1} measured", file=sys.stderr, flush=True)
    return cells


def ratio(cell, library="numpy"):
    return cell["tnp"] / cell[library]


def cell_text(row, cell):
    mark = "!" if ratio(cell) > bar_of(row) else ""
    torch = f"/{ratio(cell, 'torch'):.2f}" if "torch" in cell else ""
    return f"{mark}{ratio(cell):.2f}{torch}"


def print_table(rows, cells):
    positions = range(len(function_rows.SIZES))
    group = None
    for row in rows:
        if row.group != group:
            group = row.group
            heads = [f"{n}x{n}" if group == function_rows.LINALG else f"n={n}"
                     for n in row.sizes]
            print(f"\n{group:<40}" + "".join(f"{head:>14}" for head in heads))
        texts = [cell_text(row, cells[row, k]) for k in positions]
        print(f"  {row.label:<38}" + "".join(f"{text:>14}" for text in texts))


def print_mean(what, cells, bar=None):
    """Prints a geometric mean; whether its bar is missed."""
    if not cells:
        return False
    mean = geometric_mean([ratio(cell) for cell in cells])
    missed = bar is not None and mean > bar
    verdict = "" if bar is None else f"  bar {bar} {'MISSED' if missed else 'met'}"
    print(f"  {what:<24}{mean:.3f}{verdict}")
    return missed


def report(rows, cells):
    """Prints the table, the means and the slow cells; the missed bars."""
    print_table(rows, cells)
    print(f"\ngeometric mean of tnp's time to NumPy's, {len(rows)} functions, "
          f"{len(cells)} cells")
    missed = print_mean("all", list(cells.values()), MEAN_BAR)
    for position, n in enumerate(function_rows.SIZES):
        print_mean(f"size {position + 1} (n = {n})",
                   [cell for (_, k), cell in cells.items() if k == position])
    for group in dict.fromkeys(row.group for row in rows):
        print_mean(group, [cell for (row, _), cell in cells.items()
                           if row.group == group])
    slow = sorted(((ratio(cell) / bar_of(row), row, position, cell)
                   for (row, position), cell in cells.items()
                   if ratio(cell) > bar_of(row)), key=lambda x: -x[0])
    print(f"\n{len(slow)} cells above their bar")
    for _, row, position, cell in slow:
        print(f"  {ratio(cell):>6.2f} (bar {bar_of(row)})  {row.label:<38}"
              f"n={row.sizes[position]:<9}tnp {cell['tnp']:.0f} ns, "
              f"NumPy {cell['numpy']:.0f} ns")
    return missed + len(slow)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="tools/bench functions", description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", metavar="TEXT[,TEXT...]",
                        help="only functions whose group or call has a TEXT")
    parser.add_argument("--quick", action="store_true",
                        help="shorter, and nothing is taken again")
    parser.add_argument("--torch", action="store_true",
                        help="also as a ratio to torch's function of the name")
    parser.add_argument("--seconds", type=float, default=0.1,
                        help="time for one cell (default %(default)s)")
    return parser.parse_args()


def main():
    args = parse_arguments()
    # For everybody, before the libraries start their pools.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ.pop("OPENBLAS_CORETYPE", None)
    texts = [text for text in args.only.split(",") if text]
    rows = [row for row in function_rows.rows() if not texts or
            any(text in row.label or text == row.group for text in texts)]
    if not rows:
        sys.exit(f"no function has `{args.only}` in its call")
    seconds, efforts = (0.02, ()) if args.quick else (args.seconds, (2, 4))
    bench = Bench(args.torch, seconds, efforts)
    print(f"numpy {bench.numpy.__version__}; tnp's time / NumPy's"
          f"{' and / torch' if args.torch else ''}, one thread", flush=True)
    gc.disable()
    missed = report(rows, measure(bench, rows))
    print(f"{missed} bars missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
