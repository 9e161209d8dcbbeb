// The names that the Array API standard and Python's typing ask an array for.
#include <cstdlib>
#include <cstring>

#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

PyObject* get_device(PyObject* self, void*) {
  return guarded([&] {
    return PyUnicode_FromString(device_of(array_of(self)).str().c_str());
  });
}

/// to_device(device, /, *, stream=None): NumPy knows "cpu"; "cuda" is ours.
PyObject* array_to_device(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"", "stream", nullptr};
  const char* text = nullptr;
  PyObject* stream = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "s|$O:to_device",
                                   const_cast<char**>(names), &text, &stream)) {
    return nullptr;
  }
  return guarded([&] {
    if (stream != Py_None) {
      raise_value_error("The stream argument in to_device() is not supported");
    }
    const bool cuda = std::strncmp(text, "cuda:", 5) == 0 && text[5] != '\0';
    if (std::strcmp(text, "cpu") != 0 && !cuda) {
      raise_value_error(std::string("Unsupported device: ") + text +
                        ". Only 'cpu' is accepted.");
    }
    const c10::Device device{std::string(text)};
    const ndarray& a = array_of(self);
    if (device_of(a) == device) return Py_NewRef(self);
    return wrap_like(to_device(a, device), self);
  });
}

/// Versions of the standard that are named as NumPy names them.
bool is_known_version(PyObject* version) {
  for (const char* known : {"2021.12", "2022.12", "2023.12", "2024.12"}) {
    if (PyUnicode_CompareWithASCIIString(version, known) == 0) return true;
  }
  return false;
}

PyObject* array_namespace(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                          PyObject* keywords) {
  static constexpr Signature<1> kSignature{
      "__array_namespace__", {"api_version"}, 0};
  return guarded([&] {
    const auto [version] = bind(kSignature, args, nargs, keywords);
    if (is_given(version)) {
      if (!PyUnicode_Check(version)) {
        const Reference text = checked(PyObject_Str(version));
        raise_value_error("Only None and strings are allowed as the Array API "
                          "version, but received: " +
                          std::string(PyUnicode_AsUTF8(text.get())) + ".");
      }
      if (!is_known_version(version)) {
        raise_value_error("Version \"" +
                          std::string(PyUnicode_AsUTF8(version)) +
                          "\" of the Array API Standard is not supported.");
      }
    }
    return PyImport_ImportModule("tnp");
  });
}

/// ndarray[shape, dtype], for annotations.
PyObject* array_class_getitem(PyObject* type, PyObject* args) {
  const Py_ssize_t count = PyTuple_Check(args) ? PyTuple_GET_SIZE(args) : 1;
  if (count > 2 || count < 1) {
    return PyErr_Format(PyExc_TypeError, "Too %s arguments for %s",
                        count > 2 ? "many" : "few",
                        reinterpret_cast<PyTypeObject*>(type)->tp_name);
  }
  return Py_GenericAlias(type, args);
}

/// `ctypes`: made in Python, on the address and the layout.
PyObject* get_ctypes(PyObject* self, void*) {
  return guarded([&] {
    if (!array_of(self).is_direct()) {
      raise_type_error("ctypes needs an array in main memory without gradients");
    }
    const Reference module = checked(PyImport_ImportModule("tnp._ctypes"));
    const Reference address =
        checked(PyLong_FromVoidPtr(array_of(self).data()));
    return PyObject_CallMethod(module.get(), "ArrayCTypes", "OO", self,
                               address.get());
  });
}

}  // namespace

PyGetSetDef array_protocol_attributes[] = {
    {"device", get_device, nullptr, "Where the elements are: \"cpu\".",
     nullptr},
    {"ctypes", get_ctypes, nullptr, "The memory, for the module ctypes.",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef array_protocol_methods[] = {
    {"to_device", method_cast(array_to_device), METH_VARARGS | METH_KEYWORDS,
     "to_device(device, /, *, stream=None)\n--\n\nThe array on a device."},
    {"__array_namespace__", method_cast(array_namespace),
     METH_FASTCALL | METH_KEYWORDS,
     "__array_namespace__(*, api_version=None)\n--\n\nThe module tnp."},
    {"__class_getitem__", array_class_getitem, METH_O | METH_CLASS,
     "__class_getitem__(item, /)\n--\n\nFor annotations."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
