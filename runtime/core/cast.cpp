#include "runtime/core/cast.h"

#include <ATen/ops/_to_copy.h>
#include <ATen/ops/copy.h>

#include <cstdlib>
#include <cstring>
#include <numeric>

#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/gradient.h"
#include "runtime/core/long_work.h"
#include "runtime/core/strided.h"
#include "runtime/core/strided_loop.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

std::string_view casting_name(Casting casting) {
  switch (casting) {
    case Casting::kNo:
      return "no";
    case Casting::kEquiv:
      return "equiv";
    case Casting::kSafe:
      return "safe";
    case Casting::kSameKind:
      return "same_kind";
    case Casting::kUnsafe:
      break;
  }
  return "unsafe";
}

std::string quoted_dtype(DType d) {
  return "dtype('" + std::string(name(d)) + "')";
}

void check_casting(const ndarray& source, DType to, Casting casting) {
  const DType from = source.dtype();
  if (can_cast(from, to, casting)) return;
  const std::string what = source.ndim() == 0 ? "scalar" : "array data";
  raise_type_error("Cannot cast " + what + " from " + quoted_dtype(from) +
                   " to " + quoted_dtype(to) + " according to the rule '" +
                   std::string(casting_name(casting)) + "'");
}

template <typename T>
void copy_strided(char* target, std::int64_t target_stride, const char* source,
                  std::int64_t source_stride, std::int64_t n) {
  if (source_stride == 0 && target_stride == sizeof(T)) {
    // One value over a packed run: constant strides become vector stores.
    T value;
    std::memcpy(&value, source, sizeof(T));
    for (std::int64_t i = 0; i < n; ++i) {
      std::memcpy(target + i * static_cast<std::int64_t>(sizeof(T)), &value,
                  sizeof(T));
    }
    return;
  }
  for (std::int64_t i = 0; i < n; ++i) {
    std::memcpy(target, source, sizeof(T));
    target += target_stride;
    source += source_stride;
  }
}

struct Wide {
  std::uint64_t part[2];
};

CastLoop strided_copy_loop(std::int64_t itemsize) {
  switch (itemsize) {
    case 1:
      return copy_strided<std::uint8_t>;
    case 2:
      return copy_strided<std::uint16_t>;
    case 4:
      return copy_strided<std::uint32_t>;
    case 8:
      return copy_strided<std::uint64_t>;
    default:
      return copy_strided<Wide>;
  }
}

void copy_same_type(const PairLayout& layout, std::int64_t itemsize) {
  const CastLoop strided = strided_copy_loop(itemsize);
  const LongWork work(num_elements(span_of(layout.shape)));
  for_each_run(
      layout, [&](char* target, std::int64_t target_stride, const char* source,
                  std::int64_t source_stride, std::int64_t n) {
        if (target_stride == itemsize && source_stride == itemsize) {
          std::memcpy(target, source, static_cast<std::size_t>(n * itemsize));
        } else {
          strided(target, target_stride, source, source_stride, n);
        }
      });
}

void copy_converting(const PairLayout& layout, DType from, DType to) {
  const auto convert = [&] {
    const LongWork work(num_elements(span_of(layout.shape)));
    for_each_run(layout, cast_loop(from, to));
  };
  if (!is_inexact(from) && to != DType::kFloat16) {
    convert();
    return;
  }
  // A float may be too large for the target, or be nan.
  FpScope scope;
  convert();
  scope.report("cast");
}

/// The same for packed arrays of one size: a single run.
void copy_packed(const ndarray& target, const ndarray& source) {
  const std::int64_t n = target.size();
  if (source.dtype() == target.dtype()) {
    const LongWork work(n);
    std::memcpy(target.data(), source.data(),
                static_cast<std::size_t>(target.nbytes()));
    return;
  }
  copy_converting({target.data(), source.data(), Shape(1, n),
                   Shape(1, target.itemsize()), Shape(1, source.itemsize())},
                  source.dtype(), target.dtype());
}

