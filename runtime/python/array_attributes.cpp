#include <ATen/ops/imag.h>
#include <ATen/ops/real.h>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/array_interface.h"
#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/flags_object.h"
#include "runtime/python/flat_iterator.h"

namespace tnp::python {
namespace {

PyObject* get_ndim(PyObject* self, void*) {
  return PyLong_FromLong(array_of(self).ndim());
}

PyObject* get_size(PyObject* self, void*) {
  return PyLong_FromLongLong(array_of(self).size());
}

PyObject* get_itemsize(PyObject* self, void*) {
  return PyLong_FromLongLong(array_of(self).itemsize());
}

PyObject* get_nbytes(PyObject* self, void*) {
  return PyLong_FromLongLong(array_of(self).nbytes());
}

PyObject* get_transpose(PyObject* self, void*) {
  return wrap_new_view(self, [&] { return array_of(self).transposed(); });
}

/// The last two axes exchanged.
PyObject* get_matrix_transpose(PyObject* self, void*) {
  return wrap_new_view(self, [&] {
    const ndarray& a = array_of(self);
    if (a.ndim() < 2) {
      raise_value_error("matrix transpose with ndim < 2 is undefined");
    }
    c10::SmallVector<int, 8> axes;
    for (int i = 0; i < a.ndim() - 2; ++i) axes.push_back(i);
    axes.push_back(a.ndim() - 1);
    axes.push_back(a.ndim() - 2);
    return a.permuted({axes.data(), axes.size()});
  });
}

PyObject* get_base(PyObject* self, void*) {
  PyObject* base = reinterpret_cast<ArrayObject*>(self)->base;
  return Py_NewRef(base ? base : Py_None);
}

/// One part of a complex array: a view on every other number.
ndarray part_view(const ndarray& a, int part) {
  const DType real = real_type(a.dtype());
  return a.view(a.data() + part * itemsize(real), a.shape(), a.strides(), real);
}

ndarray part_of(const ndarray& a, int part) {
  if (a.is_direct()) return part_view(a, part);
  const at::Tensor& tensor = a.kept_tensor();
  return from_tensor(part ? at::imag(tensor) : at::real(tensor));
}

PyObject* get_real(PyObject* self, void*) {
  const ndarray& a = array_of(self);
  if (!is_complex(a.dtype())) return Py_NewRef(self);
  return wrap_new_view(self, [&] { return part_of(a, 0); });
}

PyObject* get_imag(PyObject* self, void*) {
  const ndarray& a = array_of(self);
  if (!is_complex(a.dtype())) {
    return guarded([&] {
      ndarray zeros = ndarray::zeros(a.shape(), a.dtype());
      zeros.set(ndarray::kWriteable, false);
      return is_array_exact(self) ? wrap_array(std::move(zeros))
                                  : wrap_like(std::move(zeros), self);
    });
  }
  return wrap_new_view(self, [&] { return part_of(a, 1); });
}

int set_part(PyObject* self, PyObject* value, int part) {
  return guarded_status([&] {
    check_set(value, part ? "imaginary part" : "real part");
    const ndarray& a = array_of(self);
    const ndarray values = operand_from(value);
    if (is_complex(a.dtype())) {
      copy_into(part_of(a, part), values);
    } else if (part) {
      raise_type_error("array does not have imaginary part to set");
    } else {
      copy_into(a, values);
    }
    return 0;
  });
}

int set_real(PyObject* self, PyObject* value, void*) {
  return set_part(self, value, 0);
}

int set_imag(PyObject* self, PyObject* value, void*) {
  return set_part(self, value, 1);
}

PyObject* get_flags(PyObject* self, void*) { return make_flags(self); }

PyObject* get_flat(PyObject* self, void*) { return make_flat_iterator(self); }

/// a.flat = values: the values in turn, repeated as often as needed.
int set_flat(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    check_set(value, "flat iterator");
    return assign_flat(self, value);
  });
}

PyObject* get_data(PyObject* self, void*) {
  return PyMemoryView_FromObject(self);
}

PyObject* get_array_interface(PyObject* self, void*) {
  return array_interface(self);
}

PyObject* get_priority(PyObject*, void*) { return PyFloat_FromDouble(0.0); }

}  // namespace

PyGetSetDef array_attributes[] = {
    {"ndim", get_ndim, nullptr, "The number of axes.", nullptr},
    {"size", get_size, nullptr, "The number of elements.", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of one element.", nullptr},
    {"nbytes", get_nbytes, nullptr, "Bytes of all elements.", nullptr},
    {"T", get_transpose, nullptr, "A view with the axes reversed.", nullptr},
    {"mT", get_matrix_transpose, nullptr,
     "A view with the last two axes exchanged.", nullptr},
    {"base", get_base, nullptr, "What this array is a view of, or None.",
     nullptr},
    {"real", get_real, set_real, "The real part, a view.", nullptr},
    {"imag", get_imag, set_imag, "The imaginary part.", nullptr},
    {"flags", get_flags, nullptr, "How the memory is laid out.", nullptr},
    {"flat", get_flat, set_flat, "The elements one after another.", nullptr},
    {"data", get_data, nullptr, "The memory, as a memoryview.", nullptr},
    {"__array_interface__", get_array_interface, nullptr,
     "NumPy's description of the memory.", nullptr},
    {"__array_priority__", get_priority, nullptr,
     "Whose operator is asked first.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace tnp::python
