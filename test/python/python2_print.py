# RUN: %check_tnp --exit 2 %s
#
# A print statement is Python 2: refused, with the place.
import numpy as np

print np.sum(x, axis=0)
# DIAG: :[[@LINE-1]]:1: error: `print` is Python 2; {{.*}} [syntax-error]
