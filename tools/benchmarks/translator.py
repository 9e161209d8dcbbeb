"""How fast tnp-translate is on the sources of numpy, scipy and sympy.

They and ruff, whose rules for NumPy are timed beside it on the same files, are
installed into build/bench-translator. A row is the fastest of several runs;
lines are counted per second of processor time, in all threads. Exit status 1
when a bar is missed.
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PINS = ROOT / "tools" / "requirements-bench.txt"

LINES_BAR = 200_000   # a second and core, cold
WARM_BAR = 0.3        # seconds for 1,500 files of which none has changed
MEMORY_BAR = 500      # MB for a million lines


@dataclasses.dataclass
class Cost:
    wall: float
    processor: float
    memory: float = 0  # MB at the peak

    def __or__(self, other):
        """The better of two runs of the same."""
        return Cost(min(self.wall, other.wall),
                    min(self.processor, other.processor),
                    max(self.memory, other.memory))


class Corpus:
    def __init__(self, site, packages):
        self.name = " + ".join(packages)
        self.folders = [str(site / package) for package in packages]
        self.files = sorted(path for folder in self.folders
                            for path in pathlib.Path(folder).rglob("*.py"))
        texts = [path.read_bytes() for path in self.files]
        self.lines = sum(text.count(b"\n") for text in texts)
        self.skipped = sum(b"numpy" not in text for text in texts)


def install():
    """The environment with the corpora and ruff; made anew for other pins."""
    environment = BUILD / "bench-translator"
    stamp = environment / "pins"
    if not stamp.exists() or stamp.read_bytes() != PINS.read_bytes():
        print(f"installing into {environment}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment],
                       check=True)
        subprocess.run([environment / "bin" / "python", "-m", "pip", "install",
                        "-q", "--disable-pip-version-check", "-r", PINS],
                       check=True)
        shutil.copyfile(PINS, stamp)
    return environment


def run(command, **environment):
    """Runs a command whose findings do not matter; what it cost."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        raise SystemExit(f"{command}: exit code {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def best_of(count, command, **environment):
    best = run(command, **environment)
    for _ in range(count - 1):
        best |= run(command, **environment)
    return best


def parse_cost(corpus, count):
    """Processor time of tree-sitter's parse alone, of what is translated."""
    listed = "".join(f"{path}\n" for path in corpus.files
                     if b"numpy" in path.read_bytes())
    command = [BUILD / "bin" / "tnp-parse-only"]
    seconds = []
    for _ in range(count):
        answer = subprocess.run(command, input=listed, text=True, check=True,
                                capture_output=True).stdout
        seconds.append(float(answer.split()[0]))
    return min(seconds)


class Bench:
    def __init__(self, environment, count, scratch):
        self.count, self.scratch = count, pathlib.Path(scratch)
        self.ruff_program = environment / "bin" / "ruff"
        self.missed = 0

    def translate(self, corpus, *options):
        command = [BUILD / "bin" / "tnp-translate", "--check", "--quiet",
                   "--no-ignore", *options, *corpus.folders]
        return best_of(self.count, command)

    def ruff(self, corpus, *options, threads):
        command = [self.ruff_program, "check", "--isolated", "--quiet",
                   "--select=NPY", "--no-respect-gitignore",
                   "--config=include = ['*.py']", "--config=exclude = []",
                   *options, *corpus.folders]
        return best_of(self.count, command, RAYON_NUM_THREADS=str(threads))

    def row(self, label, corpus, cost, note=""):
        rate = corpus.lines / cost.processor
        print(f"  {label:<26}{cost.wall:>8.2f}{cost.processor:>10.2f}"
              f"{rate:>14,.0f}{cost.memory:>9.0f}  {note}", flush=True)

    def verdict(self, is_met):
        self.missed += not is_met
        return "met" if is_met else "MISSED"

    def table(self, corpus):
        print(f"\n{corpus.name}: {len(corpus.files):,} files, "
              f"{corpus.lines:,} lines, {corpus.skipped} files do not say numpy"
              f"\n  {'':<26}{'wall s':>8}{'CPU s':>10}{'lines/CPU s':>14}"
              f"{'peak MB':>9}")
        cold = self.translate(corpus, "--no-cache", "-j1")
        rate = corpus.lines / cold.processor
        self.row("cold, -j1", corpus, cold,
                 f"bar {LINES_BAR:,} {self.verdict(rate >= LINES_BAR)}")
        two = self.translate(corpus, "--no-cache", "-j2")
        megabytes = max(cold.memory, two.memory) * 1e6 / corpus.lines
        self.row("cold, -j2", corpus, two,
                 f"{cold.wall / two.wall:.2f} times as fast; "
                 f"{megabytes:.0f} MB a million lines, bar {MEMORY_BAR} "
                 f"{self.verdict(megabytes < MEMORY_BAR)}")
        cache = f"--cache-dir={self.scratch / 'tnp'}"
        run([BUILD / "bin" / "tnp-translate", "--check", "--quiet",
             "--no-ignore", cache, *corpus.folders])
        warm = self.translate(corpus, cache, "-j1")
        bar = WARM_BAR * len(corpus.files) / 1500
        self.row("warm, -j1", corpus, warm,
                 f"bar {bar:.2f} s {self.verdict(warm.wall < bar)}")
        parse = parse_cost(corpus, self.count)
        print(f"  the parse alone: {parse:.2f} s, "
              f"{100 * parse / cold.processor:.0f}% of cold, -j1")
        for threads in (1, 2):
            self.row(f"ruff NPY, {threads} thread{'s'[:threads - 1]}", corpus,
                     self.ruff(corpus, "--no-cache", threads=threads))
        cache = f"--cache-dir={self.scratch / 'ruff'}"
        self.ruff(corpus, cache, threads=1)
        self.row("ruff NPY, warm", corpus,
                 self.ruff(corpus, cache, threads=1))


def main():
    parser = argparse.ArgumentParser(
        prog="tools/bench translator", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3,
                        help="runs of each row (default %(default)s)")
    args = parser.parse_args()
    environment = install()
    subprocess.run(["cmake", "--build", BUILD, "--target", "tnp-translate",
                    "tnp-parse-only"], check=True, stdout=subprocess.DEVNULL)
    site, = (environment / "lib").glob("python3*/site-packages")
    for name in ("TNP_CACHE_DIR", "TNP_NO_CACHE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(environment, args.runs, scratch)
        bench.table(Corpus(site, ["numpy", "scipy"]))
        bench.table(Corpus(site, ["numpy", "scipy", "sympy"]))
    print(f"\n{bench.missed} bars missed")
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
