"""The types that are inferred for a program hold when it runs under NumPy."""

import contextlib
import io
import itertools
import json
import warnings

import numpy as np
import pytest

from checked_program import ROOT, TRANSLATOR, check_program

pytestmark = pytest.mark.skipif(
    not TRANSLATOR.exists(), reason="the translator was not built")

SAMPLES = sorted((ROOT / "test" / "samples" / "python").glob("*.py"))
PROGRAMS = sorted((ROOT / "test" / "types" / "programs").glob("*.py"))
RULES = ROOT / "build" / "generated" / "rules.json"

DTYPES = ["bool", "int8", "int32", "int64", "uint8", "uint64", "float16",
          "float32", "float64", "complex64", "complex128"]


def check(path, least):
    with contextlib.redirect_stdout(io.StringIO()):
        wrong, known = check_program(path)
    assert not wrong
    assert known >= least


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path):
    if path.stem == "working_days":
        pytest.skip("it exits by itself")
    check(path, least=10)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_programs(path):
    check(path, least=5)


def rules():
    """Entries with a `result` that have array parameters."""
    if not RULES.exists():
        return []
    return [entry for entry in json.loads(RULES.read_text())
            if entry["result"] and entry["topic"].startswith("numpy/") and
            not entry["hidden"] and not entry["unsupported"]]


def resolve(name):
    value = np
    for part in name.split(".")[1:]:
        value = getattr(value, part)
    return value


def argument_texts(entry, arrays):
    """The required arguments of an entry, or None."""
    if entry["package"] == "random":
        return ["1" for param in entry["params"] if not param["has_default"]]
    texts = []
    for i, param in enumerate(entry["params"]):
        if param["has_default"] or param["kind"] == "keyword-only":
            continue
        kind = param["type"]
        if kind == "array" or (kind == "object" and i == 0):
            texts.append(arrays[len(texts) % len(arrays)])
        elif kind == "arrays":
            texts.append(f"[{arrays[0]}, {arrays[-1]}]")
        elif kind in ("int", "scalar"):
            texts.append("1")
        elif kind == "ints":
            texts.append("(2, 2)" if "shape" in param["name"] else "(0,)")
        elif kind == "dtype":
            texts.append("np.float32")
        elif kind == "object":
            texts.append("1")
        else:
            return None
    return texts


def calls(entry):
    """Calls of the entry, as text, over the names of `ARRAYS`."""
    name = entry["qualified_name"].replace("numpy.", "np.", 1)
    params = {param["name"] for param in entry["params"]}
    extras = [""]
    if "axis" in params:
        extras.append("axis=0")
        if "keepdims" in params:
            extras += ["axis=1, keepdims=True", "keepdims=True"]
    if "dtype" in params:
        extras.append("dtype=np.float32")
    if "size" in params:
        extras += ["size=3", "size=(2, 3)"]
    same = [[f"{dtype}_{rank}"] * 2 for dtype in DTYPES for rank in (1, 2, 3)]
    mixed = [[f"{a}_2", f"{b}_2"] for a, b in itertools.product(DTYPES, DTYPES)]
    ranks = [[f"{dtype}_{a}", f"{dtype}_{b}"] for dtype in ("int64", "float64")
             for a, b in itertools.product((1, 2, 3), repeat=2)]
    numbers = [[f"{dtype}_2", number] for dtype in DTYPES
               for number in ("2", "2.5", "True", "2j")]
    if entry["kind"] == "attribute":
        for array, _ in same:
            yield f"{array}.{entry['name']}"
        return
    is_method = "method" in entry["variants"]
    for arrays in same + mixed + ranks + numbers:
        texts = argument_texts(entry, arrays)
        if texts is None:
            return
        for extra in extras:
            if "function" in entry["variants"] or "ufunc" in entry["variants"]:
                yield f"{name}({', '.join(filter(None, [*texts, extra]))})"
            if is_method and texts:
                rest = ", ".join(filter(None, [*texts[1:], extra]))
                yield f"{texts[0]}.{entry['name']}({rest})"


def runs(text, names):
    try:
        eval(text, names)
    except Exception:  # NumPy refuses it: there is no result to compare
        return False
    return True


@pytest.mark.parametrize("entry", rules(), ids=lambda e: e["qualified_name"])
def test_result_of_rule(entry, tmp_path):
    """What an entry says of its result, over dtypes, ranks and keywords."""
    header = ["import numpy as np"]
    for dtype, rank in itertools.product(DTYPES, (1, 2, 3)):
        numbers = list(range(1, 2 ** rank + 1))
        header.append(f"{dtype}_{rank} = np.array({numbers}, dtype=np.{dtype})"
                      f".reshape({(2,) * rank})")
    names = {}
    exec("\n".join(header), names)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        texts = [text for text in dict.fromkeys(calls(entry))
                 if runs(text, names)]
        assert texts, "NumPy refuses every call"
        program = header + [f"r{i} = {text}" for i, text in enumerate(texts)]
        path = tmp_path / "calls.py"
        path.write_text("\n".join(program) + "\n")
        wrong, known = check_program(path)
    assert not [(program[line - 1], kind, value)
                for line, _, kind, value in wrong]
    # Of an entry that has a result only with some argument, that may not be.
    assert known > len(header) - 1 or entry["result"]["given"]
