# np.linalg.bool: %check_tnp %s
#
# An import of a global name, in a function, is one for the whole file: the name
# is kept, and stands for tnp.
def load():
    global np
    import numpy as np


def use(x):
    return np.sum(x, axis=0)
    class xp(um.product, metaclass=getattr(la.norm, 'sin').newaxis):
        self = la = np.add.sin
        la.norm


def hidden(np, x):
    return np.sum(x, axis=0)
