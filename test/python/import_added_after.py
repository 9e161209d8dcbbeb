# RUN: %check_tnp %s
#
# What is added to the imports follows the import that it comes from.
import abc
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}
import os
from numpy import busday_count, sin
# CHECK: {{^}}from numpy import busday_count{{$}}
# CHECK-NEXT: {{^}}from tnp import sin{{$}}

a = np.sin(sin(x))
# CHECK: a = tnp.sin(sin(x))
b = np.busday_count(busday_count(x, y), z)
# CHECK: b = np.busday_count(busday_count(x, y), z)
# DIAG: :[[@LINE-2]]:5: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
# DIAG: :[[@LINE-3]]:21: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
