# RUN: %check_tnp %s
#
# Backslashes at the ends of lines stay where they were.
import numpy as np, \
    os
# CHECK: {{^}}import tnp, \{{$}}
# CHECK-NEXT: os

a = np \
    .linalg \
    .norm(x, \
          axis=0)
# CHECK: a = tnp \
# CHECK-NEXT: .linalg \
# CHECK-NEXT: .norm(x, \
# CHECK-NEXT: dim=0)
b = np.sum(x, axis \
           =0)
# CHECK: b = tnp.sum(x, dim \
# CHECK-NEXT: =0)
assert np.any(x, axis=0), \
    np.pi
# CHECK: assert tnp.any(x, dim=0), \
# CHECK-NEXT: tnp.pi
