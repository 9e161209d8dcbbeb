# RUN: %check_tnp --exit 2 %s
#
# Half an import is refused.
import numpy as
# DIAG: :[[@LINE-1]]:8: error: `numpy as` is not valid Python here; nothing was written [syntax-error]

a = np.pi
