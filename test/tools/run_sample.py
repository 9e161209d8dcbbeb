"""Runs a translated program and fails when it turned to NumPy.

usage: run_sample.py PROGRAM.py

Without this check a program that was not translated would print the expected
output all the same.
"""

import runpy
import sys


def main():
    program = sys.argv[1]
    sys.argv = sys.argv[1:]
    runpy.run_path(program, run_name="__main__")
    if "numpy" in sys.modules:
        sys.exit(f"{program}: the translated program imported NumPy")


if __name__ == "__main__":
    main()
