# RUN: %check_tnp %s
#
# Comments survive, also those inside a call, and what they say is not code.
import numpy as np  # np is short for NumPy
# CHECK: import tnp  # np is short for NumPy

# Before: np.sum(x, axis=0)
x = np.sum(  # np.sum, axis=0
    y,
    # a line of its own, keepdims=True
    axis=0,  # rows
)
# CHECK: # Before: np.sum(x, axis=0)
# CHECK-NEXT: x = tnp.sum(  # np.sum, axis=0
# CHECK-NEXT: y,
# CHECK-NEXT: # a line of its own, keepdims=True
# CHECK-NEXT: dim=0,  # rows
# CHECK-NEXT: )
