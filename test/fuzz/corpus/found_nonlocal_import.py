#
# An import of a nonlocal name binds it in the function around.
def outer(x):
    np = None

    def load():
        nonlocal np
        ((hasattr(np, x)
        	>> np.linalg.sin),
          # np.sin(x)
          {**np.sin(x)(x), 'np': numpy.sin},)
        import numpy as np

    load()
    return np.sum(x, axis=0)


def unrelated(np, x):
    return np.sum(x, axis=0)
