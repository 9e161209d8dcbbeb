/// The ATen operators that compute what a ufunc does, for arrays on other
/// devices and in gradient graphs.
#pragma once

#include <ATen/core/Tensor.h>

#include <string_view>

namespace tnp {

using AtenUnary = at::Tensor (*)(const at::Tensor&);
using AtenBinary = at::Tensor (*)(const at::Tensor&, const at::Tensor&);

/// Null when ATen has no equal operator.
AtenUnary find_aten_unary(std::string_view ufunc);
AtenBinary find_aten_binary(std::string_view ufunc);

}  // namespace tnp
