/// What generated bindings add to the module, and what they call.
#pragma once

#include <ATen/core/Tensor.h>
#include <Python.h>
#include <c10/core/Scalar.h>
#include <c10/util/OptionalArrayRef.h>

#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "runtime/core/ndarray.h"

namespace tnp::python {

/// The functions of one package and the methods of one topic; each array ends
/// with a null entry.
struct BindingTable {
  const char* package;  // "linalg"; empty for tnp itself
  PyMethodDef* functions;
  PyMethodDef* methods;  // of tnp.ndarray
};

/// Adds every table; submodules (tnp.linalg) are made as needed. -1 with a
/// Python exception on failure.
int add_binding_tables(PyObject* module, std::span<const BindingTable> tables);

/// The submodule tnp.NAME, made and registered on first use. Borrowed; null
/// with a Python exception set.
PyObject* submodule(PyObject* module, const char* name);

/// NotImplementedError with advice, when an argument without a counterpart was
/// given and is neither None nor its `fallback`, a literal as Python prints it.
void reject_argument(PyObject* value, const char* function, const char* param,
                     const char* fallback, const char* advice);

// Operands and results of ATen operators and ported kernels.

/// `array` as a tensor of type `dtype`.
at::Tensor aten_operand(const ndarray& array, DType dtype);
std::optional<at::Tensor> aten_operand(const std::optional<ndarray>& array,
                                       DType dtype);

std::vector<at::Tensor> aten_operands(std::span<const ndarray> arrays,
                                      DType dtype);

at::Scalar aten_scalar(const Scalar& value);
std::optional<at::Scalar> aten_scalar(const std::optional<Scalar>& value);
inline c10::IntArrayRef aten_ints(const Shape& ints) {
  return {ints.data(), ints.size()};
}
/// The shape of a new array. ValueError, as NumPy's, when it cannot be one.
c10::IntArrayRef aten_shape(const Shape& shape);
at::OptionalIntArrayRef aten_ints(const std::optional<Shape>& ints);
at::ScalarType aten_type(DType dtype);
std::optional<at::ScalarType> aten_type(std::optional<DType> dtype);

/// The type that ported kernels compute in: float16 computes in float32.
DType kernel_dtype(DType dtype);

ndarray aten_result(const at::Tensor& tensor);
template <typename... Tensors>
auto aten_result(const std::tuple<Tensors...>& tensors) {
  return std::apply(
      [](const auto&... tensor) { return std::tuple(aten_result(tensor)...); },
      tensors);
}

/// The same as `dtype`, which NumPy's result has.
ndarray aten_result(const at::Tensor& tensor, DType dtype);

/// The result in `out`, same_kind cast, or by itself.
ndarray into_out(ndarray result, const std::optional<ndarray>& out);

}  // namespace tnp::python
