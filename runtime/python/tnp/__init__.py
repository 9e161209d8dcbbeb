"""NumPy's interface on libtorch. Loads neither NumPy nor Python's torch."""

import numbers as _numbers
import os as _os
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
exceptions.ModuleDeprecationWarning = type(
    "ModuleDeprecationWarning", (DeprecationWarning,),
    {"__module__": "tnp.exceptions", "__doc__": "A module is deprecated."})
linalg = _submodule("linalg", "Linear algebra.", ("LinAlgError",))
random = _submodule("random", "Random numbers.")
fft = _submodule("fft", "Discrete Fourier transforms.")
emath = _submodule("emath", "Functions that go on into the complex numbers.")
lib = _submodule("lib", "Less common functions.")
lib.scimath = _sys.modules["tnp.lib.scimath"] = emath
_submodule("lib.stride_tricks", "Views with strides of their own.")
lib.__path__ = [f"{folder}/lib" for folder in __path__]
lib.__all__ = ["Arrayterator", "NumpyVersion", "array_utils", "format", "mixins",
               "npyio", "scimath", "stride_tricks"]


def _filled_on_demand(module, home, starts):
    """Has `home`, a module that fills `module`, loaded for a name not there.

    The names begin as `starts` says: a program may ask every module for a name of
    its own, and must not load anything by that.
    """

    def load():
        import importlib
        importlib.import_module(home)
        return vars(module)

    def find(name):
        if name == "__all__" or name.startswith(starts):
            found = load()
            if name in found:
                return found[name]
        raise AttributeError(
            f"module {module.__name__!r} has no attribute {name!r}")

    module.__getattr__ = find
    module.__dir__ = lambda: sorted(load())


def _found_on_demand(package, modules, homes):
    """Has a package's modules, and names of others by `homes`, loaded when used."""

    def find(name):
        if name not in modules and name not in homes:
            raise AttributeError(
                f"module {package.__name__!r} has no attribute {name!r}")
        import importlib
        if name in modules:
            return importlib.import_module(f"{package.__name__}.{name}")
        value = getattr(importlib.import_module(homes[name]), name)
        setattr(package, name, value)
        return value

    package.__getattr__ = find
    package.__dir__ = lambda: sorted({*vars(package), *modules, *homes})


_found_on_demand(lib, ("array_utils", "format", "mixins", "npyio"),
                 {"Arrayterator": "tnp.lib._arrayterator",
                  "NumpyVersion": "tnp.lib._version"})

polynomial = _submodule("polynomial", "Series in six polynomial bases.")
for _name, _starts in {
    "": ("Poly", "Cheb", "Leg", "Herm", "Lag", "set_default"),
    ".polynomial": ("poly", "Poly"), ".chebyshev": ("cheb", "Cheb", "poly2"),
    ".legendre": ("leg", "Leg", "poly2"), ".hermite": ("herm", "Herm", "poly2"),
    ".hermite_e": ("herm", "Herm", "poly2"),
    ".laguerre": ("lag", "Lag", "poly2"),
    ".polyutils": ("as_", "format_", "get", "map", "trim"),
}.items():
    _filled_on_demand(_sys.modules[f"tnp.polynomial{_name}"], "tnp._polynomial",
                      _starts)

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
_numpy_version = "2.4.6"  # whose interface this is
little_endian = _sys.byteorder == "little"
newaxis = None

globals().update({k: v for k, v in vars(_tnp).items() if not k.startswith("_")})

from tnp._array_api import __array_namespace_info__  # noqa: E402
from tnp._callables import (  # noqa: E402
    apply_along_axis, apply_over_axes, fromfunction, frompyfunc, mask_indices,
    piecewise, vectorize)
from tnp._gradients import _enable_grad, _no_grad  # noqa: E402
from tnp._tnp import _set_fallback, _set_promotion  # noqa: E402
from tnp._index_tricks import (  # noqa: E402
    c_, index_exp, mgrid, ndenumerate, ndindex, ogrid, r_, s_)

# What few programs use is loaded when it is asked for: the names, by the module
# that has them.
_HOMES = {
    "tnp._block": "block",
    "tnp._configuration": "show_config show_runtime",
    "tnp._files": "fromfile fromstring load loadtxt save savetxt savez "
                  "savez_compressed",
    "tnp._genfromtxt": "genfromtxt",
    "tnp._matrix": "asmatrix bmat matrix",
    "tnp._memmap": "memmap",
    "tnp._poly1d": "poly1d",
    "tnp._requirements": "asarray_chkfinite require",
    "tnp._scalar_types": "ScalarType sctypeDict",
    "tnp._type_names": "base_repr binary_repr iterable mintypecode typename",
}
_ON_DEMAND = {name: home for home, names in _HOMES.items()
              for name in names.split()}
_MODULES = ("dtypes", "matlib", "testing", "typing")

_found_on_demand(_sys.modules[__name__], _MODULES, _ON_DEMAND)

_numbers.Integral.register(_tnp.integer)
_numbers.Complex.register(_tnp.inexact)
_numbers.Real.register(_tnp.floating)
_numbers.Number.register(_tnp.number)

_torch_hook.install()
if "TNP_FALLBACK" in _os.environ:
    _set_fallback(_os.environ["TNP_FALLBACK"])
