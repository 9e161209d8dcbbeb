"""What branches, handlers and managers leave in a variable."""
import contextlib
import numpy as np

flag = len("ab") > 1
if flag:
    a = np.ones(3)
else:
    a = 0
b = a

try:
    c = np.ones(3)
    c = int("no number")
    c = "never"
except ValueError as error:
    d = c
    c = c.sum()
else:
    c = None
finally:
    e = c
f = c

with contextlib.suppress(ZeroDivisionError):
    g = np.ones(2)
    h = g
    g = 1 / 0
i = g

j = np.ones(3) if flag else None
if j is None:
    j = np.zeros(2)
k = j


def early(n):
    value = 1
    if n > 1:
        value = np.ones(n)
        return value
    return value


m, n = early(1), early(3)

match len("abc"):
    case 1:
        o = np.ones(1)
    case 3 as p:
        o = p
    case _:
        o = None
q = o
r = np.ones(2)
if (s := len("abcd")) > 3 and (r := 5):
    t = s
u = r
v = np.ones(2)
w = v is None or (v := 3)
y = v
z = np.ones(2)
del z
z = 4
aa = z
ab = 1 if not isinstance(b, np.ndarray) else b
ac = isinstance(b, np.ndarray) and b
