# RUN: %check_tnp --exit 2 %s
#
# Backticks are Python 2: refused.
import numpy as np

text = `np.pi`
# DIAG: :[[@LINE-1]]:8: error: '`' is Python 2; {{.*}} [syntax-error]
