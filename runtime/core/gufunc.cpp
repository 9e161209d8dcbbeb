#include "runtime/core/gufunc.h"

#include <algorithm>
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

void check_cores(const Ufunc& ufunc, const Cores& cores, const ndarray& a,
                 const ndarray& b) {
  check_dimensions(ufunc, a, 0, cores.left);
  check_dimensions(ufunc, b, 1, cores.right);
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

/// A view with `axis` moved to the end.
ndarray with_axis_last(const ndarray& a, std::int64_t axis) {
  const int from = normalize_axis(axis, a.ndim());
  std::vector<int> axes;
  for (int i = 0; i < a.ndim(); ++i) {
    if (i != from) axes.push_back(i);
  }
  axes.push_back(from);
  return a.permuted(axes);
}

/// A view with an axis of length 1 put before axis `at`.
ndarray with_axis(const ndarray& a, int at) {
  Shape shape = to_shape(a.shape());
  shape.insert(shape.begin() + at, 1);
  return a.reshape(span_of(shape));
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

ndarray call_gufunc(const Ufunc& ufunc, const ndarray& left,
                    const ndarray& right, const UfuncOptions& options) {
  if (&ufunc == &ufuncs::matmul && options.out.empty() && !options.dtype &&
      !options.axis) {
    const FpScope scope;
    if (ndarray result = packed_dot(left, right); result.defined()) {
      scope.report(ufunc.name);
      return result;
    }
  }
  check_axis(ufunc, options);
  const Cores cores = cores_of(ufunc);
  ndarray a = options.axis ? with_axis_last(left, *options.axis) : left;
  ndarray b = options.axis ? with_axis_last(right, *options.axis) : right;
  check_cores(ufunc, cores, a, b);
  const DType dtype = loop_type(ufunc, a, b, options);
  a = cast_to(a, dtype);
  b = cast_to(b, dtype);
  if (cores.conjugates && is_complex(dtype)) {
    a = call_unary(ufuncs::conjugate, a);
  }
  check_leading(a, cores.lent_row ? 1 : 2, b, cores.lent_column ? 1 : 2);
  if (cores.lent_row) a = with_axis(a, a.ndim() - 1);
  if (cores.lent_column) b = with_axis(b, b.ndim());
  const FpScope scope;
  const ndarray result = without_lent(product(a, b, dtype), cores);
  if (is_inexact(dtype) && result.is_direct()) scope.report(ufunc.name);
  if (options.out.empty() || !options.out[0].defined()) return result;
  const ndarray& out = options.out[0];
  if (!can_cast(dtype, out.dtype(), options.casting)) {
    raise_cast(ufunc, "output", dtype, out.dtype(), options.casting);
  }
  copy_into(out, result);
  return out;
}

}  // namespace tnp
