# RUN: %check_tnp %s
#
# `del` needs the name that the import bound, so the import stays.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

x = np.ones(shape=3)
# CHECK: x = tnp.ones(size=3)
del np
# CHECK: {{^}}del np{{$}}


def unrelated(np):
    del np
    # CHECK: {{^}}    del np{{$}}
