// The functions that make arrays from Python objects, and the fast ways of
// zeros, ones, empty and full.
#include <cmath>
#include <cstring>

#include "runtime/core/cast.h"
#include "runtime/core/element.h"
#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_layout.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// A result that may be the given object, a view of its memory, or new.
/// Of the class of the object only where `subok`.
PyObject* wrap_from(ndarray&& array, PyObject* object, bool subok = false) {
  if (!is_array(object)) return wrap_array(std::move(array));
  const ndarray& given = array_of(object);
  const bool same = array.data() == given.data() &&
                    array.dtype() == given.dtype() &&
                    array.ndim() == given.ndim() && array.is_direct();
  const bool same_tensor = !given.is_direct() && !array.is_direct() &&
                           array.kept_tensor().is_same(given.kept_tensor());
  const bool keeps_class = subok || is_array_exact(object);
  if (same || same_tensor) {
    return keeps_class ? Py_NewRef(object)
                       : wrap_array(std::move(array), object);
  }
  return keeps_class ? wrap_like(std::move(array), object)
                     : wrap_array(std::move(array));
}

/// At least `ndmin` axes, new ones in front.
ndarray with_ndmin(const ndarray& a, std::int64_t ndmin) {
  if (a.ndim() >= ndmin) return a;
  Shape shape(static_cast<std::size_t>(ndmin - a.ndim()), 1);
  shape.append(a.shape().begin(), a.shape().end());
  ndarray result = a.reshape(span_of(shape));
  result.set(ndarray::kOwnsData, a.has(ndarray::kOwnsData));
  return result;
}

/// copy=: True, False, or None (where needed).
std::optional<bool> optional_copy(PyObject* value,
                                  std::optional<bool> otherwise) {
  if (!value) return otherwise;
  if (value == Py_None) return std::nullopt;
  if (std::string_view(Py_TYPE(value)->tp_name) == "_CopyMode") {
    // NumPy's enumeration: NEVER, ALWAYS, IF_NEEDED.
    const Reference number = checked(PyObject_GetAttrString(value, "value"));
    const std::int64_t mode = int_from(number.get());
    return mode == 2 ? std::nullopt : std::optional(mode == 1);
  }
  return flag_from(value, true);
}

PyObject* make_array(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<8> kSignature{
      "array",
      {"object", "dtype", "copy", "order", "subok", "ndmin", "ndmax", "like"},
      2,
      1};
  return guarded([&] {
    const auto [object, dtype, copy, order, subok, ndmin, ndmax, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "array", "like");
    refuse_argument(ndmax, "array", "ndmax");
    ndarray result =
        array_from(object, optional_dtype(dtype), optional_copy(copy, true),
                   optional_order(order, 'K'));
    if (ndmin) result = with_ndmin(result, int_from(ndmin));
    return wrap_from(std::move(result), object, flag_from(subok, false));
  });
}

template <bool subok>
PyObject* make_asarray(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  static constexpr Signature<6> kSignature{
      subok ? "asanyarray" : "asarray",
      {"a|input", "dtype", "order", "device", "copy", "like"},
      3,
      1};
  if (nargs == 1 && !keywords && is_array_exact(args[0])) {
    return Py_NewRef(args[0]);
  }
  return guarded([&] {
    const auto [object, dtype, order, device, copy, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "asarray", "like");
    ndarray array =
        array_from(object, optional_dtype(dtype), optional_copy(copy, {}),
                   optional_order(order, 'K'));
    const c10::Device place = device_from(device, device_of(array));
    return wrap_from(to_device(array, place), object, subok);
  });
}

PyObject* as_contiguous(PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords, char order, const char* name) {
  return guarded([&] {
    const Signature<3> signature{name, {"a|input", "dtype", "like"}, 2, 1};
    const auto [object, dtype, like] = bind(signature, args, nargs, keywords);
    refuse_argument(like, name, "like");
    const ndarray result = array_from(object, optional_dtype(dtype), {}, order);
    return wrap_from(with_ndmin(result, 1), object);
  });
}

PyObject* make_ascontiguousarray(PyObject*, PyObject* const* args,
                                 Py_ssize_t nargs, PyObject* keywords) {
  return as_contiguous(args, nargs, keywords, 'C', "ascontiguousarray");
}

PyObject* make_asfortranarray(PyObject*, PyObject* const* args,
                              Py_ssize_t nargs, PyObject* keywords) {
  return as_contiguous(args, nargs, keywords, 'F', "asfortranarray");
}

