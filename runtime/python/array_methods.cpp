// The methods of tnp.ndarray that work on the object itself. The others are
// generated from the rule table.
#include <vector>

#include "runtime/core/axis_error.h"
#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/sort.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/manipulation.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

ndarray& mutable_array(PyObject* self) {
  return reinterpret_cast<ArrayObject*>(self)->array;
}

/// Wraps a result that may share the memory of `self`, or be it.
PyObject* wrap_shared(ndarray&& result, PyObject* self) {
  const ndarray& a = array_of(self);
  const bool shares = a.is_direct() && result.storage() &&
                      result.storage().unsafeGetStorageImpl() ==
                          a.storage().unsafeGetStorageImpl();
  return shares ? wrap_view(std::move(result), self)
                : wrap_like(std::move(result), self);
}

std::optional<Casting> casting_from(PyObject* value) {
  if (!value) return Casting::kUnsafe;
  const char* text = PyUnicode_AsUTF8(value);
  if (!text) throw PythonError();
  const std::optional<Casting> casting = parse_casting(text);
  if (!casting) {
    raise_value_error(std::string("casting must be one of 'no', 'equiv', "
                                  "'safe', 'same_kind', 'unsafe', "
                                  "'same_value' (got '") +
                      text + "')");
  }
  return casting;
}

PyObject* array_astype(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  static constexpr Signature<5> kSignature{
      "astype", {"dtype", "order", "casting", "subok", "copy"}, 5, 1};
  return guarded([&] {
    const auto [dtype, order, casting, subok, copy] =
        bind(kSignature, args, nargs, keywords);
    const ndarray& a = array_of(self);
    const DType d = dtype == Py_None ? DType::kFloat64 : dtype_from(dtype);
    ndarray result = astype(a, d, *casting_from(casting),
                            optional_order(order, 'K'), flag_from(copy, true));
    // copy=False gives the array itself where nothing changes.
    const bool keeps_class = is_array_exact(self) || flag_from(subok, true);
    if (result.is_direct() && result.data() == a.data() && a.size() > 0 &&
        keeps_class) {
      return Py_NewRef(self);
    }
    return keeps_class ? wrap_like(std::move(result), self)
                       : wrap_array(std::move(result));
  });
}

PyObject* array_copy(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<1> kSignature{"copy", {"order"}};
  return guarded([&] {
    const auto [order] = bind(kSignature, args, nargs, keywords);
    return wrap_like(array_of(self).copy(optional_order(order, 'C')), self);
  });
}

/// A shape given as one argument or as several.
Shape shape_of_arguments(PyObject* const* args, Py_ssize_t nargs) {
  if (nargs == 1) return shape_from(args[0]);
  Shape shape(nargs);
  for (Py_ssize_t i = 0; i < nargs; ++i) shape[i] = int_from(args[i]);
  return shape;
}

PyObject* keyword_value(PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords, const char* name) {
  const Py_ssize_t n = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t i = 0; i < n; ++i) {
    if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keywords, i), name) ==
        0) {
      return args[nargs + i];
    }
  }
  return nullptr;
}

/// Refuses every keyword that is not one of `names`.
void check_keywords(PyObject* keywords, const char* function,
                    std::initializer_list<const char*> names) {
  const Py_ssize_t n = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t i = 0; i < n; ++i) {
    PyObject* keyword = PyTuple_GET_ITEM(keywords, i);
    bool known = false;
    for (const char* name : names) {
      known |= PyUnicode_CompareWithASCIIString(keyword, name) == 0;
    }
    if (!known) {
      raise_type_error("'" + std::string(PyUnicode_AsUTF8(keyword)) +
                       "' is an invalid keyword argument for " + function);
    }
  }
}

/// reshape(shape, order='C', copy=None), reshape(2, 3).
PyObject* array_reshape(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    const ndarray& a = array_of(self);
    Shape shape;
    char order = 'C';
    PyObject* copy = nullptr;
    if (keywords) {
      check_keywords(keywords, "reshape", {"shape", "order", "copy"});
      order =
          optional_order(keyword_value(args, nargs, keywords, "order"), 'C');
      copy = keyword_value(args, nargs, keywords, "copy");
    }
    if (order == 'K') {
      raise_value_error("order 'K' is not permitted for reshaping");
    }
    PyObject* named = keyword_value(args, nargs, keywords, "shape");
    if (named) {
      shape = shape_from(named);
    } else if (nargs == 0) {
      raise_type_error("reshape() takes exactly 1 argument (0 given)");
    } else {
      shape = shape_of_arguments(args, nargs);
    }
    if (!is_given(copy)) {
      return wrap_shared(a.reshape(span_of(shape), order), self);
    }
    if (flag_from(copy, false)) {
      const ndarray source = a.copy(order == 'A' ? 'K' : order);
      return wrap_like(source.reshape(span_of(shape), order), self);
    }
    ndarray view = a.try_reshape_view(span_of(shape), order);
    if (!view.defined()) {
      raise_value_error("Unable to avoid creating a copy while reshaping.");
    }
    return wrap_shared(std::move(view), self);
  });
}

