# RUN: %check_tnp %s
#
# The targets of loops hide the module, unless they are items or attributes.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def loop(x):
    for i, (np, *_) in x:
    # CHECK: for i, (np, *_) in x:
        pass
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


async def asynchronous(x):
    async for np in x:
    # CHECK: async for np in x:
        print(np.sum(x, axis=0))
        # CHECK: print(np.sum(x, axis=0))


def target(x):
    # An item or attribute of the target is a use.
    for x[np.argmax(x, axis=0)] in x:
    # CHECK: for x[tnp.argmax(x, dim=0)] in x:
        pass
    for holder.np in x:
    # CHECK: for holder.np in x:
        pass
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)
