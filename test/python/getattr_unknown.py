# RUN: %check_tnp %s
#
# A name that only the run knows is looked up in tnp, so that the arrays of a
# program are of one kind; that is said. What changes the module stays.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

for name in names:
    register(name, getattr(np, name))
# CHECK: register(name, getattr(tnp, name))
# DIAG: :[[@LINE-2]]:28: warning: what is looked up in `numpy` is known only at run time, and is now tnp's [dynamic-name]
f = getattr(np.linalg, f"{kind}_norm")
# CHECK: f = getattr(tnp.linalg, f"{kind}_norm")
# DIAG: :[[@LINE-2]]:13: warning: what is looked up in `numpy.linalg` is {{.*}} [dynamic-name]
everything = dir(np)
# CHECK: everything = dir(tnp)
# DIAG: :[[@LINE-2]]:18: warning: what is looked up in `numpy` is {{.*}} [dynamic-name]

setattr(np, name, mine)
# CHECK: setattr(np, name, mine)
# DIAG: :[[@LINE-2]]:9: error: what is looked up in `np` is known only at run time; {{.*}} [dynamic-name]
