# RUN: %check_tnp %s
#
# A name that stays what it is can be deleted as before.
import numpy as np
# CHECK: {{^}}import tnp{{$}}
from numpy import cos
# CHECK: {{^}}from tnp import cos{{$}}

sin = np.sin
# CHECK: sin = tnp.sin
a = sin(x), cos(np.sum(x, axis=0))
# CHECK: a = sin(x), cos(tnp.sum(x, dim=0))
del sin, cos
