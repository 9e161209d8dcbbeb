// ravel_multi_index and unravel_index: a mode for each axis, and errors that
// depend on what kind of object the indices are.
#include <string_view>
#include <vector>

#include "runtime/ops/indexing.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// The indices as an array of integers.
ndarray indices_from(PyObject* object) {
  const bool is_sequence = PyList_Check(object) || PyTuple_Check(object);
  const ndarray indices = operand_from(object);
  if (is_integer(indices.dtype()) || is_bool(indices.dtype())) return indices;
  if (is_sequence && indices.size() == 0) {
    raise_type_error(
        "indices must be integral: the provided empty sequence was inferred as "
        "float. Wrap it with 'np.array(indices, dtype=np.intp)'");
  }
  raise_type_error("only int indices permitted");
}

/// One mode for all axes, or one for each; strings are valid as long as
/// `object` is.
std::vector<std::string_view> modes_from(PyObject* object, std::size_t ndim) {
  if (!object) return {"raise"};
  std::vector<std::string_view> modes;
  if (PyUnicode_Check(object)) {
    modes.push_back(arg_string(object));
  } else {
    const Reference items =
        checked(PySequence_Fast(object, "mode must be a name or a sequence"));
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
      modes.push_back(arg_string(PySequence_Fast_GET_ITEM(items.get(), i)));
    }
    if (modes.size() != ndim) {
      raise_value_error("mode must have one name for each of the " +
                        std::to_string(ndim) + " axes");
    }
  }
  for (const std::string_view mode : modes) {
    if (mode != "raise" && mode != "wrap" && mode != "clip") {
      raise_value_error(
          "clipmode must be one of 'clip', 'raise', or 'wrap' "
          "(got '" +
          std::string(mode) + "')");
    }
  }
  return modes;
}

PyObject* ravel_multi_index(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                            PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "ravel_multi_index", {"multi_index", "dims", "mode", "order"}, 4, 2};
  return guarded([&] {
    const auto [multi_index, dims, mode, order] =
        bind(kSignature, args, nargs, keywords);
    const Shape extents = shape_from(dims);
    const Reference items =
        checked(PySequence_Fast(multi_index, "multi_index must be a sequence"));
    std::vector<ndarray> indices;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
      indices.push_back(indices_from(PySequence_Fast_GET_ITEM(items.get(), i)));
    }
    const auto modes = modes_from(mode, extents.size());
    const std::string_view layout = order ? arg_string(order) : "C";
    return to_python(
        ops::ravel_multi_index(indices, span_of(extents), modes, layout),
        ResultForm::kScalarWhenZeroD, nullptr);
  });
}

PyObject* unravel_index(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                        PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "unravel_index", {"indices", "shape", "order"}, 3, 2};
  return guarded([&] {
    const auto [indices, shape, order] =
        bind(kSignature, args, nargs, keywords);
    const Shape extents = shape_from(shape);
    const std::string_view layout = order ? arg_string(order) : "C";
    return to_python(
        ops::unravel_index(indices_from(indices), span_of(extents), layout),
        ResultForm::kScalarWhenZeroD, nullptr);
  });
}

PyMethodDef functions[] = {
    {"ravel_multi_index", method_cast(ravel_multi_index),
     METH_FASTCALL | METH_KEYWORDS,
     "ravel_multi_index(multi_index, dims, mode='raise', order='C')\n--\n\n"
     "Flat indices from index arrays."},
    {"unravel_index", method_cast(unravel_index), METH_FASTCALL | METH_KEYWORDS,
     "unravel_index(indices, shape, order='C')\n--\n\n"
     "Index arrays from flat indices."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_flat_indices(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
