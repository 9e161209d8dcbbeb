# RUN: %check_tnp %s
#
# Where the program has a `tnp` of its own, the library gets another name; a
# second run sees that name as the program's too, and changes nothing.
import numpy as np
# CHECK: import tnp as _tnp
from numpy.linalg import norm, inv as tnp
# CHECK: from tnp.linalg import norm, inv as tnp
import numpy.linalg
# CHECK: import numpy.linalg

a = tnp(np.ones((2, 2)))
# CHECK: a = tnp(_tnp.ones((2, 2)))
