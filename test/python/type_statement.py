# RUN: %check_tnp %s
#
# Type aliases and bounds of type parameters are uses.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

type Array = np.ndarray
# CHECK: type Array = tnp.ndarray
type Pair[T: np.generic] = tuple[T, np.ndarray]
# CHECK: type Pair[T: tnp.generic] = tuple[T, tnp.ndarray]
type = np.sum(x, axis=0)
# CHECK: type = tnp.sum(x, dim=0)
