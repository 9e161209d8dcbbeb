/* tree-sitter's core with plain reference counts. It counts atomically, so that
 * threads can share a tree; here a tree stays in the thread that parsed it
 * (tree_memory.h), and the counts were a tenth of the parse. */
#define TREE_SITTER_ATOMIC_H_

#include <stddef.h>
#include <stdint.h>

static inline size_t atomic_load(const volatile size_t* p) { return *p; }
static inline uint32_t atomic_inc(volatile uint32_t* p) {
  return ++*(uint32_t*)p;
}
static inline uint32_t atomic_dec(volatile uint32_t* p) {
  return --*(uint32_t*)p;
}

#include "lib.c"