/// The strides of `source` seen with the shape of `target`: axes of extent 1
/// and missing leading axes stand still.
Shape broadcast_source_strides(const ndarray& target, const ndarray& source) {
  const int ndim = target.ndim();
  // NumPy lets a source have extra leading axes of extent one.
  int skip = 0;
  while (source.ndim() - skip > ndim && source.shape(skip) == 1) ++skip;
  const int source_ndim = source.ndim() - skip;
  Shape strides(ndim, 0);
  bool fits = source_ndim <= ndim;
  for (int i = 0; fits && i < source_ndim; ++i) {
    const int axis = ndim - source_ndim + i;
    const std::int64_t extent = source.shape(skip + i);
    if (extent == target.shape(axis)) {
      strides[axis] = extent == 1 ? 0 : source.stride(skip + i);
    } else if (extent != 1) {
      fits = false;
    }
  }
  if (!fits) {
    raise_value_error("could not broadcast input array from shape " +
                      compact_shape_text(source.shape()) + " into shape " +
                      compact_shape_text(target.shape()));
  }
  return strides;
}

/// The lowest and one past the highest byte that an array reaches.
std::pair<const char*, const char*> memory_bounds(const ndarray& a) {
  const char* low = a.data();
  const char* high = a.data() + a.itemsize();
  for (int i = 0; i < a.ndim(); ++i) {
    const std::int64_t reach = a.stride(i) * (a.shape(i) - 1);
    (reach < 0 ? low : high) += reach;
  }
  return {low, high};
}

bool same_layout(const ndarray& a, const ndarray& b) {
  return a.data() == b.data() && a.itemsize() == b.itemsize() &&
         std::ranges::equal(a.shape(), b.shape()) &&
         std::ranges::equal(a.strides(), b.strides());
}

/// One-dimensional arrays of equal stride share no element when their starts
/// differ by no multiple of it (the even and the odd elements of one array).
bool interleaved(const ndarray& a, const ndarray& b) {
  if (a.ndim() != 1 || b.ndim() != 1 || a.stride(0) != b.stride(0))
    return false;
  const std::int64_t step = std::abs(a.stride(0));
  if (step == 0) return false;
  const std::int64_t distance = std::abs(a.data() - b.data()) % step;
  return distance >= a.itemsize() && step - distance >= a.itemsize();
}

Shape like_strides(const ndarray& a, std::int64_t itemsize, char order) {
  if (order == 'A')
    order = a.is_f_contiguous() && !a.is_c_contiguous() ? 'F' : 'C';
  if (order == 'K' && a.is_c_contiguous()) order = 'C';
  if (order != 'K') return contiguous_strides(a.shape(), itemsize, order);
  // 'K': the axes keep their order in memory, packed.
  const c10::SmallVector<int, 8> axes = memory_order(a.strides());
  Shape strides(a.ndim());
  std::int64_t step = itemsize;
  for (int i = a.ndim() - 1; i >= 0; --i) {
    strides[axes[i]] = step;
    step *= std::max<std::int64_t>(a.shape(axes[i]), 1);
  }
  return strides;
}

}  // namespace

void warn_of_lost_imaginary(DType from, DType to) {
  if (!is_complex(from) || is_complex(to) || is_bool(to)) return;
  warn(WarningKind::kComplexWarning,
       "Casting complex values to real discards the imaginary part");
}

PairLayout simplify_pair(char* target, IntSpan target_strides,
                         const char* source, IntSpan source_strides,
                         IntSpan shape) {
  PairLayout out{target, source, {}, {}, {}};
  c10::SmallVector<int, 8> axes;
  for (int i = 0; i < static_cast<int>(shape.size()); ++i) {
    if (shape[i] != 1) axes.push_back(i);
  }
  std::stable_sort(axes.begin(), axes.end(), [&](int x, int y) {
    return std::abs(target_strides[x]) > std::abs(target_strides[y]);
  });
  for (int axis : axes) {
    std::int64_t n = shape[axis];
    std::int64_t t = target_strides[axis];
    std::int64_t s = source_strides[axis];
    if (t < 0) {
      out.target += t * (n - 1);
      out.source += s * (n - 1);
      t = -t;
      s = -s;
    }
    const bool merges = !out.shape.empty() &&
                        out.target_strides.back() == t * n &&
                        out.source_strides.back() == s * n;
    if (merges) {
      out.shape.back() *= n;
      out.target_strides.back() = t;
      out.source_strides.back() = s;
    } else {
      out.shape.push_back(n);
      out.target_strides.push_back(t);
      out.source_strides.push_back(s);
    }
  }
  return out;
}

