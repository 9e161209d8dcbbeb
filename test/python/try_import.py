# RUN: %check_tnp %s
#
# An import in `try` is an import; the handler around it stays.
try:
    import numpy as np
except ImportError:
    raise SystemExit("an array library is needed")
# CHECK: try:
# CHECK-NEXT: {{^}}    import tnp{{$}}
# CHECK-NEXT: except ImportError:
# CHECK-NEXT: raise SystemExit("an array library is needed")

x = np.sum(y, axis=0)
# CHECK: x = tnp.sum(y, dim=0)

try:
    import scipy as sp
except ImportError:
    sp = None
# CHECK: try:
# CHECK-NEXT: {{^}}    import scipy as sp{{$}}
# CHECK-NEXT: except ImportError:
# CHECK-NEXT: {{^}}    sp = None{{$}}
z = sp.sum(y, axis=0)
# CHECK: z = sp.sum(y, axis=0)
