# RUN: %check_tnp %s
#
# Imports from `__future__` stay first.
from __future__ import annotations
from numpy import sin, busday_count
import numpy as np
# CHECK: {{^}}from __future__ import annotations{{$}}
# CHECK-NEXT: {{^}}from numpy import busday_count{{$}}
# CHECK-NEXT: {{^}}from tnp import sin{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

a = sin(x), np.pi
# CHECK: a = sin(x), tnp.pi
b = busday_count(x, y)
# CHECK: b = busday_count(x, y)
# DIAG: :[[@LINE-2]]:5: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
