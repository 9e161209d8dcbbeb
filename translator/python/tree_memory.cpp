// Blocks have sizes of a few classes, and a free block of its class is used
// again. Nothing is known of a block but its class, which stands before it.
#include "translator/python/tree_memory.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "llvm/Support/Compiler.h"
#include "llvm/Support/MemAlloc.h"

namespace tnp::translate {
namespace {

// With its own allocator tree-sitter would hide its errors from the sanitizer.
#if LLVM_ADDRESS_SANITIZER_BUILD
constexpr bool kIsPooled = false;
#else
constexpr bool kIsPooled = true;
#endif

// Blocks are multiples of this, and aligned to it.
constexpr std::size_t kUnit = 16;
// Up to this each number of units is a class; beyond, each power of two is.
constexpr std::size_t kSmall = 1024;
constexpr std::size_t kSmallClasses = kSmall / kUnit + 1;
constexpr std::size_t kClasses = kSmallClasses + 64;
// What is kept from file to file: enough for a text of ten thousand lines.
constexpr std::size_t kSlab = std::size_t{1} << 20;
constexpr std::size_t kKeptSlabs = 32;

using Class = std::uint64_t;

std::size_t capacity_of(Class size_class) {
  if (size_class < kSmallClasses) return size_class * kUnit - sizeof(Class);
  return (kSmall << (size_class - kSmallClasses + 1)) - sizeof(Class);
}

Class class_of(std::size_t size) {
  const std::size_t whole = size + sizeof(Class);
  if (whole <= kSmall) return (whole + kUnit - 1) / kUnit;
  return kSmallClasses +
         static_cast<std::size_t>(std::bit_width((whole - 1) / kSmall) - 1);
}

class TreeMemory {
 public:
  TreeMemory() = default;
  ~TreeMemory() {
    for (char* slab : slabs_) std::free(slab);
    for (char* block : large_) std::free(block);
  }
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;

  void* allocate(std::size_t size) {
    const Class size_class = class_of(size);
    if (FreeBlock* block = free_[size_class]) {
      free_[size_class] = block->next;
      return block;
    }
    const std::size_t whole = capacity_of(size_class) + sizeof(Class);
    if (LLVM_UNLIKELY(static_cast<std::size_t>(end_ - at_) < whole)) {
      if (whole > kSlab / 4) return mark(new_large(whole), size_class);
      next_slab();
    }
    char* const begin = at_;
    at_ += whole;
    return mark(begin, size_class);
  }

  void free(void* memory) {
    auto* block = static_cast<FreeBlock*>(memory);
    const Class size_class = class_at(memory);
    block->next = free_[size_class];
    free_[size_class] = block;
  }

  void* resize(void* memory, std::size_t size) {
    const std::size_t old = capacity_of(class_at(memory));
    if (size <= old) return memory;
    void* const result = allocate(size);
    std::memcpy(result, memory, old);
    free(memory);
    return result;
  }

  void hold() { ++trees_; }
  void release() {
    if (--trees_ == 0) reset();
  }

 private:
  struct FreeBlock {
    FreeBlock* next;
  };

  static Class& class_at(void* memory) {
    return static_cast<Class*>(memory)[-1];
  }
  // A block begins where its class stands, half a unit before the memory.
  static void* mark(char* begin, Class size_class) {
    void* const memory = begin + sizeof(Class);
    class_at(memory) = size_class;
    return memory;
  }
  static char* aligned(char* slab) { return slab + kUnit - sizeof(Class); }

  char* new_large(std::size_t size) {
    large_.push_back(static_cast<char*>(llvm::safe_malloc(size + kUnit)));
    return aligned(large_.back());
  }
  void next_slab() {
    if (used_slabs_ == slabs_.size()) {
      slabs_.push_back(static_cast<char*>(llvm::safe_malloc(kSlab)));
    }
    at_ = aligned(slabs_[used_slabs_]);
    end_ = slabs_[used_slabs_] + kSlab;
    ++used_slabs_;
  }
  void reset() {
    free_.fill(nullptr);
    at_ = end_ = nullptr;
    used_slabs_ = 0;
    while (slabs_.size() > kKeptSlabs) {
      std::free(slabs_.back());
      slabs_.pop_back();
    }
    for (char* block : large_) std::free(block);
    large_.clear();
  }

  std::array<FreeBlock*, kClasses> free_{};
  char* at_ = nullptr;
  char* end_ = nullptr;
  std::vector<char*> slabs_;
  std::size_t used_slabs_ = 0;
  std::vector<char*> large_;
  std::size_t trees_ = 0;
};

// A plain pointer, so that its use needs no check whether it is made.
thread_local constinit TreeMemory* memory = nullptr;

void* allocate(std::size_t size) { return memory->allocate(size); }

void* allocate_zeroed(std::size_t count, std::size_t size) {
  return std::memset(memory->allocate(count * size), 0, count * size);
}

void* resize(void* block, std::size_t size) {
  return block ? memory->resize(block, size) : memory->allocate(size);
}

void free_block(void* block) {
  if (block) memory->free(block);
}

}  // namespace

void hold_tree_memory() {
  if constexpr (!kIsPooled) return;
  if (!memory) {
    static const bool installed = [] {
      ts_set_allocator(allocate, allocate_zeroed, resize, free_block);
      return true;
    }();
    static_cast<void>(installed);
    thread_local TreeMemory of_this_thread;
    memory = &of_this_thread;
  }
  memory->hold();
}

void discard_tree(TSTree* tree) {
  if constexpr (!kIsPooled) return ts_tree_delete(tree);
  memory->release();
}

}  // namespace tnp::translate
