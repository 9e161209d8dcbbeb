# RUN: %check_tnp --exit 2 %s
#
# Template strings, new in Python 3.14, are not in the grammar: refused, not guessed.
import numpy as np

a = t"{np.pi}"
# DIAG: :[[@LINE-1]]:5: error: `t` is not valid Python here; nothing was written [syntax-error]
