# RUN: %check_tnp %s
#
# Decorators are evaluated outside of what they decorate.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


@np.vectorize
# CHECK: @tnp.vectorize
def one(x):
    return np.sin(x)
    # CHECK: return tnp.sin(x)


@np.vectorize(otypes=[np.float64])
# CHECK: @tnp.vectorize(otypes=[tnp.float64])
@mine.np
# CHECK: @mine.np
def two(x):
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)


@register(np.ndarray)
# CHECK: @register(tnp.ndarray)
class Holder:
    @np.errstate(all="ignore")
    # CHECK: @tnp.errstate(all="ignore")
    def method(self, np=np.pi):
    # CHECK: def method(self, np=tnp.pi):
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)
