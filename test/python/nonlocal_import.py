# RUN: %check_tnp %s
#
# An import of a nonlocal name binds it in the function around.
def outer(x):
    np = None
    # CHECK: np = None

    def load():
        nonlocal np
        # CHECK: nonlocal np
        import numpy as np
        # CHECK: {{^}}        import tnp as np{{$}}

    load()
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, dim=0)


def unrelated(np, x):
# CHECK: def unrelated(np, x):
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)
