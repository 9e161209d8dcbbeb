// Calls of ufuncs. The usual case, direct contiguous operands of one type, is
// recognised first and costs one allocation and one loop; everything else goes
// through the general path: resolve the loop, cast the inputs, broadcast, run,
// cast the results.
#include "runtime/core/ufunc.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/long_work.h"
#include "runtime/core/memory_overlap.h"
#include "runtime/core/promotion.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/core/strided_loop.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

using Arrays = c10::SmallVector<ndarray, 4>;

template <typename Vector>
auto span_over(Vector& values) {
  return std::span(values.data(), values.size());
}

// Runs a loop over `n` elements and reports its floating-point errors.
template <typename Run>
void run_checked(const Ufunc& ufunc, const TypedLoop& loop, std::int64_t n,
                 Run&& run) {
  const auto run_long = [&] {
    const LongWork work(n);
    run();
  };
  if (!ufunc.reports_flags(loop.types[0])) {
    run_long();
    return;
  }
  const FpScope scope;
  run_long();
  scope.report(ufunc.name);
}

void check_outputs(const Ufunc& ufunc, const UfuncOptions& options) {
  for (const ndarray& out : options.out) {
    if (out.defined() && !out.is_writeable()) {
      raise_value_error("output array is read-only");
    }
  }
  if (!options.out.empty() &&
      static_cast<int>(options.out.size()) != ufunc.nout) {
    raise_value_error("The 'out' tuple must have exactly " +
                      std::to_string(ufunc.nout) + " entries");
  }
}

bool same_layout(const ndarray& a, const ndarray& b) {
  return a.data() == b.data() && a.dtype() == b.dtype() &&
         std::equal(a.shape().begin(), a.shape().end(), b.shape().begin(),
                    b.shape().end()) &&
         std::equal(a.strides().begin(), a.strides().end(), b.strides().begin(),
                    b.strides().end());
}

// The array that a loop writes for output `index`: the given one if it has the
// type and overlaps no input other than element by element, else a new one.
bool can_write_directly(const ndarray& out, DType type,
                        std::span<const ndarray> operands) {
  if (out.dtype() != type || !out.is_direct() || may_overlap_itself(out)) {
    return false;
  }
  return std::none_of(
      operands.begin(), operands.end(), [&](const ndarray& operand) {
        return may_share_memory(out, operand) && !same_layout(out, operand);
      });
}

ndarray new_output(IntSpan shape, DType type, char order,
                   std::span<const LoopOperand> inputs) {
  if (order == 'C' || order == 'F') return ndarray::empty(shape, type, order);
  const auto axes = iteration_order(shape, inputs);
  return empty_in_order(shape, type, std::span(axes.data(), axes.size()));
}

struct Targets {
  Arrays written;    // by the loop
  Arrays delivered;  // to the caller
};

Targets prepare_outputs(const Ufunc& ufunc, const TypedLoop& loop,
                        IntSpan shape, const UfuncOptions& options,
                        std::span<const ndarray> operands,
                        std::span<const LoopOperand> inputs) {
  Targets targets;
  for (int i = 0; i < ufunc.nout; ++i) {
    const DType type = loop.types[ufunc.nin + i];
    const ndarray given = options.out.empty() ? ndarray() : options.out[i];
    if (!given.defined()) {
      targets.written.push_back(new_output(shape, type, options.order, inputs));
      targets.delivered.push_back(targets.written.back());
      continue;
    }
    targets.delivered.push_back(given);
    if (can_write_directly(given, type, operands)) {
      targets.written.push_back(given);
    } else if (options.where != nullptr) {
      // Elements that stay unset keep their value through the cast back.
      targets.written.push_back(
          astype(given, type, Casting::kUnsafe, 'K', true));
    } else {
      targets.written.push_back(new_output(shape, type, 'K', inputs));
    }
  }
  return targets;
}

