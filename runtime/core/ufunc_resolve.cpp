// Which loop a call uses: NumPy's type resolution and casting rules.
#include <algorithm>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/core/promotion.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/core/ufunc_rules.h"

namespace tnp {
namespace {

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string dtype_text(DType d) { return "dtype(" + quoted(name(d)) + ")"; }

[[noreturn]] void raise_no_loop(const Ufunc& ufunc, Casting casting) {
  raise_type_error(
      "ufunc " + quoted(ufunc.name) +
      " not supported for the input types, and the inputs could not be "
      "safely coerced to any supported types according to the casting "
      "rule '" +
      quoted(casting_text(casting)) + "'");
}

[[noreturn]] void raise_no_matching_loop(const Ufunc& ufunc) {
  raise_type_error(
      "No loop matching the specified signature and casting was found for "
      "ufunc " +
      std::string(ufunc.name));
}

// A Python number fits every type of its kind or a higher one; whether an int
// is in range is another matter.
int kind_rank(DType d) {
  return is_complex(d) ? 3 : is_floating(d) ? 2 : is_integer(d) ? 1 : 0;
}

void check_bools(const Ufunc& ufunc, std::span<const DType> types) {
  const bool bools = std::all_of(types.begin(), types.end(),
                                 [](DType d) { return is_bool(d); });
  if (!bools) return;
  if (ufunc.resolution == Resolution::kSubtract) {
    raise_type_error(
        "numpy boolean subtract, the `-` operator, is not supported, use the "
        "bitwise_xor, the `^` operator, or the logical_xor function instead.");
  }
  if (ufunc.resolution == Resolution::kNoBool) {
    raise(ErrorKind::kUFuncTypeError,
          "ufunc " + quoted(ufunc.name) +
              " did not contain a loop with signature matching types "
              "<class 'numpy.dtypes.BoolDType'> -> None");
  }
  if (ufunc.resolution == Resolution::kNegative) {
    raise_type_error(
        "The numpy boolean negative, the `-` operator, is not supported, use "
        "the `~` operator or the logical_not function instead.");
  }
}

// Whether the type of an input follows that of the others. By torch's rules
// that holds for 0-d arrays, too.
bool follows(const ndarray& input, bool as_torch) {
  return input.is_weak() || (as_torch && input.ndim() == 0);
}

// The types that stand for the inputs in the search. Weak numbers take the
// common type, by torch's rules all inputs take it when it is not an integer;
// where the operands differ by design (ldexp) they keep their own.
InputTypes search_types(const Ufunc& ufunc, std::span<const ndarray> inputs,
                        bool as_torch) {
  InputTypes types;
  bool weak = false;
  for (const ndarray& input : inputs) {
    types.push_back(input.dtype());
    weak |= input.is_weak();
  }
  if ((!weak && !as_torch) || ufunc.name == "ldexp") return types;
  c10::SmallVector<const ndarray*, 4> operands;
  for (const ndarray& input : inputs) operands.push_back(&input);
  const DType common = result_type(
      std::span<const ndarray* const>(operands.data(), operands.size()));
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (follows(inputs[i], as_torch) || (as_torch && is_inexact(common))) {
      types[i] = common;
    }
  }
  return types;
}

bool inputs_fit(const TypedLoop& loop, std::span<const DType> types,
                Casting casting) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!can_cast(types[i], loop.types[i], casting)) return false;
  }
  return true;
}

const TypedLoop& first_fitting(const Ufunc& ufunc, std::span<const DType> types,
                               Casting casting) {
  for (const TypedLoop& loop : ufunc.loops) {
    if (inputs_fit(loop, types, casting)) return loop;
  }
  raise_no_loop(ufunc, casting);
}

// The types, with torch's default float for the integers that `loop` converts
// to floats.
InputTypes with_default_floats(const TypedLoop& loop,
                               std::span<const DType> types) {
  InputTypes result(types.begin(), types.end());
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (is_inexact(loop.types[i]) && !is_inexact(result[i])) {
      result[i] = torch_default_float();
    }
  }
  return result;
}

