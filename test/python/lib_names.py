# RUN: %check_tnp %s
#
# The modules of numpy.lib are tnp's; what serves NumPy's own C functions has no
# counterpart.
import numpy as np
import numpy.lib.format as npy
from numpy.lib import NumpyVersion
# CHECK: import numpy as np
# CHECK-NEXT: import tnp
# CHECK-NEXT: import tnp.lib.format as npy
# CHECK-NEXT: from tnp.lib import NumpyVersion

version = npy.read_magic(file)
# CHECK: version = npy.read_magic(file)

array = np.lib.format.read_array(fp=file, allow_pickle=False)
# CHECK: array = tnp.lib.format.read_array(fp=file, allow_pickle=False)

low, high = np.lib.array_utils.byte_bounds(array)
# CHECK: low, high = tnp.lib.array_utils.byte_bounds(array)

windows = np.lib.stride_tricks.sliding_window_view(array, 3)
# CHECK: windows = tnp.lib.stride_tricks.sliding_window_view(array, 3)

# CHECK: class Wrapped(tnp.lib.mixins.NDArrayOperatorsMixin):
class Wrapped(np.lib.mixins.NDArrayOperatorsMixin):
    pass

np.lib.add_newdoc("numpy", "add", "Adds.")
# CHECK: np.lib.add_newdoc("numpy", "add", "Adds.")
# DIAG: :[[@LINE-2]]:1: error: `numpy.lib.add_newdoc` has no counterpart; {{.*}} [unsupported-function]
