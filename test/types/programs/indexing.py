"""Indexing, attributes, operators and Python numbers among arrays."""
import numpy as np

a = np.arange(24).reshape(2, 3, 4)
b = a[0]
c = a[0, 1]
d = a[0, 1, 2]
e = a[..., 0]
f = a[:, None]
g = a[np.newaxis, 0]
h = a[a > 3]
i = a[[0, 1]]
j = a[[0, 1], [1, 2]]
k = a[np.array([[0], [1]])]
index = 1
m = a[index]
n = a[index:, 0]
where = (0, 1)
o = a[where]
key = np.int64(1)
p = a[key]
mask = np.array([True, False])
q = a[mask]
r = a.T
s = r.real.sum(axis=0)
t = a.astype(np.float32)
u = t * 2
v = t * 2.5
w = t * 2j
x = t + np.float64(1)
y = a / 2
z = a // 2
aa = mask + mask
ab = mask // True
ac = mask * 2
ad = np.uint8(3) + np.array([1], dtype=np.int8)
ae = -a
af = ~mask
ag = a == 3
ah = a @ np.ones((4, 2))
ai = np.ones(3) @ np.ones(3)
aj = a.sum()
ak = a.sum(axis=0)
am = a.sum(axis=(0, 1))
an = a.sum(axis=1, keepdims=True)
ao = np.mean(a, 0)
ap = a.mean(axis=index)
aq = a.max() + 1
ar = a.dtype
at = np.zeros(3, dtype=ar)
au = np.zeros(3, dtype=float)
av = np.zeros(3, bool)
aw = np.zeros((3,), "complex64")
ax = np.pi * 2
ay = np.sin(1)
az = np.sin(np.int8(1))
ba = np.float32(1) * 2
bb = np.float32(1) * np.ones(2)
bc = 2 ** 3
bd = 2 ** -1
be = 7 // 2
bf = 7 / 2
bg = True + True
bh = abs(np.array([1 + 2j]))
bi = a.shape[0]
bj = a.ndim * 2
bk = np.random.rand(2, 3)
bl = np.random.rand()
bm = np.random.normal(size=(2, 2))
bn = a.reshape(-1)
bo = a.reshape((4, 6))
bp = a.flatten()
bq = np.linspace(0, 1, 5)
br = np.full((2, 2), 7)
bs = np.eye(3)[0]
bt = a.item(0)
bu = a.tolist()
bv = np.sqrt(np.ones(3, dtype=np.float16))
bw = np.clip(a, 0, 2)
bx = np.dot(np.ones((2, 2)), np.ones(2))
by = t.view(np.int32)
bz = np.add.reduce(a)
ca = 5 in a
cb = 1 < index < 3
cc = a[0, 0, 0] + 1.5
