// Methods that give Python values: tolist, item, tobytes, and the numbers that
// Python asks an array of one element for.
#include "runtime/core/cast.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

PyObject* list_of(const ndarray& a, int axis, const char* data) {
  if (axis == a.ndim()) return python_value(Scalar::load(data, a.dtype()));
  Reference list(PyList_New(a.shape(axis)));
  if (!list) return nullptr;
  if (axis + 1 == a.ndim() && a.dtype() == DType::kFloat64) {
    for (std::int64_t i = 0; i < a.shape(axis); ++i) {
      PyObject* item = PyFloat_FromDouble(
          load_element<double>(data + i * a.stride(axis)));
      if (!item) return nullptr;
      PyList_SET_ITEM(list.get(), i, item);
    }
    return list.release();
  }
  if (axis + 1 == a.ndim() && a.dtype() == DType::kInt64) {
    for (std::int64_t i = 0; i < a.shape(axis); ++i) {
      PyObject* item = PyLong_FromLongLong(
          load_element<std::int64_t>(data + i * a.stride(axis)));
      if (!item) return nullptr;
      PyList_SET_ITEM(list.get(), i, item);
    }
    return list.release();
  }
  for (std::int64_t i = 0; i < a.shape(axis); ++i) {
    PyObject* item = list_of(a, axis + 1, data + i * a.stride(axis));
    if (!item) return nullptr;
    PyList_SET_ITEM(list.get(), i, item);
  }
  return list.release();
}

PyObject* tolist(PyObject* self, PyObject*) {
  return guarded([&] {
    const ndarray a = to_direct(array_of(self));
    return list_of(a, 0, a.data());
  });
}

/// item(), item(flat_index), item(i, j, ...), item((i, j, ...)).
PyObject* item(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&]() -> PyObject* {
    const ndarray a = to_direct(array_of(self));
    if (nargs == 1 && PyTuple_Check(args[0])) {
      nargs = PyTuple_GET_SIZE(args[0]);
      args = &PyTuple_GET_ITEM(args[0], 0);
    }
    if (nargs == 0) {
      if (a.size() != 1) {
        raise_value_error(
            "can only convert an array of size 1 to a Python scalar");
      }
      return python_value(a.item());
    }
    if (nargs == 1 && a.ndim() != 1) {
      const std::int64_t index = int_from(args[0]);
      const std::int64_t wrapped = index < 0 ? index + a.size() : index;
      if (wrapped < 0 || wrapped >= a.size()) {
        raise_index_error("index " + std::to_string(index) +
                          " is out of bounds for size " +
                          std::to_string(a.size()));
      }
      return python_value(a.item(wrapped));
    }
    if (nargs != a.ndim()) {
      raise_value_error("incorrect number of indices for array");
    }
    const char* data = a.data();
    for (int axis = 0; axis < a.ndim(); ++axis) {
      const std::int64_t index = int_from(args[axis]);
      const std::int64_t extent = a.shape(axis);
      const std::int64_t wrapped = index < 0 ? index + extent : index;
      if (wrapped < 0 || wrapped >= extent) {
        raise_index_error("index " + std::to_string(index) +
                          " is out of bounds for axis " + std::to_string(axis) +
                          " with size " + std::to_string(extent));
      }
      data += wrapped * a.stride(axis);
    }
    return python_value(Scalar::load(data, a.dtype()));
  });
}

PyObject* tobytes(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                  PyObject* names) {
  return guarded([&]() -> PyObject* {
    const char order =
        nargs + (names ? PyTuple_GET_SIZE(names) : 0) > 0 ? order_from(args[0])
                                                          : 'C';
    const ndarray a = to_direct(array_of(self));
    const bool fortran =
        order == 'F' || ((order == 'A' || order == 'K') &&
                         a.is_f_contiguous() && !a.is_c_contiguous());
    const ndarray packed =
        (fortran ? a.transposed() : a).contiguous();
    return PyBytes_FromStringAndSize(packed.data(), packed.nbytes());
  });
}

