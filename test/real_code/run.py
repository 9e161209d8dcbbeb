"""Runs the test suites of real packages before and after translation.

Each package of `packages.toml` is fetched from the package index as a user
would install it, translated whole by one command

    tnp-translate --no-ignore --in-root original --out-root translated

and its own test suite is run by pytest on both trees. Nothing is edited by
hand. The table gives the share of call sites translated, the tests that passed
before and after, and the time that both suites took; `alone` is after, without
NumPy's help for what tnp refuses (`fallback` in packages.toml). Below it stands every
test that passed before and does not pass after, with the reason that
`packages.toml` gives for it, or the error.

All stays in `build/real-code/NAME/`: both trees, the environment, the report of
the translation and pytest's logs. A package that is there is not fetched again.

The exit status is 1 when a test differs without a reason.
"""

import argparse
import collections
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import xml.etree.ElementTree as ElementTree

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
BUILD = ROOT / "build"
TRANSLATOR = BUILD / "bin" / "tnp-translate"
PACKAGES = FOLDER / "packages.toml"
RESULTS = FOLDER / "results.json"
MOST_NAMES = 40  # printed for a reason


# ---- What is asked for.


@dataclasses.dataclass
class Rule:
    """A reason for the tests whose names a regular expression finds."""

    tests: str
    reason: str


@dataclasses.dataclass
class Package:
    """An entry of packages.toml."""

    name: str
    version: str
    summary: str
    tests: list
    needs: list = dataclasses.field(default_factory=list)
    sdist: bool = False
    fallback: bool = False
    left_out: list = dataclasses.field(default_factory=list)
    differs: list = dataclasses.field(default_factory=list)

    @property
    def folder(self):
        return BUILD / "real-code" / self.name


def packages():
    """The packages of the table by name, checked for unknown keys."""
    table = tomllib.loads(PACKAGES.read_text(encoding="utf-8"))
    found = {}
    for name, entry in table.items():
        for key in ("left_out", "differs"):
            entry[key] = [Rule(**rule) for rule in entry.get(key, [])]
        found[name] = Package(name=name, **entry)
    return found


def reason_for(name, rules):
    """The reason of the first of the rules that is about the test, or None."""
    return next((rule.reason for rule in rules if re.search(rule.tests, name)),
                None)


# ---- Two trees and an environment.


def command(*words, log=None, **options):
    """Runs a command; ends the program with its output when it fails."""
    process = subprocess.run(list(map(str, words)), text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             **options)
    if log:
        log.write_text(process.stdout, encoding="utf-8")
    return process


def required(*words):
    process = command(*words)
    if process.returncode:
        sys.exit(f"real-code: {' '.join(map(str, words))}\n{process.stdout}")


def make_environment(package):
    """An environment with what the package needs; its interpreter.

    NumPy, torch and pytest are those of the development environment, so that
    both suites run on the same.
    """
    folder = package.folder / "environment"
    python = folder / "bin" / "python"
    stamp = folder / "needs"
    needs = "\n".join(package.needs)
    if stamp.exists() and stamp.read_text() == needs:
        return python
    required(sys.executable, "-m", "venv", folder)
    site = "import site; print(site.getsitepackages()[0])"
    here, there = (pathlib.Path(subprocess.check_output(
        [python, "-c", site], text=True).strip())
        for python in (sys.executable, python))
    (there / "base.pth").write_text(f"{here}\n")
    if package.needs:
        required(python, "-m", "pip", "install", "-q", *package.needs)
    stamp.write_text(needs)
    return python


def fetch(package, python):
    """The tree of the package as the index has it."""
    tree = package.folder / "original"
    stamp = package.folder / "version"
    if stamp.exists() and stamp.read_text() == package.version:
        return tree
    shutil.rmtree(tree, ignore_errors=True)
    pinned = f"{package.name}=={package.version}"
    pip = [python, "-m", "pip", "-q"]
    if package.sdist:
        sources = package.folder / "sdist"
        required(*pip, "download", "--no-deps", "--no-binary", package.name,
                 "--dest", sources, pinned)
        with tarfile.open(next(sources.glob("*.tar.gz"))) as archive:
            archive.extractall(package.folder, filter="data")
            top = archive.getnames()[0].split("/")[0]
        (package.folder / top).rename(tree)
    else:
        required(*pip, "install", "--no-deps", "--no-compile", "--target",
                 tree, pinned)
    stamp.write_text(package.version)
    return tree


def translate(package, original):
    """Translates the tree by one command: (new tree, report, seconds)."""
    tree = package.folder / "translated"
    report = package.folder / "report.json"
    shutil.rmtree(tree, ignore_errors=True)
    started = time.monotonic()
    process = command(TRANSLATOR, "--no-ignore", "--in-root", original,
                      "--out-root", tree, "--report", f"json={report}",
                      log=package.folder / "translate.log")
    if process.returncode not in (0, 1):
        sys.exit(f"real-code: {package.name} was not translated:\n"
                 f"{process.stdout}")
    seconds = time.monotonic() - started
    return tree, json.loads(report.read_text(encoding="utf-8")), seconds


def count_lines(tree):
    return sum(path.read_bytes().count(b"\n") for path in tree.rglob("*.py"))


# ---- The suites.


def read_junit(file):
    """{test: None where it passed, else what became of it}.

    Equal names, as of parameters that print alike, are numbered.
    """
    outcomes = {}
    seen = collections.Counter()
    for case in ElementTree.parse(file).getroot().iter("testcase"):
        name = "::".join(filter(None, (case.get("classname"),
                                       case.get("name"))))
        seen[name] += 1
        if seen[name] > 1:
            name += f" #{seen[name]}"
        found = [child for child in case
                 if child.tag in ("failure", "error", "skipped")]
        outcomes[name] = None
        if found:
            lines = (found[0].get("message") or "").strip().splitlines()
            outcomes[name] = ": ".join([found[0].tag, *lines[:1]])
    return outcomes


