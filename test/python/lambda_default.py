# RUN: %check_tnp %s
#
# The default of a lambda's parameter is evaluated outside.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

f = lambda x, n=np.pi: np.sum(x, axis=0)
# CHECK: f = lambda x, n=tnp.pi: tnp.sum(x, dim=0)
g = lambda np=np: np.sum(x, axis=0)
# CHECK: g = lambda np=tnp: np.sum(x, axis=0)
# DIAG: :[[@LINE-2]]:15: warning: `numpy` is used as a value; {{.*}} [dynamic-name]