// The mask, or a copy of it where the loop would write into it.
ndarray apart_from(const Arrays& written, const ndarray& mask) {
  const bool is_part = std::ranges::any_of(written, [&](const ndarray& target) {
    return may_share_memory(target, mask);
  });
  return is_part ? mask.copy() : mask;
}

// Casts back what the mask lets through; all else keeps its value exactly.
void deliver_masked(const ndarray& delivered, const ndarray& written,
                    const ndarray& mask) {
  const ndarray values =
      astype(written, delivered.dtype(), Casting::kUnsafe, 'C', false);
  const ndarray flags = mask.broadcast_to(delivered.shape()).contiguous();
  const ndarray result = delivered.copy('C');
  const std::int64_t item = result.itemsize();
  for (std::int64_t i = 0; i < result.size(); ++i) {
    if (flags.data()[i] == 0) continue;
    std::memcpy(result.data() + i * item, values.data() + i * item,
                static_cast<std::size_t>(item));
  }
  copy_into(delivered, result);
}

bool is_indirect(const ndarray& array) {
  return array.defined() && !array.is_direct();
}

const TypedLoop* uniform_loop(const Ufunc& ufunc, DType dtype) {
  const int index = ufunc.uniform_loop[static_cast<std::size_t>(dtype)];
  if (index < 0) return nullptr;
  const TypedLoop* loop = &ufunc.loops[index];
  // By torch's rules another float may stand for the integers.
  if (main_memory_promotes_as_torch.load(std::memory_order_relaxed) &&
      is_inexact(loop->types[ufunc.nin]) && !is_inexact(dtype)) {
    return nullptr;
  }
  return loop;
}

bool same_shape(const ndarray& a, const ndarray& b) {
  return a.ndim() == b.ndim() &&
         std::equal(a.shape().begin(), a.shape().end(), b.shape().begin());
}

// A binary call that needs no iterator.
struct FastBinary {
  const TypedLoop* loop = nullptr;  // null: the general path
  const ndarray* shaped = nullptr;  // gives the shape of the result
  char* data[3] = {nullptr, nullptr, nullptr};
  std::int64_t strides[3] = {0, 0, 0};
};

bool is_plain(const ndarray& a) { return a.is_direct() && a.is_c_contiguous(); }

// Two arrays of one type and shape.
FastBinary plan_arrays(const Ufunc& ufunc, const ndarray& a, const ndarray& b) {
  FastBinary plan;
  if (a.dtype() != b.dtype() || a.is_weak() || b.is_weak() || !is_plain(a) ||
      !is_plain(b) || !same_shape(a, b)) {
    return plan;
  }
  plan.loop = uniform_loop(ufunc, a.dtype());
  plan.shaped = &a;
  plan.data[0] = a.data();
  plan.data[1] = b.data();
  plan.strides[0] = plan.strides[1] = itemsize(a.dtype());
  return plan;
}

// Two vectors of one type and length, of any strides.
FastBinary plan_vectors(const Ufunc& ufunc, const ndarray& a,
                        const ndarray& b) {
  FastBinary plan;
  if (a.ndim() != 1 || b.ndim() != 1 || a.dtype() != b.dtype() ||
      a.shape(0) != b.shape(0) || !a.is_direct() || !b.is_direct() ||
      a.is_weak() || b.is_weak()) {
    return plan;
  }
  plan.loop = uniform_loop(ufunc, a.dtype());
  plan.shaped = &a;
  plan.data[0] = a.data();
  plan.data[1] = b.data();
  plan.strides[0] = a.stride(0);
  plan.strides[1] = b.stride(0);
  return plan;
}

