# RUN: %check_tnp --strict %s
#
# Line breaks, indentation and odd spaces inside a call are not touched.
import numpy as np

a = np.sum(
    x ,
      axis  =  0,
    keepdims=True   ,
)
b   =   np.sum( x,axis = 1 )
c = np \
    .sum(x)
d = mine.sum(
    x, axis  =  0,
)
if a :  b ;  c
# CHECK:import tnp
# CHECK-EMPTY:
# CHECK-NEXT:a = tnp.sum(
# CHECK-NEXT:    x ,
# CHECK-NEXT:      dim  =  0,
# CHECK-NEXT:    keepdim=True   ,
# CHECK-NEXT:)
# CHECK-NEXT:b   =   tnp.sum( x,dim = 1 )
# CHECK-NEXT:c = tnp \
# CHECK-NEXT:    .sum(x)
# CHECK-NEXT:d = mine.sum(
# CHECK-NEXT:    x, axis  =  0,
# CHECK-NEXT:)
# CHECK-NEXT:if a :  b ;  c
