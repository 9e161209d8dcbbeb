// Subscripts. Integers, slices and tuples of them never leave this file: they
// go to a view in fixed memory, or straight to the element.
#include <c10/util/SmallVector.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "runtime/core/basic_index.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/indexing.h"
#include "runtime/core/promotion.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/gradients.h"
#include "runtime/python/quick_index.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

constexpr char kInvalidIndex[] =
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and "
    "integer or boolean arrays are valid indices";

/// The elements of an index: those of a tuple, or the one key itself.
std::span<PyObject* const> index_elements(PyObject* const& key) {
  if (!PyTuple_Check(key)) return {&key, 1};
  return {&PyTuple_GET_ITEM(key, 0),
          static_cast<std::size_t>(PyTuple_GET_SIZE(key))};
}

/// How a key that has basic elements alone is made up.
struct BasicKey {
  bool is_basic = true;
  bool all_integers = true;
  bool has_ellipsis = false;
  int consumed = 0;
};

BasicKey classify(std::span<PyObject* const> elements) {
  BasicKey key;
  for (PyObject* element : elements) {
    if (PyLong_CheckExact(element)) {
      ++key.consumed;
      continue;
    }
    key.all_integers = false;
    if (PySlice_Check(element)) {
      ++key.consumed;
    } else if (element == Py_Ellipsis && !key.has_ellipsis) {
      key.has_ellipsis = true;
    } else if (element != Py_None) {
      key.is_basic = false;
      return key;
    }
  }
  return key;
}

std::int64_t exact_integer(PyObject* element) {
  const Py_ssize_t value = PyLong_AsSsize_t(element);
  if (value == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    raise_index_error(kInvalidIndex);
  }
  return value;
}

void apply_slice(BasicView& view, const ndarray& a, PyObject* element) {
  Py_ssize_t start, stop, step;
  checked(PySlice_Unpack(element, &start, &stop, &step));
  const Py_ssize_t length =
      PySlice_AdjustIndices(a.shape(view.axis()), &start, &stop, step);
  view.range(start, step, length);
}

/// What is no index at all is told before what is out of bounds.
void check_integers(std::span<PyObject* const> elements) {
  for (PyObject* element : elements) {
    if (PyLong_CheckExact(element)) exact_integer(element);
  }
}

void apply(BasicView& view, const ndarray& a, const BasicKey& key,
           std::span<PyObject* const> elements) {
  try {
    for (PyObject* element : elements) {
      if (PyLong_CheckExact(element)) {
        view.integer(exact_integer(element));
      } else if (PySlice_Check(element)) {
        apply_slice(view, a, element);
      } else if (element == Py_None) {
        view.new_axis();
      } else {
        view.keep(a.ndim() - key.consumed);
      }
    }
    view.finish();
  } catch (const Error&) {
    check_integers(elements);
    throw;
  }
}

/// Too many indices, unless one before that is an error of its own.
[[noreturn]] void raise_too_many(const ndarray& a, const BasicKey& key,
                                 std::span<PyObject* const> elements) {
  check_integers(elements);
  raise_too_many_indices(a.ndim(), key.consumed);
}

/// The address of the one element that integers name.
char* element_address(const ndarray& a, std::span<PyObject* const> elements) {
  char* data = a.data();
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const int axis = static_cast<int>(i);
    const std::int64_t extent = a.shape(axis);
    const std::int64_t index = exact_integer(elements[i]);
    const std::int64_t wrapped = index < 0 ? index + extent : index;
    if (wrapped < 0 || wrapped >= extent) {
      check_integers(elements);
      raise_index_out_of_bounds(index, axis, extent);
    }
    data += wrapped * a.stride(axis);
  }
  return data;
}