// `dtype=` fixes the result's type: the first loop that gives it, preferably
// one that takes the inputs as `casting` allows.
const TypedLoop& loop_for_output(const Ufunc& ufunc,
                                 std::span<const DType> types, DType dtype,
                                 Casting casting) {
  const TypedLoop* first = nullptr;
  for (const TypedLoop& loop : ufunc.loops) {
    if (loop.types[ufunc.nin] != dtype) continue;
    if (inputs_fit(loop, types, casting)) return loop;
    if (first == nullptr) first = &loop;
  }
  if (first == nullptr) raise_no_matching_loop(ufunc);
  return *first;
}

}  // namespace

std::string_view casting_text(Casting casting) {
  switch (casting) {
    case Casting::kNo:
      return "no";
    case Casting::kEquiv:
      return "equiv";
    case Casting::kSafe:
      return "safe";
    case Casting::kSameKind:
      return "same_kind";
    default:
      return "unsafe";
  }
}

const TypedLoop& resolve_types(const Ufunc& ufunc, std::span<const DType> types,
                               std::optional<DType> dtype, Casting casting,
                               bool as_torch) {
  if (dtype) {
    const DType fixed[] = {*dtype};
    check_bools(ufunc, fixed);
    return loop_for_output(ufunc, types, *dtype, casting);
  }
  check_bools(ufunc, types);
  const Casting search = casting == Casting::kNo || casting == Casting::kEquiv
                             ? casting
                             : Casting::kSafe;
  const bool divides_integers =
      ufunc.resolution == Resolution::kDivide &&
      std::none_of(types.begin(), types.end(),
                   [](DType d) { return is_inexact(d); });
  const TypedLoop& loop = divides_integers
                              ? *ufunc.homogeneous_loop(DType::kFloat64)
                              : first_fitting(ufunc, types, search);
  // A float for integers that no integer holds (uint64 with int64) stays.
  const bool has_integers =
      !divides_integers && ufunc.homogeneous_loop(DType::kInt64) != nullptr;
  if (!as_torch || has_integers) return loop;
  const InputTypes floats = with_default_floats(loop, types);
  return first_fitting(ufunc, std::span(floats.data(), floats.size()), search);
}

const TypedLoop& resolve_loop(const Ufunc& ufunc,
                              std::span<const ndarray> inputs,
                              std::optional<DType> dtype, Casting casting) {
  const bool as_torch = promotes_as_torch(inputs);
  const InputTypes types = search_types(ufunc, inputs, as_torch);
  return resolve_types(ufunc, std::span(types.data(), types.size()), dtype,
                       casting, as_torch);
}

void check_input_casts(const Ufunc& ufunc, const TypedLoop& loop,
                       std::span<const ndarray> inputs, Casting casting) {
  const bool as_torch = promotes_as_torch(inputs);
  for (int i = 0; i < ufunc.nin; ++i) {
    const ndarray& input = inputs[i];
    if (follows(input, as_torch) &&
        kind_rank(loop.types[i]) >= kind_rank(input.dtype())) {
      continue;
    }
    if (can_cast(input.dtype(), loop.types[i], casting)) continue;
    raise(ErrorKind::kUFuncTypeError,
          "Cannot cast ufunc " + quoted(ufunc.name) + " input " +
              (ufunc.nin > 1 ? std::to_string(i) + " " : "") + "from " +
              dtype_text(input.dtype()) + " to " + dtype_text(loop.types[i]) +
              " with casting rule " + quoted(casting_text(casting)));
  }
}

void check_output_casts(const Ufunc& ufunc, const TypedLoop& loop,
                        std::span<const ndarray> out, Casting casting) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!out[i].defined()) continue;
    const DType result = loop.types[ufunc.nin + i];
    if (can_cast(result, out[i].dtype(), casting)) continue;
    raise(ErrorKind::kUFuncTypeError,
          "Cannot cast ufunc " + quoted(ufunc.name) + " output " +
              (ufunc.nout > 1 ? std::to_string(i) + " " : "") + "from " +
              dtype_text(result) + " to " + dtype_text(out[i].dtype()) +
              " with casting rule " + quoted(casting_text(casting)));
  }
}

bool is_logical(const Ufunc& ufunc) {
  return &ufunc == &ufuncs::logical_and || &ufunc == &ufuncs::logical_or ||
         &ufunc == &ufuncs::logical_xor;
}

}  // namespace tnp
