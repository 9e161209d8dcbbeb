# RUN: %check_tnp --exit 2 %s
#
# Defaults of type parameters, new in Python 3.13, are not in the grammar: refused,
# not guessed.
import numpy as np


class Holder[T = np.ndarray]:
# DIAG: :[[@LINE-1]]:14: error: `T =` is not valid Python here; nothing was written [syntax-error]
    a: T