// Whether a Python number takes the array's type without any check: an int or
// float beside float64, an int beside int64, a float that cannot overflow
// beside float32.
bool number_follows(const Scalar& number, DType dtype) {
  constexpr double kFloat32Range = 1e38;
  switch (number.dtype()) {
    case DType::kFloat64:
      return dtype == DType::kFloat64 ||
             (dtype == DType::kFloat32 &&
              std::fabs(number.as_double()) < kFloat32Range);
    case DType::kInt64:
      return dtype == DType::kInt64 || dtype == DType::kFloat64;
    default:
      return false;
  }
}

// An array and a Python number whose type follows. `element` holds the number
// while the plan runs.
FastBinary plan_number(const Ufunc& ufunc, const ndarray& a,
                       const Scalar& number, bool reflected, char* element) {
  FastBinary plan;
  const DType dtype = a.dtype();
  if (!number_follows(number, dtype) || a.is_weak() || !is_plain(a)) {
    return plan;
  }
  number.store(element, dtype);
  plan.loop = uniform_loop(ufunc, dtype);
  plan.shaped = &a;
  const int array_slot = reflected ? 1 : 0;
  plan.data[array_slot] = a.data();
  plan.data[1 - array_slot] = element;
  plan.strides[array_slot] = itemsize(dtype);
  return plan;
}

// The elements of an operand that are converted at a time.
constexpr std::int64_t kChunk = 1024;

// One operand of a loop: in place, or converted chunk by chunk.
class ChunkedOperand {
 public:
  ChunkedOperand(const ndarray& array, DType type)
      : data_(array.data()),
        step_(array.itemsize()),
        loop_step_(itemsize(type)),
        cast_(array.dtype() == type ? nullptr
                                    : cast_loop(array.dtype(), type)) {}
  /// One element of the loop's type beside every element of an array.
  explicit ChunkedOperand(char* element)
      : data_(element), step_(0), loop_step_(0), cast_(nullptr) {}
  std::int64_t stride() const { return loop_step_; }
  char* chunk(std::int64_t start, std::int64_t n) {
    char* const first = data_ + start * step_;
    if (cast_ == nullptr) return first;
    cast_(converted_, loop_step_, first, step_, n);
    return converted_;
  }

 private:
  char* data_;
  std::int64_t step_;
  std::int64_t loop_step_;
  CastLoop cast_;
  alignas(64) char converted_[kChunk * 8];
};

// The loop of the type in which two types meet, unless a rule of the ufunc or
// complex numbers are involved.
const TypedLoop* common_loop(const Ufunc& ufunc, DType a, DType b) {
  if (is_bool(a) || is_bool(b) || ufunc.nin != 2 || ufunc.nout != 1 ||
      main_memory_promotes_as_torch.load(std::memory_order_relaxed)) {
    return nullptr;
  }
  DType common = promote_types(a, b);
  if (is_complex(common) || ufunc.resolution == Resolution::kComparison) {
    return nullptr;
  }
  if (ufunc.resolution == Resolution::kDivide && !is_inexact(common)) {
    common = DType::kFloat64;
  }
  const TypedLoop* loop = uniform_loop(ufunc, common);
  const bool takes_it =
      loop != nullptr && loop->types[0] == common && loop->types[1] == common;
  return takes_it ? loop : nullptr;
}

// The conversions are safe ones, and so raise no flags.
ndarray run_chunked(const Ufunc& ufunc, const TypedLoop* loop, IntSpan shape,
                    ChunkedOperand& left, ChunkedOperand& right) {
  ndarray result = ndarray::empty(shape, loop->types[2]);
  const std::int64_t strides[] = {left.stride(), right.stride(),
                                  result.itemsize()};
  const std::int64_t n = result.size();
  run_checked(ufunc, *loop, n, [&] {
    for (std::int64_t start = 0; start < n; start += kChunk) {
      const std::int64_t count = std::min(kChunk, n - start);
      char* const data[] = {left.chunk(start, count), right.chunk(start, count),
                            result.data() + start * strides[2]};
      loop->loop(data, strides, count);
    }
  });
  return result;
}

