#include "runtime/core/tensor.h"

#include <ATen/core/Tensor.h>
#include <c10/core/TensorImpl.h>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"

namespace tnp {
namespace {

/// Whether torch can describe the layout: whole, non-negative element strides.
bool is_tensor_layout(const ndarray& a) {
  const std::int64_t item = a.itemsize();
  for (int i = 0; i < a.ndim(); ++i) {
    if (a.stride(i) < 0 || a.stride(i) % item != 0) return false;
  }
  const char* begin = static_cast<const char*>(a.storage().data());
  return (a.data() - begin) % item == 0 &&
         reinterpret_cast<std::uintptr_t>(a.data()) % info(a.dtype()).alignment == 0;
}

at::Tensor make_tensor_on(const ndarray& a, c10::Storage storage) {
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU),
      c10::scalarTypeToTypeMeta(to_scalar_type(a.dtype())));
  c10::TensorImpl* impl = tensor.unsafeGetTensorImpl();
  Shape strides(a.ndim());
  for (int i = 0; i < a.ndim(); ++i) strides[i] = a.stride(i) / a.itemsize();
  const char* begin = static_cast<const char*>(a.storage().data());
  impl->set_sizes_and_strides(
      c10::IntArrayRef(a.shape().data(), a.shape().size()), strides,
      (a.data() - begin) / a.itemsize());
  return tensor;
}

at::Tensor make_tensor_on(const ndarray& a) {
  return make_tensor_on(a, c10::Storage(a.storage()));
}

void release_storage(void* context) {
  delete static_cast<c10::Storage*>(context);
}

/// Another storage on the same memory, which it keeps alive; not resizable.
c10::Storage alias_of(const c10::Storage& storage) {
  return c10::Storage(
      c10::Storage::use_byte_size_t(), storage.nbytes(),
      c10::DataPtr(storage.mutable_data(), new c10::Storage(storage),
                   release_storage, c10::Device(c10::kCPU)));
}

bool forces_indirect = false;

}  // namespace

bool force_indirect(bool on) { return std::exchange(forces_indirect, on); }

at::Tensor to_own_tensor(const ndarray& array) {
  if (!array.is_direct()) return array.kept_tensor();
  if (!array.is_writeable() || !is_tensor_layout(array)) {
    return make_tensor_on(array.copy('K'));
  }
  return make_tensor_on(array, alias_of(array.storage()));
}

at::Tensor to_tensor(const ndarray& array) {
  if (array.kept_tensor().defined()) return array.kept_tensor();
  if (!is_tensor_layout(array)) return make_tensor_on(array.copy('C'));
  at::Tensor tensor = make_tensor_on(array);
  array.keep_tensor(tensor);
  return tensor;
}

ndarray to_direct(const ndarray& array) {
  if (array.is_direct()) return array;
  return array_on(array.kept_tensor().detach().cpu(), false);
}

ndarray detach(const ndarray& array) {
  if (array.is_direct()) return array;
  const at::Tensor& tensor = array.kept_tensor();
  return array_on(tensor.detach(), !tensor.is_cpu());
}

ndarray to_indirect(const ndarray& array) {
  if (!array.is_direct()) return array;
  ndarray result = array_on(to_tensor(array), true);
  result.set(ndarray::kWriteable, array.is_writeable());
  return result;
}

ndarray indirect_view(const ndarray& array, const at::Tensor& view) {
  ndarray result = array_on(view, true);
  result.set(ndarray::kWriteable, array.is_writeable());
  result.set(ndarray::kOwnsData, false);
  return result;
}

ndarray from_tensor(const at::Tensor& tensor) {
  return array_on(tensor, forces_indirect || !tensor.is_cpu() ||
                              tensor.requires_grad());
}

ndarray array_on(const at::Tensor& original, bool indirect) {
  if (original.layout() != c10::Layout::Strided || original.is_quantized()) {
    raise_type_error("tnp.ndarray needs a dense, strided tensor: convert it first");
  }
  at::Tensor tensor = original;
  if (tensor.is_conj()) tensor = tensor.resolve_conj();
  if (tensor.is_neg()) tensor = tensor.resolve_neg();
  ndarray a;
  a.dtype_ = from_scalar_type(tensor.scalar_type());
  const std::int64_t item = a.itemsize();
  Shape strides(tensor.strides().begin(), tensor.strides().end());
  for (std::int64_t& stride : strides) stride *= item;
  if (!indirect) {
    a.storage_ = tensor.storage();
    a.data_ = static_cast<char*>(tensor.mutable_data_ptr());
  }
  a.flags_ = ndarray::kWriteable | ndarray::kOwnsData;
  a.set(ndarray::kIndirect, indirect);
  a.set_layout({tensor.sizes().data(), tensor.sizes().size()}, span_of(strides));
  a.tensor_ = std::move(tensor);
  return a;
}

c10::ScalarType to_scalar_type(DType dtype) {
  using enum c10::ScalarType;
  switch (dtype) {
    case DType::kBool: return Bool;
    case DType::kInt8: return Char;
    case DType::kUInt8: return Byte;
    case DType::kInt16: return Short;
    case DType::kUInt16: return UInt16;
    case DType::kInt32: return Int;
    case DType::kUInt32: return UInt32;
    case DType::kInt64: return Long;
    case DType::kUInt64: return UInt64;
    case DType::kFloat16: return Half;
    case DType::kFloat32: return Float;
    case DType::kFloat64: return Double;
    case DType::kComplex64: return ComplexFloat;
    case DType::kComplex128: return ComplexDouble;
    case DType::kBFloat16: break;
  }
  return BFloat16;
}

DType from_scalar_type(c10::ScalarType type) {
  using enum c10::ScalarType;
  switch (type) {
    case Bool: return DType::kBool;
    case Char: return DType::kInt8;
    case Byte: return DType::kUInt8;
    case Short: return DType::kInt16;
    case UInt16: return DType::kUInt16;
    case Int: return DType::kInt32;
    case UInt32: return DType::kUInt32;
    case Long: return DType::kInt64;
    case UInt64: return DType::kUInt64;
    case Half: return DType::kFloat16;
    case Float: return DType::kFloat32;
    case Double: return DType::kFloat64;
    case ComplexFloat: return DType::kComplex64;
    case ComplexDouble: return DType::kComplex128;
    case BFloat16: return DType::kBFloat16;
    default: break;
  }
  raise_type_error(std::string("tensors of type ") + c10::toString(type) +
                   " have no NumPy element type");
}

}  // namespace tnp
