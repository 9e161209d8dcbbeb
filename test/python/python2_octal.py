# RUN: %check_tnp --exit 2 %s
#
# Octal numbers as Python 2 wrote them are refused; 00 and 0o17 are not.
import numpy as np

x = np.ones(00 + 0o17)
mode = 0777
# DIAG: :[[@LINE-1]]:8: error: `0777` is Python 2; {{.*}} [syntax-error]
