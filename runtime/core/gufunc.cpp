#include "runtime/core/gufunc.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/matmul.h"
#include "runtime/core/promotion.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

/// What the last axes of the operands are.
struct Cores {
  int left;  // axes that the left operand needs
  int right;
  bool lent_row = false;  // the left operand gets an axis before its last
  bool lent_column = false;
  bool conjugates = false;
};

Cores cores_of(const Ufunc& ufunc) {
  if (&ufunc == &ufuncs::vecdot) return {1, 1, true, true, true};
  if (&ufunc == &ufuncs::matvec) return {2, 1, false, true, false};
  if (&ufunc == &ufuncs::vecmat) return {1, 2, true, false, true};
  return {1, 1};  // matmul lends axes to 1-d operands only
}

std::string signature_text(const Ufunc& ufunc) {
  return std::string(ufunc.signature);
}

void check_dimensions(const Ufunc& ufunc, const ndarray& a, int index,
                      int needed) {
  if (a.ndim() >= needed) return;
  raise_value_error(
      std::string(ufunc.name) + ": Input operand " + std::to_string(index) +
      " does not have enough dimensions (has " + std::to_string(a.ndim()) +
      ", gufunc core with signature " + signature_text(ufunc) + " requires " +
      std::to_string(needed) + ")");
}

void check_sizes(const Ufunc& ufunc, const Cores& cores, const ndarray& a,
                 const ndarray& b) {
  const bool is_vector = cores.lent_column || b.ndim() == 1;
  const std::int64_t expected = a.shape(a.ndim() - 1);
  const std::int64_t found = b.shape(b.ndim() - (is_vector ? 1 : 2));
  if (found == expected) return;
  raise_value_error(std::string(ufunc.name) +
                    ": Input operand 1 has a mismatch in its core dimension 0, "
                    "with gufunc signature " +
                    signature_text(ufunc) + " (size " + std::to_string(found) +
                    " is different from " + std::to_string(expected) + ")");
}

void check_axis(const Ufunc& ufunc, const UfuncOptions& options) {
  if (!options.axis || &ufunc == &ufuncs::vecdot) return;
  std::set<char> dimensions;
  for (const char c : ufunc.signature) {
    if (c >= 'a' && c <= 'z') dimensions.insert(c);
  }
  raise_type_error(std::string(ufunc.name) +
                   ": axis can only be used with a single shared core "
                   "dimension, not with the " +
                   std::to_string(dimensions.size()) +
                   " distinct ones implied by signature " +
                   signature_text(ufunc) + ".");
}

/// What this call's operands have: a vector lacks the axes that matmul's
/// signature marks as optional, and keepdims gives the output one.
CoreCounts counts_of_call(const Ufunc& ufunc, const ndarray& a,
                          const ndarray& b, bool keepdims) {
  CoreCounts counts = core_counts(ufunc);
  if (&ufunc == &ufuncs::matmul) {
    const int left = std::min(a.ndim(), 2);
    const int right = std::min(b.ndim(), 2);
    counts = {left, right, std::max(left + right - 2, 0)};
  }
  if (keepdims) counts[2] = 1;
  return counts;
}

void check_keepdims(const Ufunc& ufunc, const UfuncOptions& options) {
  // Even keepdims=False is refused.
  if (!options.keepdims || &ufunc == &ufuncs::vecdot) return;
  raise_type_error(
      std::string(ufunc.name) + " does not support keepdims: its signature " +
      signature_text(ufunc) +
      (&ufunc == &ufuncs::matmul   ? " requires output 0 to have 2"
       : &ufunc == &ufuncs::matvec ? " requires input 1 to have 1"
                                   : " requires input 1 to have 2") +
      " core dimensions, but keepdims can only be used when all inputs have "
      "the same number of core dimensions and all outputs have no core "
      "dimensions.");
}

void check_count(const Ufunc& ufunc, const CoreAxes& core, int index,
                 int needed) {
  const auto given = static_cast<int>(core.axes.size());
  if (given == needed && (!core.is_integer || needed == 1)) return;
  raise(ErrorKind::kAxisError,
        std::string(ufunc.name) + ": operand " + std::to_string(index) +
            " has " + std::to_string(needed) + " core dimensions, but " +
            (core.is_integer ? "the axes item is a single integer."
                             : std::to_string(given) +
                                   " dimensions are specified by axes tuple."));
}

using Order = c10::SmallVector<int, 8>;

