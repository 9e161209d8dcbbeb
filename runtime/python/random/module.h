/// What the files of tnp.random give to its module.
#pragma once

#include <Python.h>

namespace tnp::python {

/// default_rng(seed=None): a Generator of a new PCG64, or of what is given.
PyObject* default_rng(PyObject* module, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords);  // generator.cpp

}  // namespace tnp::python
