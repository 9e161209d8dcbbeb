"""What the Array API standard asks a namespace about itself.

Source: https://data-apis.org/array-api/2024.12/API_specification/inspection.html
"""

from tnp import _tnp

_KINDS = {
    "bool": ("bool",),
    "signed integer": ("int8", "int16", "int32", "int64"),
    "unsigned integer": ("uint8", "uint16", "uint32", "uint64"),
    "real floating": ("float32", "float64"),
    "complex floating": ("complex64", "complex128"),
}
_KINDS["integral"] = _KINDS["signed integer"] + _KINDS["unsigned integer"]
_KINDS["numeric"] = (
    _KINDS["integral"] + _KINDS["real floating"] + _KINDS["complex floating"])


def _check_device(device):
    if device not in ("cpu", None):
        raise ValueError(
            'Device not understood. Only "cpu" is allowed, but received: '
            f"{device}")


class __array_namespace_info__:
    """Capabilities, devices and dtypes, as NumPy gives them.

    Example: tnp.__array_namespace_info__().default_dtypes()
    """

    def capabilities(self):
        """The optional parts of the standard, by name."""
        return {
            "boolean indexing": True,
            "data-dependent shapes": True,
            "max dimensions": 64,
        }

    def default_device(self):
        """Where new arrays are made."""
        return "cpu"

    def default_dtypes(self, *, device=None):
        """The dtypes of what is made from Python's numbers, by kind."""
        _check_device(device)
        return {
            "real floating": _tnp.dtype("float64"),
            "complex floating": _tnp.dtype("complex128"),
            "integral": _tnp.dtype("int64"),
            "indexing": _tnp.dtype("int64"),
        }

    def dtypes(self, *, device=None, kind=None):
        """The dtypes of the standard, by name; of one kind, or of several.

        ValueError for a kind that the standard does not name.
        """
        _check_device(device)
        if kind is None:
            kind = ("bool", "numeric")
        elif isinstance(kind, str):
            kind = (kind,)
        elif not isinstance(kind, tuple):
            raise ValueError(f"unsupported kind: {kind!r}")
        for one in kind:
            if one not in _KINDS:
                raise ValueError(f"unsupported kind: {one!r}")
        return {name: _tnp.dtype(name) for one in kind for name in _KINDS[one]}

    def devices(self):
        """The devices that arrays can be made on by name."""
        return ["cpu"]
