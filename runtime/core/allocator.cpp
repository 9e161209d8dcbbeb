// Small blocks are kept together with the StorageImpl that owns them, one list
// per size in steps of 64 bytes: a new small array then costs neither malloc
// call. Large blocks come from the C library, with huge pages asked for; a few
// freed ones are kept too, since the page faults of a fresh block cost more
// than an elementwise loop over it.
#include "runtime/core/allocator.h"

#include <c10/core/StorageImpl.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "runtime/core/errors.h"

namespace tnp {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kSizeClasses = 64;  // up to 4 KiB
constexpr std::size_t kPerClass = 16;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kHugePageThreshold = std::size_t{4} << 20;

constexpr int kLargeSlots = 16;
constexpr std::size_t kLargestKept = std::size_t{32} << 20;
// Of the first thread that has arrays, and of each other one.
constexpr std::size_t kLargeBudget = std::size_t{64} << 20;
constexpr std::size_t kThreadLargeBudget = std::size_t{8} << 20;

void free_block(void* block) { std::free(block); }
// Tells blocks of calloc apart: their size is not that of their class.
void free_zeroed_block(void* block) { std::free(block); }

void release(c10::StorageImpl* impl) {
  c10::Storage(c10::intrusive_ptr<c10::StorageImpl>::reclaim(impl));
}

struct FreeList {
  std::size_t count = 0;
  c10::StorageImpl* storages[kPerClass];
};

std::size_t size_class(std::size_t nbytes) {
  return nbytes == 0 ? 0 : (nbytes - 1) / kAlignment;
}

// The size of the block behind a large storage: steps of an eighth, so that
// arrays of nearly one size exchange blocks.
std::size_t large_capacity(std::size_t nbytes) {
  const std::size_t step = std::bit_floor(nbytes) / 8;
  return (nbytes + step - 1) / step * step;
}

/// Large storages that wait for reuse, the latest last.
struct LargeBlocks {
  std::size_t budget = kLargeBudget;
  int count = 0;
  std::size_t kept_bytes = 0;
  c10::StorageImpl* storages[kLargeSlots];

  c10::StorageImpl* take(std::size_t nbytes) {
    const std::size_t capacity = large_capacity(nbytes);
    for (int i = count - 1; i >= 0; --i) {
      if (large_capacity(storages[i]->nbytes()) == capacity) return remove(i);
    }
    return nullptr;
  }

  c10::StorageImpl* remove(int index) {
    c10::StorageImpl* impl = storages[index];
    std::copy(storages + index + 1, storages + count, storages + index);
    --count;
    kept_bytes -= large_capacity(impl->nbytes());
    return impl;
  }

  // The oldest make room.
  void keep(c10::StorageImpl* impl) {
    const std::size_t capacity = large_capacity(impl->nbytes());
    while (count == kLargeSlots ||
           (count > 0 && kept_bytes + capacity > budget)) {
      release(remove(0));
    }
    storages[count++] = impl;
    kept_bytes += capacity;
  }
};

/// What one thread keeps, so that none waits for another.
struct KeptBlocks {
  FreeList small[kSizeClasses];
  LargeBlocks large;

  ~KeptBlocks() {
    for (FreeList& list : small) {
      while (list.count > 0) release(list.storages[--list.count]);
    }
    while (large.count > 0) release(large.remove(large.count - 1));
  }
};

// A pointer in the static block of thread storage is read in one instruction.
[[gnu::tls_model(
    "initial-exec")]] thread_local constinit KeptBlocks* kept_blocks = nullptr;

/// Makes the thread's blocks and releases them when the thread ends.
class BlocksOfThread {
 public:
  BlocksOfThread() {
    static std::atomic<bool> has_first = false;
    kept_blocks = new KeptBlocks;
    // Those of the first thread stay: arrays are released until the process
    // has ended.
    if (!has_first.exchange(true)) return;
    owned_.reset(kept_blocks);
    owned_->large.budget = kThreadLargeBudget;
  }
  ~BlocksOfThread() {
    if (owned_) kept_blocks = nullptr;
  }

