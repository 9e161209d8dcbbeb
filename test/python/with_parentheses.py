# RUN: %check_tnp %s
#
# Since Python 3.10 the items of `with` may stand in parentheses.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

with (
    np.errstate(all="ignore") as state,
    open(np.pi),
):
# CHECK: with (
# CHECK-NEXT: tnp.errstate(all="ignore") as state,
# CHECK-NEXT: open(tnp.pi),
# CHECK-NEXT: ):
    a = np.sum(x, axis=0)
    # CHECK: a = tnp.sum(x, dim=0)
