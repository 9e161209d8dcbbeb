"""How much of NumPy's public interface tnp has, and how much of it is compared.

Per namespace: NumPy's public names, those in scope, those with an entry in the
rule table, and those that a passing comparison test uses (recorder.py says what
counts). Out of scope is what the table marks `unsupported`, with its `reason`.

The exit status is 1 below a bar: all names that the application or library code
of `uses.csv` uses (`--uses` names another such file), and 97 percent of all public
names of numpy, linalg, fft, random and polynomial; a name counts that has an
entry and a passing comparison test.
"""

import argparse
import collections
import csv
import functools
import importlib
import json
import operator
import os
import pathlib
import shutil
import subprocess
import sys
import textwrap
import types
import warnings

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
BUILD = ROOT / "build"
GENERATED = BUILD / "generated"
RECORDS = BUILD / "coverage"
TESTS = [ROOT / "test" / "runtime", GENERATED / "tests"]

POLYNOMIALS = ("chebyshev", "hermite", "hermite_e", "laguerre", "legendre",
               "polynomial")
NAMESPACES = (
    "numpy", "linalg", "fft", "random", "polynomial",
    *(f"polynomial.{name}" for name in POLYNOMIALS), "lib",
    "lib.stride_tricks", "lib.scimath", "exceptions", "testing", "typing",
    "matlib", "ndarray")
MODULES = ("", *(name for name in NAMESPACES if name not in
                 ("numpy", "ndarray")))
# Without an underscore, but not public: see NumPy's tests/test_public_api.py.
PRIVATE = ("numpy.random.mtrand.",)
BARRED = {"numpy": ("numpy",), "linalg": ("linalg",), "fft": ("fft",),
          "random": ("random",),
          "polynomial": tuple(n for n in NAMESPACES if "polynomial" in n)}
BAR = 97.0


# ---- NumPy's names.


def module_of(namespace):
    name = "numpy" if namespace == "numpy" else f"numpy.{namespace}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def public_names(namespace):
    """`__all__`; without one, what has no underscore and is no module."""
    if namespace == "ndarray":
        return [n for n in dir(module_of("numpy").ndarray) if n[0] != "_"]
    module = module_of(namespace)
    if namespace == "matlib":
        # It has all of numpy too, which is counted there.
        names = [name for name, value in vars(module).items() if name[0] != "_"
                 and getattr(value, "__module__", "") == "numpy.matlib"]
    elif hasattr(module, "__all__"):
        names = list(module.__all__)
    else:
        names = [name for name, value in vars(module).items()
                 if name[0] != "_" and not isinstance(value, types.ModuleType)]
    return sorted(set(names))


def full_name(namespace, name):
    return f"numpy.{name}" if namespace == "numpy" else f"numpy.{namespace}.{name}"


def is_public(name):
    """Whether NumPy has the name, and no part of it is private."""
    parts = name.split(".")[1:]
    if any(part.startswith("_") and part != "__version__" for part in parts):
        return False
    if name.startswith(PRIVATE):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            operator.attrgetter(".".join(parts))(module_of("numpy"))
    except AttributeError:
        return False
    return True


# ---- What the table says.


class Table:
    """The entries of the rule table by NumPy's names."""

    def __init__(self):
        self.entries = {}
        for entry in json.loads((GENERATED / "rules.json").read_text()):
            if entry["kind"] in ("cpp", "include") or entry["hidden"]:
                continue
            for name in self.names_of(entry):
                self.entries[name] = entry

    @staticmethod
    def names_of(entry):
        name = entry["qualified_name"]
        yield name
        for alias in entry["aliases"]:
            yield f"{name.rpartition('.')[0]}.{alias}"
        if "method" in entry["variants"]:
            yield f"numpy.ndarray.{entry['name']}"

    def find(self, name):
        """The entry of a name; of `numpy.add.reduce`, `numpy.ma.sqrt` another's."""
        if name in self.entries:
            return self.entries[name]
        owner = name.rpartition(".")[0]
        while owner:
            entry = self.entries.get(owner)
            if entry and entry["kind"] == "name" and entry["target"]:
                # `numpy.lib.scimath` is a second name of `numpy.emath`.
                rest = name[len(owner):]
                return self.find(entry["target"].replace("tnp", "numpy") + rest)
            if entry and ("ufunc" in entry["variants"] or entry["unsupported"]):
                return entry
            owner = owner.rpartition(".")[0]
        return None


