# RUN: %check_tnp %s
#
# Several statements on a line: what is added goes between them.
import os; import numpy as np; import sys
# CHECK: {{^}}import os; import numpy as np; import tnp; import sys{{$}}

a = np.sum(x, axis=0); b = np.pi;
# CHECK: a = tnp.sum(x, dim=0); b = tnp.pi;
if a: b = np.sum(x, axis=0); c = np.busday_count(a, b)
# CHECK: if a: b = tnp.sum(x, dim=0); c = np.busday_count(a, b)
# DIAG: :[[@LINE-2]]:34: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
