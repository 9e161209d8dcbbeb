# RUN: %check_tnp --exit 2 %s
#
# A bracket without its other half is refused.
import numpy as np

a = np.sum(x, axis=0
# DIAG: :[[@LINE-1]]:1: error: `a = np.sum(x, axis=0` is not valid Python here; {{.*}} [syntax-error]
b = np.pi