/// The order of axes that puts those of `core` last, in their order.
Order order_with_last(const CoreAxes& core, int index, int ndim) {
  Order last;
  for (const std::int64_t given : core.axes) {
    const int axis = normalize_axis(given, ndim);
    if (std::ranges::count(last, axis) > 0) {
      raise_value_error("axes item " + std::to_string(index) + " has value " +
                        std::to_string(axis) + " repeated");
    }
    last.push_back(axis);
  }
  Order order;
  for (int i = 0; i < ndim; ++i) {
    if (std::ranges::count(last, i) == 0) order.push_back(i);
  }
  order.append(last.begin(), last.end());
  return order;
}

[[noreturn]] void raise_cast(const Ufunc& ufunc, const char* operand,
                             DType from, DType to, Casting casting) {
  raise(ErrorKind::kUFuncTypeError,
        "Cannot cast ufunc '" + std::string(ufunc.name) + "' " + operand +
            " from dtype('" + std::string(name(from)) + "') to dtype('" +
            std::string(name(to)) + "') with casting rule '" +
            std::string(casting_text(casting)) + "'");
}

/// ValueError when the axes before the cores do not broadcast.
void check_leading(const ndarray& a, int a_core, const ndarray& b, int b_core) {
  const auto leading = [](const ndarray& x, int core) {
    return x.shape().first(
        static_cast<std::size_t>(std::max(x.ndim() - core, 0)));
  };
  const IntSpan shapes[] = {leading(a, a_core), leading(b, b_core)};
  broadcast_shapes(shapes);
}

DType loop_type(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
                const UfuncOptions& options) {
  const DType dtype = options.dtype.value_or(result_type({&a, &b}));
  if (!can_cast(a.dtype(), dtype, options.casting)) {
    raise_cast(ufunc, "input 0", a.dtype(), dtype, options.casting);
  }
  if (!can_cast(b.dtype(), dtype, options.casting)) {
    raise_cast(ufunc, "input 1", b.dtype(), dtype, options.casting);
  }
  return dtype;
}

ndarray cast_to(const ndarray& a, DType dtype) {
  return a.dtype() == dtype ? a
                            : astype(a, dtype, Casting::kUnsafe, 'K', false);
}

/// A view with an axis of length 1 put before axis `at`.
ndarray with_axis(const ndarray& a, int at) {
  Shape shape = to_shape(a.shape());
  shape.insert(shape.begin() + at, 1);
  return a.reshape(span_of(shape));
}

/// Where the caller has the core axes of the operands: as `axes` or `axis`
/// say, or last.
class Placed {
 public:
  Placed(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
         const UfuncOptions& options)
      : keepdims_(options.keepdims.value_or(false)) {
    if (!options.axis && !options.axes) return;
    const CoreCounts counts = counts_of_call(ufunc, a, b, keepdims_);
    const int loop = std::max(a.ndim() - counts[0], b.ndim() - counts[1]);
    const int ndims[] = {a.ndim(), b.ndim(), loop + counts[2]};
    if (options.axis) {
      const CoreAxes same{{*options.axis}, true};
      const int operands = keepdims_ ? 3 : 2;
      for (int i = 0; i < operands; ++i) {
        orders_.push_back(order_with_last(same, i, ndims[i]));
      }
      return;
    }
    if (options.axes->size() != 3 &&
        (options.axes->size() != 2 || &ufunc != &ufuncs::vecdot)) {
      raise_value_error(
          "axes should be a list with an entry for all 3 inputs and outputs; "
          "entries for outputs can only be omitted if none of them has core "
          "axes.");
    }
    for (int i = 0; const CoreAxes& core : *options.axes) {
      check_count(ufunc, core, i, counts[i]);
      orders_.push_back(order_with_last(core, i, ndims[i]));
      ++i;
    }
  }

  /// Operand `index` with its core axes last.
  ndarray input(const ndarray& a, int index) const {
    if (orders_.empty()) return a;
    return a.permuted({orders_[index].data(), orders_[index].size()});
  }
  /// The array that the caller gave for the result, with its core axes last.
  ndarray given_output(const ndarray& out) const {
    const bool has_order =
        orders_.size() == 3 &&
        orders_[2].size() == static_cast<std::size_t>(out.ndim());
    return has_order ? input(out, 2) : out;
  }
  /// `result`, its core axes being last, as the caller wants it.
  ndarray output(const ndarray& result) const {
    const ndarray full = keepdims_ ? with_axis(result, result.ndim()) : result;
    if (orders_.size() < 3) return full;
    const Order& order = orders_[2];
    Order back(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      back[order[i]] = static_cast<int>(i);
    }
    return full.permuted({back.data(), back.size()});
  }

