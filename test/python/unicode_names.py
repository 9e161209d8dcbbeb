# RUN: %check_tnp %s
#
# Names and texts beyond ASCII; columns count bytes.
import numpy as ñ
# CHECK: {{^}}import tnp{{$}}

π = ñ.sum(x, axis=0)
# CHECK: π = tnp.sum(x, dim=0)
ﬁ = ñ.pi
# CHECK: ﬁ = tnp.pi
print("\N{GREEK SMALL LETTER PI}", ñ.pi, "日本", π)
# CHECK: print("\N{GREEK SMALL LETTER PI}", tnp.pi, "日本", π)
