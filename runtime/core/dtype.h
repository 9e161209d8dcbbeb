/// Element types and NumPy's rules between them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tnp {

/// The element types, in NumPy's order of type numbers; bfloat16 is ours.
enum class DType : std::uint8_t {
  kBool,
  kInt8,
  kUInt8,
  kInt16,
  kUInt16,
  kInt32,
  kUInt32,
  kInt64,
  kUInt64,
  kFloat16,
  kFloat32,
  kFloat64,
  kComplex64,
  kComplex128,
  kBFloat16,
};
inline constexpr int kNumDTypes = 15;

/// NumPy's `casting=` levels, from strictest to loosest.
enum class Casting : std::uint8_t { kNo, kEquiv, kSafe, kSameKind, kUnsafe };

struct DTypeInfo {
  std::string_view name;  // "float64"
  char kind;              // NumPy's kind: b i u f c
  char code;              // NumPy's type character: ? b B h H i I l L e f d F D
  std::uint8_t itemsize;  // bytes
  std::uint8_t alignment;  // bytes
};

inline constexpr std::array<DTypeInfo, kNumDTypes> kDTypeInfo{{
    {"bool", 'b', '?', 1, 1},
    {"int8", 'i', 'b', 1, 1},
    {"uint8", 'u', 'B', 1, 1},
    {"int16", 'i', 'h', 2, 2},
    {"uint16", 'u', 'H', 2, 2},
    {"int32", 'i', 'i', 4, 4},
    {"uint32", 'u', 'I', 4, 4},
    {"int64", 'i', 'l', 8, 8},
    {"uint64", 'u', 'L', 8, 8},
    {"float16", 'f', 'e', 2, 2},
    {"float32", 'f', 'f', 4, 4},
    {"float64", 'f', 'd', 8, 8},
    {"complex64", 'c', 'F', 8, 4},
    {"complex128", 'c', 'D', 16, 8},
    {"bfloat16", 'f', 'E', 2, 2},
}};

constexpr const DTypeInfo& info(DType d) {
  return kDTypeInfo[static_cast<std::size_t>(d)];
}
constexpr int itemsize(DType d) { return info(d).itemsize; }
constexpr std::string_view name(DType d) { return info(d).name; }
constexpr char kind(DType d) { return info(d).kind; }
constexpr bool is_bool(DType d) { return d == DType::kBool; }
constexpr bool is_integer(DType d) { return kind(d) == 'i' || kind(d) == 'u'; }
constexpr bool is_signed(DType d) { return kind(d) == 'i'; }
constexpr bool is_unsigned(DType d) { return kind(d) == 'u'; }
constexpr bool is_floating(DType d) { return kind(d) == 'f'; }
constexpr bool is_complex(DType d) { return kind(d) == 'c'; }
constexpr bool is_inexact(DType d) { return is_floating(d) || is_complex(d); }

/// The real type of a complex type's parts; any other type itself.
constexpr DType real_type(DType d) {
  if (d == DType::kComplex64) return DType::kFloat32;
  if (d == DType::kComplex128) return DType::kFloat64;
  return d;
}

/// The smallest type to which both convert safely (NumPy `promote_types`).
DType promote_types(DType a, DType b);

/// Whether `casting` allows a conversion (NumPy `can_cast` between dtypes).
bool can_cast(DType from, DType to, Casting casting);

/// The result type of NumPy's float-valued functions of one argument: bool and
/// 8-bit integers give float16, 16-bit float32, wider float64; floats and
/// complex stay.
DType float_result(DType d);

/// The accumulator of NumPy's `sum` and `prod`: bool and signed integers
/// narrower than 64 bits give int64, unsigned ones uint64; others stay.
DType accumulator(DType d);

/// Parses NumPy's spellings of a native-order element type: "f8", "<i4", "d",
/// "float64", "int", "complex", "?"; nullopt when it is none of ours.
/// Big-endian spellings of multi-byte types are not native and give nullopt.
std::optional<DType> parse_dtype(std::string_view spelling);

/// Parses `casting=`; nullopt when unknown.
std::optional<Casting> parse_casting(std::string_view spelling);

}  // namespace tnp