IndexItem array_item(ndarray array, bool from_array) {
  IndexItem item;
  if (is_bool(array.dtype())) {
    item.kind = IndexItem::Kind::kArray;
  } else if (!is_integer(array.dtype())) {
    raise_index_error(from_array ? "arrays used as indices must be of integer "
                                   "(or boolean) type"
                                 : kInvalidIndex);
  } else if (array.ndim() == 0) {
    item.kind = IndexItem::Kind::kInteger;
    item.integer = array.item(0).as_int64();
    item.copies = from_array;
    return item;
  } else {
    item.kind = IndexItem::Kind::kArray;
  }
  item.array = std::move(array);
  return item;
}

std::optional<std::int64_t> slice_bound(PyObject* bound) {
  if (bound == Py_None) return std::nullopt;
  Py_ssize_t value;
  // Clips what does not fit, as slices do.
  if (!_PyEval_SliceIndex(bound, &value)) throw PythonError();
  return value;
}

IndexItem slice_item(PyObject* element) {
  auto* slice = reinterpret_cast<PySliceObject*>(element);
  IndexItem item;
  item.kind = IndexItem::Kind::kSlice;
  item.step = slice_bound(slice->step).value_or(1);
  if (item.step == 0) raise_value_error("slice step cannot be zero");
  item.start = slice_bound(slice->start);
  item.stop = slice_bound(slice->stop);
  return item;
}

IndexItem item_from(PyObject* element) {
  IndexItem item;
  if (PyLong_CheckExact(element)) {
    item.kind = IndexItem::Kind::kInteger;
    item.integer = exact_integer(element);
    return item;
  }
  if (element == Py_None) {
    item.kind = IndexItem::Kind::kNewAxis;
    return item;
  }
  if (element == Py_Ellipsis) {
    item.kind = IndexItem::Kind::kEllipsis;
    return item;
  }
  if (is_array(element)) return array_item(array_of(element), true);
  if (PyBool_Check(element) || is_scalar_object(element)) {
    return array_item(operand_from(element), false);
  }
  if (PyList_Check(element) || PyTuple_Check(element)) {
    ndarray array = array_from_nested(element, {});
    // An empty list is an index of no element, though it reads as float64.
    if (array.size() == 0 && !is_bool(array.dtype())) {
      array = astype(array, DType::kInt64);
    }
    return array_item(std::move(array), false);
  }
  const ndarray exported = array_from_exporter(element);
  if (exported.defined()) return array_item(exported, true);
  if (PyIndex_Check(element)) {
    item.kind = IndexItem::Kind::kInteger;
    item.integer = int_from(element);
    return item;
  }
  if (PySequence_Check(element) && !PyUnicode_Check(element) &&
      !PyBytes_Check(element)) {
    return array_item(array_from_nested(element, {}), false);
  }
  raise_index_error(kInvalidIndex);
}

using Items = c10::SmallVector<IndexItem, 3>;

Items items_from(std::span<PyObject* const> elements) {
  Items items;
  bool has_ellipsis = false;
  for (PyObject* element : elements) {
    if (element == Py_Ellipsis && std::exchange(has_ellipsis, true)) {
      raise_index_error("an index can only have a single ellipsis ('...')");
    }
    items.push_back(PySlice_Check(element) ? IndexItem() : item_from(element));
  }
  // What is wrong in a slice is told after what is wrong beside it.
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (PySlice_Check(elements[i])) items[i] = slice_item(elements[i]);
  }
  return items;
}

PyObject* general_subscript(PyObject* self,
                            std::span<PyObject* const> elements) {
  return guarded([&] {
    const Items items = items_from(elements);
    bool has_array = false;
    bool copies = false;
    for (const IndexItem& item : items) {
      has_array |= item.kind == IndexItem::Kind::kArray;
      copies |= item.copies;
    }
    IndexResult result = get_item(array_of(self), {items.data(), items.size()});
    if (result.scalar_result && result.array.is_direct()) {
      return wrap_scalar(result.array.item());
    }
    if (copies && !has_array) return wrap_like(result.array.copy(), self);
    if (!has_array) return wrap_view(std::move(result.array), self);
    if (is_array_exact(self)) return wrap_array(std::move(result.array));
    // As in NumPy, the instance is a view of a plain array.
    ndarray elements = result.array;
    const Reference base = checked(wrap_array(std::move(result.array)));
    return new_instance(Py_TYPE(self), std::move(elements), base.get(), self);
  });
}

