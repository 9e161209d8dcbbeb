# RUN: %check_tnp %s
#
# Modules that NumPy has made private lead to their public names.
import numpy as np
# CHECK: {{^}}import tnp{{$}}
import numpy.core.numeric as ncn
# CHECK: {{^}}import tnp as ncn{{$}}
from numpy.core.umath import sin
# CHECK: {{^}}from tnp import sin{{$}}

a = np.core.umath.cos(x) + sin(x)
# CHECK: a = tnp.cos(x) + sin(x)
b = ncn.sum(x, axis=0)
# CHECK: b = ncn.sum(x, dim=0)
