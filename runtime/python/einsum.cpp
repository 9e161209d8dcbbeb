// einsum and einsum_path: both forms of their arguments, strings and lists of
// labels.
#include <optional>
#include <string>
#include <vector>

#include "runtime/ops/products.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

constexpr int kLabels = 52;

/// The letter of a label of the list form: 0 is `A`, 26 is `a`.
char letter_of(PyObject* label) {
  const std::int64_t number = int_from(label);
  if (number < 0 || number >= kLabels) {
    raise_value_error("subscript is not within the valid range [0, 52)");
  }
  return static_cast<char>(number < 26 ? 'A' + number : 'a' + number - 26);
}

std::string term_of(PyObject* labels) {
  const Reference items = checked(PySequence_Fast(
      labels,
      "subscripts for each operand must be a list, tuple or other sequence of "
      "labels"));
  std::string term;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
    PyObject* label = PySequence_Fast_GET_ITEM(items.get(), i);
    if (label == Py_Ellipsis) {
      term += "...";
    } else if (PyIndex_Check(label)) {
      term += letter_of(label);
    } else {
      raise_type_error(
          "each subscript must be either an integer or an ellipsis");
    }
  }
  return term;
}

/// What is summed: subscripts, and the operands' objects, borrowed.
struct Sum {
  std::string subscripts;
  std::vector<PyObject*> operands;
};

Sum sum_of(PyObject* first, const Variadic& rest) {
  if (!first) {
    raise_value_error(
        "must specify the einstein sum subscripts string and at least one "
        "operand, or at least one operand and its corresponding subscripts "
        "list");
  }
  Sum sum;
  if (PyUnicode_Check(first)) {
    sum.subscripts = arg_string(first);
    sum.operands.assign(rest.items, rest.items + rest.count);
    return sum;
  }
  std::vector<PyObject*> items{first};
  items.insert(items.end(), rest.items, rest.items + rest.count);
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    sum.operands.push_back(items[i]);
    if (i > 0) sum.subscripts += ',';
    sum.subscripts += term_of(items[i + 1]);
  }
  if (items.size() % 2 == 1) {
    if (sum.operands.empty()) {
      raise_value_error("subscripts must be given with each operand");
    }
    sum.subscripts += "->" + term_of(items.back());
  }
  return sum;
}

ops::PathSearch search_named(PyObject* name) {
  const std::string_view text = arg_string(name);
  if (text == "greedy") return ops::PathSearch::kGreedy;
  if (text == "optimal") return ops::PathSearch::kOptimal;
  PyErr_Format(PyExc_KeyError, "Path name %U not found", name);
  throw PythonError();
}

ops::Contraction contraction_from(PyObject* positions) {
  ops::Contraction result;
  for (const std::int64_t i : arg_ints(positions, false)) {
    result.push_back(static_cast<int>(i));
  }
  return result;
}

[[noreturn]] void refuse_path(PyObject* optimize) {
  PyErr_Format(PyExc_TypeError, "Did not understand the path: %S", optimize);
  throw PythonError();
}

/// `optimize`: None, a bool, a name, (name, memory limit), or a path that
/// begins with 'einsum_path'.
void read_path(PyObject* optimize, ops::EinsumOptions& options) {
  if (!optimize || optimize == Py_None || optimize == Py_False) return;
  if (optimize == Py_True) {
    options.search = ops::PathSearch::kGreedy;
    return;
  }
  if (PyUnicode_Check(optimize)) {
    options.search = search_named(optimize);
    return;
  }
  if (!PyList_Check(optimize) && !PyTuple_Check(optimize)) {
    refuse_path(optimize);
  }
  const Reference items = checked(PySequence_Fast(optimize, ""));
  PyObject** item = PySequence_Fast_ITEMS(items.get());
  const Py_ssize_t count = PySequence_Fast_GET_SIZE(items.get());
  if (count == 0 || !PyUnicode_Check(item[0])) refuse_path(optimize);
  if (PyUnicode_CompareWithASCIIString(item[0], "einsum_path") == 0) {
    options.path.emplace();
    for (Py_ssize_t i = 1; i < count; ++i) {
      options.path->push_back(contraction_from(item[i]));
    }
  } else if (count == 2 && (PyLong_Check(item[1]) || PyFloat_Check(item[1]))) {
    options.search = search_named(item[0]);
    options.memory_limit = arg_float(item[1]);
  } else {
    refuse_path(optimize);
  }
}

