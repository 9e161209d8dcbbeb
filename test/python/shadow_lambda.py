# RUN: %check_tnp %s
#
# A lambda's parameter hides the module in the body of that lambda.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

f = lambda x: np.sum(x, axis=0)
# CHECK: f = lambda x: tnp.sum(x, dim=0)
g = lambda np=np.pi: np.sum(axis=0)
# CHECK: g = lambda np=tnp.pi: np.sum(axis=0)

h = lambda np: np.sum(axis=0)
# CHECK: h = lambda np: np.sum(axis=0)
i = lambda *np: lambda x: np.sum(x, axis=0)
# CHECK: i = lambda *np: lambda x: np.sum(x, axis=0)
