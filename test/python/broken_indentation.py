# RUN: %check_tnp --exit 2 %s
#
# A line deeper than its block is refused.
import numpy as np


def f():
    a = np.pi
      b = np.pi
      # DIAG: :[[@LINE-1]]:7: error: unexpected indentation; nothing was written [syntax-error]
