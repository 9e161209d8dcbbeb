"""What `inspect.signature` says of a ufunc."""

import inspect


class _NoValue:
    """Stands for an argument that was not given."""

    def __repr__(self):
        return "<no value>"


_NO_VALUE = _NoValue()


def of_ufunc(ufunc):
    """The parameters of a call, as NumPy lists them."""
    position = inspect.Parameter.POSITIONAL_ONLY
    keyword = inspect.Parameter.KEYWORD_ONLY
    inputs = ["x"] if ufunc.nin == 1 else [
        f"x{i + 1}" for i in range(ufunc.nin)]
    out = None if ufunc.nout == 1 else (None,) * ufunc.nout
    own = {"where": True} if ufunc.signature is None else {
        "axes": _NO_VALUE, "axis": _NO_VALUE, "keepdims": False}
    named = own | {"casting": "same_kind", "order": "K", "dtype": None,
                   "subok": True, "signature": None}
    return inspect.Signature(
        [inspect.Parameter(name, position) for name in inputs] +
        [inspect.Parameter("out", inspect.Parameter.POSITIONAL_OR_KEYWORD,
                           default=out)] +
        [inspect.Parameter(name, keyword, default=value)
         for name, value in named.items()])
