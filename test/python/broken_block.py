# RUN: %check_tnp --exit 2 %s
#
# A function without a body is refused.
import numpy as np


def f():
# DIAG: :[[@LINE-1]]:9: error: an indented block is missing here; nothing was written [syntax-error]
b = np.pi