 private:
  std::unique_ptr<KeptBlocks> owned_;
};

/// Null once the thread's own objects are being destroyed.
KeptBlocks* blocks_of_thread() {
  if (kept_blocks == nullptr) [[unlikely]] {
    thread_local BlocksOfThread made;
  }
  return kept_blocks;
}

[[noreturn]] void raise_memory_error(std::size_t nbytes) {
  raise(ErrorKind::kMemoryError,
        "Unable to allocate " + std::to_string(nbytes) + " bytes");
}

void* allocate_block(std::size_t nbytes) {
  // A block that starts on a huge page consists of huge pages throughout, and
  // loops over it wait less for address translation.
  const bool huge = nbytes >= kHugePageThreshold;
  const std::size_t alignment = huge ? kHugePage : kAlignment;
  const std::size_t rounded = (nbytes + alignment - 1) / alignment * alignment;
  if (rounded < nbytes) raise_memory_error(nbytes);
  void* block = std::aligned_alloc(alignment, rounded);
  if (!block) raise_memory_error(nbytes);
  // Advice only: failure is harmless.
  if (huge) madvise(block, rounded, MADV_HUGEPAGE);
  return block;
}

c10::Storage make_storage(void* block, std::size_t nbytes) {
  return c10::Storage(
      c10::Storage::use_byte_size_t(), nbytes,
      c10::DataPtr(block, block, &free_block, c10::Device(c10::kCPU)));
}

c10::Storage reused(c10::StorageImpl* impl, std::size_t nbytes) {
  impl->unsafe_set_nbytes(nbytes);
  return c10::Storage(c10::intrusive_ptr<c10::StorageImpl>::reclaim(impl));
}

c10::Storage allocate_large(KeptBlocks* blocks, std::size_t nbytes) {
  if (nbytes > kLargestKept)
    return make_storage(allocate_block(nbytes), nbytes);
  if (blocks != nullptr) {
    if (c10::StorageImpl* impl = blocks->large.take(nbytes)) {
      return reused(impl, nbytes);
    }
  }
  return make_storage(allocate_block(large_capacity(nbytes)), nbytes);
}

}  // namespace

c10::Storage allocate_storage(std::size_t nbytes) {
  const std::size_t index = size_class(nbytes);
  KeptBlocks* const blocks = blocks_of_thread();
  if (index >= kSizeClasses) return allocate_large(blocks, nbytes);
  if (blocks != nullptr) {
    FreeList& list = blocks->small[index];
    if (list.count > 0) {
      return reused(list.storages[--list.count], nbytes);
    }
  }
  return make_storage(allocate_block((index + 1) * kAlignment), nbytes);
}

c10::Storage allocate_zeroed_storage(std::size_t nbytes) {
  // calloc gets fresh pages already zeroed, which matters for large blocks.
  constexpr std::size_t kCallocThreshold = std::size_t{1} << 17;
  if (nbytes >= kCallocThreshold && nbytes < SIZE_MAX - kAlignment) {
    // An aligned start inside a slightly larger block.
    void* block = std::calloc(1, nbytes + kAlignment);
    if (!block) raise_memory_error(nbytes);
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    const auto aligned = (address + kAlignment - 1) & ~(kAlignment - 1);
    return c10::Storage(
        c10::Storage::use_byte_size_t(), nbytes,
        c10::DataPtr(reinterpret_cast<void*>(aligned), block,
                     &free_zeroed_block, c10::Device(c10::kCPU)));
  }
  c10::Storage storage = allocate_storage(nbytes);
  std::memset(storage.mutable_data(), 0, nbytes);
  return storage;
}

void recycle_storage(c10::Storage&& storage) noexcept {
  c10::StorageImpl* impl = storage.unsafeGetStorageImpl();
  if (impl == nullptr) return;
  // A block of ours may have been handed to torch: take it back only when it
  // is as we made it and nobody else can reach it.
  const bool ours = storage.use_count() == 1 &&
                    impl->data_ptr().get_deleter() == &free_block &&
                    impl->pyobj_slot()->load_pyobj() == nullptr &&
                    !impl->resizable();
  KeptBlocks* const blocks = ours ? blocks_of_thread() : nullptr;
  if (blocks != nullptr) {
    const std::size_t index = size_class(impl->nbytes());
    if (index >= kSizeClasses) {
      if (impl->nbytes() <= kLargestKept) {
        blocks->large.keep(storage.unsafeReleaseStorageImpl());
        return;
      }
    } else if (FreeList& list = blocks->small[index]; list.count < kPerClass) {
      list.storages[list.count++] = storage.unsafeReleaseStorageImpl();
      return;
    }
  }
  c10::Storage released = std::move(storage);
}

}  // namespace tnp