 private:
  c10::SmallVector<Order, 3> orders_;  // of the operands; empty: as they are
  bool keepdims_;
};

/// The core axes of the result of operands whose own come last.
Shape core_shape(const Ufunc& ufunc, const ndarray& a, const ndarray& b,
                 const UfuncOptions& options) {
  const CoreCounts counts = counts_of_call(ufunc, a, b, false);
  Shape shape;
  if (counts[0] == 2) shape.push_back(a.shape(a.ndim() - 2));
  if (counts[1] == 2) shape.push_back(b.shape(b.ndim() - 1));
  if (options.keepdims.value_or(false)) shape.push_back(1);
  return shape;
}

void check_output(const Ufunc& ufunc, const Shape& core, const Placed& placed,
                  const ndarray& given) {
  const int count = static_cast<int>(core.size());
  const std::string operand = std::string(ufunc.name) + ": Output operand 0 ";
  if (given.ndim() < count) {
    raise_value_error(operand + "does not have enough dimensions (has " +
                      std::to_string(given.ndim()) +
                      ", gufunc core with signature " + signature_text(ufunc) +
                      " requires " + std::to_string(count) + ")");
  }
  const ndarray out = placed.given_output(given);
  for (int i = 0; i < count; ++i) {
    const std::int64_t extent = out.shape(out.ndim() - count + i);
    if (extent == core[i]) continue;
    raise_value_error(operand + "has a mismatch in its core dimension " +
                      std::to_string(i) + ", with gufunc signature " +
                      signature_text(ufunc) + " (size " +
                      std::to_string(extent) + " is different from " +
                      std::to_string(core[i]) + ")");
  }
}

/// Without the axes of length 1 that the operands were lent.
ndarray without_lent(const ndarray& result, const Cores& cores) {
  if (!cores.lent_row && !cores.lent_column) return result;
  Shape shape = to_shape(result.shape());
  if (cores.lent_column) shape.pop_back();
  if (cores.lent_row) {
    shape.erase(shape.end() - (cores.lent_column ? 1 : 2));
  }
  return result.reshape(span_of(shape));
}

}  // namespace

CoreCounts core_counts(const Ufunc& ufunc) {
  if (&ufunc == &ufuncs::vecdot) return {1, 1, 0};
  if (&ufunc == &ufuncs::matvec) return {2, 1, 1};
  if (&ufunc == &ufuncs::vecmat) return {1, 2, 1};
  return {2, 2, 2};
}

ndarray call_gufunc(const Ufunc& ufunc, const ndarray& left,
                    const ndarray& right, const UfuncOptions& options) {
  if (&ufunc == &ufuncs::matmul && options.out.empty() && !options.dtype &&
      !options.axis && !options.axes && !options.keepdims) {
    const FpScope scope;
    if (ndarray result = packed_dot(left, right); result.defined()) {
      scope.report(ufunc.name);
      return result;
    }
  }
  check_keepdims(ufunc, options);
  check_axis(ufunc, options);
  const Cores cores = cores_of(ufunc);
  check_dimensions(ufunc, left, 0, cores.left);
  check_dimensions(ufunc, right, 1, cores.right);
  const Placed placed(ufunc, left, right, options);
  ndarray a = placed.input(left, 0);
  ndarray b = placed.input(right, 1);
  const DType dtype = loop_type(ufunc, a, b, options);
  const bool has_out = !options.out.empty() && options.out[0].defined();
  if (has_out && !can_cast(dtype, options.out[0].dtype(), options.casting)) {
    raise_cast(ufunc, "output", dtype, options.out[0].dtype(), options.casting);
  }
  check_sizes(ufunc, cores, a, b);
  if (has_out) {
    check_output(ufunc, core_shape(ufunc, a, b, options), placed,
                 options.out[0]);
  }
  a = cast_to(a, dtype);
  b = cast_to(b, dtype);
  if (cores.conjugates && is_complex(dtype)) {
    a = call_unary(ufuncs::conjugate, a);
  }
  check_leading(a, cores.lent_row ? 1 : 2, b, cores.lent_column ? 1 : 2);
  if (cores.lent_row) a = with_axis(a, a.ndim() - 1);
  if (cores.lent_column) b = with_axis(b, b.ndim());
  const FpScope scope;
  const ndarray result =
      placed.output(without_lent(product(a, b, dtype), cores));
  if (is_inexact(dtype) && result.is_direct()) scope.report(ufunc.name);
  if (!has_out) return result;
  copy_into(options.out[0], result);
  return options.out[0];
}

}  // namespace tnp
