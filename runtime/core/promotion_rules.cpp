#include "runtime/core/promotion_rules.h"

#include <c10/core/DefaultDtype.h>

#include <optional>

#include "runtime/core/device.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

std::atomic<bool> devices_promote_as_torch{false};

std::atomic<bool>& setting(bool in_main_memory) {
  return in_main_memory ? main_memory_promotes_as_torch
                        : devices_promote_as_torch;
}

DType complex_of(DType real) {
  return real == DType::kFloat64 ? DType::kComplex128 : DType::kComplex64;
}

/// What stands for a Python number.
DType number_type(DType weak) {
  if (is_complex(weak)) return complex_of(torch_default_float());
  return is_floating(weak) ? torch_default_float() : DType::kInt64;
}

/// Of two arrays: floats decide over integers, whatever their sizes.
DType promoted(DType a, DType b) {
  if (is_inexact(a) != is_inexact(b)) return is_inexact(a) ? a : b;
  return promote_types(a, b);
}

/// The type of `first`, unless `second` is of a higher kind.
std::optional<DType> raised(std::optional<DType> first,
                            std::optional<DType> second) {
  if (!first) return second;
  if (!second || is_complex(*first)) return first;
  if (is_floating(*first)) {
    return is_complex(*second) ? complex_of(*first) : first;
  }
  return is_bool(*first) || is_inexact(*second) ? second : first;
}

}  // namespace

std::atomic<bool> main_memory_promotes_as_torch{false};

PromotionRules set_promotion_rules(PromotionRules rules, bool in_main_memory) {
  const bool before =
      setting(in_main_memory).exchange(rules == PromotionRules::kTorch);
  return before ? PromotionRules::kTorch : PromotionRules::kNumpy;
}

bool promotes_as_torch(std::span<const ndarray* const> operands) {
  const bool here = main_memory_promotes_as_torch;
  const bool elsewhere = devices_promote_as_torch;
  if (here == elsewhere) return here;
  for (const ndarray* operand : operands) {
    if (!operand->is_direct() && !device_of(*operand).is_cpu()) {
      return elsewhere;
    }
  }
  return here;
}

bool promotes_as_torch(std::span<const ndarray> operands) {
  c10::SmallVector<const ndarray*, 4> pointers;
  for (const ndarray& operand : operands) pointers.push_back(&operand);
  return promotes_as_torch(
      std::span<const ndarray* const>(pointers.data(), pointers.size()));
}

DType torch_default_float() {
  return from_scalar_type(c10::get_default_dtype_as_scalartype());
}

DType float_for_integers(const ndarray& a) {
  return promotes_as_torch(std::span(&a, 1)) ? torch_default_float()
                                             : DType::kFloat64;
}

DType torch_result_type(std::span<const ndarray* const> operands) {
  std::optional<DType> arrays, elements, numbers;
  for (const ndarray* operand : operands) {
    const bool weak = operand->is_weak();
    auto& group = weak ? numbers : operand->ndim() == 0 ? elements : arrays;
    const DType type = weak ? number_type(operand->dtype()) : operand->dtype();
    group = group ? promoted(*group, type) : type;
  }
  return *raised(arrays, raised(elements, numbers));
}

}  // namespace tnp
