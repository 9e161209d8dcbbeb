# RUN: %check_tnp %s
#
# `newaxis` in an index, as an attribute and as an imported name.
import numpy as np
# CHECK: {{^}}import tnp{{$}}
from numpy import newaxis
# CHECK: {{^}}from tnp import newaxis{{$}}

a = x[:, np.newaxis, ..., newaxis]
# CHECK: a = x[:, tnp.newaxis, ..., newaxis]
b = x[np.newaxis]
# CHECK: b = x[tnp.newaxis]
c = mine.newaxis
