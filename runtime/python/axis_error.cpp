#include "runtime/python/axis_error.h"

#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// The text, or what stands before it, is kept as `_msg`, as in NumPy.
int axis_error_init(PyObject* self, PyObject* args, PyObject* named) {
  static const char* names[] = {"axis", "ndim", "msg_prefix", nullptr};
  PyObject* axis = nullptr;
  PyObject* ndim = Py_None;
  PyObject* prefix = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, named, "O|OO:AxisError",
                                   const_cast<char**>(names), &axis, &ndim,
                                   &prefix)) {
    return -1;
  }
  const bool is_text = ndim == Py_None && prefix == Py_None;
  if (PyObject_SetAttrString(self, "_msg", is_text ? axis : prefix) < 0 ||
      PyObject_SetAttrString(self, "axis", is_text ? Py_None : axis) < 0) {
    return -1;
  }
  return PyObject_SetAttrString(self, "ndim", ndim);
}

PyObject* axis_error_text(PyObject* self) {
  const Reference axis(PyObject_GetAttrString(self, "axis"));
  const Reference ndim(PyObject_GetAttrString(self, "ndim"));
  const Reference words(PyObject_GetAttrString(self, "_msg"));
  if (!axis || !ndim || !words) return nullptr;
  if (axis.get() == Py_None && ndim.get() == Py_None) {
    return Py_NewRef(words.get());
  }
  if (words.get() == Py_None) {
    return PyUnicode_FromFormat(
        "axis %S is out of bounds for array of dimension %S", axis.get(),
        ndim.get());
  }
  return PyUnicode_FromFormat(
      "%S: axis %S is out of bounds for array of dimension %S", words.get(),
      axis.get(), ndim.get());
}

PyType_Slot axis_error_slots[] = {
    {Py_tp_doc, const_cast<char*>(
                    "AxisError(axis, ndim=None, msg_prefix=None)\n\nAn axis is "
                    "out of bounds for the array.")},
    {Py_tp_init, reinterpret_cast<void*>(axis_error_init)},
    {Py_tp_str, reinterpret_cast<void*>(axis_error_text)},
    {0, nullptr},
};

PyType_Spec axis_error_spec = {"tnp.exceptions.AxisError", 0, 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                               axis_error_slots};

}  // namespace

PyObject* make_axis_error_class() {
  const Reference bases(PyTuple_Pack(2, PyExc_ValueError, PyExc_IndexError));
  if (!bases) return nullptr;
  return PyType_FromSpecWithBases(&axis_error_spec, bases.get());
}

void raise_axis_error(PyObject* type, const AxisError& error) noexcept {
  const char* argument =
      error.argument().empty() ? nullptr : error.argument().c_str();
  const Reference value(
      PyObject_CallFunction(type, "Liz", static_cast<long long>(error.axis()),
                            error.ndim(), argument));
  if (value) PyErr_SetObject(type, value.get());
}

}  // namespace tnp::python
