# RUN: %check_tnp %s
#
# Submodules, imported in each of the ways Python has.
import numpy.linalg
# CHECK: {{^}}import tnp.linalg{{$}}
import numpy.linalg as la
# CHECK: {{^}}import tnp.linalg as la{{$}}
from numpy import linalg as algebra
# CHECK: {{^}}from tnp import linalg as algebra{{$}}

a = numpy.linalg.norm(x, axis=0)
# CHECK: a = tnp.linalg.norm(x, dim=0)
b = la.norm(x, axis=0) + algebra.norm(x, axis=0)
# CHECK: b = la.norm(x, dim=0) + algebra.norm(x, dim=0)
# `import numpy.linalg` binds `numpy` too.
c = numpy.sum(x, axis=0)
# CHECK: c = tnp.sum(x, dim=0)

import scipy.linalg as sla
# CHECK: import scipy.linalg as sla
d = sla.norm(x, axis=0) + linalg.norm(x, axis=0)
# CHECK: d = sla.norm(x, axis=0) + linalg.norm(x, axis=0)
