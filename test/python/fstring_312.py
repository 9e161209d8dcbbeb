# RUN: %check_tnp %s
#
# Since Python 3.12 an f-string may hold its own quotes, lines and comments.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = f"{np.sum(x["np"], axis=0)}"
# CHECK: a = f"{tnp.sum(x["np"], dim=0)}"
b = f"{", ".join(f"{np.pi}" for _ in x)}"
# CHECK: b = f"{", ".join(f"{tnp.pi}" for _ in x)}"
c = f"{
    np.sum(  # rows
        x, axis=0)
}"
# CHECK: c = f"{
# CHECK-NEXT: tnp.sum(  # rows
# CHECK-NEXT: x, dim=0)
# CHECK-NEXT: }"