// Two packed arrays of one shape whose types meet in a third or in one of them,
// or two integers that are divided: converted and computed chunk by chunk.
// Undefined where the general way must be taken.
ndarray run_mixed(const Ufunc& ufunc, const ndarray& a, const ndarray& b) {
  if (a.is_weak() || b.is_weak() || !is_plain(a) || !is_plain(b) ||
      !same_shape(a, b)) {
    return {};
  }
  const TypedLoop* loop = common_loop(ufunc, a.dtype(), b.dtype());
  if (loop == nullptr) return {};
  ChunkedOperand left(a, loop->types[0]);
  ChunkedOperand right(b, loop->types[1]);
  return run_chunked(ufunc, loop, a.shape(), left, right);
}

// Integers and a Python float, or a Python int that divides or is divided.
// Undefined where the general way must be taken.
ndarray run_mixed_number(const Ufunc& ufunc, const ndarray& a,
                         const Scalar& number, bool reflected) {
  const bool meets_in_float64 =
      number.dtype() == DType::kFloat64 ||
      (number.dtype() == DType::kInt64 &&
       ufunc.resolution == Resolution::kDivide && a.dtype() == DType::kInt64);
  if (!is_integer(a.dtype()) || !meets_in_float64 || a.is_weak() ||
      !is_plain(a)) {
    return {};
  }
  const TypedLoop* loop = common_loop(ufunc, a.dtype(), number.dtype());
  if (loop == nullptr || loop->types[0] != DType::kFloat64) return {};
  double element = number.as_double();
  ChunkedOperand array(a, DType::kFloat64);
  ChunkedOperand constant(reinterpret_cast<char*>(&element));
  return reflected ? run_chunked(ufunc, loop, a.shape(), constant, array)
                   : run_chunked(ufunc, loop, a.shape(), array, constant);
}

void run_plan(const Ufunc& ufunc, FastBinary& plan, const ndarray& result) {
  plan.data[2] = result.data();
  plan.strides[2] = itemsize(plan.loop->types[2]);
  const std::int64_t n = result.size();
  if (n == 0) return;
  run_checked(ufunc, *plan.loop, n,
              [&] { plan.loop->loop(plan.data, plan.strides, n); });
}

ndarray run_new(const Ufunc& ufunc, FastBinary& plan) {
  ndarray result = ndarray::empty(plan.shaped->shape(), plan.loop->types[2]);
  run_plan(ufunc, plan, result);
  return result;
}

}  // namespace

Shape call_shape(std::span<const ndarray> inputs, const UfuncOptions& options) {
  c10::SmallVector<IntSpan, 6> shapes;
  for (const ndarray& input : inputs) shapes.push_back(input.shape());
  for (const ndarray& out : options.out) {
    if (out.defined()) shapes.push_back(out.shape());
  }
  if (options.where != nullptr) shapes.push_back(options.where->shape());
  Shape shape = broadcast_shapes(span_over(shapes));
  for (const ndarray& out : options.out) {
    if (!out.defined()) continue;
    if (!std::equal(out.shape().begin(), out.shape().end(), shape.begin(),
                    shape.end())) {
      raise_value_error("non-broadcastable output operand with shape " +
                        compact_shape_text(out.shape()) +
                        " doesn't match the broadcast shape " +
                        compact_shape_text(span_of(shape)));
    }
  }
  return shape;
}