bool may_share_memory(const ndarray& a, const ndarray& b) {
  if (!a.is_direct() || !b.is_direct()) {
    return a.kept_tensor().defined() && b.kept_tensor().defined() &&
           a.kept_tensor().is_alias_of(b.kept_tensor());
  }
  if (a.size() == 0 || b.size() == 0) return false;
  const auto [low_a, high_a] = memory_bounds(a);
  const auto [low_b, high_b] = memory_bounds(b);
  return low_a < high_b && low_b < high_a && !interleaved(a, b);
}

ndarray empty_like(const ndarray& a, DType dtype, char order) {
  const Shape strides = like_strides(a, itemsize(dtype), order);
  return ndarray::empty_strided(a.shape(), strides, dtype);
}

ndarray astype(const ndarray& a, DType dtype, Casting casting, char order,
               bool copy) {
  check_casting(a, dtype, casting);
  if (!copy && a.dtype() == dtype) {
    const bool keeps = order == 'K' || order == 'A' ||
                       (order == 'C' && a.is_c_contiguous()) ||
                       (order == 'F' && a.is_f_contiguous());
    if (keeps) return a;
  }
  if (!a.is_direct()) {
    warn_of_lost_imaginary(a.dtype(), dtype);
    return from_tensor(at::_to_copy(a.kept_tensor(), to_scalar_type(dtype)));
  }
  ndarray result = empty_like(a, dtype, order);
  copy_into(result, a);
  return result;
}

void fill_elements(char* data, IntSpan shape, IntSpan strides,
                   std::int64_t itemsize, const char* element) {
  const std::int64_t n = num_elements(shape);
  if (n == 0) return;
  const auto fill_packed = [&]<typename T>(T value) {
    std::memcpy(&value, element, sizeof(T));
    T* const first = reinterpret_cast<T*>(data);
    const LongWork work(n);
    std::fill(first, first + n, value);
  };
  if (shape.size() == 1 && strides[0] == itemsize &&
      reinterpret_cast<std::uintptr_t>(data) % itemsize == 0) {
    if (itemsize == 8) return fill_packed(std::uint64_t{});
    if (itemsize == 4) return fill_packed(std::uint32_t{});
  }
  const Shape still(shape.size(), 0);
  copy_same_type(simplify_pair(data, strides, element, span_of(still), shape),
                 itemsize);
}

void copy_into(const ndarray& target, const ndarray& source, Casting casting) {
  if (!target.is_writeable()) {
    raise_value_error("assignment destination is read-only");
  }
  check_casting(source, target.dtype(), casting);
  const Shape source_strides = broadcast_source_strides(target, source);
  warn_of_lost_imaginary(source.dtype(), target.dtype());
  if (target.size() == 0) return;
  if (!target.is_direct() || !source.is_direct()) {
    check_keeps_gradient(target, source);
    at::Tensor destination = to_tensor(target);
    const at::Tensor values = to_tensor(source);
    destination.copy_(values);
    return;
  }
  if (same_layout(target, source) && target.dtype() == source.dtype()) return;
  if (source.size() == 1 && target.size() > 1 &&
      source.dtype() != target.dtype()) {
    // One conversion, then a fill.
    const ndarray converted = ndarray::empty({}, target.dtype());
    copy_converting({converted.data(), source.data(), {}, {}, {}},
                    source.dtype(), target.dtype());
    copy_into(target, converted, casting);
    return;
  }
  if (may_share_memory(target, source)) {
    copy_into(target, source.copy(), casting);
    return;
  }
  if (target.is_c_contiguous() && source.is_c_contiguous() &&
      target.size() == source.size()) {
    copy_packed(target, source);
    return;
  }
  const PairLayout layout =
      simplify_pair(target.data(), target.strides(), source.data(),
                    span_of(source_strides), target.shape());
  if (source.dtype() == target.dtype()) {
    copy_same_type(layout, target.itemsize());
  } else {
    copy_converting(layout, source.dtype(), target.dtype());
  }
}

}  // namespace tnp