PyObject* array_transpose(PyObject* self, PyObject* const* args,
                          Py_ssize_t nargs) {
  return wrap_new_view(self, [&] {
    const ndarray& a = array_of(self);
    if (nargs == 0 || (nargs == 1 && args[0] == Py_None)) {
      return a.transposed();
    }
    const Shape given = shape_of_arguments(args, nargs);
    if (static_cast<int>(given.size()) != a.ndim()) {
      raise_value_error("axes don't match array");
    }
    c10::SmallVector<int, 8> axes;
    for (std::int64_t axis : given) {
      axes.push_back(normalize_axis(axis, a.ndim()));
      for (std::size_t i = 0; i + 1 < axes.size(); ++i) {
        if (axes[i] == axes.back()) {
          raise_value_error("repeated axis in transpose");
        }
      }
    }
    return a.permuted({axes.data(), axes.size()});
  });
}

/// choose(choices, out=None, mode='raise'), choose(first, second, ...): the
/// function with the choices as one argument.
PyObject* array_choose(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  return guarded([&] {
    check_keywords(keywords, "choose", {"out", "mode"});
    if (nargs == 0) {
      raise_type_error("choose() takes exactly 1 argument (0 given)");
    }
    Reference choices(Py_NewRef(args[0]));
    if (nargs > 1) {
      choices = checked(PyTuple_New(nargs));
      for (Py_ssize_t i = 0; i < nargs; ++i) {
        PyTuple_SET_ITEM(choices.get(), i, Py_NewRef(args[i]));
      }
    }
    const Reference module = checked(PyImport_ImportModule("tnp._tnp"));
    const Reference function =
        checked(PyObject_GetAttrString(module.get(), "choose"));
    std::vector<PyObject*> given{self, choices.get()};
    const Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
    given.insert(given.end(), args + nargs, args + nargs + named);
    return PyObject_Vectorcall(function.get(), given.data(), 2, keywords);
  });
}

PyObject* array_fill(PyObject* self, PyObject* value) {
  return guarded([&]() -> PyObject* {
    const ndarray& a = array_of(self);
    if (!a.is_writeable()) {
      raise_value_error("assignment destination is read-only");
    }
    ndarray element;
    if (is_array(value)) {
      element = array_of(value);
      if (element.ndim() > 0) {
        raise_value_error("setting an array element with a sequence.");
      }
    } else {
      element = ndarray::empty({}, a.dtype());
      store_value(value, element.data(), a.dtype());
    }
    copy_into(a, element);
    Py_RETURN_NONE;
  });
}

PyObject* array_flatten(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords) {
  static constexpr Signature<1> kSignature{"flatten", {"order"}};
  return guarded([&] {
    const auto [order] = bind(kSignature, args, nargs, keywords);
    const char letter = optional_order(order, 'C');
    return wrap_like(ops::flatten(array_of(self), {&letter, 1}), self);
  });
}

PyObject* array_ravel(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<1> kSignature{"ravel", {"order"}};
  if (nargs == 0 && !keywords && array_of(self).is_direct() &&
      array_of(self).is_c_contiguous()) {
    return wrap_new_view(self, [&] {
      const ndarray& a = array_of(self);
      const std::int64_t shape[] = {a.size()};
      const std::int64_t strides[] = {a.itemsize()};
      return a.view(a.data(), shape, strides);
    });
  }
  return guarded([&] {
    const auto [given] = bind(kSignature, args, nargs, keywords);
    const char letter = optional_order(given, 'C');
    const ndarray& a = array_of(self);
    ndarray flat = ops::ravel(a, {&letter, 1});
    const bool is_view = a.is_direct() && !flat.has(ndarray::kOwnsData);
    return is_view ? wrap_view(std::move(flat), self)
                   : wrap_like(std::move(flat), self);
  });
}

