import numpy as np
type Pair[T: np.generic] = tuple[T, np.ndarray]
