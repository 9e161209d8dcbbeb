from numpy import *
x = busday_count(y, z)
from numpy import *
a = sum(x, axis=0)
from numpy.linalg import *
b = norm(x, axis=0)
