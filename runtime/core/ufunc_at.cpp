#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/fp_errors.h"
#include "runtime/core/ufunc_methods.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {

void ufunc_at(const Ufunc& ufunc, const ndarray& target,
              const ndarray& positions, const ndarray& b) {
  if (ufunc.nout != 1) {
    raise_value_error("Only single output ufuncs supported at this time");
  }
  if (!target.is_writeable()) raise_value_error("output array is read-only");
  if (!target.is_direct()) {
    at_indirect(ufunc, target, positions, b);
    return;
  }
  const ndarray self_type = ndarray::empty({}, target.dtype());
  c10::SmallVector<ndarray, 2> operands = {self_type};
  if (ufunc.nin == 2) operands.push_back(b);
  const std::span<const ndarray> inputs(operands.data(), operands.size());
  const TypedLoop& loop = resolve_loop(ufunc, inputs);
  const bool same_type = loop.types[0] == target.dtype() &&
                         loop.types[ufunc.nin] == target.dtype();
  const bool in_place = same_type && target.is_c_contiguous();
  const ndarray work =
      in_place ? target
               : astype(target, loop.types[0], Casting::kUnsafe, 'C', true);
  ndarray addends;
  if (ufunc.nin == 2) {
    // A copy where it would change while the target is written.
    const bool is_part = may_share_memory(work, b);
    addends = astype(b, loop.types[1], Casting::kUnsafe, 'K', is_part)
                  .broadcast_to(positions.shape())
                  .contiguous();
  }
  const ndarray order = may_share_memory(work, positions)
                            ? positions.copy('C')
                            : positions.contiguous();
  const std::int64_t* position = order.data_as<std::int64_t>();
  constexpr std::int64_t strides[] = {0, 0, 0};
  alignas(16) char result[16];
  const FpScope scope;
  for (std::int64_t i = 0; i < positions.size(); ++i) {
    char* element = work.data() + position[i] * work.itemsize();
    char* const unary[] = {element, result};
    char* const binary[] = {
        element,
        ufunc.nin == 2 ? addends.data() + i * addends.itemsize() : nullptr,
        result};
    loop.loop(ufunc.nin == 2 ? binary : unary, strides, 1);
    Scalar value = Scalar::load(result, loop.types[ufunc.nin]);
    // Every step goes through the target's type, as in NumPy.
    if (!same_type) value = value.astype(target.dtype());
    value.store(element, work.dtype());
  }
  if (ufunc.fp_reports != FpReports::kNone) {
    scope.report(std::string(ufunc.name) + ".at");
  }
  if (!in_place) copy_into(target, work);
}

}  // namespace tnp
