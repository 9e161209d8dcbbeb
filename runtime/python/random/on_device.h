/// Random numbers by torch's generators, on a device.
///
/// `_device=` in a call of a random function asks for them. The numbers are
/// those of `torch.manual_seed`'s stream of that device, not NumPy's.
#pragma once

#include <Python.h>

namespace tnp::python {

/// Whether the keywords of a call have `_device`.
bool asks_for_device(PyObject* keywords);

/// The call of the random function `function` on the device that it names.
/// NotImplementedError for one that torch does not draw. New reference; null
/// with a Python exception.
PyObject* draw_on_device(const char* function, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords);

}  // namespace tnp::python
