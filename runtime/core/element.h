/// The C++ type of each dtype, dispatch on it, and NumPy's element conversion.
#pragma once

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <bit>
#include <complex>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "runtime/core/dtype.h"

namespace tnp {

template <typename T>
struct TypeTag {
  using type = T;
};

/// Calls `body(TypeTag<T>{})` with the C++ type of `d`; bool is `bool`.
template <typename Body>
decltype(auto) dispatch_dtype(DType d, Body&& body) {
  switch (d) {
    case DType::kBool: return body(TypeTag<bool>{});
    case DType::kInt8: return body(TypeTag<std::int8_t>{});
    case DType::kUInt8: return body(TypeTag<std::uint8_t>{});
    case DType::kInt16: return body(TypeTag<std::int16_t>{});
    case DType::kUInt16: return body(TypeTag<std::uint16_t>{});
    case DType::kInt32: return body(TypeTag<std::int32_t>{});
    case DType::kUInt32: return body(TypeTag<std::uint32_t>{});
    case DType::kInt64: return body(TypeTag<std::int64_t>{});
    case DType::kUInt64: return body(TypeTag<std::uint64_t>{});
    case DType::kFloat16: return body(TypeTag<c10::Half>{});
    case DType::kFloat32: return body(TypeTag<float>{});
    case DType::kFloat64: return body(TypeTag<double>{});
    case DType::kComplex64: return body(TypeTag<std::complex<float>>{});
    case DType::kComplex128: return body(TypeTag<std::complex<double>>{});
    case DType::kBFloat16: break;
  }
  return body(TypeTag<c10::BFloat16>{});
}

template <typename T>
inline constexpr bool is_complex_v = false;
template <typename T>
inline constexpr bool is_complex_v<std::complex<T>> = true;
template <typename T>
inline constexpr bool is_half_v =
    std::is_same_v<T, c10::Half> || std::is_same_v<T, c10::BFloat16>;

/// A double rounded once to float16: going through float would round twice.
inline c10::Half half_from_double(double value) {
  return {std::bit_cast<std::uint16_t>(static_cast<_Float16>(value)),
          c10::Half::from_bits()};
}

/// Converts one element as NumPy's `astype` does: to bool by "is not zero", to
/// integers by a C cast, complex to real by dropping the imaginary part.
template <typename To, typename From>
inline To convert_element(From value) {
  if constexpr (std::is_same_v<To, From>) {
    return value;
  } else if constexpr (std::is_same_v<To, bool>) {
    if constexpr (is_complex_v<From>) {
      return value.real() != 0 || value.imag() != 0;
    } else if constexpr (is_half_v<From>) {
      return static_cast<float>(value) != 0;
    } else {
      return value != 0;
    }
  } else if constexpr (is_complex_v<To>) {
    using Part = typename To::value_type;
    if constexpr (is_complex_v<From>) {
      return To(static_cast<Part>(value.real()),
                static_cast<Part>(value.imag()));
    } else {
      return To(convert_element<Part>(value), Part(0));
    }
  } else if constexpr (is_complex_v<From>) {
    return convert_element<To>(value.real());
  } else if constexpr (std::is_same_v<To, c10::Half>) {
    if constexpr (std::is_same_v<From, double>) {
      return half_from_double(value);
    } else {
      return c10::Half(static_cast<float>(value));
    }
  } else if constexpr (std::is_same_v<To, c10::BFloat16>) {
    return c10::BFloat16(static_cast<float>(value));
  } else if constexpr (is_half_v<From>) {
    return static_cast<To>(static_cast<float>(value));
  } else {
    return static_cast<To>(value);
  }
}

/// Reads or writes an element that need not be aligned.
template <typename T>
inline T load_element(const void* data) {
  T value;
  std::memcpy(&value, data, sizeof(T));
  return value;
}
template <typename T>
inline void store_element(void* data, T value) {
  std::memcpy(data, &value, sizeof(T));
}
/// A foreign buffer may hold any byte as bool; NumPy counts all but 0 as true.
template <>
inline bool load_element<bool>(const void* data) {
  return *static_cast<const unsigned char*>(data) != 0;
}

}  // namespace tnp