def run_suite(package, python, tree, jobs, name, fallback="error"):
    """Runs the suite on a tree: (outcomes, seconds).

    On one thread: a machine that does other work besides would else be measured.
    """
    report = package.folder / f"{name}.xml"
    log = package.folder / f"{name}.log"
    report.unlink(missing_ok=True)
    started = time.monotonic()
    command(python, "-m", "pytest", "-q", "-p", "no:cacheprovider",
            "-c", os.devnull, f"--rootdir={tree}", "--tb=short",
            "--continue-on-collection-errors",
            f"--junitxml={report}", "-n", jobs, *package.tests,
            cwd=tree, log=log,
            env={**os.environ, "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0",
                 "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1",
                 "OPENBLAS_NUM_THREADS": "1", "TNP_FALLBACK": fallback,
                 "PYTHONPATH": os.pathsep.join(
                     [str(tree), str(BUILD / "python")])})
    seconds = time.monotonic() - started
    if not report.exists():
        sys.exit(f"real-code: no result of {package.name}:\n"
                 f"{log.read_text()[-2000:]}")
    return read_junit(report), seconds


# ---- What came of it.


def compare(package, before, after):
    """The counts and the differences, as results.json keeps them.

    Only tests that pass before are compared; those `left_out` count in
    neither column.
    """
    def in_scope(outcomes):
        return [name for name, error in outcomes.items() if error is None and
                reason_for(name, package.left_out) is None]

    passed = in_scope(before)
    differences = {}
    for name in passed:
        error = after.get(name, "not collected")
        if error is not None:
            differences[name] = (reason_for(name, package.differs) or
                                 f"unexplained: {error}")
    return {"passed_before": len(passed),
            "passed_after": len(passed) - len(differences),
            "passed_only_after": len(set(in_scope(after)) - set(passed)),
            "differences": differences}


def examine(package, options):
    """Does all for one package; its entry of results.json."""
    package.folder.mkdir(parents=True, exist_ok=True)
    python = make_environment(package)
    original = fetch(package, python)
    translated, report, seconds = translate(package, original)
    summary = report["summary"]
    times = {}
    outcomes = {}
    fallback = "numpy" if package.fallback else "error"
    for tree in (original, translated):
        runs = [run_suite(package, python, tree, options.jobs, tree.name,
                          fallback)
                for _ in range(options.runs)]
        outcomes[tree] = runs[0][0]
        times[tree] = min(time for _, time in runs)
    compared = compare(package, outcomes[original], outcomes[translated])
    if package.fallback:
        alone, _ = run_suite(package, python, translated, options.jobs,
                             "alone")
        compared["passed_alone"] = compare(
            package, outcomes[original], alone)["passed_after"]
    return {"version": package.version,
            "files": summary["files"]["read"],
            "lines": count_lines(original),
            "call_sites": summary["call_sites"]["total"],
            "translated": summary["call_sites"]["translated"],
            "seconds_to_translate": round(seconds, 2),
            "seconds_before": round(times[original], 1),
            "seconds_after": round(times[translated], 1),
            **compared}


def table(results):
    """The lines of the table."""
    yield (f"{'package':20}{'files':>7}{'lines':>9}{'calls':>8}"
           f"{'translated':>12}{'passed before':>15}{'after':>8}{'alone':>8}"
           f"{'time before':>13}{'after':>9}")
    for name, result in results.items():
        share = 100 * result["translated"] / max(result["call_sites"], 1)
        yield (f"{name:20}{result['files']:7}{result['lines']:9}"
               f"{result['call_sites']:8}{share:11.1f}%"
               f"{result['passed_before']:15}{result['passed_after']:8}"
               f"{result.get('passed_alone', ''):8}"
               f"{result['seconds_before']:11.1f} s"
               f"{result['seconds_after']:7.1f} s")


def explanations(results):
    """The lines that list each difference, by package and reason."""
    for package, result in results.items():
        by_reason = {}
        for name, reason in result["differences"].items():
            by_reason.setdefault(reason, []).append(name)
        for reason, names in by_reason.items():
            yield f"\n{package}, {len(names)} of its tests: {reason}"
            yield from (f"    {name}" for name in names[:MOST_NAMES])
            if len(names) > MOST_NAMES:
                yield f"    and {len(names) - MOST_NAMES} more"


def record(results):
    """Writes the results of the packages that ran over those of before."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    merged = {name: results.get(name) or kept.get(name) for name in packages()}
    RESULTS.write_text(json.dumps(
        {name: result for name, result in merged.items() if result},
        indent=1) + "\n", encoding="utf-8")


def main():
    known = packages()
    parser = argparse.ArgumentParser(
        prog="tools/real-code", description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="*", metavar="NAME",
                        help=f"all when none: {', '.join(known)}")
    parser.add_argument("--record", action="store_true",
                        help="write results.json anew")
    parser.add_argument("--runs", type=int, default=1,
                        help="of each suite; the least time counts")
    parser.add_argument("-j", type=int, default=0, dest="jobs",
                        help="processes of each suite (0: pytest's own)")
    options = parser.parse_args()
    for name in options.name:
        if name not in known:
            parser.error(f"no package {name} in packages.toml")
    results = {}
    for name in options.name or known:
        print(f"== {name}", file=sys.stderr, flush=True)
        results[name] = examine(known[name], options)
    print(*table(results), *explanations(results), sep="\n")
    if options.record:
        record(results)
    return 1 if any(reason.startswith("unexplained")
                    for result in results.values()
                    for reason in result["differences"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
