# RUN: %check_tnp %s
#
# A star import that has to stay would be hidden by one of tnp after it: all stay,
# and what is used through them is spelled in full.
from numpy import *
# CHECK: {{^}}from numpy import *{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}
x = busday_count(y, z)
# DIAG: :[[@LINE-1]]:5: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
from numpy import *
# CHECK: {{^}}from numpy import *{{$}}
a = sum(x, axis=0)
# CHECK: a = tnp.sum(x, dim=0)
from numpy.linalg import *
# CHECK: {{^}}from numpy.linalg import *{{$}}
b = norm(x, axis=0)
# CHECK: b = tnp.linalg.norm(x, dim=0)
