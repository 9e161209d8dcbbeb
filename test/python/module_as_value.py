# RUN: %check_tnp %s
#
# The module handed to a function becomes tnp; what is looked up in it there
# cannot be checked.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

f(np)
# CHECK: {{^}}f(tnp){{$}}
# DIAG: :[[@LINE-2]]:3: warning: `numpy` is used as a value; {{.*}} [dynamic-name]

# A second name for the module is followed.
xp = np
# CHECK: {{^}}xp = tnp{{$}}
x = xp.sin(y)
# CHECK: x = xp.sin(y)
