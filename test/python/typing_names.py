# RUN: %check_tnp %s
#
# Annotations name tnp's types; a name in a string stays.
import numpy as np
# CHECK: import tnp
import numpy.typing as npt
# CHECK: import tnp.typing as npt
from numpy.typing import ArrayLike, NDArray
# CHECK: from tnp.typing import ArrayLike, NDArray


def scaled(values: ArrayLike, factor: float) -> NDArray[np.float64]:
# CHECK: def scaled(values: ArrayLike, factor: float) -> NDArray[tnp.float64]:
    table: npt.NDArray[np.int64] = np.asarray(values)
    # CHECK: table: npt.NDArray[tnp.int64] = tnp.asarray(values)
    return table * factor


def mine(value: "mytypes.NDArray") -> None:
    # CHECK: def mine(value: "mytypes.NDArray") -> None:
    pass
