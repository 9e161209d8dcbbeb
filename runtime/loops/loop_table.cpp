#include "runtime/loops/loop_table.h"

#include "runtime/loops/clip_loop.h"
#include "runtime/loops/column_sort.h"
#include "runtime/loops/extremum_search.h"
#include "runtime/loops/float_sort.h"
#include "runtime/loops/matrix_product.h"

namespace tnp::loops {
namespace {

enum class InstructionSet { kBaseline, kAvx2, kAvx512 };

InstructionSet detect() {
#if defined(TNP_LOOPS_X86)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
    return InstructionSet::kBaseline;
  }
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl")) {
    return InstructionSet::kAvx512;
  }
  return InstructionSet::kAvx2;
#else
  return InstructionSet::kBaseline;
#endif
}

#define TNP_VECTOR_GROUPS(isa)                                             \
  isa::arithmetic_loops(), isa::bitwise_loops(), isa::compare_loops(),     \
      isa::floating_loops(), isa::extremum_loops(), isa::rounding_loops(), \
      isa::transcendental_loops()

std::vector<LoopGroup> vector_loops() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return {TNP_VECTOR_GROUPS(avx512)};
    case InstructionSet::kAvx2:
      return {TNP_VECTOR_GROUPS(avx2)};
#endif
    default:
      return {TNP_VECTOR_GROUPS(baseline)};
  }
}
#undef TNP_VECTOR_GROUPS

std::span<const ExtremumSearch> searches() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return avx512::extremum_searches();
    case InstructionSet::kAvx2:
      return avx2::extremum_searches();
#endif
    default:
      return baseline::extremum_searches();
  }
}

std::span<const MatrixProductLoop> products() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return avx512::matrix_products();
    case InstructionSet::kAvx2:
      return avx2::matrix_products();
#endif
    default:
      return baseline::matrix_products();
  }
}

LoopGroup clips() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return avx512::clip_loops();
    case InstructionSet::kAvx2:
      return avx2::clip_loops();
#endif
    default:
      return baseline::clip_loops();
  }
}

std::span<const ColumnSort> sorts() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return avx512::column_sorts();
    case InstructionSet::kAvx2:
      return avx2::column_sorts();
#endif
    default:
      return baseline::column_sorts();
  }
}

std::span<const FloatSort> float_sorts_here() {
  switch (detect()) {
#if defined(TNP_LOOPS_X86)
    case InstructionSet::kAvx512:
      return avx512::float_sorts();
    case InstructionSet::kAvx2:
      return avx2::float_sorts();
#endif
    default:
      return baseline::float_sorts();
  }
}

}  // namespace

const ColumnSort* column_sort(DType dtype) {
  static const std::span<const ColumnSort> all = sorts();
  for (const ColumnSort& sort : all) {
    if (sort.dtype == dtype) return &sort;
  }
  return nullptr;
}

const FloatSort* float_sort(DType dtype) {
  static const std::span<const FloatSort> all = float_sorts_here();
  for (const FloatSort& sort : all) {
    if (sort.dtype == dtype) return &sort;
  }
  return nullptr;
}

ElementLoop clip_loop(DType dtype) {
  static const LoopGroup all = clips();
  for (const LoopEntry& entry : all) {
    if (entry.typed.types[0] == dtype) return entry.typed.loop;
  }
  return nullptr;
}

const ExtremumSearch* extremum_search(bool maximum, DType dtype) {
  static const std::span<const ExtremumSearch> all = searches();
  for (const ExtremumSearch& search : all) {
    if (search.dtype == dtype && search.maximum == maximum) return &search;
  }
  return nullptr;
}

const MatrixProductLoop* matrix_product_loop(DType dtype) {
  static const std::span<const MatrixProductLoop> all = products();
  for (const MatrixProductLoop& loop : all) {
    if (loop.dtype == dtype) return &loop;
  }
  return nullptr;
}

std::string_view instruction_set() {
  switch (detect()) {
    case InstructionSet::kAvx512:
      return "avx512";
    case InstructionSet::kAvx2:
      return "avx2";
    default:
      return "baseline";
  }
}

std::vector<LoopGroup> all_loops() {
  std::vector<LoopGroup> groups = vector_loops();
  for (const LoopGroup group :
       {portable::integer_loops(), portable::logical_loops(),
        portable::float_function_loops(), portable::half_loops(),
        portable::half_function_loops(), portable::complex_arithmetic_loops(),
        portable::complex_function_loops()}) {
    groups.push_back(group);
  }
  return groups;
}

}  // namespace tnp::loops
