#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/python/ufunc_object.h"

namespace tnp::python {
namespace {

PyObject* text(const std::string& value) {
  return PyUnicode_FromStringAndSize(value.data(),
                                     static_cast<Py_ssize_t>(value.size()));
}

PyObject* get_name(PyObject* self, void*) {
  return text(std::string(ufunc_of(self).name));
}

PyObject* get_doc(PyObject* self, void*) {
  const Ufunc& ufunc = ufunc_of(self);
  return text(std::string(ufunc.name) +
              (ufunc.nin == 1 ? "(x, /" : "(x1, x2, /") +
              ", out=None, *, where=True, casting='same_kind', order='K', "
              "dtype=None, subok=True[, signature])\n\nThe function of NumPy "
              "with this name, element by element.");
}

PyObject* get_nin(PyObject* self, void*) {
  return PyLong_FromLong(ufunc_of(self).nin);
}
PyObject* get_nout(PyObject* self, void*) {
  return PyLong_FromLong(ufunc_of(self).nout);
}
PyObject* get_nargs(PyObject* self, void*) {
  return PyLong_FromLong(ufunc_of(self).nin + ufunc_of(self).nout);
}
// One text per loop: "dd->d".
std::vector<std::string> loop_types(const Ufunc& ufunc) {
  std::vector<std::string> all;
  if (!ufunc.signature.empty()) {
    // A loop for every dtype of NumPy's.
    for (const char code : std::string_view("?bBhHiIlLefdFD")) {
      all.push_back({code, code, '-', '>', code});
    }
  }
  for (const TypedLoop& loop : ufunc.loops) {
    std::string& types = all.emplace_back();
    for (int i = 0; i < ufunc.nin + ufunc.nout; ++i) {
      if (i == ufunc.nin) types += "->";
      types += info(loop.types[i]).code;
    }
  }
  return all;
}

PyObject* get_ntypes(PyObject* self, void*) {
  return PyLong_FromSize_t(loop_types(ufunc_of(self)).size());
}

PyObject* get_types(PyObject* self, void*) {
  PyObject* list = PyList_New(0);
  if (list == nullptr) return nullptr;
  for (const std::string& types : loop_types(ufunc_of(self))) {
    PyObject* item = text(types);
    const int status = item ? PyList_Append(list, item) : -1;
    Py_XDECREF(item);
    if (status < 0) {
      Py_DECREF(list);
      return nullptr;
    }
  }
  return list;
}

PyObject* get_identity(PyObject* self, void*) {
  const Ufunc& ufunc = ufunc_of(self);
  if (!ufunc.identity) Py_RETURN_NONE;
  const double value = *ufunc.identity;
  if (ufunc.name.starts_with("logical_")) return PyBool_FromLong(value != 0);
  if (std::isinf(value)) return PyFloat_FromDouble(value);
  return PyLong_FromDouble(value);
}

PyObject* get_signature(PyObject* self, void*) {
  const std::string_view signature = ufunc_of(self).signature;
  if (signature.empty()) Py_RETURN_NONE;
  return text(std::string(signature));
}

PyObject* get_python_signature(PyObject* self, void*) {
  PyObject* module = PyImport_ImportModule("tnp._signatures");
  if (module == nullptr) return nullptr;
  PyObject* signature = PyObject_CallMethod(module, "of_ufunc", "O", self);
  Py_DECREF(module);
  return signature;
}

}  // namespace

PyGetSetDef ufunc_attributes[] = {
    {"__name__", get_name, nullptr, nullptr, nullptr},
    {"__qualname__", get_name, nullptr, nullptr, nullptr},
    {"__doc__", get_doc, nullptr, nullptr, nullptr},
    {"__signature__", get_python_signature, nullptr, nullptr, nullptr},
    {"nin", get_nin, nullptr, "The number of inputs.", nullptr},
    {"nout", get_nout, nullptr, "The number of outputs.", nullptr},
    {"nargs", get_nargs, nullptr, "The number of arguments.", nullptr},
    {"ntypes", get_ntypes, nullptr, "The number of loops.", nullptr},
    {"types", get_types, nullptr, "The types of each loop.", nullptr},
    {"identity", get_identity, nullptr, "The value of an empty reduction.",
     nullptr},
    {"signature", get_signature, nullptr, "The core shapes, or None.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace tnp::python
