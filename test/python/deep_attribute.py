# RUN: %check_tnp %s
#
# A chain over several lines is followed past its comments.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = (
    np
    # rows
    .ones(shape=3)
    .sum(axis=0)
    .real
)
# CHECK: a = (
# CHECK-NEXT: tnp
# CHECK-NEXT: # rows
# CHECK-NEXT: .ones(size=3)
# CHECK-NEXT: .sum(dim=0)
# CHECK-NEXT: .real
# CHECK-NEXT: )
b = np.linalg.norm(x, axis=0).shape[0].real
# CHECK: b = tnp.linalg.norm(x, dim=0).shape[0].real
