#include "runtime/python/errors.h"

#include <c10/util/Exception.h>

#include <new>
#include <stdexcept>

#include "runtime/core/errors.h"
#include "runtime/python/axis_error.h"
#include "runtime/python/convert.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

PyObject* axis_error = nullptr;
PyObject* ufunc_type_error = nullptr;
PyObject* dtype_promotion_error = nullptr;
PyObject* linalg_error = nullptr;
PyObject* too_hard_error = nullptr;
PyObject* complex_warning = nullptr;
PyObject* rank_warning = nullptr;

PyObject* class_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kValueError:
      return PyExc_ValueError;
    case ErrorKind::kTypeError:
      return PyExc_TypeError;
    case ErrorKind::kIndexError:
      return PyExc_IndexError;
    case ErrorKind::kAxisError:
      return axis_error;
    case ErrorKind::kAttributeError:
      return PyExc_AttributeError;
    case ErrorKind::kOverflowError:
      return PyExc_OverflowError;
    case ErrorKind::kZeroDivisionError:
      return PyExc_ZeroDivisionError;
    case ErrorKind::kFloatingPointError:
      return PyExc_FloatingPointError;
    case ErrorKind::kMemoryError:
      return PyExc_MemoryError;
    case ErrorKind::kRuntimeError:
      return PyExc_RuntimeError;
    case ErrorKind::kNotImplementedError:
      return PyExc_NotImplementedError;
    case ErrorKind::kUFuncTypeError:
      return ufunc_type_error;
    case ErrorKind::kDTypePromotionError:
      return dtype_promotion_error;
    case ErrorKind::kLinAlgError:
      return linalg_error;
    case ErrorKind::kTooHardError:
      return too_hard_error;
  }
  return PyExc_RuntimeError;
}

PyObject* class_of(WarningKind kind) {
  switch (kind) {
    case WarningKind::kRuntimeWarning:
      return PyExc_RuntimeWarning;
    case WarningKind::kDeprecationWarning:
      return PyExc_DeprecationWarning;
    case WarningKind::kComplexWarning:
      return complex_warning;
    case WarningKind::kRankWarning:
      return rank_warning;
  }
  return PyExc_RuntimeWarning;
}

/// Issues the warning in the frame of the calling Python code.
void warn_python(WarningKind kind, const std::string& message) {
  const PyGILState_STATE state = PyGILState_Ensure();
  const int status = PyErr_WarnEx(class_of(kind), message.c_str(), 1);
  PyGILState_Release(state);
  if (status < 0) throw PythonError();
}

/// A class `name` of module `home` with the given bases, added to `module`.
PyObject* add_class(PyObject* module, const char* home, const char* name,
                    PyObject* bases, const char* doc) {
  const std::string full = std::string(home) + "." + name;
  PyObject* type = PyErr_NewExceptionWithDoc(full.c_str(), doc, bases, nullptr);
  if (!type) return nullptr;
  if (PyModule_AddObjectRef(module, name, type) < 0) return nullptr;
  return type;  // the reference lives as long as the process
}

PyObject* add_axis_error(PyObject* module) {
  PyObject* type = make_axis_error_class();
  if (!type) return nullptr;
  if (PyModule_AddObjectRef(module, "AxisError", type) < 0) return nullptr;
  return type;
}

}  // namespace

void raise_current_exception() noexcept {
  try {
    throw;
  } catch (const PythonError&) {
    // Set already.
  } catch (const AxisError& error) {
    raise_axis_error(axis_error, error);
  } catch (const Error& error) {
    PyErr_SetString(class_of(error.kind()), error.what());
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const c10::Error& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what_without_backtrace());
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
}

int add_errors(PyObject* module) {
  axis_error = add_axis_error(module);
  ufunc_type_error =
      add_class(module, "tnp.exceptions", "UFuncTypeError", PyExc_TypeError,
                "A ufunc has no loop or no cast for these types.");
  dtype_promotion_error =
      add_class(module, "tnp.exceptions", "DTypePromotionError",
                PyExc_TypeError, "The types have no common type.");
  linalg_error =
      add_class(module, "tnp.linalg", "LinAlgError", PyExc_ValueError,
                "A linear algebra routine cannot give a result.");
  too_hard_error =
      add_class(module, "tnp.exceptions", "TooHardError", PyExc_RuntimeError,
                "An answer would take more work than max_work allows.");
  PyObject* deprecation =
      add_class(module, "tnp.exceptions", "VisibleDeprecationWarning",
                PyExc_UserWarning, "A deprecation that users are to see.");
  complex_warning =
      add_class(module, "tnp.exceptions", "ComplexWarning",
                PyExc_RuntimeWarning, "A cast discards the imaginary part.");
  rank_warning =
      add_class(module, "tnp.exceptions", "RankWarning", PyExc_RuntimeWarning,
                "A least squares problem is rank deficient.");
  if (!axis_error || !ufunc_type_error || !dtype_promotion_error ||
      !linalg_error || !too_hard_error || !deprecation || !complex_warning ||
      !rank_warning) {
    return -1;
  }
  set_warning_sink(warn_python);
  return 0;
}

}  // namespace tnp::python
