# RUN: %check_run %s %tnp_translate %t
#
# Expressions nest deeper than the machine's stack would allow.
import sys

from translate_case import Case

case = Case(sys.argv)
DEPTH = 2000


def text(name, module):
    calls = f"{module}.sin(" * DEPTH + "x" + ")" * DEPTH
    brackets = "(" * DEPTH + f"{module}.pi" + ")" * DEPTH
    signs = "-" * DEPTH + f"{module}.pi"
    terms = f" + {module}.pi" * DEPTH
    return (f"import {name}\na = {calls}\nb = {brackets}\nc = {signs}\n"
            f"d = x{terms}\n").encode()


case.translate(text("numpy as np", "np"), text("tnp", "tnp"))
