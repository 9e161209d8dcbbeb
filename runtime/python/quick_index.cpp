#include "runtime/python/quick_index.h"

#include <algorithm>

#include "runtime/core/cast.h"
#include "runtime/core/gather.h"
#include "runtime/core/shape.h"
#include "runtime/python/array_object.h"
#include "runtime/python/discovery.h"
#include "runtime/python/errors.h"

namespace tnp::python {
namespace {

bool same_shape(const ndarray& a, const ndarray& b) {
  return std::ranges::equal(a.shape(), b.shape());
}

/// An array of indices into the vector `a`.
bool is_vector_index(const ndarray& a, const ndarray& index) {
  return a.ndim() == 1 && index.dtype() == DType::kInt64 && index.ndim() > 0 &&
         index.is_c_contiguous() && index.is_direct();
}

bool is_whole_mask(const ndarray& a, const ndarray& mask) {
  return is_bool(mask.dtype()) && mask.ndim() > 0 && same_shape(a, mask) &&
         (a.ndim() == 1 || a.is_c_contiguous()) && mask.is_c_contiguous() &&
         mask.is_direct();
}

bool is_number(PyObject* value) {
  return PyFloat_CheckExact(value) || PyLong_CheckExact(value);
}

/// A 0-d array of a Python number.
ndarray number_as(PyObject* value, DType dtype) {
  ndarray number = ndarray::empty({}, dtype);
  store_value(value, number.data(), dtype);
  return number;
}

bool assign_vector(const ndarray& a, const ndarray& index, PyObject* value) {
  if (may_share_memory(a, index)) return false;
  if (is_number(value)) {
    set_indexed(a, index, number_as(value, a.dtype()));
    return true;
  }
  if (!is_array_exact(value)) return false;
  const ndarray& source = array_of(value);
  if (source.dtype() != a.dtype() || !source.is_direct() ||
      !same_shape(source, index) || may_share_memory(a, source)) {
    return false;
  }
  set_indexed(a, index, source);
  return true;
}

}  // namespace

PyObject* quick_subscript(PyObject* self, PyObject* key) {
  if (!is_array_exact(self) || !is_array_exact(key)) return nullptr;
  const ndarray& a = array_of(self);
  const ndarray& index = array_of(key);
  if (!a.is_direct()) return nullptr;
  if (is_vector_index(a, index)) {
    return wrap_new([&] { return get_indexed(a, index); });
  }
  if (is_whole_mask(a, index)) {
    return wrap_new([&] { return get_masked(a, index); });
  }
  return nullptr;
}

bool quick_assign(const ndarray& a, PyObject* key, PyObject* value) {
  if (!a.is_direct() || !is_array_exact(key)) return false;
  const ndarray& index = array_of(key);
  if (is_vector_index(a, index)) return assign_vector(a, index, value);
  if (!is_whole_mask(a, index) || !is_number(value) ||
      may_share_memory(a, index)) {
    return false;
  }
  set_masked(a, index, number_as(value, a.dtype()));
  return true;
}

}  // namespace tnp::python
