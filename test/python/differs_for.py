# RUN: %check_tnp %s
#
# A difference that shows with some dtypes only is not reported where those of
# the arguments are known to be others.
import numpy as np

a = np.sinc(np.ones(3))
# CHECK: a = tnp.sinc(tnp.ones(3))
b = np.sinc(np.ones(3, dtype=np.float16))
# DIAG: :[[@LINE-1]]:5: warning: `numpy.sinc` differs: float16 input gives nan at 0 [result-differs]
c = np.sinc(unknown)
# DIAG: :[[@LINE-1]]:5: warning: `numpy.sinc` differs
x = np.ones(3)
for i in range(2):
    d = np.sinc(x)
    # DIAG: :[[@LINE-1]]:9: warning: `numpy.sinc` differs
    x = x.astype("f2")
e = np.geomspace(1, 1000, num=4)
# CHECK: e = tnp.geomspace(1, 1000, num=4)
