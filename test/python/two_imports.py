# RUN: %check_tnp %s
#
# One name for two modules is left; the same module imported twice is one.
if fast:
    import numpy as np
    # CHECK: {{^}}    import numpy as np{{$}}
    # DIAG: :[[@LINE-2]]:12: error: `np` is bound to NumPy here and to something else elsewhere; {{.*}} [ambiguous-name]
else:
    import slow as np
    # CHECK: {{^}}    import slow as np{{$}}

a = np.sum(x, axis=0)
# CHECK: a = np.sum(x, axis=0)

if fast:
    import numpy as xp
    # CHECK: {{^}}    import tnp{{$}}
else:
    import numpy as xp
    # CHECK: {{^}}    import tnp{{$}}
b = xp.sum(x, axis=0)
# CHECK: b = tnp.sum(x, dim=0)