PyObject* make_copy(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                    PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "copy", {"a|input", "order", "subok"}, 3, 1};
  return guarded([&] {
    const auto [object, order, subok] = bind(kSignature, args, nargs, keywords);
    return wrap_array(array_from(object, {}, true, optional_order(order, 'K')));
  });
}

using Factory = ndarray (*)(IntSpan shape, DType dtype, char order);

ndarray make_ones(IntSpan shape, DType dtype, char order) {
  ndarray result = ndarray::full(shape, Scalar(std::int64_t{1}), dtype);
  if (order == 'F' && shape.size() > 1) {
    result.set_layout(shape,
                      span_of(contiguous_strides(shape, itemsize(dtype), 'F')));
  }
  return result;
}

char creation_order(PyObject* value) {
  const char order = optional_order(value, 'C');
  if (order != 'C' && order != 'F') {
    raise_value_error("only 'C' or 'F' order is permitted");
  }
  return order;
}

/// zeros, ones and empty: (shape, dtype=float, order='C').
PyObject* make_filled(PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords, Factory factory, const char* name) {
  // zeros(10) needs no parser.
  if (nargs == 1 && !keywords && PyLong_CheckExact(args[0])) {
    return wrap_new([&] {
      const std::int64_t n = int_from(args[0]);
      return factory({&n, 1}, DType::kFloat64, 'C');
    });
  }
  return wrap_new([&] {
    const Signature<5> signature{
        name, {"shape|size", "dtype", "order", "device", "like"}, 3, 1};
    const auto [shape, dtype, order, device, like] =
        bind(signature, args, nargs, keywords);
    refuse_argument(like, name, "like");
    const c10::Device place = device_from(device);
    const Shape extents = shape_from(shape);
    return to_device(factory(span_of(extents),
                             optional_dtype(dtype).value_or(DType::kFloat64),
                             creation_order(order)),
                     place);
  });
}

PyObject* make_zeros(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  return make_filled(args, nargs, keywords, ndarray::zeros, "zeros");
}

PyObject* make_empty(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  return make_filled(args, nargs, keywords, ndarray::empty, "empty");
}

PyObject* make_ones_array(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* keywords) {
  return make_filled(args, nargs, keywords, make_ones, "ones");
}

PyObject* make_full(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                    PyObject* keywords) {
  static constexpr Signature<6> kSignature{
      "full",
      {"shape|size", "fill_value", "dtype", "order", "device", "like"},
      4,
      2};
  return guarded([&] {
    const auto [shape, fill, dtype, order, device, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "full", "like");
    const c10::Device place = device_from(device);
    const Shape extents = shape_from(shape);
    const ndarray value = array_from(fill, optional_dtype(dtype));
    ndarray result =
        ndarray::empty(span_of(extents), value.dtype(), creation_order(order));
    copy_into(result, value);
    return wrap_array(to_device(result, place));
  });
}

/// An uninitialised array like another: of its shape, type and order.
ndarray like_array(const ndarray& model, PyObject* dtype, PyObject* order,
                   PyObject* shape) {
  const DType d = optional_dtype(dtype).value_or(model.dtype());
  const char given = optional_order(order, 'K');
  if (is_given(shape)) {
    const Shape extents = shape_from(shape);
    const bool fortran =
        given == 'F' ||
        (given != 'C' && model.is_f_contiguous() && !model.is_c_contiguous());
    return ndarray::empty(span_of(extents), d, fortran ? 'F' : 'C');
  }
  return empty_like(model, d, given);
}

PyObject* wrap_like_model(ndarray&& array, PyObject* model, PyObject* subok) {
  return is_array(model) && flag_from(subok, true)
             ? wrap_like(std::move(array), model)
             : wrap_array(std::move(array));
}

PyObject* make_like(PyObject* const* args, Py_ssize_t nargs, PyObject* keywords,
                    const char* name, int value,
                    const char* first = "a|input") {
  return guarded([&] {
    const Signature<6> signature{
        name, {first, "dtype", "order", "subok", "shape|size", "device"}, 5, 1};
    const auto [object, dtype, order, subok, shape, device] =
        bind(signature, args, nargs, keywords);
    const ndarray model = array_from(object);
    const c10::Device place = device_from(device, device_of(model));
    const ndarray result = like_array(model, dtype, order, shape);
    if (value >= 0) {
      copy_into(result, ndarray::from_scalar(Scalar(std::int64_t{value})));
    }
    return wrap_like_model(to_device(result, place), object, subok);
  });
}

PyObject* make_zeros_like(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* keywords) {
  return make_like(args, nargs, keywords, "zeros_like", 0);
}

