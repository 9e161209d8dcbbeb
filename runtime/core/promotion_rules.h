/// The user's choice between NumPy's and torch's rules for the types of
/// results (`tnp._set_promotion`).
#pragma once

#include <c10/core/Device.h>

#include <atomic>
#include <cstdint>
#include <span>

#include "runtime/core/ndarray.h"

namespace tnp {

/// kNumpy: NEP 50, NumPy's promotion.
///
/// kTorch: torch's. Of a kind (bool, integer, float, complex) the arrays that
/// have axes decide; 0-d arrays and Python numbers only raise the kind. Beside
/// floats, integers take their type; where integers need floats, they take
/// torch's default type. So float32 stays float32 beside any integer, and a
/// quotient, a sine or a mean of integers is float32. What torch refuses, such
/// as uint64 with int64, stays NumPy's.
enum class PromotionRules : std::uint8_t { kNumpy, kTorch };

/// Set for a process, for arrays in main memory and for those on all other
/// devices; NumPy's until then. Returns the rules that were in force.
PromotionRules set_promotion_rules(PromotionRules rules, bool in_main_memory);

/// Whether torch's rules hold for a call with these arrays: those for the first
/// that is not in main memory, else those for main memory.
bool promotes_as_torch(std::span<const ndarray* const> operands);
bool promotes_as_torch(std::span<const ndarray> operands);

/// Whether they hold in main memory; costs next to nothing.
extern std::atomic<bool> main_memory_promotes_as_torch;

/// The type in which torch's rules let integers compute where they need
/// floats: torch.get_default_dtype().
DType torch_default_float();

/// The type in which functions with floating-point results compute integers
/// and bools where `a` is: float64 or, by torch's rules, torch's default type.
DType float_for_integers(const ndarray& a);

/// The common type by torch's rules; see promotion.h for NumPy's. Python
/// numbers alone: int64, or torch's default type of their kind.
DType torch_result_type(std::span<const ndarray* const> operands);

}  // namespace tnp