/// Without a product or a sum the result is a view of the operand.
bool is_view_of(const ndarray& result, const ndarray& operand) {
  return result.ndim() > 0 && result.is_direct() && operand.is_direct() &&
         result.storage().unsafeGetStorageImpl() ==
             operand.storage().unsafeGetStorageImpl();
}

// The first argument may be missing, which has an error of its own.
constexpr ParamSpec kEinsumParams[] = {
    {"subscripts", nullptr, false}, {"operands", nullptr, false, true},
    {"out", nullptr, false},        {"dtype", nullptr, false},
    {"order", nullptr, false},      {"casting", nullptr, false},
    {"optimize", nullptr, false},
};
const ArgParser kEinsum("einsum", kEinsumParams, 0, 2);

PyObject* call_einsum(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  PyObject* values[7];
  Variadic rest;
  if (!kEinsum.parse(args, nargs, keywords, values, &rest)) return nullptr;
  return guarded([&]() -> PyObject* {
    const auto [subscripts, objects] = sum_of(values[0], rest);
    std::vector<ndarray> operands;
    for (PyObject* object : objects) operands.push_back(operand_from(object));
    ops::EinsumOptions options;
    options.dtype = arg_optional_dtype(values[3]);
    options.order = values[4] ? order_from(values[4]) : 'K';
    if (values[5]) options.casting = arg_string(values[5]);
    read_path(values[6], options);
    const auto out = arg_out(values[2], objects);
    ndarray result = ops::einsum(subscripts, operands, out, options);
    if (out) return Py_NewRef(out_object(values[2]));
    if (operands.size() == 1 && is_view_of(result, operands[0])) {
      return to_python(std::move(result), ResultForm::kView, objects[0]);
    }
    return to_python(std::move(result), ResultForm::kScalarWhenZeroD, nullptr);
  });
}

constexpr ParamSpec kPathParams[] = {
    {"subscripts", nullptr, false},
    {"operands", nullptr, false, true},
    {"optimize", nullptr, false},
};
const ArgParser kPath("einsum_path", kPathParams, 0, 2);

/// ['einsum_path', (0, 1), ...].
Reference path_list(const ops::ContractionPath& path) {
  Reference list = checked(Py_BuildValue("[s]", "einsum_path"));
  for (const ops::Contraction& step : path) {
    const std::vector<std::int64_t> positions(step.begin(), step.end());
    const Reference item = checked(int_tuple(positions));
    checked(PyList_Append(list.get(), item.get()));
  }
  return list;
}

PyObject* call_einsum_path(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* keywords) {
  PyObject* values[3];
  Variadic rest;
  if (!kPath.parse(args, nargs, keywords, values, &rest)) return nullptr;
  return guarded([&]() -> PyObject* {
    const auto [subscripts, objects] = sum_of(values[0], rest);
    std::vector<Shape> shapes;
    for (PyObject* object : objects) {
      const ndarray operand = operand_from(object);
      shapes.emplace_back(operand.shape().begin(), operand.shape().end());
    }
    ops::EinsumOptions options;
    options.search = ops::PathSearch::kGreedy;
    if (values[2]) {
      options.search = ops::PathSearch::kNone;
      read_path(values[2], options);
    }
    const ops::EinsumTerms terms = ops::einsum_terms(subscripts, shapes);
    const ops::ContractionPath path =
        options.path
            ? *options.path
            : ops::find_path(terms, options.search, options.memory_limit);
    const std::string text = ops::describe_path(terms, path);
    const Reference list = path_list(path);
    return Py_BuildValue("(Os)", list.get(), text.c_str());
  });
}

PyMethodDef functions[] = {
    {"einsum", method_cast(call_einsum), METH_FASTCALL | METH_KEYWORDS,
     "einsum(subscripts, *operands, out=None, dtype=None, order='K', "
     "casting='safe', optimize=False)\n--\n\nEinstein summation."},
    {"einsum_path", method_cast(call_einsum_path),
     METH_FASTCALL | METH_KEYWORDS,
     "einsum_path(subscripts, *operands, optimize='greedy')\n--\n\n"
     "The order in which `einsum` would contract its operands, and its costs."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_einsum(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
