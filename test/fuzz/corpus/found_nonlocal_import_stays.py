def outer(x):
    np = None

    def load():
        nonlocal np
        import numpy as np

    load()
    return np.sum(x, axis=0), np.busday_count(x, x)
