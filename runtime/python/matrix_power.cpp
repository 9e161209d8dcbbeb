// linalg.matrix_power: its exponent is an integer of any size.
#include "runtime/core/gufunc.h"
#include "runtime/ops/linalg.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/bindings.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

constexpr int kChunk = 62;  // bits of an exponent that are taken at once

/// a ** n for n of any size: (a ** high) ** (2 ** 62) times a ** low.
ndarray power(const ndarray& a, PyObject* n) {
  int overflow = 0;
  const long long small = PyLong_AsLongLongAndOverflow(n, &overflow);
  if (small == -1 && PyErr_Occurred()) throw PythonError();
  if (overflow == 0) return ops::matrix_power(a, small);
  if (overflow < 0) {
    const Reference positive = checked(PyNumber_Negative(n));
    return power(ops::inv(a), positive.get());
  }
  const Reference bits = checked(PyLong_FromLong(kChunk));
  const Reference high = checked(PyNumber_Rshift(n, bits.get()));
  const Reference shifted = checked(PyNumber_Lshift(high.get(), bits.get()));
  const Reference low = checked(PyNumber_Subtract(n, shifted.get()));
  const ndarray raised =
      ops::matrix_power(power(a, high.get()), std::int64_t{1} << kChunk);
  const std::int64_t rest = int_from(low.get());
  return rest == 0 ? raised : tnp::matmul(raised, ops::matrix_power(a, rest));
}

PyObject* matrix_power(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  static constexpr Signature<2> kSignature{
      "matrix_power", {"a|input", "n"}, 2, 2};
  return guarded([&] {
    const auto [a, n] = bind(kSignature, args, nargs, keywords);
    const ndarray matrices = operand_from(a);
    Reference exponent(PyNumber_Index(n));
    if (!exponent) {
      PyErr_Clear();
      raise_type_error("exponent must be an integer");
    }
    return to_python(power(matrices, exponent.get()),
                     ResultForm::kScalarWhenZeroD, a);
  });
}

PyMethodDef functions[] = {
    {"matrix_power", method_cast(matrix_power), METH_FASTCALL | METH_KEYWORDS,
     "matrix_power(a, n)\n--\n\nAn integer power of square matrices."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_matrix_power(PyObject* module) {
  PyObject* linalg = submodule(module, "linalg");
  return linalg ? PyModule_AddFunctions(linalg, functions) : -1;
}

}  // namespace tnp::python
