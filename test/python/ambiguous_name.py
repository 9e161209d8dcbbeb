# RUN: %check_tnp %s
#
# A name with two meanings is left, and said so at its import.
try:
    import cupy as np
except ImportError:
    import numpy as np
# CHECK: {{^}}    import numpy as np{{$}}
# DIAG: :[[@LINE-2]]:12: error: `np` is bound to NumPy here and to something else elsewhere; {{.*}} [ambiguous-name]

x = np.sin(y)
# CHECK: x = np.sin(y)
