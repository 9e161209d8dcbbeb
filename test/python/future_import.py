# RUN: %check_tnp %s
#
# Imports from `__future__` stay first.
from __future__ import annotations
from numpy import sin, busday_count
# CHECK: {{^}}from numpy import busday_count{{$}}
import numpy as np
# CHECK: {{^}}from tnp import sin{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

a = sin(x), np.pi
# CHECK: a = sin(x), tnp.pi
b = busday_count(x, y)
# DIAG: :[[@LINE-1]]:5: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
