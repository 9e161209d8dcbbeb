# RUN: %check_run %s %tnp_translate %t
#
# A line of a megabyte is translated as many short ones are.
import sys

from translate_case import Case

case = Case(sys.argv)
def text(name, module, keyword):
    call = f"{module}.sum(x, {keyword}=0), "
    return f"import {name}\na = [{call * 40000}]\n".encode()


case.translate(text("numpy as np", "np", "axis"), text("tnp", "tnp", "dim"))
