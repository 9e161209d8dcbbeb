/// Keyword arguments of ufunc calls.
#pragma once

#include <Python.h>

#include <optional>
#include <vector>

#include "runtime/core/ufunc.h"
#include "runtime/python/operands.h"

namespace tnp::python {

/// What a ufunc call says beside its inputs, with everything that the options
/// refer to.
struct UfuncArguments {
  c10::SmallVector<ndarray, 2> out;
  c10::SmallVector<PyObject*, 2> out_objects;  // borrowed; null where new
  bool names_out = false;                      // also as None
  bool keeps_arrays = false;                   // out=...: no scalars
  bool has_signature = false;
  ndarray where;
  std::optional<std::vector<CoreAxes>> axes;
  UfuncOptions options;  // refers to the above: valid while this lives

  /// Takes `out`: an array, None, or a tuple of these.
  void set_out(const Ufunc& ufunc, PyObject* value);
  /// Takes a bool array or True.
  void set_where(PyObject* value);
  /// Takes one keyword argument; false when the name is unknown.
  bool set(const Ufunc& ufunc, PyObject* name, PyObject* value);
  /// UserWarning where a mask leaves elements of new outputs unset.
  void warn_of_unset(const Ufunc& ufunc) const;
  /// Makes the outputs part of the graphs that the inputs are in.
  void join_graphs(std::span<PyObject* const> inputs);
  /// Points the options at the members; to be called last.
  const UfuncOptions& finish();
};

/// "equiv", ... ValueError with NumPy's message otherwise.
Casting casting_from(PyObject* value);

/// Whether the keyword is spelled `text`.
inline bool is_name(PyObject* keyword, const char* text) {
  return PyUnicode_CompareWithASCIIString(keyword, text) == 0;
}

[[noreturn]] void raise_unexpected_keyword(std::string_view function,
                                           PyObject* keyword);

/// The array of an `out` argument; one of NumPy's is written where it is.
/// TypeError "return arrays must be of ArrayType".
ndarray output_array(PyObject* value);

}  // namespace tnp::python
