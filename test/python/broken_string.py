# RUN: %check_tnp --exit 2 %s
#
# A string without an end is refused.
import numpy as np

a = "np.pi
# DIAG: :[[@LINE-1]]:5: error: `"` is not valid Python here; nothing was written [syntax-error]
b = np.pi
