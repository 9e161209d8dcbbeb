# RUN: %check_tnp %s
#
# F-strings in f-strings, widths and conversions hold code; all else is text.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = f"{np.sum(x, axis=0)} {'np.pi'} {np.pi:{np.ones(shape=3)[0]}.{n}f}"
# CHECK: a = f"{tnp.sum(x, dim=0)} {'np.pi'} {tnp.pi:{tnp.ones(size=3)[0]}.{n}f}"
b = f"""{
    np.sum(x, axis=0)
} {f'{np.pi!r}'}"""
# CHECK: b = f"""{
# CHECK-NEXT: tnp.sum(x, dim=0)
# CHECK-NEXT: } {f'{tnp.pi!r}'}"""
c = rf'{np.pi}\{np.pi=}'
# CHECK: c = rf'{tnp.pi}\{tnp.pi=}'
# DIAG: :[[@LINE-2]]:17: warning: the text that `=` prints
d = "np.pi" f"{np.pi}" 'np.pi' b"np.pi"
# CHECK: d = "np.pi" f"{tnp.pi}" 'np.pi' b"np.pi"
e = "{np.pi}".format(np=np.pi)
# CHECK: e = "{np.pi}".format(np=tnp.pi)
