# RUN: %check_tnp %s
#
# A type parameter hides the module in its function, class or alias, and nowhere
# else.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def generic[np](x: np, y=np.pi) -> np:
# CHECK: def generic[np](x: np, y=np.pi) -> np:
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


class Holder[np: int]:
# CHECK: class Holder[np: int]:
    a: np
    # CHECK: a: np


type Alias[np] = list[np]
# CHECK: type Alias[np] = list[np]
type Other = list[np.ndarray]
# CHECK: type Other = list[tnp.ndarray]


def not_hidden[T: np.ndarray](x: T) -> T:
# CHECK: def not_hidden[T: tnp.ndarray](x: T) -> T:
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)
