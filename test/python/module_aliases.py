# RUN: %check_tnp %s
#
# Names reached through modules of NumPy's own are those of its public modules.
import numpy as np
# CHECK: {{^}}import numpy as np
import numpy.core.numeric as N
# CHECK: {{^}}import tnp as N{{$}}
from numpy.lib.scimath import sqrt, log as ln
# CHECK: {{^}}from tnp.emath import sqrt, log as ln{{$}}
from numpy.core.numeric import newaxis
# CHECK: {{^}}from tnp import newaxis{{$}}
from numpy.core import numeric, umath as um
# CHECK: {{^}}import tnp as numeric{{$}}
# CHECK: {{^}}import tnp as um{{$}}
from numpy import linalg as la
# CHECK: {{^}}from tnp import linalg as la{{$}}
from numpy.core.fromnumeric import *
# CHECK: {{^}}from numpy.core.fromnumeric import *{{$}}
# DIAG: :[[@LINE-2]]:36: error: `numpy.core.fromnumeric` has no counterpart; import the names that are used [unsupported-function]

a = np.lib.scimath.sqrt(x) + np.lib.scimath . log(x)
# CHECK: a = tnp.emath.sqrt(x) + tnp.emath.log(x)
b = N.zeros(shape=(2,)) + numeric.sum(x, axis=0) + um.add.reduce(x, axis=0)
# CHECK: b = N.zeros(size=(2,)) + numeric.sum(x, dim=0) + um.add.reduce(x, axis=0)
c = np.linalg.linalg.norm(x, axis=0) + la.linalg.norm(x, axis=1)
# CHECK: c = tnp.linalg.norm(x, dim=0) + la.norm(x, dim=1)
d = np._core.multiarray.where(c, a, b).sum(axis=0)
# CHECK: d = tnp.where(c, a, b).sum(dim=0)
np.random.mtrand.RandomState(seed=3)
# CHECK: tnp.random.RandomState(seed=3)
state = np.random.mtrand._rand
# CHECK: state = tnp.random._rand
np.row_stack((a, b))
# CHECK: tnp.vstack((a, b))

# Only what the public module has, under that very name.
np.core.numeric._frombuffer(x)
# CHECK: np.core.numeric._frombuffer(x)
# DIAG: :[[@LINE-2]]:1: error: `numpy.core.numeric._frombuffer` has no counterpart; {{.*}} [unsupported-function]
np.core.defchararray.upper(x)
# CHECK: np.core.defchararray.upper(x)
# DIAG: :[[@LINE-2]]:1: error: `numpy.core.defchararray.upper` has no counterpart; {{.*}} [unsupported-function]
core.numeric.sum(x, axis=0)
# CHECK: core.numeric.sum(x, axis=0)