# ---- What the tests do.


def run_tests(jobs, tests):
    """Runs the comparison tests with the recorder; pytest's exit status."""
    shutil.rmtree(RECORDS, ignore_errors=True)
    (RECORDS / "measured").mkdir(parents=True)
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", str(jobs), "-p", "recorder",
         "-p", "no:cacheprovider", "--tb=short",
         # It counts references, which a recorder holds too.
         "--ignore", str(ROOT / "test/runtime/test_references.py"),
         *map(str, tests)],
        cwd=ROOT, env={
            **os.environ, "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join(
                [str(FOLDER), str(ROOT / "test" / "runtime"),
                 os.environ.get("PYTHONPATH", "")]),
            "TNP_COVERAGE": str(RECORDS),
            "TNP_COVERAGE_MODULES": " ".join(MODULES),
            "TNP_COVERAGE_TESTS": os.pathsep.join(map(str, TESTS)),
            "TNP_MEASURED": str(RECORDS / "measured")})
    return process.returncode


def compared_names():
    """{name: a test that passed}, the names without `numpy.`"""
    names = {}
    for path in sorted(RECORDS.glob("touched-*.json")):
        names.update(json.loads(path.read_text()))
    return names


def write_measurements():
    """Collects what the tests measured, and makes the reference page anew."""
    merged = {}
    for path in sorted((RECORDS / "measured").glob("*.json")):
        for name, found in json.loads(path.read_text()).items():
            known = merged.setdefault(name, {"ulp": 0.0, "cases": 0})
            known["ulp"] = max(known["ulp"], found["ulp"])
            known["cases"] += found["cases"]
    text = json.dumps(merged, indent=1, sort_keys=True) + "\n"
    (GENERATED / "measured.json").write_text(text)
    subprocess.run(["cmake", "--build", str(BUILD), "--target",
                    "tnp_generated"], check=True, stdout=subprocess.DEVNULL)
    print(f"{len(merged)} entries measured; {BUILD / 'reference/index.html'}")


# ---- The report.


class Status:
    """A name: `compared`, `entry` (not compared), `missing` or `out`."""

    def __init__(self, name, table, compared):
        entry = table.find(name)
        self.name = name
        self.reason = entry["reason"] if entry else ""
        if not entry:
            self.what = "missing"
        elif entry["unsupported"]:
            self.what = "out"
        elif name.removeprefix("numpy.") in compared:
            self.what = "compared"
        else:
            self.what = "entry"


def share(statuses):
    counted = [s for s in statuses if s.what != "out"]
    done = sum(s.what == "compared" for s in counted)
    return 100 * done / len(counted) if counted else 100.0


def print_row(label, statuses):
    count = collections.Counter(s.what for s in statuses)
    scope = len(statuses) - count["out"]
    print(f"{label:24}{len(statuses):8}{scope:10}"
          f"{scope - count['missing']:9}{count['compared']:10}"
          f"{share(statuses):8.1f}%")


def used_names(path):
    """{name: uses by application and library code} of a list of uses."""
    with open(path, newline="") as file:
        rows = {row["name"]: int(row["app"]) + int(row["lib"])
                for row in csv.DictReader(file)}
    return {name: count for name, count in rows.items() if count}


def print_names(heading, names):
    print(textwrap.fill(", ".join(names), 79, initial_indent=f"  {heading}: ",
                        subsequent_indent="    ", break_on_hyphens=False))


def print_list(title, names):
    if names:
        print(f"\n{title} ({len(names)}):")
        print(textwrap.fill(", ".join(names), 79, initial_indent="  ",
                            subsequent_indent="  ", break_on_hyphens=False))


