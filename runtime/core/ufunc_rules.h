/// The steps of a ufunc call, for ufunc*.cpp: NumPy's type resolution and
/// casting checks, then the run on direct or indirect arrays.
#pragma once

#include <c10/util/SmallVector.h>

#include "runtime/core/ufunc_methods.h"

namespace tnp {

using InputTypes = c10::SmallVector<DType, 4>;

/// "same_kind".
std::string_view casting_text(Casting casting);

/// The loop for inputs of these types; see resolve_loop. `as_torch`: integers
/// become torch's default float where the ufunc computes floats only.
const TypedLoop& resolve_types(const Ufunc& ufunc, std::span<const DType> types,
                               std::optional<DType> dtype = {},
                               Casting casting = Casting::kSameKind,
                               bool as_torch = false);

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

/// The common shape. Outputs and the mask take part, but an output is never
/// broadcast itself: ValueError.
Shape call_shape(std::span<const ndarray> inputs, const UfuncOptions& options);

/// Runs `loop`, which the inputs' types were found to fit, on direct arrays.
UfuncResults run_direct(const Ufunc& ufunc, const TypedLoop& loop,
                        std::span<const ndarray> inputs,
                        const UfuncOptions& options);

/// The same where some are indirect: by ATen, on their device and in their
/// graph; in main memory and back where ATen has no operator for it.
///
/// Errors: NotImplementedError where the way through main memory would lose a
/// gradient.
UfuncResults run_indirect(const Ufunc& ufunc, const TypedLoop& loop,
                          std::span<const ndarray> inputs,
                          const UfuncOptions& options);

/// The methods on indirect arrays, likewise. `dtype`: of the loop.
ndarray reduce_indirect(const Ufunc& ufunc, const ndarray& a,
                        const ReduceOptions& options, DType dtype);
ndarray accumulate_indirect(const Ufunc& ufunc, const ndarray& a, int axis,
                            DType dtype);
ndarray reduceat_indirect(const Ufunc& ufunc, const ndarray& a,
                          const ndarray& indices, int axis,
                          std::optional<DType> dtype);
void at_indirect(const Ufunc& ufunc, const ndarray& target,
                 const ndarray& positions, const ndarray& b);

/// Whether the operands count as true or false: logical_and, _or, _xor.
bool is_logical(const Ufunc& ufunc);

}  // namespace tnp
