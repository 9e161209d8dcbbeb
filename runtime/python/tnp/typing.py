"""Types for annotations, with the names of numpy.typing.

`NDArray[float64]` is `tnp.ndarray[tuple[Any, ...], tnp.dtype[float64]]`, as in
NumPy: a generic alias that isinstance() refuses. No shapes or dtypes are checked at run time.
"""

from types import GenericAlias
from typing import Any, Sequence, TypeVar, Union

from tnp import dtype, generic, ndarray

__all__ = ["ArrayLike", "DTypeLike", "NDArray"]

_ScalarT = TypeVar("_ScalarT", bound=generic)

# What tnp.array takes; nested sequences are not spelled out.
ArrayLike = Union[ndarray, generic, bool, int, float, complex, Sequence[Any]]
# What tnp.dtype takes.
DTypeLike = Union[dtype, type, str, None]
NDArray = GenericAlias(
    ndarray, (tuple[Any, ...], GenericAlias(dtype, (_ScalarT,))))
