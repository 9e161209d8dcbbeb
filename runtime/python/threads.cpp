// Python's threads run while one of them is in a long loop of the runtime.
#include <Python.h>

#include "runtime/core/long_work.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

void* release_gil() {
  return PyGILState_Check() ? PyEval_SaveThread() : nullptr;
}

void take_gil(void* state) {
  PyEval_RestoreThread(static_cast<PyThreadState*>(state));
}

}  // namespace

int add_threads(PyObject*) {
  set_long_work_hooks({release_gil, take_gil});
  return 0;
}

}  // namespace tnp::python
