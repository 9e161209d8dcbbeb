// Methods and attributes of tnp's scalars. Those that an array shares are
// forwarded to a 0-d array, whose 0-d results become scalars again.
#include <array>
#include <cmath>
#include <utility>

#include "runtime/core/errors.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/errors.h"
#include "runtime/python/numpy_exchange.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

constexpr const char* kForwarded[] = {
    "__array__",    "all",      "any",      "argmax",  "argmin",   "argsort",
    "astype",       "byteswap", "choose",   "clip",    "compress", "copy",
    "cumprod",      "cumsum",   "diagonal", "dump",    "dumps",    "fill",
    "flatten",      "max",      "mean",     "min",     "nonzero",  "prod",
    "put",          "ravel",    "repeat",   "reshape", "resize",   "round",
    "searchsorted", "setflags", "sort",     "squeeze", "std",      "sum",
    "swapaxes",     "take",     "tobytes",  "tofile",  "trace",    "transpose",
    "var",          "view",
};
constexpr std::size_t kNumForwarded = std::size(kForwarded);

PyObject* forward_attribute(PyObject* self, const char* name) {
  PyObject* array = array_of_scalar(self);
  if (!array) return nullptr;
  PyObject* value = PyObject_GetAttrString(array, name);
  Py_DECREF(array);
  return value;
}

// A new 0-d array becomes a scalar; one that the caller gave (`out=`) stays.
PyObject* unwrap(PyObject* result) {
  if (!result || !is_array(result) || Py_REFCNT(result) > 1) return result;
  const ndarray& array = array_of(result);
  if (array.ndim() != 0 || !array.is_direct()) return result;
  PyObject* scalar = guarded([&] { return wrap_scalar(array.item()); });
  Py_DECREF(result);
  return scalar;
}

template <std::size_t index>
PyObject* forward_method(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* names) {
  PyObject* method = forward_attribute(self, kForwarded[index]);
  if (!method) return nullptr;
  PyObject* result = PyObject_Vectorcall(method, args, nargs, names);
  Py_DECREF(method);
  return index == 0 ? result : unwrap(result);  // __array__ gives an array
}

template <typename Function>
PyCFunction as_method(Function* function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyObject* item(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
               PyObject* names) {
  if (nargs == 0 && !names)
    return guarded([&] { return python_value(scalar_value(self)); });
  PyObject* method = forward_attribute(self, "item");
  if (!method) return nullptr;
  PyObject* result = PyObject_Vectorcall(method, args, nargs, names);
  Py_DECREF(method);
  return result;
}

PyObject* tolist(PyObject* self, PyObject*) {
  return guarded([&] { return python_value(scalar_value(self)); });
}

PyObject* conjugate(PyObject* self, PyObject*) {
  return guarded([&] {
    const Scalar value = scalar_value(self);
    if (!is_complex(value.dtype())) return Py_NewRef(self);
    return wrap_scalar(Scalar(std::conj(value.as_complex()), value.dtype()));
  });
}

PyObject* reduce(PyObject* self, PyObject*) {
  return guarded([&] {
    return Py_BuildValue("(O(N))", Py_TYPE(self),
                         python_value(scalar_value(self)));
  });
}

PyObject* array_wrap(PyObject*, PyObject* args) {
  PyObject* array = nullptr;
  PyObject* context = Py_None;
  PyObject* to_scalar = Py_None;
  if (!PyArg_ParseTuple(args, "O|OO:__array_wrap__", &array, &context,
                        &to_scalar)) {
    return nullptr;
  }
  return guarded([&] {
    // What NumPy computed, as an array on the same memory.
    Reference shared;
    if (is_numpy_array(array)) {
      shared = checked(wrap_array(array_from(array), array));
      array = shared.get();
    }
    if (!is_array(array)) {
      raise_type_error("can only be called with ndarray object");
    }
    if (to_scalar == Py_False || array_of(array).ndim() != 0) {
      return Py_NewRef(array);
    }
    return wrap_result(ndarray(array_of(array)));
  });
}

PyObject* array_namespace(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"api_version", nullptr};
  PyObject* version = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|$O:__array_namespace__",
                                   const_cast<char**>(names), &version)) {
    return nullptr;
  }
  return PyImport_ImportModule("tnp");
}