PyObject* array_squeeze(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords) {
  static constexpr Signature<1> kSignature{"squeeze", {"axis|dim"}};
  return guarded([&] {
    const auto [axis] = bind(kSignature, args, nargs, keywords);
    std::optional<Shape> axes;
    if (is_given(axis)) axes = *axes_from(axis);
    ops::MaybeAxes given;
    if (axes) given = span_of(*axes);
    ndarray result = ops::squeeze(array_of(self), given);
    return result.is_direct() ? wrap_view(std::move(result), self)
                              : wrap_array(std::move(result));
  });
}

PyObject* array_sort(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "sort", {"axis|dim", "kind", "order", "stable"}, 3};
  return guarded([&]() -> PyObject* {
    const auto [axis, kind, order, stable] =
        bind(kSignature, args, nargs, keywords);
    static_cast<void>(kind);  // every sort is stable
    static_cast<void>(stable);
    refuse_argument(order, "sort", "order");
    const ndarray& a = array_of(self);
    const std::int64_t given = axis ? int_from(axis) : -1;
    sort_in_place(a, normalize_axis(given, a.ndim()));
    Py_RETURN_NONE;
  });
}

/// Sets the shape of the object itself; new elements are zero.
PyObject* array_resize(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  return guarded([&]() -> PyObject* {
    check_keywords(keywords, "resize", {"refcheck"});
    ndarray& a = mutable_array(self);
    if (nargs == 0) Py_RETURN_NONE;
    const Shape shape = shape_of_arguments(args, nargs);
    if (!a.is_c_contiguous() && !a.is_f_contiguous()) {
      raise_value_error("resize only works on single-segment arrays");
    }
    for (std::int64_t extent : shape) {
      if (extent < 0) raise_value_error("negative dimensions not allowed");
    }
    if (num_elements(span_of(shape)) == a.size()) {
      a = a.reshape(span_of(shape));
      a.set(ndarray::kOwnsData);
      Py_RETURN_NONE;
    }
    if (!a.is_direct() || !a.has(ndarray::kOwnsData)) {
      raise_value_error("cannot resize this array: it does not own its data");
    }
    // Two references are the caller's name and the call itself.
    PyObject* refcheck = keyword_value(args, nargs, keywords, "refcheck");
    const bool referenced = Py_REFCNT(self) > 2 ||
                            a.storage().use_count() > 1 ||
                            reinterpret_cast<ArrayObject*>(self)->weakrefs;
    if (flag_from(refcheck, true) && referenced) {
      raise_value_error(
          "cannot resize an array that references or is referenced\n"
          "by another object in this way.\n"
          "Use the np.resize function to get a new resized copy or\n"
          " set refcheck=False to disable this check");
    }
    ndarray result = ndarray::zeros(span_of(shape), a.dtype());
    std::memcpy(
        result.data(), a.data(),
        static_cast<std::size_t>(std::min(a.nbytes(), result.nbytes())));
    a = std::move(result);
    Py_RETURN_NONE;
  });
}

PyObject* array_setflags(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> kSignature{"setflags",
                                           {"write", "align", "uic"}};
  return guarded([&]() -> PyObject* {
    const auto [write, align, uic] = bind(kSignature, args, nargs, keywords);
    static_cast<void>(align);
    refuse_argument(uic, "setflags", "uic");
    if (is_given(write)) {
      set_writeable(self, flag_from(write, true));
    }
    Py_RETURN_NONE;
  });
}

PyObject* array_swapaxes(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> kSignature{
      "swapaxes", {"axis1", "axis2"}, 2, 2};
  return guarded([&] {
    const auto [first, second] = bind(kSignature, args, nargs, keywords);
    const ndarray& a = array_of(self);
    c10::SmallVector<int, 8> axes(a.ndim());
    for (int i = 0; i < a.ndim(); ++i) axes[i] = i;
    const int one = normalize_named_axis(int_from(first), a.ndim(), "axis1");
    const int other = normalize_named_axis(int_from(second), a.ndim(), "axis2");
    std::swap(axes[one], axes[other]);
    return wrap_view(a.permuted({axes.data(), axes.size()}), self);
  });
}

/// __array__(dtype=None, copy=None): an array of NumPy, which is loaded by now:
/// only NumPy asks.
PyObject* array_array(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<2> kSignature{"__array__", {"dtype", "copy"}};
  return guarded([&] {
    const auto [dtype, copy] = bind(kSignature, args, nargs, keywords);
    const Reference numpy = checked(PyImport_ImportModule("numpy"));
    const Reference view = checked(PyMemoryView_FromObject(self));
    const Reference make =
        checked(PyObject_GetAttrString(numpy.get(), "array"));
    const Reference positional = checked(PyTuple_Pack(1, view.get()));
    const Reference named =
        checked(Py_BuildValue("{s:O,s:O}", "dtype", dtype ? dtype : Py_None,
                              "copy", copy ? copy : Py_None));
    return PyObject_Call(make.get(), positional.get(), named.get());
  });
}

