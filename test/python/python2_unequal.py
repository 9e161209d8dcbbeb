# RUN: %check_tnp --exit 2 %s
#
# The operator <> of Python 2 is refused.
import numpy as np

x = a < np.pi <> b
# DIAG: :[[@LINE-1]]:15: error: `<>` is Python 2; {{.*}} [syntax-error]