UfuncResults run_direct(const Ufunc& ufunc, const TypedLoop& loop,
                        std::span<const ndarray> inputs,
                        const UfuncOptions& options) {
  Arrays operands;
  for (int i = 0; i < ufunc.nin; ++i) {
    operands.push_back(inputs[i].dtype() == loop.types[i]
                           ? inputs[i]
                           : cast_operand(inputs[i], loop.types[i]));
  }
  const Shape shape = call_shape(span_over(operands), options);
  c10::SmallVector<LoopOperand, 6> plan;
  for (const ndarray& operand : operands) {
    plan.push_back(
        {operand.data(), broadcast_strides(operand, span_of(shape))});
  }
  // The layout of the result is that of the inputs, not of their casts.
  c10::SmallVector<LoopOperand, 6> layout = plan;
  for (int i = 0; i < ufunc.nin; ++i) {
    layout[i].strides = broadcast_strides(inputs[i], span_of(shape));
  }
  Targets targets = prepare_outputs(ufunc, loop, span_of(shape), options,
                                    span_over(operands), span_over(layout));
  for (const ndarray& target : targets.written) {
    plan.push_back({target.data(), to_shape(target.strides())});
  }
  ndarray mask;
  if (options.where != nullptr) {
    mask = apart_from(targets.written, *options.where);
    plan.push_back({mask.data(), broadcast_strides(mask, span_of(shape))});
  }
  run_checked(ufunc, loop, num_elements(span_of(shape)), [&] {
    run_strided(loop.loop, span_of(shape), span_over(plan),
                options.where != nullptr);
  });
  UfuncResults results;
  for (int i = 0; i < ufunc.nout; ++i) {
    const ndarray& delivered = targets.delivered[i];
    if (delivered.data() != targets.written[i].data() ||
        delivered.dtype() != targets.written[i].dtype()) {
      if (mask.defined()) {
        deliver_masked(delivered, targets.written[i], mask);
      } else {
        copy_into(delivered, targets.written[i]);
      }
    }
    results.push_back(delivered);
  }
  return results;
}

void widen_python_integers(const Ufunc& ufunc, std::span<ndarray> inputs) {
  const bool logical = is_logical(ufunc);
  if (ufunc.resolution != Resolution::kComparison && !logical) return;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    ndarray& number = inputs[i];
    const ndarray& other = inputs[1 - i];
    if (!number.is_weak() || !is_integer(number.dtype()) || other.is_weak() ||
        !is_integer(other.dtype())) {
      continue;
    }
    if (!integer_fits(number.item(), other.dtype())) {
      number = logical ? ndarray::from_scalar(Scalar(true))
                       : ndarray::from_scalar(number.item());
    }
  }
}

UfuncResults call_ufunc(const Ufunc& ufunc, std::span<const ndarray> inputs,
                        const UfuncOptions& options) {
  check_outputs(ufunc, options);
  Arrays widened(inputs.begin(), inputs.end());
  widen_python_integers(ufunc, span_over(widened));
  const std::span<const ndarray> operands = span_over(widened);
  const TypedLoop& loop =
      resolve_loop(ufunc, operands, options.dtype, options.casting);
  check_input_casts(ufunc, loop, operands, options.casting);
  check_output_casts(ufunc, loop, options.out, options.casting);
  const bool indirect =
      std::any_of(operands.begin(), operands.end(), is_indirect) ||
      std::any_of(options.out.begin(), options.out.end(), is_indirect);
  return indirect ? run_indirect(ufunc, loop, operands, options)
                  : run_direct(ufunc, loop, operands, options);
}

ndarray call_unary(const Ufunc& ufunc, const ndarray& a) {
  const TypedLoop* loop = uniform_loop(ufunc, a.dtype());
  if (loop == nullptr || !a.is_direct() || !a.is_c_contiguous() ||
      a.is_weak()) {
    return call_ufunc(ufunc, std::span(&a, 1))[0];
  }
  ndarray result = ndarray::empty(a.shape(), loop->types[1]);
  char* const data[] = {a.data(), result.data()};
  const std::int64_t strides[] = {itemsize(a.dtype()),
                                  itemsize(loop->types[1])};
  const std::int64_t n = a.size();
  if (n > 0)
    run_checked(ufunc, *loop, n, [&] { loop->loop(data, strides, n); });
  return result;
}

