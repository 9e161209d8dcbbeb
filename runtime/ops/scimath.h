/// Functions whose domain goes on into the complex numbers (NumPy `emath`).
///
/// An argument with an element outside the real domain is made complex as a
/// whole: complex64 from types that float32 holds, else complex128.
/// Source: https://numpy.org/doc/stable/reference/routines.emath.html
#pragma once

#include "runtime/ops/support.h"

namespace tnp::ops {

// Complex where an element is below zero.
ndarray emath_sqrt(const ndarray& x);
ndarray emath_log(const ndarray& x);
ndarray emath_log2(const ndarray& x);
ndarray emath_log10(const ndarray& x);
/// log(x) / log(n).
ndarray emath_logn(const ndarray& n, const ndarray& x);
/// x**p; integers to a negative power are floats.
ndarray emath_power(const ndarray& x, const ndarray& p);

// Complex where an element is outside [-1, 1].
ndarray emath_arccos(const ndarray& x);
ndarray emath_arcsin(const ndarray& x);
ndarray emath_arctanh(const ndarray& x);

}  // namespace tnp::ops
