# RUN: %check_tnp --exit 2 %s
#
# The prefix ur of Python 2 is refused; rb is not.
import numpy as np

x = np.array([rb"np", ur"np"])
# DIAG: :[[@LINE-1]]:23: error: `ur` is Python 2; {{.*}} [syntax-error]