std::optional<DType> call_unary_element(const Ufunc& ufunc, DType dtype,
                                        const char* element, char* result) {
  const TypedLoop* loop = uniform_loop(ufunc, dtype);
  if (loop == nullptr || ufunc.nin != 1 || ufunc.nout != 1) return {};
  char* const data[] = {const_cast<char*>(element), result};
  const std::int64_t strides[] = {itemsize(dtype), itemsize(loop->types[1])};
  run_checked(ufunc, *loop, 1, [&] { loop->loop(data, strides, 1); });
  return loop->types[1];
}

ndarray call_binary(const Ufunc& ufunc, const ndarray& a, const ndarray& b) {
  FastBinary plan = plan_arrays(ufunc, a, b);
  if (plan.loop == nullptr) plan = plan_vectors(ufunc, a, b);
  if (plan.loop != nullptr) return run_new(ufunc, plan);
  ndarray mixed = run_mixed(ufunc, a, b);
  if (mixed.defined()) return mixed;
  const ndarray inputs[] = {a, b};
  return call_ufunc(ufunc, inputs)[0];
}

ndarray call_binary_number(const Ufunc& ufunc, const ndarray& a,
                           const Scalar& number, bool reflected) {
  alignas(16) char element[16];
  FastBinary plan = plan_number(ufunc, a, number, reflected, element);
  if (plan.loop != nullptr) return run_new(ufunc, plan);
  ndarray mixed = run_mixed_number(ufunc, a, number, reflected);
  if (mixed.defined()) return mixed;
  const ndarray weak = ndarray::from_scalar(number, true);
  const ndarray inputs[] = {reflected ? weak : a, reflected ? a : weak};
  return call_ufunc(ufunc, inputs)[0];
}

bool try_call_into(const Ufunc& ufunc, const ndarray& a, const ndarray* b,
                   const ndarray& out) {
  if (!is_plain(out) || !out.is_writeable() || !same_shape(a, out)) {
    return false;
  }
  // Sharing memory is harmless where each element depends on itself alone.
  const auto is_apart = [&](const ndarray& x) {
    return x.data() == out.data() || !may_share_memory(x, out);
  };
  if (b == nullptr) {
    const TypedLoop* loop = uniform_loop(ufunc, a.dtype());
    if (loop == nullptr || loop->types[1] != out.dtype() || a.is_weak() ||
        !is_plain(a) || a.dtype() != out.dtype() || !is_apart(a)) {
      return false;
    }
    char* const data[] = {a.data(), out.data()};
    const std::int64_t strides[] = {a.itemsize(), out.itemsize()};
    const std::int64_t n = a.size();
    if (n > 0)
      run_checked(ufunc, *loop, n, [&] { loop->loop(data, strides, n); });
    return true;
  }
  alignas(16) char element[16];
  FastBinary plan = b->is_weak()
                        ? plan_number(ufunc, a, b->item(), false, element)
                        : plan_arrays(ufunc, a, *b);
  if (plan.loop == nullptr || plan.loop->types[2] != out.dtype() ||
      a.dtype() != out.dtype() || !is_apart(a) ||
      (!b->is_weak() && !is_apart(*b))) {
    return false;
  }
  run_plan(ufunc, plan, out);
  return true;
}

void call_in_place(const Ufunc& ufunc, const ndarray& target,
                   const ndarray& b) {
  alignas(16) char element[16];
  FastBinary plan = b.is_weak()
                        ? plan_number(ufunc, target, b.item(), false, element)
                        : plan_arrays(ufunc, target, b);
  if (plan.loop != nullptr && plan.loop->types[2] == target.dtype() &&
      target.is_writeable() &&
      (b.is_weak() || b.data() == target.data() ||
       !may_share_memory(target, b))) {
    run_plan(ufunc, plan, target);
    return;
  }
  const ndarray inputs[] = {target, b};
  const ndarray out[] = {target};
  UfuncOptions options;
  options.out = out;
  call_ufunc(ufunc, inputs, options);
}

}  // namespace tnp
