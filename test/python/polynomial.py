# RUN: %check_tnp %s
#
# numpy.polynomial has modules in it, each with functions and a class.
import numpy as np
# CHECK: {{^}}import tnp{{$}}
import numpy.polynomial.chebyshev as cheb
# CHECK: {{^}}import tnp.polynomial.chebyshev as cheb{{$}}
from numpy.polynomial import Polynomial, polynomial as P
# CHECK: {{^}}from tnp.polynomial import Polynomial, polynomial as P{{$}}
from numpy.polynomial.hermite_e import hermeder as derivative
# CHECK: {{^}}from tnp.polynomial.hermite_e import hermeder as derivative{{$}}

a = np.polynomial.polynomial.polyval(x, c)
# CHECK: a = tnp.polynomial.polynomial.polyval(x, c)
b = P.polyder(c, m=2, axis=1) + cheb.chebder(c, axis=1)
# CHECK: b = P.polyder(c, m=2, dim=1) + cheb.chebder(c, dim=1)
d = derivative(c, axis=-1)
# CHECK: d = derivative(c, dim=-1)
p = Polynomial.fit(x, y, deg=2).convert(kind=np.polynomial.Legendre)
# CHECK: p = Polynomial.fit(x, y, deg=2).convert(kind=tnp.polynomial.Legendre)
q = np.poly1d([1, 2]) + np.polydiv(u, v)[0]
# CHECK: q = tnp.poly1d([1, 2]) + tnp.polydiv(u, v)[0]
coef, cov = np.polyfit(x, y, 2, cov="unscaled")
# CHECK: coef, cov = tnp.polyfit(x, y, 2, cov="unscaled")

# A method of a value, and a module of one's own, are as they were.
r = p.deriv(m=1).integ(k=[1])
# CHECK: r = p.deriv(m=1).integ(k=[1])
s = polynomial.chebyshev.chebder(c, axis=1)
# CHECK: s = polynomial.chebyshev.chebder(c, axis=1)
