/// The arguments and results of a call to the real NumPy.
#pragma once

#include <Python.h>

#include <utility>
#include <vector>

#include "runtime/python/reference.h"

namespace tnp::python {

/// The module when the program has imported it, else null; never imports it.
/// Borrowed.
PyObject* loaded_numpy();

/// Whether the object is an instance of numpy.ndarray, or of numpy.generic, or
/// of a class derived from it. Throws PythonError.
bool is_numpy_array(PyObject* object);
bool is_numpy_scalar(PyObject* object);

/// Turns the arguments of one call into NumPy's objects and its results back.
/// Memory is shared both ways. All functions throw PythonError, and TypeError
/// for arrays that are not in main memory or take part in gradients.
class NumpyExchange {
 public:
  /// tnp arrays and dtypes as NumPy's, also inside lists, tuples and dicts;
  /// other objects as they are.
  Reference to_numpy(PyObject* object);
  /// NumPy arrays and scalars as tnp's, also inside lists and tuples. What was
  /// given to the call comes back as the caller's object.
  Reference from_numpy(PyObject* object) const;

 private:
  std::vector<std::pair<Reference, Reference>> twins_;  // NumPy's, the caller's
};

}  // namespace tnp::python
