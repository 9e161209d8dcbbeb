/// 2^128 steps of the Mersenne Twister at once (NumPy `MT19937.jumped`).
#pragma once

#include "runtime/random/engines.h"

namespace tnp::random {

/// Moves the engine 2^128 words ahead, `jumps` times; none where it is not
/// positive. Each jump takes about two milliseconds, and the first of a process
/// some tens more.
///
/// As in NumPy the state is taken for a ring that begins at `position`, and the
/// position afterwards is not that of a block's start: key and position are
/// NumPy's, word for word.
/// Source: Haramoto, Matsumoto, Nishimura, Panneton and L'Ecuyer, INFORMS
/// Journal on Computing 20 (2008); the characteristic polynomial is in
/// Matsumoto and Nishimura, ACM TOMACS 8 (1998), appendix A.
void jump(Mt19937& engine, std::int64_t jumps);

}  // namespace tnp::random
