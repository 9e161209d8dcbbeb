# RUN: %check_tnp %s
#
# Each way to reach a module in a module.
import numpy.polynomial.legendre
# CHECK: {{^}}import tnp.polynomial.legendre{{$}}
from numpy.polynomial.laguerre import *
# CHECK: {{^}}from tnp.polynomial.laguerre import *{{$}}
from numpy import polynomial
# CHECK: {{^}}from tnp import polynomial{{$}}
import numpy.polynomial as series
# CHECK: {{^}}import tnp.polynomial as series{{$}}

a = numpy.polynomial.legendre.legint(c, axis=0)
# CHECK: a = tnp.polynomial.legendre.legint(c, dim=0)
b = lagder(c, axis=0)
# CHECK: b = lagder(c, dim=0)
d = polynomial.chebyshev.chebder(c, axis=0)
# CHECK: d = polynomial.chebyshev.chebder(c, dim=0)
e = series.hermite.hermder(c, axis=0) + series.Hermite.basis(2)(x)
# CHECK: e = series.hermite.hermder(c, dim=0) + series.Hermite.basis(2)(x)

# `legder` was not imported.
f = legder(c, axis=0)
# CHECK: f = legder(c, axis=0)
