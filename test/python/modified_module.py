# RUN: %check_tnp %s
#
# A program that replaces a function of NumPy replaces it in NumPy, not in tnp.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

np.cos = mine
# CHECK: {{^}}np.cos = mine{{$}}
# DIAG: :[[@LINE-2]]:1: error: the program changes `numpy.cos`; {{.*}} [modified-module]
x = np.sin(y)
# CHECK: x = tnp.sin(y)

# An attribute of one's own object.
mine.cos = x
# CHECK: mine.cos = x