PyObject* to_device(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"", "stream", nullptr};
  const char* device = nullptr;
  PyObject* stream = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "s|$O:to_device",
                                   const_cast<char**>(names), &device,
                                   &stream)) {
    return nullptr;
  }
  if (stream != Py_None) {
    PyErr_SetString(PyExc_ValueError,
                    "The stream argument in to_device() is not supported");
    return nullptr;
  }
  if (std::string_view(device) != "cpu") {
    PyErr_Format(PyExc_ValueError,
                 "Unsupported device: %s. Only 'cpu' is accepted.", device);
    return nullptr;
  }
  return Py_NewRef(self);
}

// ---- Attributes.

PyObject* get_dtype(PyObject* self, void*) {
  return guarded([&] { return wrap_dtype(scalar_value(self).dtype()); });
}
PyObject* get_shape(PyObject*, void*) { return PyTuple_New(0); }
PyObject* get_zero(PyObject*, void*) { return PyLong_FromLong(0); }
PyObject* get_one(PyObject*, void*) { return PyLong_FromLong(1); }
PyObject* get_none(PyObject*, void*) { Py_RETURN_NONE; }
PyObject* get_self(PyObject* self, void*) { return Py_NewRef(self); }
PyObject* get_itemsize(PyObject* self, void*) {
  return PyLong_FromLong(
      itemsize(static_cast<DType>(scalar_dtype(Py_TYPE(self)))));
}
PyObject* get_device(PyObject*, void*) { return PyUnicode_FromString("cpu"); }
PyObject* get_priority(PyObject*, void*) {
  return PyFloat_FromDouble(-1000000.0);
}
PyObject* get_forwarded(PyObject* self, void* name) {
  return forward_attribute(self, static_cast<const char*>(name));
}

PyObject* get_real(PyObject* self, void*) {
  return guarded([&] {
    const Scalar value = scalar_value(self);
    if (!is_complex(value.dtype())) return Py_NewRef(self);
    return wrap_scalar(
        Scalar(value.as_complex().real(), real_type(value.dtype())));
  });
}

PyObject* get_imag(PyObject* self, void*) {
  return guarded([&] {
    const Scalar value = scalar_value(self);
    const DType part = real_type(value.dtype());
    if (!is_complex(value.dtype())) {
      return wrap_scalar(Scalar(std::int64_t{0}).astype(part));
    }
    return wrap_scalar(Scalar(value.as_complex().imag(), part));
  });
}

// x[()] is x itself; an Ellipsis or None gives an array.
PyObject* subscript(PyObject* self, PyObject* key) {
  if (PyTuple_CheckExact(key) && PyTuple_GET_SIZE(key) == 0) {
    return Py_NewRef(self);
  }
  const bool is_index = PyIndex_Check(key) || PySlice_Check(key);
  if (is_index) {
    PyErr_SetString(PyExc_IndexError, "invalid index to scalar variable.");
    return nullptr;
  }
  PyObject* array = array_of_scalar(self);
  if (!array) return nullptr;
  PyObject* result = PyObject_GetItem(array, key);
  Py_DECREF(array);
  return result;
}

// ---- Integers and floats.

PyObject* integer_is_integer(PyObject*, PyObject*) { Py_RETURN_TRUE; }

PyObject* integer_bit_count(PyObject* self, PyObject*) {
  return guarded([&] {
    const Scalar value = scalar_value(self);
    std::uint64_t magnitude = value.as_uint64();
    if (is_signed(value.dtype()) && value.as_int64() < 0) {
      magnitude = 0 - magnitude;
    }
    return PyLong_FromLong(__builtin_popcountll(magnitude));
  });
}

