# RUN: %tnp_translate --show-types %s | FileCheck --strict-whitespace %s
#
# `--show-types` prints the type of each name where it is bound.
import numpy as np

a = np.zeros((2, 3))
# CHECK:      show_types.py:6:1: a: ndarray[float64, 2]{{$}}
b, *c = a.shape
# CHECK-NEXT: show_types.py:8:1: b: int
# CHECK-NEXT: show_types.py:8:5: c: unknown
d = np.arange(3) + np.float32(1)
# CHECK-NEXT: show_types.py:11:1: d: ndarray[float64, 1]
for e in a:
    # CHECK-NEXT: show_types.py:13:5: e: ndarray[float64, 1]
    f = e.sum()
    # CHECK-NEXT: show_types.py:15:5: f: float64 scalar
g = a if b else None
# CHECK-NEXT: show_types.py:17:1: g: unknown
h = (d, 1.5, "x")
# CHECK-NEXT: show_types.py:19:1: h: (ndarray[float64, 1], float, str)


def function(i: np.ndarray, j: int = 3):
    # CHECK-NEXT: show_types.py:23:5: function: unknown
    # CHECK-NEXT: show_types.py:23:14: i: ndarray[?] (assumed)
    # CHECK-NEXT: show_types.py:23:29: j: int (assumed)
    return i
