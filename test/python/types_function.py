# RUN: %check_tnp %s
#
# What a function of the same file returns is followed, not what one with a
# decorator, a generator or a name with two meanings does.
import numpy as np
import functools


def make(n):
    if n:
        return np.ones(n)
    return np.zeros(3)


def maybe(n):
    if n:
        return np.ones(n)


@functools.cache
def cached(n):
    return np.ones(n)


def each(n):
    yield np.ones(n)


def twice(n):
    return np.ones(n)


a = make(3).sum(axis=0)
# CHECK: a = make(3).sum(dim=0)
b = maybe(3).sum(axis=0)
# CHECK: b = maybe(3).sum(axis=0)
c = cached(3).sum(axis=0) + each(3).sum(axis=0)
# CHECK: c = cached(3).sum(axis=0) + each(3).sum(axis=0)
twice = cached
d = twice(3).sum(axis=0)
# CHECK: d = twice(3).sum(axis=0)
