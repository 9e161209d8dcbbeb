# RUN: %check_tnp %s
#
# The module under its own name, in a list of imports.
import os, numpy, sys
# CHECK: {{^}}import os, tnp, sys{{$}}

x = numpy.ones(3)
# CHECK: x = tnp.ones(3)
y = numpy . sum(x)
# CHECK: y = tnp . sum(x)

# A name inside another name or another path is not the module.
numpy_like = os.path.join("numpy", "sum")
# CHECK: numpy_like = os.path.join("numpy", "sum")
my.numpy.sum(x)
# CHECK: my.numpy.sum(x)
