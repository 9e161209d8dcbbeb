"""Tuples, lists and what unpacking gives; lists change without an assignment."""
import numpy as np

a = np.ones((2, 3))
rows, columns = a.shape
shape = a.shape
b = np.zeros(shape)
c = (a, 1, "x")
d, e, f = c
g = c[0]
h = c[1:]
i = [a, a]
i[0] = 5
j = i[0]
k = [1, 2, 3]
k.append(np.ones(2))
for m in k:
    n = m
o = np.array([1, 2, 3])
p = np.array([1.5, 2])
q = np.array([[1, 2], [3, 4]], dtype="f4")
r = np.array((a, a))
s, *t = np.ones((3, 2))
u = np.split(np.arange(4), 2)
v = u[0]
w, x = np.split(np.arange(4), 2)
y = dict(a=a)
z = y["a"]
aa = {"k": a}["k"]
ab = [row.sum() for row in a]
ac = [len(row) for row in a]
ad = tuple(a)
ae = (a,) + (1,)
af = [0] * 3
ag = list(range(3))
for ah, ai in zip(a, o):
    aj = ah * ai
for ak, al in enumerate(a):
    am = al
an, (ao, ap) = 1, (a, 2)
aq = np.array([2 ** 70])
ar = np.array([])
at = np.array(3)
au = np.array([1, None])
av = np.array(["a", "b"])
aw = np.arange(3.0)
ax = np.arange(5)
ay = np.meshgrid(o, o)
az = np.nonzero(o)
ba = np.where(o > 1)
bb = np.where(o > 1, o, 0.5)
bc = np.unique(o)
bd, be = np.unique(o, return_counts=True)
bf = np.concatenate([a, a])
bg = np.stack([a, a])
bh = np.vstack((o, o))
