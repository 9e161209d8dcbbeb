"""Calls between functions, closures, generators and names of other scopes."""
import numpy as np
import numpy.typing as npt

SCALE = np.float32(2)
table = np.ones((2, 2))


def twice(x: np.ndarray, n: int = 2) -> np.ndarray:
    y = x * n
    return y


def either(x, flag=False):
    if flag:
        return np.asarray(x)
    return len(x)


def nothing(x):
    y = np.sum(x)


def read():
    local = table
    return local


def items(x):
    for each in x:
        yield each * 2


def recursive(n):
    if n == 0:
        return np.zeros(2)
    return recursive(n - 1) + 1


def changes():
    global table
    table = [1, 2]


def counter():
    state = np.zeros(2)

    def step():
        nonlocal state
        held = state
        state = 3
        return held

    return step


def typed(x: npt.NDArray[np.float64], name: str, on: bool = True):
    z = x + 1
    w = name
    return z, w, on


a = twice(np.ones(2))
b = either([1, 2])
c = either([1, 2], flag=True)
d = nothing(a)
e = read()
changes()
f = read()
g = [each for each in items(np.ones((2, 2)))]
h = recursive(2)
step = counter()
i, j = step(), step()
k = (lambda v: v * SCALE)(np.ones(2))
m, n, o = typed(np.ones(2), "n")
p = sum(q.sum() for q in np.ones((2, 2)))
r = sorted(np.array([3, 1, 2]), key=lambda value: -value)
twice = len
s = twice("abc")


class Model:
    weights = np.ones(3)
    bias = weights.sum()

    def __init__(self, size):
        self.weights = np.zeros(size)

    def run(self, x):
        weights = self.weights
        return weights + x


t = Model(2).run(1)
u = Model.weights
