# RUN: %check_tnp %s
#
# The alias of the import goes; every use through it turns to `tnp`.
import numpy as anything
# CHECK: {{^}}import tnp{{$}}

x = anything.ones(3)
# CHECK: x = tnp.ones(3)
y = anything.sum(x)
# CHECK: y = tnp.sum(x)

# Attributes of other objects with the same name are no use of the module.
z = other.anything.sum(x)
# CHECK: z = other.anything.sum(x)
anything_else = np.sum(x)
# CHECK: anything_else = np.sum(x)
