# RUN: %check_tnp --exit 2 %s
#
# Long numbers of Python 2 are refused; imaginary ones are not.
import numpy as np

x = np.ones(3) * 10j
y = 10L
# DIAG: :[[@LINE-1]]:5: error: `10L` is Python 2; {{.*}} [syntax-error]
