"""`NDArrayOperatorsMixin`: Python's operators by way of `__array_ufunc__`.

Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.mixins.NDArrayOperatorsMixin.html
"""

from tnp import _tnp

__all__ = ["NDArrayOperatorsMixin"]

_COMPARISONS = {"lt": "less", "le": "less_equal", "eq": "equal",
                "ne": "not_equal", "gt": "greater", "ge": "greater_equal"}
_ARITHMETIC = {"add": "add", "sub": "subtract", "mul": "multiply",
               "matmul": "matmul", "truediv": "true_divide",
               "floordiv": "floor_divide", "mod": "remainder",
               "divmod": "divmod", "pow": "power", "lshift": "left_shift",
               "rshift": "right_shift", "and": "bitwise_and",
               "xor": "bitwise_xor", "or": "bitwise_or"}
_UNARY = {"neg": "negative", "pos": "positive", "abs": "absolute",
          "invert": "invert"}


def _is_left_alone(other):
    """Whether `other` wants none of NumPy's operators: its own come first."""
    return getattr(other, "__array_ufunc__", False) is None


def _operator(ufunc, name):
    def method(self, other):
        return NotImplemented if _is_left_alone(other) else ufunc(self, other)
    method.__name__ = name
    return method


def _reflected(ufunc, name):
    def method(self, other):
        return NotImplemented if _is_left_alone(other) else ufunc(other, self)
    method.__name__ = name
    return method


def _in_place(ufunc, name):
    def method(self, other):
        return ufunc(self, other, out=(self,))
    method.__name__ = name
    return method


def _unary(ufunc, name):
    def method(self):
        return ufunc(self)
    method.__name__ = name
    return method


def _methods():
    kinds = [("", _operator, {**_COMPARISONS, **_ARITHMETIC}),
             ("r", _reflected, _ARITHMETIC), ("i", _in_place, _ARITHMETIC),
             ("", _unary, _UNARY)]
    methods = {f"__{prefix}{name}__":
               make(getattr(_tnp, ufunc), f"__{prefix}{name}__")
               for prefix, make, names in kinds for name, ufunc in names.items()}
    del methods["__idivmod__"]  # Python has none
    return methods


class NDArrayOperatorsMixin:
    """Has Python's operators call ufuncs, for a class with `__array_ufunc__`.

    Comparisons, arithmetic with its reflected and in-place forms, and unary
    operators. An operand whose `__array_ufunc__` is None is left to itself.
    """

    __slots__ = ()
    locals().update(_methods())