def print_by_namespace(title, spaces, what):
    found = {namespace: [s.name.rpartition(".")[2] for s in statuses
                         if s.what == what]
             for namespace, statuses in spaces.items()}
    count = sum(map(len, found.values()))
    if count:
        print(f"\n{title} ({count}):")
        for namespace, names in found.items():
            if names:
                print_names(namespace, names)


def report_namespaces(status):
    print(f"{'namespace':24}{'public':>8}{'in scope':>10}{'entries':>9}"
          f"{'compared':>10}{'share':>9}")
    spaces = {}
    for namespace in NAMESPACES:
        spaces[namespace] = [status(full_name(namespace, name))
                             for name in public_names(namespace)]
        print_row(namespace, spaces[namespace])
    every = [s for statuses in spaces.values() for s in statuses]
    print_row("all of these", every)
    return spaces, every


def report_out_of_scope(every):
    reasons = collections.defaultdict(list)
    for s in every:
        if s.what == "out":
            reasons[s.reason].append(s.name.removeprefix("numpy."))
    print(f"\nout of scope ({sum(map(len, reasons.values()))}):")
    for reason, names in sorted(reasons.items()):
        print_names(reason, names)


def report_uses(path, status):
    """The share of the names in use, by entries and passing tests."""
    uses = used_names(path)
    public = [status(name) for name in uses if is_public(name)]
    gone = [name for name in uses if not is_public(name) and
            "._" not in name and "__" not in name]
    print(f"\nnames in use by application and library code, {path.name}:")
    print_row("in use", public)
    for what, title in (("missing", "in use and missing"),
                        ("entry", "in use, with an entry, not compared")):
        print_list(f"{title}, with the number of uses",
                   [f"{s.name.removeprefix('numpy.')} {uses[s.name]}"
                    for s in public if s.what == what])
    known = [name for name in gone if status(name).what != "missing"]
    print_list("in use, not in this NumPy, without an entry",
               sorted(set(gone) - set(known)))
    return share(public)


def missed_bars(spaces, used):
    """Prints each bar; the number of missed ones."""
    shares = {name: (share(sum((spaces[part] for part in parts), [])), BAR)
              for name, parts in BARRED.items()}
    shares["names in use"] = used, 100.0
    print("\nbars:")
    for name, (found, bar) in shares.items():
        verdict = "met" if found >= bar else "MISSED"
        print(f"  {name:16}{found:6.1f}%  of {bar:.0f}%  {verdict}")
    return sum(found < bar for found, bar in shares.values())


def main():
    parser = argparse.ArgumentParser(
        prog="tools/coverage", description=__doc__.splitlines()[0])
    parser.add_argument("--uses", type=pathlib.Path,
                        default=FOLDER / "uses.csv",
                        help="counts of uses by name (default: %(default)s)")
    parser.add_argument("--no-run", action="store_true",
                        help="report on the tests of the last run")
    parser.add_argument("--reference", action="store_true",
                        help="put what the tests measure into the reference page")
    parser.add_argument("--where", metavar="NAME",
                        help="a passing test that uses numpy.NAME")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1,
                        dest="jobs", help="processes")
    options = parser.parse_args()
    failed = 0 if options.no_run else run_tests(options.jobs, TESTS)
    compared = compared_names()
    if options.where:
        print(compared.get(options.where.removeprefix("numpy."), "none"))
        return 0
    if options.reference:
        write_measurements()
    status = functools.partial(Status, table=Table(), compared=compared)
    spaces, every = report_namespaces(status)
    print_by_namespace("in scope and missing", spaces, "missing")
    print_by_namespace("with an entry, in no passing comparison test", spaces,
                       "entry")
    report_out_of_scope(every)
    missed = missed_bars(spaces, report_uses(options.uses, status))
    if failed:
        print(f"pytest: exit status {failed}")
    return 1 if missed or failed else 0


if __name__ == "__main__":
    sys.exit(main())