PyObject* float_method(PyObject* self, const char* name) {
  PyObject* number = PyFloat_FromDouble(scalar_value(self).as_double());
  if (!number) return nullptr;
  PyObject* result = PyObject_CallMethod(number, name, nullptr);
  Py_DECREF(number);
  return result;
}
PyObject* float_is_integer(PyObject* self, PyObject*) {
  return float_method(self, "is_integer");
}
PyObject* float_as_integer_ratio(PyObject* self, PyObject*) {
  return float_method(self, "as_integer_ratio");
}

PyObject* complex_complex(PyObject* self, PyObject*) {
  return guarded([&] { return python_value(scalar_value(self)); });
}

// NumPy's round: scale, round half to even, scale back, each step in the type.
template <typename T>
T round_decimals(T value, int digits) {
  const T scale = static_cast<T>(std::pow(10.0, std::abs(digits)));
  if (digits >= 0) {
    const T scaled = static_cast<T>(value * scale);
    return static_cast<T>(static_cast<T>(std::nearbyint(scaled)) / scale);
  }
  const T scaled = static_cast<T>(value / scale);
  return static_cast<T>(static_cast<T>(std::nearbyint(scaled)) * scale);
}

Scalar rounded(const Scalar& value, int digits) {
  const DType d = value.dtype();
  if (is_integer(d)) {
    if (digits >= 0) return value;
    return Scalar(round_decimals(value.as_double(), digits)).astype(d);
  }
  switch (d) {
    case DType::kFloat64:
      return Scalar(round_decimals(value.as_double(), digits));
    case DType::kFloat32:
      return Scalar(
          double{round_decimals(static_cast<float>(value.as_double()), digits)},
          d);
    default:
      return Scalar(
          double{round_decimals(
              c10::Half(static_cast<float>(value.as_double())), digits)},
          d);
  }
}

// round(x) is a Python int, round(x, n) a scalar of the same type.
PyObject* python_round(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"ndigits", nullptr};
  PyObject* digits = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:__round__",
                                   const_cast<char**>(names), &digits)) {
    return nullptr;
  }
  return guarded([&]() -> PyObject* {
    const bool to_integer = digits == Py_None;
    const int count = to_integer ? 0 : static_cast<int>(int_from(digits));
    const Scalar result = rounded(scalar_value(self), count);
    if (!to_integer) return wrap_scalar(result);
    if (!is_integer(result.dtype())) {
      return PyLong_FromDouble(result.as_double());
    }
    return python_value(result);
  });
}

// ---- Subscripts of types, for annotations: abstract number types have them.

PyObject* class_getitem(PyObject* type, PyObject* key, Py_ssize_t most) {
  if (scalar_dtype(reinterpret_cast<PyTypeObject*>(type)) >= 0) {
    return PyErr_Format(PyExc_TypeError, "type '%s' is not subscriptable",
                        reinterpret_cast<PyTypeObject*>(type)->tp_name);
  }
  const Py_ssize_t count = PyTuple_Check(key) ? PyTuple_GET_SIZE(key) : 1;
  if (count < 1 || count > most) {
    return PyErr_Format(PyExc_TypeError, "Too %s arguments for %s",
                        count < 1 ? "few" : "many",
                        reinterpret_cast<PyTypeObject*>(type)->tp_name);
  }
  return Py_GenericAlias(type, key);
}
PyObject* number_class_getitem(PyObject* type, PyObject* key) {
  return class_getitem(type, key, 1);
}
PyObject* complex_class_getitem(PyObject* type, PyObject* key) {
  return class_getitem(type, key, 2);
}

PyMethodDef kOwnMethods[] = {
    {"item", as_method(item), METH_FASTCALL | METH_KEYWORDS,
     "The element as a Python number."},
    {"tolist", tolist, METH_NOARGS, "The element as a Python number."},
    {"conj", conjugate, METH_NOARGS, "The complex conjugate."},
    {"conjugate", conjugate, METH_NOARGS, "The complex conjugate."},
    {"__format__", scalar_format, METH_O, nullptr},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__array_wrap__", array_wrap, METH_VARARGS,
     "A 0-d array as a scalar; other arrays as they are."},
    {"__array_namespace__", as_method(array_namespace),
     METH_VARARGS | METH_KEYWORDS, "The module tnp."},
    {"to_device", as_method(to_device), METH_VARARGS | METH_KEYWORDS,
     "The scalar itself: it is on the CPU."},
};
constexpr std::size_t kNumOwn = std::size(kOwnMethods);

