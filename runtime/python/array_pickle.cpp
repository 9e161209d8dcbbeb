// Pickling and copying of array objects.
#include <cstring>

#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/discovery.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// A function of the extension module, by which pickle finds it again.
Reference module_function(const char* name) {
  const Reference module = checked(PyImport_ImportModule("tnp._tnp"));
  return checked(PyObject_GetAttrString(module.get(), name));
}

bool is_fortran(const ndarray& a) {
  return a.is_f_contiguous() && !a.is_c_contiguous();
}

/// (_reconstruct, (type, (0,), b"b"), (1, shape, dtype, is_fortran, bytes)).
PyObject* array_reduce(PyObject* self, PyObject*) {
  return guarded([&] {
    const ndarray a = to_direct(array_of(self));
    const bool fortran = is_fortran(a);
    const ndarray packed = (fortran ? a.transposed() : a).contiguous();
    const Reference function = module_function("_reconstruct");
    const Reference shape = checked(int_tuple(a.shape()));
    const Reference dtype = checked(wrap_dtype(a.dtype()));
    const Reference bytes = checked(PyBytes_FromStringAndSize(
        packed.data(), static_cast<Py_ssize_t>(packed.nbytes())));
    return Py_BuildValue("(O(O(i)y)(iOOOO))", function.get(), Py_TYPE(self), 0,
                         "b", 1, shape.get(), dtype.get(),
                         fortran ? Py_True : Py_False, bytes.get());
  });
}

/// From protocol 5 on, the memory of a contiguous array goes as a PickleBuffer,
/// which need not be copied.
PyObject* array_reduce_ex(PyObject* self, PyObject* argument) {
  return guarded([&]() -> PyObject* {
    const std::int64_t protocol = int_from(argument);
    const ndarray& a = array_of(self);
    const bool contiguous = a.is_c_contiguous() || a.is_f_contiguous();
    if (protocol < 5 || !contiguous || !is_array_exact(self) ||
        !a.is_direct() || a.dtype() == DType::kBFloat16) {
      return PyObject_CallMethod(self, "__reduce__", nullptr);
    }
    const bool fortran = is_fortran(a);
    const Reference view =
        fortran ? checked(wrap_view(a.transposed(), self)) : Reference();
    const Reference buffer =
        checked(PyPickleBuffer_FromObject(fortran ? view.get() : self));
    const Reference function = module_function("_frombuffer");
    const Reference shape = checked(int_tuple(a.shape()));
    const Reference dtype = checked(wrap_dtype(a.dtype()));
    return Py_BuildValue("(O(OOOs))", function.get(), buffer.get(),
                         dtype.get(), shape.get(), fortran ? "F" : "C");
  });
}

struct State {
  Shape shape;
  DType dtype;
  bool fortran;
  PyObject* bytes;  // borrowed
};

/// (version, shape, dtype, is_fortran, bytes); old pickles have no version.
State state_from(PyObject* state) {
  if (!PyTuple_Check(state)) {
    raise_type_error(
        std::string("__setstate__() argument 1 must be 4-item sequence, not ") +
        Py_TYPE(state)->tp_name);
  }
  const Py_ssize_t count = PyTuple_GET_SIZE(state);
  if (count != 4 && count != 5) {
    raise_type_error("function takes exactly 4 arguments (" +
                     std::to_string(count) + " given)");
  }
  PyObject** items = &PyTuple_GET_ITEM(state, count - 4);
  if (count == 5 && int_from(PyTuple_GET_ITEM(state, 0)) != 1) {
    raise_value_error("can't handle version " +
                      std::to_string(int_from(PyTuple_GET_ITEM(state, 0))) +
                      " of numpy.ndarray pickle");
  }
  if (!PyBytes_Check(items[3])) {
    raise_type_error("pickle not returning string or list");
  }
  return {shape_from(items[0]), dtype_from(items[1]),
          flag_from(items[2], false), items[3]};
}

PyObject* array_setstate(PyObject* self, PyObject* argument) {
  return guarded([&]() -> PyObject* {
    const State state = state_from(argument);
    ndarray array = ndarray::empty(span_of(state.shape), state.dtype,
                                   state.fortran ? 'F' : 'C');
    if (array.nbytes() != PyBytes_GET_SIZE(state.bytes)) {
      raise_value_error("buffer size does not match array size");
    }
    std::memcpy(array.data(), PyBytes_AS_STRING(state.bytes),
                static_cast<std::size_t>(array.nbytes()));
    auto* object = reinterpret_cast<ArrayObject*>(self);
    object->array = std::move(array);
    Py_CLEAR(object->base);
    Py_RETURN_NONE;
  });
}

