/// Loop bodies over an element operation, for the loop sources only.
///
/// An operation is a type with a static `apply`. The contiguous branches are
/// separate so that the compiler vectorises them. Everything here lives in the
/// namespace TNP_ISA: the sources are compiled with different instruction sets,
/// and a template shared between them would be linked from any one of them.
#pragma once

#include <cstdint>
#include <type_traits>

#include "runtime/loops/loop_table.h"

// Operands overlap exactly or not at all, so iterations are independent.
#if defined(__clang__)
#define TNP_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define TNP_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace tnp::loops::TNP_ISA {

using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using f32 = float;
using f64 = double;

template <typename T>
const T& at(const char* data, i64 offset) {
  return *reinterpret_cast<const T*>(data + offset);
}
template <typename T>
T& at(char* data, i64 offset) {
  return *reinterpret_cast<T*>(data + offset);
}

#if defined(__AVX512F__) && !defined(__clang__)
#define TNP_HALF_REGISTERS \
  [[gnu::noinline, gnu::target("prefer-vector-width=256")]]
inline constexpr bool kHasHalfRegisters = true;
#else
#define TNP_HALF_REGISTERS
inline constexpr bool kHasHalfRegisters = false;
#endif

template <typename Body>
TNP_HALF_REGISTERS void run_in_half_registers(i64 n, const Body body) {
  TNP_INDEPENDENT
  for (i64 i = 0; i < n; ++i) body(i);
}

/// body(i) for each of `n` elements, which make `bytes` of results. Where
/// memory sets the pace, half registers are filled sooner than whole ones.
template <typename Body>
void run_packed(i64 n, i64 bytes, const Body body) {
  constexpr i64 kBeyondCaches = i64{1} << 20;
  if (kHasHalfRegisters && bytes >= kBeyondCaches) {
    run_in_half_registers(n, body);
    return;
  }
  TNP_INDEPENDENT
  for (i64 i = 0; i < n; ++i) body(i);
}

template <typename In, typename Out, typename Op>
void unary(char* const* data, const i64* strides, i64 n) {
  const i64 in_step = strides[0];
  const i64 out_step = strides[1];
  if (in_step == sizeof(In) && out_step == sizeof(Out)) {
    const In* in = reinterpret_cast<const In*>(data[0]);
    Out* out = reinterpret_cast<Out*>(data[1]);
    run_packed(n, n * out_step, [=](i64 i) { out[i] = Op::apply(in[i]); });
    return;
  }
  const char* in = data[0];
  char* out = data[1];
  for (i64 i = 0; i < n; ++i, in += in_step, out += out_step) {
    at<Out>(out, 0) = Op::apply(at<In>(in, 0));
  }
}

template <typename A, typename B, typename Out, typename Op>
void binary(char* const* data, const i64* strides, i64 n) {
  const i64 a_step = strides[0];
  const i64 b_step = strides[1];
  const i64 out_step = strides[2];
  if (out_step == sizeof(Out)) {
    const A* a = reinterpret_cast<const A*>(data[0]);
    const B* b = reinterpret_cast<const B*>(data[1]);
    Out* out = reinterpret_cast<Out*>(data[2]);
    if (a_step == sizeof(A) && b_step == sizeof(B)) {
      run_packed(n, n * out_step,
                 [=](i64 i) { out[i] = Op::apply(a[i], b[i]); });
      return;
    }
    if (a_step == sizeof(A) && b_step == 0) {
      const B scalar = *b;
      run_packed(n, n * out_step,
                 [=](i64 i) { out[i] = Op::apply(a[i], scalar); });
      return;
    }
    if (a_step == 0 && b_step == sizeof(B)) {
      const A scalar = *a;
      run_packed(n, n * out_step,
                 [=](i64 i) { out[i] = Op::apply(scalar, b[i]); });
      return;
    }
  }
  const char* a = data[0];
  const char* b = data[1];
  char* out = data[2];
  _Pragma("GCC unroll 4")
  for (i64 i = 0; i < n; ++i, a += a_step, b += b_step, out += out_step) {
    at<Out>(out, 0) = Op::apply(at<A>(a, 0), at<B>(b, 0));
  }
}

/// The loop is a reduction: the first operand and the result are one element.
inline bool is_reduction(char* const* data, const i64* strides) {
  return data[0] == data[2] && strides[0] == 0 && strides[2] == 0;
}

/// A binary loop that keeps the element in a register when it reduces.
template <typename T, typename Op>
void reducing_binary(char* const* data, const i64* strides, i64 n) {
  if (!is_reduction(data, strides)) {
    binary<T, T, T, Op>(data, strides, n);
    return;
  }
  T result = at<T>(data[0], 0);
  if (strides[1] == sizeof(T)) {
    const T* b = reinterpret_cast<const T*>(data[1]);
    for (i64 i = 0; i < n; ++i) result = Op::apply(result, b[i]);
  } else {
    for (i64 i = 0; i < n; ++i) {
      result = Op::apply(result, at<T>(data[1], i * strides[1]));
    }
  }
  at<T>(data[2], 0) = result;
}

/// Two inputs, two outputs; Op::apply returns a struct {first, second}.
template <typename T, typename Op>
void binary_pair(char* const* data, const i64* strides, i64 n) {
  for (i64 i = 0; i < n; ++i) {
    const auto result = Op::apply(at<T>(data[0], i * strides[0]),
                                  at<T>(data[1], i * strides[1]));
    at<T>(data[2], i * strides[2]) = result.first;
    at<T>(data[3], i * strides[3]) = result.second;
  }
}

/// The same loop with its two inputs exchanged: `greater` from `less`.
template <ElementLoop loop>
void swapped(char* const* data, const i64* strides, i64 n) {
  char* const exchanged[] = {data[1], data[0], data[2]};
  const i64 exchanged_strides[] = {strides[1], strides[0], strides[2]};
  loop(exchanged, exchanged_strides, n);
}

constexpr LoopEntry unary_entry(std::string_view ufunc, DType in, DType out,
                                ElementLoop loop) {
  return {ufunc, {{in, out}, loop}};
}
constexpr LoopEntry binary_entry(std::string_view ufunc, DType a, DType b,
                                 DType out, ElementLoop loop) {
  return {ufunc, {{a, b, out}, loop}};
}

}  // namespace tnp::loops::TNP_ISA
