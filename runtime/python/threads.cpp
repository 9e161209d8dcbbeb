// Python's threads run while one of them is in a long loop of the runtime.
#include <Python.h>
#include <unistd.h>

#include "runtime/core/long_work.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

void* release_gil() {
  return PyGILState_Check() ? PyEval_SaveThread() : nullptr;
}

void take_gil(void* state) {
  try {
    PyEval_RestoreThread(static_cast<PyThreadState*>(state));
  } catch (...) {
    // A forced unwind: Python has ended and this is a daemon thread, which
    // Python would unwind through frames that do not expect it. It waits for
    // the process to end.
    for (;;) pause();
  }
}

}  // namespace

int add_threads(PyObject*) {
  set_long_work_hooks({release_gil, take_gil});
  return 0;
}

}  // namespace tnp::python
