# RUN: %check_tnp %s
#
# Imports for type checkers alone are imports; a name in a string stays.
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    # CHECK: {{^}}    import tnp{{$}}
    from numpy.typing import NDArray
    # CHECK: {{^}}    from tnp.typing import NDArray{{$}}


def norm(x: "NDArray[np.float64]") -> np.ndarray:
# CHECK: def norm(x: "NDArray[np.float64]") -> tnp.ndarray:
    return x
