# RUN: %check_tnp --exit 2 %s
#
# `except E, e` with the name of a variable is Python 2: refused.
import numpy as np

try:
    x = np.pi
except ValueError, error:
# DIAG: :[[@LINE-1]]:8: error: `ValueError, error` is Python 2; {{.*}} [syntax-error]
    pass
