# RUN: %check_tnp %s
#
# Names imported one by one keep their spelling; only the module changes.
from numpy import ones, sum
# CHECK: {{^}}from tnp import ones, sum{{$}}
from numpy.linalg import norm
# CHECK: {{^}}from tnp.linalg import norm{{$}}
from numpy import (
    cos,
    sin,  # two lines
)
# CHECK: from tnp import (
# CHECK-NEXT: cos,
# CHECK-NEXT: sin,  # two lines
# CHECK-NEXT: )

x = ones(shape=(2, 3))
# CHECK: x = ones(size=(2, 3))
y = sum(x, axis=0)
# CHECK: y = sum(x, dim=0)

# `max` was not imported: it is Python's own.
z = max(x, key=norm)
# CHECK: z = max(x, key=norm)
from .numpy import prod
# CHECK: from .numpy import prod
w = prod(x, axis=0)
# CHECK: w = prod(x, axis=0)