/// An array without axes is formatted as its element.
PyObject* array_format(PyObject* self, PyObject* spec) {
  return guarded([&] {
    const ndarray& a = array_of(self);
    if (a.ndim() == 0) {
      Reference element = checked(wrap_result(ndarray(a)));
      // With a gradient, or on another device.
      if (is_array(element.get())) element = checked(python_value(a.item(0)));
      return PyObject_Format(element.get(), spec);
    }
    static PyObject* name = PyUnicode_InternFromString("__format__");
    const Reference plain = checked(PyObject_GetAttr(
        reinterpret_cast<PyObject*>(&PyBaseObject_Type), name));
    return PyObject_CallFunctionObjArgs(plain.get(), self, spec, nullptr);
  });
}

/// to_numpy(): what libraries that do not know an array's type look for before
/// they take it for a sequence of rows.
PyObject* array_to_numpy(PyObject* self, PyObject*) {
  return array_array(self, nullptr, 0, nullptr);
}

}  // namespace

void set_writeable(PyObject* self, bool writeable) {
  ndarray& a = mutable_array(self);
  PyObject* base = reinterpret_cast<ArrayObject*>(self)->base;
  const bool allowed =
      a.has(ndarray::kOwnsData) ||
      (base && is_array(base) && array_of(base).is_writeable());
  if (writeable && !a.is_writeable() && !allowed) {
    raise_value_error("cannot set WRITEABLE flag to True of this array");
  }
  a.set(ndarray::kWriteable, writeable);
}

PyMethodDef array_methods[] = {
    {"astype", method_cast(array_astype), METH_FASTCALL | METH_KEYWORDS,
     "astype(dtype, order='K', casting='unsafe', subok=True, copy=True)\n--\n\n"
     "The elements converted to another type."},
    {"copy", method_cast(array_copy), METH_FASTCALL | METH_KEYWORDS,
     "copy(order='C')\n--\n\nA new array with the same elements."},
    {"reshape", method_cast(array_reshape), METH_FASTCALL | METH_KEYWORDS,
     "reshape(shape, /, *, order='C', copy=None)\n--\n\n"
     "The elements in another shape: a view where possible."},
    {"transpose", method_cast(array_transpose), METH_FASTCALL,
     "transpose(*axes)\n--\n\nA view with the axes permuted."},
    {"swapaxes", method_cast(array_swapaxes), METH_FASTCALL | METH_KEYWORDS,
     "swapaxes(axis1, axis2)\n--\n\nA view with two axes exchanged."},
    {"choose", method_cast(array_choose), METH_FASTCALL | METH_KEYWORDS,
     "choose(*choices, out=None, mode='raise')\n--\n\nPicks each element from "
     "one of several arrays."},
    {"fill", array_fill, METH_O,
     "fill(value)\n--\n\nSets every element to one value."},
    {"flatten", method_cast(array_flatten), METH_FASTCALL | METH_KEYWORDS,
     "flatten(order='C')\n--\n\nA copy with one axis."},
    {"ravel", method_cast(array_ravel), METH_FASTCALL | METH_KEYWORDS,
     "ravel(order='C')\n--\n\nThe elements along one axis: a view where "
     "possible."},
    {"squeeze", method_cast(array_squeeze), METH_FASTCALL | METH_KEYWORDS,
     "squeeze(axis=None)\n--\n\nA view without axes of extent one."},
    {"sort", method_cast(array_sort), METH_FASTCALL | METH_KEYWORDS,
     "sort(axis=-1, kind=None)\n--\n\nSorts in place; nan comes last."},
    {"resize", method_cast(array_resize), METH_FASTCALL | METH_KEYWORDS,
     "resize(new_shape, refcheck=True)\n--\n\nChanges shape and size in "
     "place."},
    {"setflags", method_cast(array_setflags), METH_FASTCALL | METH_KEYWORDS,
     "setflags(write=None, align=None, uic=None)\n--\n\nSets flags."},
    {"__array__", method_cast(array_array), METH_FASTCALL | METH_KEYWORDS,
     "The elements as an array of NumPy, on the same memory."},
    {"__format__", array_format, METH_O, nullptr},
    {"to_numpy", array_to_numpy, METH_NOARGS,
     "to_numpy()\n--\n\nThe elements as an array of NumPy, on the same "
     "memory."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
