# RUN: %check_tnp %s
#
# Functions and types are values too: arguments, defaults, decorators, types.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

f = np.hypot if fast else None
# CHECK: f = tnp.hypot if fast else None
y = list(map(np.sqrt, rows))
# CHECK: y = list(map(tnp.sqrt, rows))


@np.vectorize
# CHECK: @tnp.vectorize
def apply(x: np.ndarray, how=np.exp):
    # CHECK: def apply(x: tnp.ndarray, how=tnp.exp):
    return isinstance(x, (float, np.ndarray))
    # CHECK: return isinstance(x, (float, tnp.ndarray))


# The same attribute of another object.
g = maths.hypot if fast else None
# CHECK: g = maths.hypot if fast else None
