# RUN: %check_tnp --exit 2 %s
#
# An exec statement is Python 2: refused.
import numpy as np

exec "np.pi" in scope
# DIAG: :[[@LINE-1]]:1: error: `exec` is Python 2; {{.*}} [syntax-error]
