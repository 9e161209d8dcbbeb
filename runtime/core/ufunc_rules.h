/// NumPy's type resolution and casting checks of ufunc calls, for ufunc*.cpp.
#pragma once

#include <c10/util/SmallVector.h>

#include "runtime/core/ufunc.h"

namespace tnp {

using InputTypes = c10::SmallVector<DType, 4>;

/// "same_kind".
std::string_view casting_text(Casting casting);

/// The loop for inputs of these types; see resolve_loop.
const TypedLoop& resolve_types(const Ufunc& ufunc,
                               std::span<const DType> types,
                               std::optional<DType> dtype = {},
                               Casting casting = Casting::kSameKind);

/// UFuncTypeError when `casting` forbids an input's way into the loop or a
/// result's way into the given output.
void check_input_casts(const Ufunc& ufunc, const TypedLoop& loop,
                       std::span<const ndarray> inputs, Casting casting);
void check_output_casts(const Ufunc& ufunc, const TypedLoop& loop,
                        std::span<const ndarray> out, Casting casting);

/// The inputs as the comparison needs them: a Python integer that does not fit
/// the other operand's integer type becomes an int64 or uint64 array, so that
/// the comparison is by value.
void widen_python_integers(const Ufunc& ufunc, std::span<ndarray> inputs);

/// Whether the operands count as true or false: logical_and, _or, _xor.
bool is_logical(const Ufunc& ufunc);

}  // namespace tnp
