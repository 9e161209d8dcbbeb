/// Print options and the text of arrays, for Python.
#pragma once

#include <Python.h>

#include "runtime/core/format.h"
#include "runtime/python/reference.h"

namespace tnp::python {

/// NumPy's print options with their Python-only part.
struct FormatState {
  PrintOptions options;
  PyObject* formatter = nullptr;      // a dict, or null; owned
  PyObject* override_repr = nullptr;  // a callable, or null; owned
  bool as_torch = false;              // the look of torch's tensors

  FormatState() = default;
  FormatState(const FormatState& other);
  FormatState& operator=(const FormatState& other);
  ~FormatState();
};

/// The options in force.
FormatState& format_state();

/// The arguments that set_printoptions() and array2string() share; null or None
/// leaves an option as it is. Throws as NumPy: TypeError, ValueError;
/// NotImplementedError for legacy="1.13".
struct FormatArguments {
  PyObject* precision = nullptr;
  PyObject* threshold = nullptr;
  PyObject* edgeitems = nullptr;
  PyObject* linewidth = nullptr;
  PyObject* suppress = nullptr;
  PyObject* nanstr = nullptr;
  PyObject* infstr = nullptr;
  PyObject* formatter = nullptr;
  PyObject* sign = nullptr;
  PyObject* floatmode = nullptr;
  PyObject* legacy = nullptr;
};
void apply_arguments(FormatState& state, const FormatArguments& arguments);

/// The user's formatter for arrays of type `dtype`, from a `formatter` dict;
/// empty when it has none.
ElementText user_element_text(PyObject* formatter, DType dtype);

/// What torch prints for an array's, or a scalar's, tensor. Imports torch.
PyObject* torch_text(PyObject* object);

/// `repr(array)` and `str(array)`, the slots of tnp.ndarray.
PyObject* array_repr(PyObject* array);
PyObject* array_str(PyObject* array);

/// set_printoptions, get_printoptions, printoptions (format_options.cpp).
int add_print_options(PyObject* module);

}  // namespace tnp::python
