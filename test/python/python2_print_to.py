# RUN: %check_tnp --exit 2 %s
#
# A print statement to a file, as in Python 2, is refused.
import numpy as np

print >>log, np.sum(x, axis=0)
# DIAG: :[[@LINE-1]]:1: error: `print` is Python 2; {{.*}} [syntax-error]