/// _reconstruct(type, shape, typecode): what `__setstate__` then fills.
PyObject* reconstruct(PyObject*, PyObject* const* args, Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs != 3) raise_type_error("_reconstruct takes 3 arguments");
    const bool is_class =
        PyType_Check(args[0]) &&
        PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(args[0]),
                         &array_type);
    if (!is_class) {
      raise_type_error("_reconstruct: First argument must be a sub-type of "
                       "ndarray");
    }
    const Shape shape = shape_from(args[1]);
    return new_instance(reinterpret_cast<PyTypeObject*>(args[0]),
                        ndarray::empty(span_of(shape), DType::kInt8), nullptr,
                        nullptr);
  });
}

/// _frombuffer(buffer, dtype, shape, order): an array on the buffer's memory.
PyObject* from_pickled_buffer(PyObject*, PyObject* const* args,
                              Py_ssize_t nargs) {
  return guarded([&] {
    if (nargs != 4) raise_type_error("_frombuffer takes 4 arguments");
    const Reference view = checked(PyMemoryView_FromObject(args[0]));
    const Reference bytes =
        checked(PyObject_CallMethod(view.get(), "cast", "s", "B"));
    const DType dtype = dtype_from(args[1]);
    const Shape shape = shape_from(args[2]);
    const std::int64_t n =
        PyMemoryView_GET_BUFFER(bytes.get())->len / itemsize(dtype);
    return wrap_array(array_on_bytes(bytes.get(), 0, n, dtype)
                          .reshape(span_of(shape), order_from(args[3])),
                      args[0]);
  });
}

PyObject* pickle_with(PyObject* self, const char* function, PyObject* file) {
  const Reference pickle = checked(PyImport_ImportModule("pickle"));
  return file ? PyObject_CallMethod(pickle.get(), function, "OOi", self, file, 2)
              : PyObject_CallMethod(pickle.get(), function, "Oi", self, 2);
}

PyObject* array_dumps(PyObject* self, PyObject*) {
  return guarded([&] { return pickle_with(self, "dumps", nullptr); });
}

/// dump(file): an open file, or the path of one.
PyObject* array_dump(PyObject* self, PyObject* file) {
  return guarded([&]() -> PyObject* {
    if (PyObject_HasAttrString(file, "write")) {
      return pickle_with(self, "dump", file);
    }
    const Reference io = checked(PyImport_ImportModule("io"));
    const Reference opened =
        checked(PyObject_CallMethod(io.get(), "open", "Os", file, "wb"));
    const Reference written(pickle_with(self, "dump", opened.get()));
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    const Reference closed(
        PyObject_CallMethod(opened.get(), "close", nullptr));
    if (!written) PyErr_Restore(type, value, trace);
    if (!written || !closed) throw PythonError();
    Py_RETURN_NONE;
  });
}

PyObject* array_copy_protocol(PyObject* self, PyObject*) {
  return guarded([&] { return wrap_like(array_of(self).copy('K'), self); });
}

}  // namespace

PyMethodDef array_pickle_methods[] = {
    {"__copy__", array_copy_protocol, METH_NOARGS,
     "__copy__()\n--\n\nA copy, for copy.copy."},
    {"__deepcopy__", array_copy_protocol, METH_O,
     "__deepcopy__(memo, /)\n--\n\nA copy, for copy.deepcopy."},
    {"__reduce__", array_reduce, METH_NOARGS,
     "__reduce__()\n--\n\nFor pickle."},
    {"__reduce_ex__", array_reduce_ex, METH_O,
     "__reduce_ex__(protocol, /)\n--\n\nFor pickle."},
    {"__setstate__", array_setstate, METH_O,
     "__setstate__(state, /)\n--\n\nFor unpickling."},
    {"dumps", array_dumps, METH_NOARGS,
     "dumps()\n--\n\nThe array pickled, as bytes."},
    {"dump", array_dump, METH_O,
     "dump(file)\n--\n\nPickles the array to a file."},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef pickle_functions[] = {
    {"_reconstruct", method_cast(reconstruct), METH_FASTCALL, "For pickle."},
    {"_frombuffer", method_cast(from_pickled_buffer), METH_FASTCALL,
     "For pickle."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
