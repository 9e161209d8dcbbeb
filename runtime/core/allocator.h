/// CPU memory for arrays: blocks and their storages are kept for reuse.
#pragma once

#include <c10/core/Storage.h>

#include <cstddef>

namespace tnp {

/// A storage of at least `nbytes` bytes, 64-byte aligned, uninitialised. Small
/// sizes come from per-size free lists, which each thread has of its own.
c10::Storage allocate_storage(std::size_t nbytes);
c10::Storage allocate_zeroed_storage(std::size_t nbytes);

/// Gives a storage back: kept for reuse when nobody else refers to it and it is
/// one of ours, else released. Of blocks over 4 KiB the first thread keeps at
/// most 64 MiB and any other 8 MiB, until it ends.
void recycle_storage(c10::Storage&& storage) noexcept;

}  // namespace tnp
