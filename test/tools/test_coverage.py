"""What counts as compared for tools/coverage, by its recorder."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "build" / "python"
pytestmark = pytest.mark.skipif(not (PACKAGE / "tnp").exists(),
                                reason="nothing is built")

TESTS = '''
import numpy as np
import pytest
import tnp

def test_passes():
    assert tnp.sin(0.5) == np.sin(0.5)

def test_fails():
    assert tnp.cos(0.5) == np.cos(0.6)

def test_of_one_library():
    assert np.tan(0.0) == 0 and tnp.exp(0.0) == 1

def test_by_text():
    a, b = [eval("m.linalg.norm([3.0, 4.0])", {"m": m}) for m in (np, tnp)]
    assert a == b

def test_methods():
    a, b = np.arange(3.0), tnp.arange(3.0)
    assert a.sum() == b.sum() and a.T.shape == b.T.shape
    assert np.add.reduce(a) == tnp.add.reduce(b)

def test_lists():
    for name in np.__all__:
        if not name.startswith("__"):
            getattr(np, name), getattr(tnp, name, None)

@pytest.mark.skip
def test_skipped():
    assert tnp.log(1.0) == np.log(1.0)

@pytest.mark.xfail
def test_known():
    assert tnp.sqrt(1.0) == np.sqrt(1.0) + 1
'''


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "tests").mkdir()
    (folder / "tests" / "test_names.py").write_text(TESTS)
    environment = {
        **os.environ, "TNP_COVERAGE": str(folder),
        "TNP_COVERAGE_TESTS": str(folder / "tests"),
        "TNP_COVERAGE_MODULES": "linalg",
        "PYTHONPATH": os.pathsep.join(
            map(str, [ROOT / "test" / "coverage", PACKAGE]))}
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "recorder", "-p",
                    "no:cacheprovider", str(folder / "tests")],
                   env=environment, stdout=subprocess.DEVNULL, cwd=folder)
    (report,) = folder.glob("touched-*.json")
    return set(json.loads(report.read_text()))


@pytest.mark.parametrize("name", ["sin", "linalg.norm", "ndarray.sum", "arange",
                                  "ndarray.T", "ndarray.shape", "add.reduce"])
def test_counts(compared, name):
    assert name in compared


@pytest.mark.parametrize("name", ["cos", "tan", "exp", "log", "sqrt", "sinh",
                                  "ndarray.mean", "ndarray.flags"])
def test_does_not_count(compared, name):
    assert name not in compared
