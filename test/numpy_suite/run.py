"""Runs NumPy's own tests, translated, against tnp.

Each test file of the installed NumPy named in `scope.toml` is translated by
`tnp-translate` into `build/numpy-suite/` and run by pytest in a process of its
own. The table gives, per file, the tests that passed, failed and are out of
scope. A test is out of scope when

- `scope.toml` names it, with the reason, or
- it stops at the refusal of a dtype that tnp does not have (`refusals`): then
  the refusal is its result, and counted under that reason. A file that cannot
  be collected counts as failed all the same.

Every other test that does not pass counts as failed. NumPy's skips and expected failures are left out of the share.

The exit status is 1 when a file stays below `bar`, or, with --check, when a
test fails that `known_failures.txt` does not list.
"""

import argparse
import ast
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import numpy

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
BUILD = ROOT / "build"
SUITE = BUILD / "numpy-suite"
NUMPY = pathlib.Path(numpy.__file__).parent
TRANSLATOR = BUILD / "bin" / "tnp-translate"
KNOWN = FOLDER / "known_failures.txt"


@dataclasses.dataclass
class Outcome:
    """What became of one file."""

    name: str
    passed: list = dataclasses.field(default_factory=list)
    failed: dict = dataclasses.field(default_factory=dict)
    out: dict = dataclasses.field(default_factory=dict)
    skipped: int = 0
    left: int = 0

    @property
    def share(self):
        """The passed ones among those in scope, in percent."""
        ran = len(self.passed) + len(self.failed)
        return 100 * len(self.passed) / ran if ran else 100.0


def test_files(scope, wanted):
    """The NumPy paths (`_core/tests/test_x.py`) to run."""
    every = [path for paths in scope["files"].values() for path in paths]
    names = {pathlib.PurePath(path).stem: path for path in every}
    if len(names) != len(every):
        names = {path: path for path in every}
    chosen = []
    for name in wanted or names:
        group = scope["files"].get(name)
        found = group or [path for path in every
                          if path == name or path.endswith(f"/{name}.py") or
                          path.endswith(f"/test_{name}.py")]
        if not found and (NUMPY / name).is_file():
            found = [name]
        if not found:
            sys.exit(f"numpy-suite: no such test file or group: {name}")
        chosen += [path for path in found if path not in chosen]
    return chosen


def prepared(path, scope):
    """The file's text after the replacements that `scope.toml` lists."""
    text = (NUMPY / path).read_text(encoding="utf-8")
    for change in scope.get("replace", []):
        if re.search(change["files"], path):
            text = re.sub(change["pattern"], change["by"], text,
                          flags=re.MULTILINE)
    return text


def import_time_calls(tree):
    """The calls `tnp.name(...)` that run when the module is imported."""
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            pending += node.decorator_list
        elif not isinstance(node, ast.Lambda):
            pending += ast.iter_child_nodes(node)
        if (isinstance(node, ast.Call) and
                isinstance(node.func, ast.Attribute) and
                isinstance(node.func.value, ast.Name) and
                node.func.value.id == "tnp"):
            yield node


def with_refusals_delayed(text):
    """Lets a refusal met while a file is imported reach the tests it concerns.

    `tnp.dtype("O")` in a list of parameters becomes
    `delayed(tnp.dtype, "O")`, which gives a stand-in (see delay.py) when tnp
    refuses; otherwise one such parameter would stop the whole file.
    """
    data = text.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for call in sorted(import_time_calls(ast.parse(text)), reverse=True,
                       key=lambda call: (call.lineno, call.col_offset)):
        begin = starts[call.lineno - 1] + call.col_offset
        end = starts[call.func.end_lineno - 1] + call.func.end_col_offset
        opening = data.index(b"(", end)
        data = (data[:begin] + b"__import__('delay').delayed(" +
                data[begin:end] + b", " + data[opening + 1:])
    return data.decode()


def translate(path, scope):
    """Writes the translation of a test file; (its path, calls left)."""
    target = SUITE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    for neighbour in (NUMPY / path).parent.iterdir():
        if neighbour.is_dir() and neighbour.name in ("data",):
            shutil.copytree(neighbour, target.parent / neighbour.name,
                            dirs_exist_ok=True)
        elif re.fullmatch(r"_\w+\.py", neighbour.name):
            shutil.copy(neighbour, target.parent)
    process = subprocess.run([TRANSLATOR, "-"], input=prepared(path, scope),
                             capture_output=True, text=True)
    target.with_suffix(".diagnostics").write_text(process.stderr)
    if process.returncode not in (0, 1):
        sys.exit(f"numpy-suite: {path} was not translated:\n{process.stderr}")
    target.write_text(with_refusals_delayed(process.stdout), encoding="utf-8")
    return target, len(re.findall(r"^<stdin>\S* error:", process.stderr,
                                  re.MULTILINE))


