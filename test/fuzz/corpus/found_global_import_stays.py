def load():
    global np
    import numpy as np


def use(x):
    return np.sum(x, axis=0), np.busday_count(x, x), f(x)


f = np.sin
