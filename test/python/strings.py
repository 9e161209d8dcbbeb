# RUN: %check_tnp %s
#
# Text is not code, but the braces of an f-string hold code.
"""Uses np.sum(x, axis=0)."""
import numpy as np
# CHECK: """Uses np.sum(x, axis=0)."""
# CHECK-NEXT: {{^}}import tnp{{$}}

print(f"total {np.sum(x, axis=0)!r:>{np.sum(n)}} np.sum")
# CHECK: print(f"total {tnp.sum(x, dim=0)!r:>{tnp.sum(n)}} np.sum")

print("np.sum(x, axis=0)", 'import numpy as np', b"np.sum")
# CHECK: print("np.sum(x, axis=0)", 'import numpy as np', b"np.sum")
print(f"{{np.sum(x)}}", rf"\{{np.sum}}")
# CHECK: print(f"{{[{][{]}}np.sum(x){{[}][}]}}", rf"\{{[{][{]}}np.sum{{[}][}]}}")
