# RUN: %check_tnp %s
#
# A call whose result may differ is rewritten, with a warning that says how.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.frompyfunc(f, 1, 1)
# CHECK: a = tnp.frompyfunc(f, 1, 1)
# DIAG: :[[@LINE-2]]:5: warning: `numpy.frompyfunc` differs: results are arrays of numbers, not of objects [result-differs]
b = np.geomspace(x, 10, num=4)
# CHECK: b = tnp.geomspace(x, 10, num=4)
# DIAG: :[[@LINE-2]]:5: warning: `numpy.geomspace` differs: float16 input is computed in float16, complex input by its logarithm [result-differs]
c = mine.frompyfunc(f, 1, 1)
d = np.linspace(1, 10, num=4)
# CHECK: d = tnp.linspace(1, 10, num=4)
