/// Whether two arrays have a byte in common.
#pragma once

#include <cstdint>

#include "runtime/core/ndarray.h"

namespace tnp {

enum class Overlap : std::uint8_t { kNone, kSome, kTooHard };

/// Whether an address range of `a` meets one of `b`; elements between which
/// there are gaps may still be apart. Without direct access: whether they share
/// a storage.
bool bounds_overlap(const ndarray& a, const ndarray& b);

/// Whether some element of `a` shares a byte with one of `b`. Gives up
/// (kTooHard) after `max_work` candidates; searches on where that is negative.
Overlap exact_overlap(const ndarray& a, const ndarray& b,
                      std::int64_t max_work);

/// Whether two elements of `a` may share a byte: false is certain.
bool may_overlap_itself(const ndarray& a);

}  // namespace tnp
