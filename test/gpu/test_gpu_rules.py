"""Every function of the rule table on arrays that torch computes.

The calls and the comparison with NumPy are those of the generated tests; only
the arrays are elsewhere. A function that needs main memory says so: a gap.
"""

import importlib
import os
import pathlib
import sys

import numpy as np
import pytest

import placed

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATED = pathlib.Path(os.environ.get("TNP_GENERATED_TESTS",
                                        ROOT / "build" / "generated" / "tests"))
sys.path += [str(ROOT / "test" / "runtime"), str(GENERATED)]
import compare  # noqa: E402

# Compared with main memory by files of their own, or not about arrays.
ELSEWHERE = {"ufuncs", "kernels", "constants", "dtypes", "modules", "typing",
             "testing", "callables", "random"}
WHATS = ["defaults", "positional", "bool", "int64", "float32", "float64",
         "complex128"]
ULP = 256


def cases():
    found = []
    for path in sorted(GENERATED.glob("test_rules_*.py")):
        topic = path.stem.removeprefix("test_rules_")
        if topic in ELSEWHERE:
            continue
        entries = importlib.import_module(path.stem).ENTRIES
        found += [case for case in compare.rule_cases(entries)
                  if case.what in WHATS]
    return found


def placed_argument(value):
    if isinstance(value, (list, tuple)):
        return type(value)(placed_argument(item) for item in value)
    return placed.place(value)


def numpy_value(ours, theirs):
    if hasattr(ours, "_device"):
        return np.asarray(ours._detach()._cpu())
    return np.asarray(ours.item(), theirs.dtype)


def compare_with_0d(ours, theirs, hints, compare_results=compare.compare):
    """What is a scalar in main memory is a 0-d array elsewhere."""
    if isinstance(theirs, np.generic) and hasattr(ours, "_device"):
        theirs = np.asarray(theirs)
    return compare_results(ours, theirs, hints)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_equals_numpy(case, monkeypatch):
    monkeypatch.setattr(compare, "to_tnp", placed_argument)
    monkeypatch.setattr(compare, "numpy_value", numpy_value)
    monkeypatch.setattr(compare, "compare", compare_with_0d)
    monkeypatch.setattr(compare, "DEFAULT_ULP", ULP)
    compare.run_case(case)
