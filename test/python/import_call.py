# RUN: %check_tnp %s
#
# What a call imports is not followed; a module of another name is nobody's.
import importlib
from importlib import import_module

np = importlib.import_module("numpy")
# CHECK: np = importlib.import_module("numpy")
# DIAG: :[[@LINE-2]]:6: error: what `importlib.import_module("numpy")` imports is not followed and stays NumPy's; write an import statement [dynamic-name]
la = __import__("numpy.linalg").linalg
# DIAG: :[[@LINE-1]]:6: error: what `__import__("numpy.linalg")` imports {{.*}} [dynamic-name]
sp = import_module("numpydoc")
x = np.sum(y, axis=0)
# CHECK: x = np.sum(y, axis=0)