template <std::size_t... index>
auto make_methods(std::index_sequence<index...>) {
  std::array<PyMethodDef, kNumOwn + kNumForwarded + 1> table{{
      PyMethodDef{kForwarded[index], as_method(forward_method<index>),
                  METH_FASTCALL | METH_KEYWORDS,
                  "As the array method of the same name."}...,
  }};
  for (std::size_t i = 0; i < kNumOwn; ++i) {
    table[kNumForwarded + i] = kOwnMethods[i];
  }
  return table;
}

constexpr PyMethodDef kEnd = {nullptr, nullptr, 0, nullptr};

void* name_of(const char* name) { return const_cast<char*>(name); }

}  // namespace

PyMethodDef* generic_methods() {
  static auto table = make_methods(std::make_index_sequence<kNumForwarded>());
  return table.data();
}

PyGetSetDef generic_attributes[] = {
    {"dtype", get_dtype, nullptr, "The element type.", nullptr},
    {"shape", get_shape, nullptr, "An empty tuple.", nullptr},
    {"strides", get_shape, nullptr, "An empty tuple.", nullptr},
    {"ndim", get_zero, nullptr, "Always 0.", nullptr},
    {"size", get_one, nullptr, "Always 1.", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of the element.", nullptr},
    {"nbytes", get_itemsize, nullptr, "Bytes of the element.", nullptr},
    {"real", get_real, nullptr, "The real part.", nullptr},
    {"imag", get_imag, nullptr, "The imaginary part.", nullptr},
    {"T", get_self, nullptr, "The scalar itself.", nullptr},
    {"base", get_none, nullptr, "Always None.", nullptr},
    {"device", get_device, nullptr, "Always \"cpu\".", nullptr},
    {"data", get_forwarded, nullptr, "The element's memory.", name_of("data")},
    {"flags", get_forwarded, nullptr, "As of a 0-d array.", name_of("flags")},
    {"flat", get_forwarded, nullptr, "A flat iterator.", name_of("flat")},
    {"__array_interface__", get_forwarded, nullptr, "NumPy's protocol.",
     name_of("__array_interface__")},
    {"__array_priority__", get_priority, nullptr, "Below every array.",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef integer_methods[] = {
    {"is_integer", integer_is_integer, METH_NOARGS,
     "is_integer($self, /)\n--\n\nAlways True."},
    {"bit_count", integer_bit_count, METH_NOARGS,
     "bit_count($self, /)\n--\n\nThe number of ones in the magnitude."},
    {"__round__", as_method(python_round), METH_VARARGS | METH_KEYWORDS,
     nullptr},
    kEnd,
};

PyMethodDef floating_methods[] = {
    {"is_integer", float_is_integer, METH_NOARGS,
     "is_integer($self, /)\n--\n\nWhether the value is a whole number."},
    {"as_integer_ratio", float_as_integer_ratio, METH_NOARGS,
     "as_integer_ratio($self, /)\n--\n\n"
     "Numerator and denominator of the exact value."},
    {"__round__", as_method(python_round), METH_VARARGS | METH_KEYWORDS,
     nullptr},
    kEnd,
};

PyMethodDef number_methods[] = {
    {"__class_getitem__", number_class_getitem, METH_O | METH_CLASS, nullptr},
    kEnd,
};

PyMethodDef bool_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, nullptr},
    kEnd,
};

PyMethodDef complex_methods[] = {
    {"__class_getitem__", complex_class_getitem, METH_O | METH_CLASS, nullptr},
    {"__complex__", complex_complex, METH_NOARGS, nullptr},
    kEnd,
};

PyMappingMethods scalar_mapping_methods = {nullptr, subscript, nullptr};

}  // namespace tnp::python
