/// The ATen operators that compute what a ufunc does, for arrays on other
/// devices and in gradient graphs.
#pragma once

#include <ATen/core/Tensor.h>

#include <string_view>
#include <utility>

namespace tnp {

using AtenUnary = at::Tensor (*)(const at::Tensor&);
using AtenBinary = at::Tensor (*)(const at::Tensor&, const at::Tensor&);

using AtenPair = std::pair<at::Tensor, at::Tensor> (*)(const at::Tensor&,
                                                       const at::Tensor&);

/// Null when ATen has no equal operator. Where ATen's operator of the name
/// differs from NumPy (integers divided by zero, the sign of nan), what is
/// found makes up for it.
AtenUnary find_aten_unary(std::string_view ufunc);
AtenBinary find_aten_binary(std::string_view ufunc);
/// Of ufuncs with two results; the second argument of unary ones is unused.
AtenPair find_aten_pair(std::string_view ufunc);

}  // namespace tnp
