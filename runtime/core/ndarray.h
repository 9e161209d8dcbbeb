/// The array: NumPy's ndarray as a C++ value over a c10::Storage.
///
/// An ndarray has its own dtype, shape, signed byte strides and flags; copying
/// the value shares the memory. An at::Tensor on the same memory is made when
/// ATen needs one and kept (runtime/core/tensor.h). When an array lives on
/// another device or takes part in gradients, its tensor is the truth and
/// `data()` must not be used: test `is_direct()` first.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Storage.h>

#include <cstdint>
#include <utility>

#include "runtime/core/dtype.h"
#include "runtime/core/scalar.h"
#include "runtime/core/shape.h"

namespace tnp {

class ndarray {
 public:
  enum Flag : std::uint16_t {
    kCContiguous = 1 << 0,
    kFContiguous = 1 << 1,
    kWriteable = 1 << 2,
    kOwnsData = 1 << 3,  // not a view of another array
    kWeak = 1 << 4,      // made from a Python int, float or complex: NEP 50
    kIndirect = 1 << 5,  // on another device, or part of a gradient graph
    kWarnOnWrite = 1 << 6,
  };

  /// No array: `defined()` is false.
  ndarray() = default;

  /// Uninitialised memory, CPU, laid out in C ('C') or Fortran ('F') order.
  static ndarray empty(IntSpan shape, DType dtype, char order = 'C');
  /// The same with byte strides that cover `shape` without gaps.
  static ndarray empty_strided(IntSpan shape, IntSpan strides, DType dtype);
  static ndarray empty_strided(IntSpan shape, const Shape& strides,
                               DType dtype) {
    return empty_strided(shape, span_of(strides), dtype);
  }
  static ndarray zeros(IntSpan shape, DType dtype, char order = 'C');
  static ndarray full(IntSpan shape, const Scalar& value, DType dtype);
  /// A 0-d array. `weak` marks a Python number for NEP 50.
  static ndarray from_scalar(const Scalar& value, bool weak = false);
  /// [start, start + 1, ...], int64, `n` elements.
  static ndarray arange(std::int64_t n);
  /// Memory of somebody else: `storage` keeps it alive.
  static ndarray over(c10::Storage storage, char* data, DType dtype,
                      IntSpan shape, IntSpan strides, bool writeable);

  bool defined() const { return storage_ || tensor_.defined(); }
  DType dtype() const { return dtype_; }
  int ndim() const { return static_cast<int>(shape_.size()); }
  IntSpan shape() const { return span_of(shape_); }
  std::int64_t shape(int axis) const { return shape_[axis]; }
  /// Bytes, of either sign.
  IntSpan strides() const { return span_of(strides_); }
  std::int64_t stride(int axis) const { return strides_[axis]; }
  std::int64_t size() const { return size_; }
  std::int64_t itemsize() const { return tnp::itemsize(dtype_); }
  std::int64_t nbytes() const { return size_ * itemsize(); }
  bool is_scalar_shape() const { return shape_.empty(); }

  bool has(Flag flag) const { return (flags_ & flag) != 0; }
  void set(Flag flag, bool on = true) {
    flags_ = static_cast<std::uint16_t>(on ? flags_ | flag : flags_ & ~flag);
  }
  bool is_c_contiguous() const { return has(kCContiguous); }
  bool is_f_contiguous() const { return has(kFContiguous); }
  bool is_writeable() const { return has(kWriteable); }
  bool is_weak() const { return has(kWeak); }
  /// Plain CPU memory without gradients: `data()` may be used.
  bool is_direct() const { return !has(kIndirect); }

  char* data() const { return data_; }
  template <typename T>
  T* data_as() const {
    return reinterpret_cast<T*>(data_);
  }
  const c10::Storage& storage() const { return storage_; }

  /// The one element of an array of size 1. Direct arrays only.
  Scalar item() const { return Scalar::load(data_, dtype_); }
  /// Element `flat_index` in C order, from any device.
  Scalar item(std::int64_t flat_index) const;

  /// A view with another layout of the same memory, not owning, writeable as
  /// this is. No check: the caller knows that it stays inside the storage.
  ndarray view(char* data, IntSpan shape, IntSpan strides) const;
  ndarray view(char* data, IntSpan shape, IntSpan strides, DType dtype) const;

  /// A view with the axes permuted.
  ndarray permuted(std::span<const int> axes) const;
  /// All axes reversed.
  ndarray transposed() const;
  /// A read-only-as-NumPy view broadcast to `shape`. ValueError when it does
  /// not fit.
  ndarray broadcast_to(IntSpan shape) const;
  /// NumPy's reshape: a view when possible, else a copy; one extent may be -1.
  ndarray reshape(IntSpan shape, char order = 'C') const;
  /// A view if `reshape` can do without a copy, else an undefined array.
  ndarray try_reshape_view(IntSpan shape, char order = 'C') const;

  /// A new array with the same values: order 'C', 'F', 'A' or 'K'.
  ndarray copy(char order = 'K') const;
  /// Itself when C-contiguous (and direct), else a C-ordered copy.
  ndarray contiguous() const;

  /// The kept tensor, possibly undefined; see runtime/core/tensor.h.
  const at::Tensor& kept_tensor() const { return tensor_; }
  void keep_tensor(at::Tensor tensor) const { tensor_ = std::move(tensor); }

  /// Sets shape, strides and everything derived from them.
  void set_layout(IntSpan shape, IntSpan strides);

  /// Lets go of the memory, which is kept for reuse when nobody else refers to
  /// it; the array is then undefined. The caller holds the GIL.
  void release() noexcept;

 private:
  friend ndarray array_on(const at::Tensor& tensor, bool indirect);
  void update_contiguity();
  void set_contiguous_layout(IntSpan shape, char order);
  void set_empty_strides();

  c10::Storage storage_;
  char* data_ = nullptr;
  std::int64_t size_ = 0;
  DType dtype_ = DType::kFloat64;
  std::uint16_t flags_ = 0;
  Shape shape_;
  Shape strides_;
  mutable at::Tensor tensor_;
};

}  // namespace tnp
