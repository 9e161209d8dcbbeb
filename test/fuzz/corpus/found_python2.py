import numpy as np
print np.sum(x, axis=0)
