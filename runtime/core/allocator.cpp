// Small blocks are kept together with the StorageImpl that owns them, one list
// per size in steps of 64 bytes: a new small array then costs neither malloc
// call. Large blocks come from the C library, with huge pages asked for.
#include "runtime/core/allocator.h"

#include <c10/core/StorageImpl.h>
#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <utility>

#include "runtime/core/errors.h"

namespace tnp {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kSizeClasses = 64;  // up to 4 KiB
constexpr std::size_t kPerClass = 16;
constexpr std::size_t kHugePageThreshold = std::size_t{4} << 20;

void free_block(void* block) { std::free(block); }

struct FreeList {
  std::size_t count = 0;
  c10::StorageImpl* storages[kPerClass];
};

/// Never destroyed: arrays may be released while the process exits.
FreeList free_lists[kSizeClasses];

std::size_t size_class(std::size_t nbytes) {
  return nbytes == 0 ? 0 : (nbytes - 1) / kAlignment;
}

[[noreturn]] void raise_memory_error(std::size_t nbytes) {
  raise(ErrorKind::kMemoryError,
        "Unable to allocate " + std::to_string(nbytes) + " bytes");
}

void* allocate_block(std::size_t nbytes) {
  const std::size_t rounded = (nbytes + kAlignment - 1) / kAlignment * kAlignment;
  if (rounded < nbytes) raise_memory_error(nbytes);
  void* block = std::aligned_alloc(kAlignment, rounded);
  if (!block) raise_memory_error(nbytes);
  if (rounded >= kHugePageThreshold) {
    // Advice only: whole pages inside the block, failure is harmless.
    constexpr std::uintptr_t kPage = 4096;
    const auto begin = (reinterpret_cast<std::uintptr_t>(block) + kPage - 1) &
                       ~(kPage - 1);
    const auto end = reinterpret_cast<std::uintptr_t>(block) + rounded;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  }
  return block;
}

c10::Storage make_storage(void* block, std::size_t nbytes) {
  return c10::Storage(
      c10::Storage::use_byte_size_t(), nbytes,
      c10::DataPtr(block, block, &free_block, c10::Device(c10::kCPU)));
}

}  // namespace

c10::Storage allocate_storage(std::size_t nbytes) {
  const std::size_t index = size_class(nbytes);
  if (index >= kSizeClasses) return make_storage(allocate_block(nbytes), nbytes);
  FreeList& list = free_lists[index];
  if (list.count > 0) {
    c10::StorageImpl* impl = list.storages[--list.count];
    impl->unsafe_set_nbytes(nbytes);
    return c10::Storage(
        c10::intrusive_ptr<c10::StorageImpl>::reclaim(impl));
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
        c10::DataPtr(reinterpret_cast<void*>(aligned), block, &free_block,
                     c10::Device(c10::kCPU)));
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
  const std::size_t index =
      storage.use_count() == 1 ? size_class(impl->nbytes()) : kSizeClasses;
  if (index < kSizeClasses && impl->data_ptr().get_deleter() == &free_block &&
      impl->pyobj_slot()->load_pyobj() == nullptr && !impl->resizable()) {
    FreeList& list = free_lists[index];
    if (list.count < kPerClass) {
      list.storages[list.count++] = storage.unsafeReleaseStorageImpl();
      return;
    }
  }
  c10::Storage released = std::move(storage);
}

}  // namespace tnp
