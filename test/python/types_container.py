# RUN: %check_tnp %s
#
# Tuples keep what they hold; lists change without an assignment.
import numpy as np

pair = (np.ones(3), "text")
a = pair[0].sum(axis=0)
# CHECK: a = pair[0].sum(dim=0)
first, second = pair
b = first.sum(axis=0) + second.sum(axis=0)
# CHECK: b = first.sum(dim=0) + second.sum(axis=0)
parts = [np.ones(3)]
parts[0] = load()
c = parts[0].sum(axis=0)
# CHECK: c = parts[0].sum(axis=0)
d = [x.sum(axis=0) for x in (np.ones(3), np.ones(2))]
# CHECK: d = [x.sum(dim=0) for x in (tnp.ones(3), tnp.ones(2))]
e = {"k": np.ones(3)}["k"].sum(axis=0)
# CHECK: e = {"k": tnp.ones(3)}["k"].sum(axis=0)
f, g = np.meshgrid(first, first)
h = f.sum(axis=0)
# CHECK: h = f.sum(dim=0)
