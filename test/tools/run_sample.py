"""Runs a translated program and fails when it turned to NumPy.

usage: run_sample.py [--with-numpy] PROGRAM.py

Without this check a program that was not translated would print the expected
output all the same. With the option it must turn to tnp as well.
"""

import runpy
import sys


def main():
    del sys.argv[0]
    with_numpy = sys.argv[0] == "--with-numpy"
    if with_numpy:
        del sys.argv[0]
    program = sys.argv[0]
    runpy.run_path(program, run_name="__main__")
    if with_numpy:
        if "tnp" not in sys.modules:
            sys.exit(f"{program}: the translated program did not import tnp")
    elif "numpy" in sys.modules:
        sys.exit(f"{program}: the translated program imported NumPy")


if __name__ == "__main__":
    main()
