/// Between the C++ containers and at::Tensor, sharing memory. Needs libtorch
/// and libtnp (target tnp::runtime); no other array header does.
#pragma once

#include <tnp/array.h>
#include <tnp/tensor.h>

#include <ATen/core/Tensor.h>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace tnp {
namespace detail {

/// A tensor on `data`, which `owner` keeps alive; takes one reference over.
at::Tensor wrap_memory(void* data, const std::size_t* shape,
                       const std::ptrdiff_t* strides, std::size_t rank,
                       c10::ScalarType type, BlockOwner* owner);

/// An owner that keeps `tensor` alive, with one reference.
BlockOwner* own_tensor(at::Tensor tensor);

/// `tensor` on the CPU, dense in row-major order: itself if it is so already.
at::Tensor dense_on_cpu(const at::Tensor& tensor);

/// Throws std::runtime_error that names both types.
[[noreturn]] void throw_type_mismatch(c10::ScalarType found,
                                      c10::ScalarType wanted);

template <class C>
C adopt_tensor(const at::Tensor& source) {
  using T = typename C::value_type;
  constexpr c10::ScalarType kType = c10::CppTypeToScalarType<T>::value;
  if (source.scalar_type() != kType) {
    throw_type_mismatch(source.scalar_type(), kType);
  }
  at::Tensor dense = dense_on_cpu(source);
  const auto shape = copy_shape<typename C::shape_type>(dense.sizes());
  T* data = static_cast<T*>(dense.data_ptr());
  const auto size = static_cast<std::size_t>(dense.numel());
  return C(buffer<T>::adopt(data, size, own_tensor(std::move(dense))), shape);
}

template <class C>
at::Tensor lend_memory(const C& container) {
  using T = typename C::value_type;
  static_assert(C::static_layout != layout_type::dynamic,
                "to_tensor needs a container of a fixed order");
  return wrap_memory(const_cast<T*>(container.data()), container.shape().data(),
                     container.strides().data(), container.dimension(),
                     c10::CppTypeToScalarType<T>::value,
                     container.storage().share());
}

}  // namespace detail

/// A tensor on the memory of `container`: no copy. Writing to one shows in the
/// other until the container is resized or assigned another size; the memory
/// lives as long as either.
///
/// Shapes:  any; the same strides.
/// Dtypes:  bool, int8..int64, uint8, float, double and complex of them.
/// Devices: CPU.
template <class T, std::size_t N, layout_type L>
at::Tensor to_tensor(const tensor<T, N, L>& container) {
  return detail::lend_memory(container);
}
template <class T, layout_type L>
at::Tensor to_tensor(const array<T, L>& container) {
  return detail::lend_memory(container);
}

/// A container on the memory of a dense CPU tensor: no copy. A tensor that is
/// strided otherwise or on another device is copied first, and nothing is
/// shared then.
///
/// Dtypes:  the tensor's must be that of the container.
/// Errors:  std::runtime_error for another dtype or rank.
template <class C>
C from_tensor(const at::Tensor& source) {
  return detail::adopt_tensor<C>(source);
}

}  // namespace tnp