def run_pytest(target, jobs):
    """Runs one translated file; its report, a list of test records."""
    report = target.with_suffix(".json")
    report.unlink(missing_ok=True)
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         "-p", "plugin", "-c", os.devnull, f"--rootdir={SUITE}",
         "--tb=native", "-o", "faulthandler_timeout=120",
         "-o", "faulthandler_exit_on_timeout=true", "-n", str(jobs), "--maxprocesses", str(jobs),
         "-W", "ignore::pytest.PytestUnknownMarkWarning", str(target)],
        cwd=target.parent, capture_output=True, text=True,
        env={**os.environ, "TNP_SUITE_REPORT": str(report),
             "PYTHONPATH": os.pathsep.join(
                 [str(FOLDER), os.environ.get("PYTHONPATH", "")])})
    target.with_suffix(".log").write_text(process.stdout + process.stderr)
    if not report.exists():
        return [{"id": "(the run)", "outcome": "failed",
                 "error": process.stderr[-500:]}]
    return json.loads(report.read_text())


def classify(path, records, scope):
    """Sorts the records of one file into an Outcome."""
    rules = [(re.compile(rule["tests"]), rule["reason"])
             for rule in scope.get("out", [])
             if re.search(rule["files"], path)]
    refusals = [(re.compile(text), reason)
                for text, reason in scope["refusals"].items()]
    outcome = Outcome(path)
    for record in records:
        name, error = record["id"], record.get("error", "")
        named = next((why for rule, why in rules if rule.search(name)), None)
        if named:
            outcome.out[name] = named
        elif record["outcome"] == "passed":
            outcome.passed.append(name)
        elif record["outcome"] == "skipped":
            outcome.skipped += 1
        else:
            refused = next((why for text, why in refusals
                            if text.search(error)), None)
            if refused and not name.startswith("("):
                outcome.out[name] = refused
            else:
                outcome.failed[name] = error
    return outcome


def known_failures():
    lines = KNOWN.read_text().splitlines() if KNOWN.exists() else []
    return {line for line in lines if line and not line.startswith("#")}


def full_names(outcome):
    return {f"{outcome.name}::{name}" for name in outcome.failed}


def print_table(outcomes):
    print(f"{'file':44}{'passed':>8}{'failed':>8}{'out':>6}{'skip':>6}"
          f"{'left':>6}{'share':>8}")
    total = Outcome("all of these")
    for outcome in outcomes:
        total.passed += outcome.passed
        total.failed |= {f"{outcome.name}::{name}": error
                         for name, error in outcome.failed.items()}
        total.out |= {f"{outcome.name}::{name}": reason
                      for name, reason in outcome.out.items()}
        total.skipped += outcome.skipped
        total.left += outcome.left
    for row in [*outcomes, total]:
        print(f"{row.name:44}{len(row.passed):8}{len(row.failed):8}"
              f"{len(row.out):6}{row.skipped:6}{row.left:6}{row.share:7.1f}%")
    reasons = {}
    for reason in total.out.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    print("\nout of scope, by reason:")
    for reason, count in sorted(reasons.items(), key=lambda item: -item[1]):
        print(f"{count:7}  {reason}")


def record_failures(outcomes):
    """Rewrites known_failures.txt for the files that ran."""
    ran = {outcome.name for outcome in outcomes}
    kept = {name for name in known_failures() if name.split("::")[0] not in ran}
    failing = set().union(*map(full_names, outcomes))
    KNOWN.write_text(
        "# NumPy's tests that fail on tnp; written by numpy-suite --record.\n" +
        "".join(f"{name}\n" for name in sorted(kept | failing)))


def main():
    parser = argparse.ArgumentParser(
        prog="tools/numpy-suite", description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="*", help="test files or groups of "
                        "scope.toml (all of group `array` when none)")
    parser.add_argument("--failed", action="store_true",
                        help="list each failed test with its error")
    parser.add_argument("--out", action="store_true",
                        help="list each test that is out of scope")
    parser.add_argument("--record", action="store_true",
                        help="write known_failures.txt anew")
    parser.add_argument("--check", action="store_true",
                        help="fail on failures that are not known")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1,
                        dest="jobs", help="processes per file")
    options = parser.parse_args()
    scope = tomllib.loads((FOLDER / "scope.toml").read_text())
    outcomes = []
    for path in test_files(scope, options.name or ["array"]):
        for needed in scope.get("needs", {}).get(path, []):
            translate(needed, scope)
        target, left = translate(path, scope)
        outcome = classify(path, run_pytest(target, options.jobs), scope)
        outcome.left = left
        outcomes.append(outcome)
        if options.failed:
            for name, error in outcome.failed.items():
                print(f"{name}\n    {error.strip().splitlines()[-1:]}")
        if options.out:
            for name, reason in outcome.out.items():
                print(f"out: {name}: {reason}")
    print_table(outcomes)
    if options.record:
        record_failures(outcomes)
    if options.check:
        new = set().union(*map(full_names, outcomes)) - known_failures()
        for name in sorted(new):
            print(f"not known to fail: {name}")
        return 1 if new else 0
    return 1 if any(row.share < scope["bar"] for row in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