/// The one element; TypeError as NumPy gives it when there is none or more.
Scalar only_element(PyObject* self) {
  const ndarray& a = array_of(self);
  if (a.ndim() > 0) {
    raise_type_error(
        "only 0-dimensional arrays can be converted to Python scalars");
  }
  return to_direct(a).item();
}

PyObject* as_python(PyObject* self, PyObject* (*convert)(PyObject*)) {
  return guarded([&]() -> PyObject* {
    const Reference value = checked(python_value(only_element(self)));
    return convert(value.get());
  });
}

PyObject* to_int(PyObject* self) { return as_python(self, PyNumber_Long); }

PyObject* to_float(PyObject* self) { return as_python(self, PyNumber_Float); }

PyObject* to_index(PyObject* self) {
  return guarded([&]() -> PyObject* {
    const ndarray& a = array_of(self);
    if (!is_integer(a.dtype()) || a.ndim() > 0) {
      raise_type_error("only integer scalar arrays can be converted to a "
                       "scalar index");
    }
    return python_value(to_direct(a).item());
  });
}

PyObject* to_complex(PyObject* self, PyObject*) {
  return guarded([&] {
    const std::complex<double> value = only_element(self).as_complex();
    return PyComplex_FromDoubles(value.real(), value.imag());
  });
}

int to_bool(PyObject* self) {
  return guarded_status([&] {
    const ndarray& a = array_of(self);
    if (a.size() == 1) return static_cast<int>(a.item(0).as_bool());
    if (a.size() == 0) {
      raise_value_error(
          "The truth value of an empty array is ambiguous. Use `array.size > "
          "0` to check that an array is not empty.");
    }
    raise_value_error(
        "The truth value of an array with more than one element is ambiguous. "
        "Use a.any() or a.all()");
  });
}

}  // namespace

char order_from(PyObject* object) {
  if (object == Py_None) return 'K';
  if (PyUnicode_Check(object) && PyUnicode_GetLength(object) == 1) {
    const char order =
        static_cast<char>(Py_TOUPPER(PyUnicode_READ_CHAR(object, 0)));
    if (order == 'C' || order == 'F' || order == 'A' || order == 'K') {
      return order;
    }
  }
  const Reference text = checked(PyObject_Str(object));
  raise_value_error(std::string("order must be one of 'C', 'F', 'A', or 'K' "
                                "(got '") +
                    PyUnicode_AsUTF8(text.get()) + "')");
}

int array_contains(PyObject* self, PyObject* element) {
  return guarded_status([&] {
    // Any element equal to it, by the comparison operator.
    const Reference equal =
        checked(PyObject_RichCompare(self, element, Py_EQ));
    if (!is_array(equal.get())) return checked(PyObject_IsTrue(equal.get()));
    const ndarray found = to_direct(array_of(equal.get())).contiguous();
    const auto* flags = found.data_as<const std::uint8_t>();
    for (std::int64_t i = 0; i < found.size(); ++i) {
      if (flags[i]) return 1;
    }
    return 0;
  });
}

void add_number_conversions(PyNumberMethods& methods) {
  methods.nb_bool = to_bool;
  methods.nb_int = to_int;
  methods.nb_float = to_float;
  methods.nb_index = to_index;
}

PyMethodDef array_conversion_methods[] = {
    {"tolist", tolist, METH_NOARGS,
     "tolist()\n--\n\nThe elements as nested lists of Python numbers."},
    {"item", method_cast(item), METH_FASTCALL,
     "item(*index)\n--\n\nOne element as a Python number."},
    {"tobytes", method_cast(tobytes), METH_FASTCALL | METH_KEYWORDS,
     "tobytes(order='C')\n--\n\nThe elements' bytes, packed."},
    {"__complex__", to_complex, METH_NOARGS, "The one element as a complex."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
