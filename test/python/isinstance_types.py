# RUN: %check_tnp %s
#
# Types in tests of types are tnp's.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = isinstance(x, np.ndarray)
# CHECK: a = isinstance(x, tnp.ndarray)
b = isinstance(x, (int, np.integer, np.floating)), issubclass(t, np.generic)
# CHECK: b = isinstance(x, (int, tnp.integer, tnp.floating)), issubclass(t, tnp.generic)
c = type(x) is np.ndarray
# CHECK: c = type(x) is tnp.ndarray
if isinstance(x, np.ndarray) and x.dtype == np.bool_:
# CHECK: if isinstance(x, tnp.ndarray) and x.dtype == tnp.bool_:
    pass
d = isinstance(x, mine.ndarray)