PyObject* basic_subscript(PyObject* self, const BasicKey& key,
                          std::span<PyObject* const> elements) {
  const ndarray& a = array_of(self);
  return wrap_new_view(self, [&] {
    if (key.consumed > a.ndim()) raise_too_many(a, key, elements);
    BasicView view(a);
    apply(view, a, key, elements);
    return view.make();
  });
}

/// a[1:5] of a 1-d array.
PyObject* slice_of_vector(PyObject* self, PyObject* key) {
  const ndarray& a = array_of(self);
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return nullptr;
  const Py_ssize_t length =
      PySlice_AdjustIndices(a.shape(0), &start, &stop, step);
  const std::int64_t shape[] = {length};
  const std::int64_t strides[] = {a.stride(0) * step};
  char* data = length > 0 ? a.data() + start * a.stride(0) : a.data();
  return wrap_new_view(self, [&] { return a.view(data, shape, strides); });
}

PyObject* subscript(PyObject* self, PyObject* key) {
  const ndarray& a = array_of(self);
  if (PySlice_Check(key) && a.ndim() == 1 && a.is_direct()) {
    return slice_of_vector(self, key);
  }
  const std::span<PyObject* const> elements = index_elements(key);
  if (!a.is_direct()) return general_subscript(self, elements);
  const BasicKey basic = classify(elements);
  if (!basic.is_basic) {
    PyObject* quick = quick_subscript(self, key);
    return quick || PyErr_Occurred() ? quick
                                     : general_subscript(self, elements);
  }
  if (basic.all_integers && basic.consumed == a.ndim()) {
    try {
      return wrap_scalar(Scalar::load(element_address(a, elements), a.dtype()));
    } catch (...) {
      raise_current_exception();
      return nullptr;
    }
  }
  return basic_subscript(self, basic, elements);
}

/// The right side of an assignment to an array of type `dtype`.
ndarray value_from(PyObject* value, const ndarray& target) {
  if (is_array(value)) return array_of(value);
  if (is_scalar_object(value)) return operand_from(value);
  if (!PyList_Check(value) && !PyTuple_Check(value)) {
    const ndarray exported = array_from_exporter(value);
    if (exported.defined()) return exported;
  }
  // Python's numbers are checked against the type of the target.
  return array_from_nested(value, target.dtype());
}

/// a[i] = [1, 2]: NumPy's answer depends on how the type reads its elements.
[[noreturn]] void raise_sequence_as_element(PyObject* value, DType dtype) {
  const std::string type = Py_TYPE(value)->tp_name;
  if (is_integer(dtype) && !is_array(value)) {
    raise_type_error(
        "int() argument must be a string, a bytes-like object or "
        "a real number, not '" +
        type + "'");
  }
  if (is_complex(dtype)) {
    raise_type_error(is_array(value) ? "only 0-dimensional arrays can be "
                                       "converted to Python scalars"
                                     : "must be real number, not " + type);
  }
  raise_value_error("setting an array element with a sequence.");
}

