"""The five entries of the design, as printed, end to end.

The build generates bindings from test/rules/contract.yaml alone and links them
with the runtime into a module of its own; a process without the tnp package
loads it, so that nothing of the built-in table takes part.
"""

import json
import pathlib
import subprocess
import sys

import numpy as np
import pytest

MODULE = (pathlib.Path(__file__).resolve().parents[2] / "build" / "test" /
          "runtime" / "contract" / "_tnp.so")

LOAD = f"""
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.ExtensionFileLoader("_tnp", {str(MODULE)!r})
spec = importlib.util.spec_from_loader("_tnp", loader)
tnp = importlib.util.module_from_spec(spec)
loader.exec_module(tnp)
def give(value):
    print(json.dumps([type(value).__name__, str(value.dtype),
                      list(value.shape), value.tolist()]))
def error(call):
    try:
        call()
    except Exception as caught:
        print(json.dumps([type(caught).__name__, str(caught)]))
"""

pytestmark = pytest.mark.skipif(
    not MODULE.exists(), reason="built without the translator")


def run(program):
    """The program's JSON lines."""
    process = subprocess.run([sys.executable, "-c", LOAD + program],
                             capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    return [json.loads(line) for line in process.stdout.splitlines()]


def described(value):
    return [type(value).__name__, str(value.dtype), list(value.shape),
            value.tolist()]


@pytest.mark.parametrize("values", [[1.5, 2.25, -3.0], [[1, 2], [3, 4]],
                                    [True, False, True], [1j, 2.0]])
def test_sum(values):
    if isinstance(np.array(values)[(0,) * np.ndim(values)], complex):
        given = "tnp.array([1j, 2.0])"
        program = f"give(tnp.sum({given}).real); give({given}.sum().imag)"
        total = np.sum(np.array(values))
        assert run(program) == [described(total.real), described(total.imag)]
    else:
        given = f"tnp.array({values!r})"
        total = described(np.sum(np.array(values)))
        assert run(f"give(tnp.sum({given})); give({given}.sum())") == [
            total, total]


def test_ones():
    program = "give(tnp.ones(3)); give(tnp.ones([2, 2], dtype='int8')); give(tnp.ones(shape=(1, 2)))"
    assert run(program) == [
        described(np.ones(3)), described(np.ones([2, 2], dtype="int8")),
        described(np.ones(shape=(1, 2)))]


def test_hypot():
    program = "give(tnp.hypot(tnp.array([3.0, 5.0]), tnp.array([4.0, 12.0])));" \
              "give(tnp.hypot(tnp.array([3, 8]), tnp.array([[4], [15]])))"
    assert run(program) == [
        described(np.hypot([3.0, 5.0], [4.0, 12.0])),
        described(np.hypot([3, 8], [[4], [15]]))]


def test_the_hidden_kernel_is_not_visible():
    program = "print(json.dumps([name for name in dir(tnp) if 'hypot' in name]))"
    assert run(program) == [["hypot"]]


def test_randn_is_in_its_package_and_takes_separate_sizes():
    program = "value = tnp.random.randn(2, 3); print(json.dumps([str(value.dtype), list(value.shape)]))"
    assert run(program) == [["float64", [2, 3]]]


def test_errors():
    program = "error(lambda: tnp.sum()); error(lambda: tnp.ones(3, wrong=1));" \
              "error(lambda: tnp.ones(-1))"
    kinds = [kind for kind, _ in run(program)]
    assert kinds == ["TypeError", "TypeError", "ValueError"]
