# RUN: %check_tnp %s
#
# Values, classes and guards of patterns are uses; `match` and `case` are names
# elsewhere.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

match x:
    case np.pi | -1:
    # CHECK: case tnp.pi | -1:
        a = np.sum(x, axis=0)
        # CHECK: a = tnp.sum(x, dim=0)
    case np.ndarray(shape=(n,)) if np.all(x, axis=0):
    # CHECK: case tnp.ndarray(shape=(n,)) if tnp.all(x, dim=0):
        a = np.sum(x, axis=0)
        # CHECK: a = tnp.sum(x, dim=0)
    case {"np": np.inf, **rest}:
    # CHECK: case {"np": tnp.inf, **rest}:
        pass
    case mine.pi:
        pass
match = np.sum(x, axis=0)
# CHECK: match = tnp.sum(x, dim=0)
case = np.pi
# CHECK: case = tnp.pi
match(np.pi)
# CHECK: match(tnp.pi)
