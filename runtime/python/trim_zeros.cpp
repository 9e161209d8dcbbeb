// trim_zeros: of a list a list, of an array a view.
#include <optional>

#include "runtime/ops/manipulation.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

PyObject* trim_zeros(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "trim_zeros", {"filt", "trim", "axis|dim"}, 3, 1};
  return guarded([&]() -> PyObject* {
    const auto [filt, trim, axis] = bind(kSignature, args, nargs, keywords);
    const ndarray array = operand_from(filt);
    const std::string_view ends = trim ? arg_string(trim) : "fb";
    const std::optional<Shape> axes =
        axis ? axes_from(axis) : std::optional<Shape>();
    const bool is_sequence = PyList_Check(filt) || PyTuple_Check(filt);
    if (is_sequence && array.ndim() == 1) {
      const auto box = ops::nonzero_box(array, ends, span_of(axes));
      return PySequence_GetSlice(filt, box[0].first, box[0].last);
    }
    return to_python(ops::trim_zeros(array, ends, span_of(axes)),
                     ResultForm::kView, filt);
  });
}

PyMethodDef functions[] = {
    {"trim_zeros", method_cast(trim_zeros), METH_FASTCALL | METH_KEYWORDS,
     "trim_zeros(filt, trim='fb', axis=None)\n--\n\n"
     "Removes zeros at the ends of axes."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_trim_zeros(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
