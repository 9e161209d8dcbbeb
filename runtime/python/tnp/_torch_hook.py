"""Joins tnp and torch as soon as both are imported, whichever comes first.

`import tnp` must not import torch, and torch must not be slowed. So when torch
is loaded already the bridge is loaded at once; otherwise a finder waits for
torch's import, lets it run unchanged, and loads the bridge after it.
"""

import sys


def _load_bridge():
    from tnp import _torch_bridge  # noqa: F401  (its import installs it)


class _BridgingLoader:
    """Runs torch's own loader, then loads the bridge."""

    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        # From here on nobody can tell that this loader was in between.
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _load_bridge()


class _TorchFinder:
    """Finds torch by the other finders, once."""

    def find_spec(self, name, path=None, target=None):
        if name != "torch":
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find else None
            if spec is None:
                continue
            if spec.loader is not None:
                spec.loader = _BridgingLoader(spec.loader)
            return spec
        return None


def install():
    """Called once, by `import tnp`."""
    if "torch" in sys.modules:
        _load_bridge()
    else:
        sys.meta_path.insert(0, _TorchFinder())
