/// tnp.ufunc: universal functions as Python objects.
#pragma once

#include <Python.h>

#include "runtime/core/ufunc.h"

namespace tnp::python {

struct UfuncObject {
  PyObject_HEAD
  const Ufunc* ufunc;
  vectorcallfunc vectorcall;
};

extern PyTypeObject ufunc_type;

inline const Ufunc& ufunc_of(PyObject* object) {
  return *reinterpret_cast<UfuncObject*>(object)->ufunc;
}

/// The object tnp.NAME of a ufunc. New reference; null with a Python exception.
PyObject* ufunc_object(const Ufunc& ufunc);

/// The methods reduce, accumulate, reduceat, outer and at. Ends with a null
/// entry.
extern PyMethodDef ufunc_methods[];  // ufunc_methods.cpp
/// __name__, __doc__, nin, nout, nargs, ntypes, types, identity, signature.
extern PyGetSetDef ufunc_attributes[];  // ufunc_attributes.cpp

/// A call with positional and keyword arguments, as vectorcall passes them.
PyObject* call_ufunc_object(PyObject* self, PyObject* const* args,
                            std::size_t nargsf, PyObject* keywords);

/// tnp.errstate, seterr, geterr, seterrcall, geterrcall. -1 with a Python
/// exception on failure.
int add_errstate(PyObject* module);  // errstate.cpp

}  // namespace tnp::python
