# RUN: %check_tnp %s
#
# A dtype as text means the same to both libraries: it stays.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.zeros(3, dtype="float32")
# CHECK: a = tnp.zeros(3, dtype="float32")
b = np.zeros(3, "f4"), np.dtype("<i8"), x.astype("np.float32")
# CHECK: b = tnp.zeros(3, "f4"), tnp.dtype("<i8"), x.astype("np.float32")
c = np.dtype([("np", np.float64), ("y", "i4")])
# CHECK: c = tnp.dtype([("np", tnp.float64), ("y", "i4")])
