"""What tnp runs on: `show_config`, `show_runtime`.

Source: https://numpy.org/doc/stable/reference/generated/numpy.show_config.html
"""

import os
import platform
import sys

from tnp import _tnp


def _libraries():
    """The lines of libtorch's own report, without their marks."""
    lines = _tnp._libtorch_configuration().splitlines()
    return [line.strip(" -") for line in lines if line.strip(" -")]


def show_config(mode="stdout"):
    """Prints how libtorch was built; with mode="dicts" returns it instead.

    Errors: AttributeError for another mode.
    """
    if mode not in ("stdout", "dicts"):
        raise AttributeError(
            f"Invalid `mode`, use one of: stdout, dicts (got {mode!r})")
    libraries = _libraries()
    if mode == "dicts":
        return {"libtorch": libraries,
                "Python Information": {"path": sys.executable,
                                       "version": platform.python_version()}}
    print("libtorch:", *libraries, sep="\n  ")
    return None


def show_runtime():
    """Prints the platform, Python and the number of processors."""
    uname = platform.uname()
    print(f"system: {uname.system} {uname.release} {uname.machine}",
          f"python: {platform.python_version()}",
          f"processors: {os.cpu_count()}", *_libraries(), sep="\n")