PyObject* make_ones_like(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                         PyObject* keywords) {
  return make_like(args, nargs, keywords, "ones_like", 1);
}

PyObject* make_empty_like(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* keywords) {
  return make_like(args, nargs, keywords, "empty_like", -1, "prototype");
}

PyObject* make_full_like(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                         PyObject* keywords) {
  static constexpr Signature<7> kSignature{
      "full_like",
      {"a|input", "fill_value", "dtype", "order", "subok", "shape|size",
       "device"},
      6,
      2};
  return guarded([&] {
    const auto [object, fill, dtype, order, subok, shape, device] =
        bind(kSignature, args, nargs, keywords);
    const ndarray model = array_from(object);
    const c10::Device place = device_from(device, device_of(model));
    const ndarray result = like_array(model, dtype, order, shape);
    copy_into(result, is_array(fill) ? array_of(fill)
                                     : array_from(fill, result.dtype()));
    return wrap_like_model(to_device(result, place), object, subok);
  });
}

PyObject* make_frombuffer(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* keywords) {
  static constexpr Signature<5> kSignature{
      "frombuffer", {"buffer", "dtype", "count", "offset", "like"}, 4, 1};
  return guarded([&] {
    const auto [object, dtype, count, offset, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "frombuffer", "like");
    const OrderedDType ordered = is_given(dtype)
                                     ? ordered_dtype_from(dtype)
                                     : OrderedDType{DType::kFloat64};
    const DType d = ordered.dtype;
    const Reference bytes = checked(PyMemoryView_FromObject(object));
    const Py_buffer* buffer = PyMemoryView_GET_BUFFER(bytes.get());
    const std::int64_t start = offset ? int_from(offset) : 0;
    std::int64_t n = count ? int_from(count) : -1;
    if (start < 0 || start > buffer->len) {
      raise_value_error(
          "offset must be non-negative and no greater than buffer length (" +
          std::to_string(buffer->len) + ")");
    }
    const std::int64_t available = buffer->len - start;
    if (n < 0) {
      if (available % itemsize(d) != 0) {
        raise_value_error("buffer size must be a multiple of element size");
      }
      n = available / itemsize(d);
    } else if (n * itemsize(d) > available) {
      raise_value_error("buffer is smaller than requested size");
    }
    ndarray array = array_on_bytes(bytes.get(), start, n, d);
    if (!ordered.is_swapped) return wrap_array(std::move(array), object);
    array = array.copy();
    swap_bytes(array);
    return wrap_array(std::move(array));
  });
}

PyObject* make_fromiter(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "fromiter", {"iter", "dtype", "count", "like"}, 3, 2};
  return guarded([&] {
    const auto [iterable, dtype, count, like] =
        bind(kSignature, args, nargs, keywords);
    refuse_argument(like, "fromiter", "like");
    const DType d = dtype_from(dtype);
    const std::int64_t limit = count ? int_from(count) : -1;
    const Reference iterator = checked(PyObject_GetIter(iterable));
    std::vector<char> bytes;
    std::int64_t n = 0;
    while (limit < 0 || n < limit) {
      const Reference item(PyIter_Next(iterator.get()));
      if (!item) break;
      bytes.resize(bytes.size() + static_cast<std::size_t>(itemsize(d)));
      store_value(item.get(), bytes.data() + n * itemsize(d), d);
      ++n;
    }
    if (PyErr_Occurred()) throw PythonError();
    if (limit > n) {
      raise_value_error("iterator too short: Expected " +
                        std::to_string(limit) + " but iterator had only " +
                        std::to_string(n) + " items.");
    }
    ndarray result = ndarray::empty({&n, 1}, d);
    std::memcpy(result.data(), bytes.data(), bytes.size());
    return wrap_array(std::move(result));
  });
}

/// astype(x, dtype, /, *, copy=True, device=None): the Array API's function.
PyObject* call_astype(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "astype", {"x", "dtype", "copy", "device"}, 2, 2};
  return guarded([&] {
    const auto [x, dtype, copy, device] =
        bind(kSignature, args, nargs, keywords);
    if (!is_array(x) && !is_scalar_object(x)) {
      const Reference type =
          checked(PyObject_Str(reinterpret_cast<PyObject*>(Py_TYPE(x))));
      raise_type_error("Input should be a NumPy array or scalar. It is a " +
                       std::string(PyUnicode_AsUTF8(type.get())) + " instead.");
    }
    device_from(device);
    static PyObject* name = PyUnicode_InternFromString("astype");
    static PyObject* names = Py_BuildValue("(s)", "copy");
    PyObject* values[] = {x, dtype, copy ? copy : Py_True};
    return PyObject_VectorcallMethod(name, values, 2, names);
  });
}

