# RUN: %check_tnp %s
#
# NumPy's version is that of the interface, tnp's own is another matter.
import numpy as np
# CHECK: {{^}}import numpy as np
from numpy import __version__
# CHECK: {{^}}from tnp import _numpy_version as __version__{{$}}
from numpy.version import version, short_version as short
# CHECK: {{^}}from tnp import _numpy_version as version, _numpy_version as short{{$}}

print(np.__version__, __version__, np.version.version.split("."), short)
# CHECK: print(tnp._numpy_version, __version__, tnp._numpy_version.split("."), short)
print(np.little_endian, np.sctypeDict["float64"], np.ScalarType)
# CHECK: print(tnp.little_endian, tnp.sctypeDict["float64"], tnp.ScalarType)
warn("old", np.exceptions.ModuleDeprecationWarning)
# CHECK: warn("old", tnp.exceptions.ModuleDeprecationWarning)

print(np.version.git_revision)
# CHECK: print(np.version.git_revision)
# DIAG: :[[@LINE-2]]:7: error: `numpy.version.git_revision` has no counterpart; use numpy.__version__ [unsupported-function]
print(numpy.__version__)
# CHECK: print(numpy.__version__)
