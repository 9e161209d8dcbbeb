"""Joins tnp and torch as soon as both are imported, whichever comes first.

`import tnp` must not import torch, and torch must not be slowed. So when torch
is loaded already the bridge is loaded at once; otherwise a finder waits for
torch's import, lets it run unchanged, and loads the bridge after it.
"""

import sys
import warnings


def load_libtorch():
    """Loads libtorch from wherever torch is found, without importing torch.

    The extension looks for it in the folder where this package is too; torch
    may be in another, as with `pip install --user`.
    """
    import ctypes
    import importlib.util
    import os

    spec = importlib.util.find_spec("torch")
    if spec is None:
        raise ImportError("tnp needs the Python package torch==2.11.0",
                          name="torch")
    for place in spec.submodule_search_locations or ():
        for library in ("libc10.so", "libtorch_cpu.so"):
            path = os.path.join(place, "lib", library)
            if os.path.exists(path):
                ctypes.CDLL(path)


def _load_bridge():
    from tnp import _torch_bridge  # noqa: F401  (its import installs it)


class _BridgingLoader:
    """Runs torch's own loader, then loads the bridge."""

    def __init__(self, loader, finder):
        self._loader = loader
        self._finder = finder

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        # From here on nobody can tell that this loader was in between.
        module.__spec__.loader = module.__loader__ = self._loader
        if self._finder in sys.meta_path:
            sys.meta_path.remove(self._finder)
        self._loader.exec_module(module)
        try:
            _load_bridge()
        except ImportError as error:
            # torch itself is sound; `_torch()` will raise this error.
            warnings.warn(f"tnp cannot share arrays with torch: {error}",
                          RuntimeWarning, stacklevel=2)


class _TorchFinder:
    """Finds torch by the other finders, until it is imported.

    A program may only ask whether torch could be imported
    (importlib.util.find_spec), so that finding it once does not end this.
    """

    def find_spec(self, name, path=None, target=None):
        if name != "torch":
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            if finder is self or find is None:
                continue
            spec = find(name, path, target)
            if spec is None:
                continue
            if spec.loader is not None:
                spec.loader = _BridgingLoader(spec.loader, self)
            return spec
        return None


def install():
    """Called once, by `import tnp`."""
    if "torch" in sys.modules:
        import torch  # noqa: F401  (another thread may be importing it still)

        _load_bridge()
    else:
        sys.meta_path.insert(0, _TorchFinder())
