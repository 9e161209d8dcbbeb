# RUN: %check_tnp %s
#
# `del` needs the name that the import bound, so the name stays.
import numpy as np
# CHECK: {{^}}import tnp as np{{$}}

x = np.ones(shape=3)
# CHECK: x = np.ones(size=3)
del np
# CHECK: {{^}}del np{{$}}


def unrelated(np):
    del np
    # CHECK: {{^}}    del np{{$}}
