#
# Aliases of aliases are followed, and so is a name with two functions as far as
# both are NumPy's.
import numpy as np

xp = np
la = xp.linalg
norm = la.norm
a = norm(x, axis=0) + la.norm(x, axis=0) + xp.sum(x, axis=0)

f = np.sin
del norm
f = np.cos
b = f(x)
