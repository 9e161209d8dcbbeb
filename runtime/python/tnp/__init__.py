"""NumPy's interface on libtorch. Loads neither NumPy nor Python's torch."""

import numbers as _numbers
import sys as _sys
import types as _types
from math import e, inf, nan, pi

from tnp import _torch_hook

try:
    from tnp import _tnp
except ImportError:
    # torch is not installed beside this package.
    _torch_hook.load_libtorch()
    from tnp import _tnp


def _submodule(name, doc, members=()):
    """The module `tnp.NAME`, which the extension may have begun already."""
    full = f"tnp.{name}"
    module = _sys.modules.setdefault(full, _types.ModuleType(full))
    module.__doc__ = doc
    for member in members:
        setattr(module, member, getattr(_tnp, member))
    return module


exceptions = _submodule(
    "exceptions",
    "Errors and warnings with NumPy's names.",
    (
        "AxisError",
        "ComplexWarning",
        "DTypePromotionError",
        "RankWarning",
        "TooHardError",
        "UFuncTypeError",
        "VisibleDeprecationWarning",
    ),
)
linalg = _submodule("linalg", "Linear algebra.", ("LinAlgError",))
random = _submodule("random", "Random numbers.")
fft = _submodule("fft", "Discrete Fourier transforms.")
lib = _submodule("lib", "Less common functions.")
_submodule("lib.stride_tricks", "Views with strides of their own.")

False_ = _tnp.bool(False)
True_ = _tnp.bool(True)
typecodes = {
    "Character": "",
    "Integer": "bhilqnp",
    "UnsignedInteger": "BHILQNP",
    "Float": "efd",
    "Complex": "FD",
    "AllInteger": "bBhHiIlLqQnNpP",
    "AllFloat": "efdFD",
    "Datetime": "",
    "All": "?bhilqnpBHILQNPefdFD",
}
euler_gamma = 0.5772156649015329
newaxis = None

globals().update({k: v for k, v in vars(_tnp).items() if not k.startswith("_")})

from tnp._array_api import __array_namespace_info__  # noqa: E402
from tnp._callables import (  # noqa: E402
    apply_along_axis, apply_over_axes, fromfunction, frompyfunc, piecewise,
    vectorize)
from tnp._gradients import _enable_grad, _no_grad  # noqa: E402
from tnp._tnp import _set_promotion  # noqa: E402
from tnp._index_tricks import (  # noqa: E402
    c_, index_exp, mgrid, ndenumerate, ndindex, ogrid, r_, s_)

# What needs modules that few programs use is loaded when it is asked for.
_ON_DEMAND = dict.fromkeys(
    ("fromfile", "fromstring", "load", "loadtxt", "save", "savetxt", "savez",
     "savez_compressed"), "tnp._files")
_MODULES_ON_DEMAND = ("testing", "typing")


def __getattr__(name):
    import importlib
    if name in _MODULES_ON_DEMAND:
        return importlib.import_module(f"tnp.{name}")
    home = _ON_DEMAND.get(name)
    if home is None:
        raise AttributeError(f"module 'tnp' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *_ON_DEMAND, *_MODULES_ON_DEMAND})


_numbers.Integral.register(_tnp.integer)
_numbers.Complex.register(_tnp.inexact)
_numbers.Real.register(_tnp.floating)
_numbers.Number.register(_tnp.number)

_torch_hook.install()
