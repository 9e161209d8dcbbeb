# RUN: %check_tnp %s --target=device=cuda:1
#
# `--target device=...` makes new arrays on the device: by an argument where the
# function has one, else by a call on the result. Results of arrays are where
# those are, and a number is no array.
import numpy as np

a = np.zeros((2, 3))
# CHECK: a = tnp.zeros((2, 3), device="cuda:1")
b = np.ones(
    shape=3,  # rows
    dtype=np.float32,
)
# CHECK: b = tnp.ones(
# CHECK-NEXT:     size=3,  # rows
# CHECK-NEXT:     dtype=tnp.float32, device="cuda:1",
# CHECK-NEXT: )
c = np.array([1, 2])
# CHECK: c = tnp.array([1, 2])._cuda(1)
d = np.asarray(np.array(x))
# CHECK: d = tnp.asarray(tnp.array(x)._cuda(1), device="cuda:1")
e = np.sum(a, axis=0) + np.zeros_like(a)
# CHECK: e = tnp.sum(a, dim=0) + tnp.zeros_like(a)
f = np.random.rand(3) + np.random.normal(size=3)
# CHECK: f = tnp.random.rand(3)._cuda(1) + tnp.random.normal(size=3)._cuda(1)
g = np.random.rand() + np.random.normal(0, 1)
# CHECK: g = tnp.random.rand() + tnp.random.normal(0, 1)
h = np.fromiter((x for x in y), float).sum(axis=0)
# CHECK: h = tnp.fromiter((x for x in y), float)._cuda(1).sum(dim=0)
i = np.zeros(3, device="cpu")
# CHECK: i = tnp.zeros(3, device="cpu")
j = np.linspace(*shape, **options)
# CHECK: j = tnp.linspace(*shape, **options, device="cuda:1")
k = list(map(np.asarray, y))
# CHECK: k = list(map(tnp.asarray, y))
# DIAG: :[[@LINE-2]]:14: warning: `numpy.asarray` is used as a value; what it makes stays in main memory [result-differs]
