# RUN: %check_tnp %s
#
# A string that prints the text of an expression prints the new one: that is said.
import numpy as np

a = f"{np.pi=} {np.e}"
# CHECK: a = f"{tnp.pi=} {tnp.e}"
# DIAG: :[[@LINE-2]]:8: warning: the text that `=` prints has the name in tnp now [result-differs]
# DIAG-NOT: warning:
b = f"{x = !r} {np.pi:=^9}"
# CHECK: b = f"{x = !r} {tnp.pi:=^9}"
