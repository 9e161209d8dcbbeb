# RUN: %check_tnp %s
#
# A name of one's own for an imported function survives.
from numpy import sum as total, ones as filled
# CHECK: {{^}}from tnp import sum as total, ones as filled{{$}}

x = filled(shape=4)
# CHECK: x = filled(size=4)
y = total(x, keepdims=True)
# CHECK: y = total(x, keepdim=True)

# `sum` itself is still Python's own.
z = sum(x, start=1)
# CHECK: z = sum(x, start=1)
