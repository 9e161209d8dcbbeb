# RUN: %check_tnp --exit 2 %s
#
# `raise E, text` is Python 2: refused.
import numpy as np

raise ValueError, "np"
# DIAG: :[[@LINE-1]]:7: error: `ValueError, "np"` is Python 2; {{.*}} [syntax-error]
