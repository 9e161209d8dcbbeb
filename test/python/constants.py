# RUN: %check_tnp %s
#
# Constants and types need no call.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

area = np.pi * r ** 2
# CHECK: area = tnp.pi * r ** 2
column = x[:, np.newaxis] + -np.inf
# CHECK: column = x[:, tnp.newaxis] + -tnp.inf
y = np.ones(3, dtype=np.float32)
# CHECK: y = tnp.ones(3, dtype=tnp.float32)
n = np.int64(3) + x.astype(np.uint8)
# CHECK: n = tnp.int64(3) + x.astype(tnp.uint8)
same = x.dtype == np.complex128
# CHECK: same = x.dtype == tnp.complex128

# Python's own types and another module's constants.
z = (math.pi, y.astype(float), "float32", mine.newaxis)
# CHECK: z = (math.pi, y.astype(float), "float32", mine.newaxis)
