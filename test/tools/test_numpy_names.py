"""The translator's lists of NumPy's names are those of the pinned NumPy."""

import pathlib
import subprocess
import sys

TOOL = pathlib.Path(__file__).parents[2] / "tools" / "update_numpy_names.py"


def test_lists_are_current():
    result = subprocess.run([sys.executable, TOOL, "--check"],
                            capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