PyMethodDef functions[] = {
    {"astype", method_cast(call_astype), METH_FASTCALL | METH_KEYWORDS,
     "astype(x, dtype, /, *, copy=True, device=None)\n--\n\n"
     "The values of an array as another type."},
    {"array", method_cast(make_array), METH_FASTCALL | METH_KEYWORDS,
     "array(object, dtype=None, *, copy=True, order='K', subok=False, "
     "ndmin=0, like=None)\n--\n\nAn array of a nested sequence, a buffer, a "
     "tensor or a number."},
    {"asarray", method_cast(make_asarray<false>), METH_FASTCALL | METH_KEYWORDS,
     "asarray(a, dtype=None, order=None, *, device=None, copy=None, "
     "like=None)\n--\n\nThe argument as an array, copied only where needed."},
    {"asanyarray", method_cast(make_asarray<true>),
     METH_FASTCALL | METH_KEYWORDS,
     "asanyarray(a, dtype=None, order=None, *, device=None, copy=None, "
     "like=None)\n--\n\nThe argument as an array, copied only where needed."},
    {"ascontiguousarray", method_cast(make_ascontiguousarray),
     METH_FASTCALL | METH_KEYWORDS,
     "ascontiguousarray(a, dtype=None, *, like=None)\n--\n\n"
     "The argument in C order, with at least one axis."},
    {"asfortranarray", method_cast(make_asfortranarray),
     METH_FASTCALL | METH_KEYWORDS,
     "asfortranarray(a, dtype=None, *, like=None)\n--\n\n"
     "The argument in Fortran order, with at least one axis."},
    {"copy", method_cast(make_copy), METH_FASTCALL | METH_KEYWORDS,
     "copy(a, order='K', subok=False)\n--\n\nA copy of the argument."},
    {"zeros", method_cast(make_zeros), METH_FASTCALL | METH_KEYWORDS,
     "zeros(shape, dtype=float, order='C', *, device=None, like=None)\n--\n\n"
     "An array of zeros."},
    {"ones", method_cast(make_ones_array), METH_FASTCALL | METH_KEYWORDS,
     "ones(shape, dtype=None, order='C', *, device=None, like=None)\n--\n\n"
     "An array of ones."},
    {"empty", method_cast(make_empty), METH_FASTCALL | METH_KEYWORDS,
     "empty(shape, dtype=float, order='C', *, device=None, like=None)\n--\n\n"
     "An array whose elements are not set."},
    {"full", method_cast(make_full), METH_FASTCALL | METH_KEYWORDS,
     "full(shape, fill_value, dtype=None, order='C', *, device=None, "
     "like=None)\n--\n\nAn array of one value."},
    {"zeros_like", method_cast(make_zeros_like), METH_FASTCALL | METH_KEYWORDS,
     "zeros_like(a, dtype=None, order='K', subok=True, shape=None, *, "
     "device=None)\n--\n\nZeros in the shape of another array."},
    {"ones_like", method_cast(make_ones_like), METH_FASTCALL | METH_KEYWORDS,
     "ones_like(a, dtype=None, order='K', subok=True, shape=None, *, "
     "device=None)\n--\n\nOnes in the shape of another array."},
    {"empty_like", method_cast(make_empty_like), METH_FASTCALL | METH_KEYWORDS,
     "empty_like(prototype, dtype=None, order='K', subok=True, shape=None, *, "
     "device=None)\n--\n\nAn array like another, its elements not set."},
    {"full_like", method_cast(make_full_like), METH_FASTCALL | METH_KEYWORDS,
     "full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None, "
     "*, device=None)\n--\n\nOne value in the shape of another array."},
    {"frombuffer", method_cast(make_frombuffer), METH_FASTCALL | METH_KEYWORDS,
     "frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None)\n--\n\n"
     "An array on the memory of a buffer."},
    {"fromiter", method_cast(make_fromiter), METH_FASTCALL | METH_KEYWORDS,
     "fromiter(iter, dtype, count=-1, *, like=None)\n--\n\n"
     "The items of an iterable."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_functions(PyObject* module) {
  if (PyModule_AddFunctions(module, functions) < 0) return -1;
  if (PyModule_AddFunctions(module, arange_functions) < 0) return -1;
  if (PyModule_AddFunctions(module, dlpack_functions) < 0) return -1;
  if (PyModule_AddFunctions(module, pickle_functions) < 0) return -1;
  return PyModule_AddObjectRef(module, "newaxis", Py_None);
}

}  // namespace tnp::python