/// a[i, j] = value, to the element at `address`.
void assign_element(const ndarray& a, char* address, PyObject* value) {
  if (!a.is_writeable()) {
    raise_value_error("assignment destination is read-only");
  }
  if (PyFloat_CheckExact(value) || PyLong_CheckExact(value)) {
    store_value(value, address, a.dtype());
    return;
  }
  if (Py_TYPE(value) == scalar_type(a.dtype())) {
    // All of them keep their value in the same place.
    std::memcpy(address, &reinterpret_cast<ScalarObject<char>*>(value)->value,
                static_cast<std::size_t>(a.itemsize()));
    return;
  }
  // A sequence has a truth value, an array only when it has one element.
  if (is_bool(a.dtype()) &&
      (PyList_Check(value) || PyTuple_Check(value) ||
       (is_array(value) && array_of(value).size() == 1))) {
    store_value(value, address, a.dtype());
    return;
  }
  const ndarray source = value_from(value, a);
  if (source.ndim() > 0) raise_sequence_as_element(value, a.dtype());
  copy_into(a.view(address, {}, {}), source);
}

/// A nested list has more levels than the place that it goes to has axes.
void check_nesting(const ndarray& source, PyObject* value, int ndim) {
  if (source.ndim() <= ndim || !(PyList_Check(value) || PyTuple_Check(value))) {
    return;
  }
  raise_value_error(
      "setting an array element with a sequence. The requested array would "
      "exceed the maximum number of dimension of " +
      std::to_string(ndim) + ".");
}

void general_assign(const ndarray& a, std::span<PyObject* const> elements,
                    PyObject* value) {
  const Items items = items_from(elements);
  const bool is_element = a.is_direct() &&
                          static_cast<int>(items.size()) == a.ndim() &&
                          std::ranges::all_of(items, [](const IndexItem& item) {
                            return item.kind == IndexItem::Kind::kInteger;
                          });
  if (is_element) {
    const ndarray element = get_item(a, {items.data(), items.size()}).array;
    assign_element(a, element.data(), value);
    return;
  }
  // What is wrong with the index is told before what is wrong with the value.
  check_items(a, {items.data(), items.size()});
  const bool is_view = std::ranges::none_of(items, [](const IndexItem& item) {
    return item.kind == IndexItem::Kind::kArray;
  });
  int ndim = kMaxDims;
  if (is_view) ndim = get_item(a, {items.data(), items.size()}).array.ndim();
  const ndarray source = value_from(value, a);
  check_nesting(source, value, ndim);
  set_item(a, {items.data(), items.size()}, source);
}

void assign(PyObject* self, PyObject* key, PyObject* value) {
  const ndarray& a = array_of(self);
  if (!a.is_writeable()) {
    raise_value_error("assignment destination is read-only");
  }
  join_graphs_of(self, {&value, 1});
  const std::span<PyObject* const> elements = index_elements(key);
  const BasicKey basic = classify(elements);
  if (!basic.is_basic || !a.is_direct()) {
    if (!quick_assign(a, key, value)) general_assign(a, elements, value);
    return;
  }
  if (basic.all_integers && basic.consumed == a.ndim()) {
    assign_element(a, element_address(a, elements), value);
    return;
  }
  if (basic.consumed > a.ndim()) raise_too_many(a, basic, elements);
  BasicView view(a);
  apply(view, a, basic, elements);
  if (PyFloat_CheckExact(value) || PyLong_CheckExact(value)) {
    alignas(16) char element[16];
    store_value(value, element, a.dtype());
    fill_elements(view.data(), view.shape(), view.strides(), a.itemsize(),
                  element);
    return;
  }
  const ndarray source = value_from(value, a);
  check_nesting(source, value, view.ndim());
  copy_into(view.make(), source);
}

int assign_subscript(PyObject* self, PyObject* key, PyObject* value) {
  if (!value) {
    PyErr_SetString(PyExc_ValueError, "cannot delete array elements");
    return -1;
  }
  return guarded_status([&] {
    assign(self, key, value);
    return 0;
  });
}

Py_ssize_t length(PyObject* self) {
  const ndarray& a = array_of(self);
  if (a.ndim() > 0) return a.shape(0);
  PyErr_SetString(PyExc_TypeError, "len() of unsized object");
  return -1;
}

}  // namespace

PyMappingMethods array_mapping_methods = {length, subscript, assign_subscript};

}  // namespace tnp::python
