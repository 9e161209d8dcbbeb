"""Runs every test suite of the build folder and sums up.

Each suite writes a JUnit file under build/test-results; the counts come from
those, and a suite that ends without one, or that ran no test, counts as a
failure. The last line is `N passed, N failed, N skipped`.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
RESULTS = BUILD / "test-results"


def suites():
    """(name, command) of every suite; `{report}` is its JUnit file."""
    python = sys.executable
    jobs = str(os.cpu_count() or 1)
    # Unit tests and the C++ headers' comparison with xtensor; the other suites
    # are run by their own tools, which report each test.
    yield "ctest", ["ctest", "--test-dir", str(BUILD), "-j", jobs,
                    "--output-on-failure", "-E", "^(lit|pytest|test-tools)$",
                    "--output-junit", "{report}"]
    yield "lit", [str(pathlib.Path(python).parent / "lit"), "-sv", "-j", jobs,
                  "--xunit-xml-output", "{report}", str(BUILD / "test")]
    yield "pytest", [python, "-m", "pytest", "-q", "-n", jobs,
                     "-p", "no:cacheprovider", "--junitxml={report}",
                     str(ROOT / "test"), str(BUILD / "generated" / "tests")]
    # With matplotlib, pandas, scikit-learn and SciPy: their own environment.
    libraries = pathlib.Path(python).parent.parent / "interop"
    yield "interop", [str(libraries / "bin" / "python"), "-m", "pytest", "-q",
                      "-p", "no:cacheprovider", "--junitxml={report}",
                      str(ROOT / "test" / "interop")]


def counts(report):
    """(passed, failed, skipped) of a JUnit file."""
    total = failed = skipped = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        total += 1
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif (case.find("skipped") is not None or
              case.get("status") in ("notrun", "disabled")):
            skipped += 1
    return total - failed - skipped, failed, skipped


def run(name, command):
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    started = time.monotonic()
    print(f"== {name}", flush=True)
    # The build folder's package, whatever else the environment has.
    paths = [str(BUILD / "python"), os.environ.get("PYTHONPATH", "")]
    path = os.pathsep.join(filter(None, paths))
    try:
        status = subprocess.run(
            [part.format(report=report) for part in command], cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path}).returncode
    except OSError as error:
        status = error
    if not report.exists():
        print(f"== {name}: no report (exit status {status})")
        return 0, 1, 0
    try:
        passed, failed, skipped = counts(report)
    except ElementTree.ParseError as error:
        print(f"== {name}: broken report: {error} (exit status {status})")
        return 0, 1, 0
    if (status != 0 and failed == 0) or passed + failed == 0:
        print(f"== {name}: exit status {status}, {passed} passed")
        failed += 1
    print(f"== {name}: {passed} passed, {failed} failed, {skipped} skipped "
          f"in {time.monotonic() - started:.0f} s", flush=True)
    return passed, failed, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", nargs="*", help="only these suites")
    wanted = set(parser.parse_args().suite)
    RESULTS.mkdir(parents=True, exist_ok=True)
    totals = [run(name, command) for name, command in suites()
              if not wanted or name in wanted]
    passed, failed, skipped = map(sum, zip(*totals)) if totals else (0, 1, 0)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
