/// The dtypes that a value may have, as far as a program text tells: a set, so
/// that what two branches give is a union.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tnp::translate {

/// NumPy's numeric dtypes, each kind in the order of its sizes; kOther is every
/// other dtype.
enum class Dtype : std::uint8_t {
  kBool,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kFloat16,
  kFloat32,
  kFloat64,
  kLongdouble,
  kComplex64,
  kComplex128,
  kClongdouble,
  kOther,
};
inline constexpr unsigned kDtypeCount = 17;

/// Of two arrays, NumPy's rule; kOther with anything is kOther.
Dtype promote(Dtype a, Dtype b);

class DtypeSet {
 public:
  constexpr DtypeSet() = default;
  constexpr DtypeSet(Dtype dtype) : bits_(bit(dtype)) {}

  /// From `first` to `last`, both included.
  static constexpr DtypeSet range(Dtype first, Dtype last) {
    return DtypeSet((bit(last) << 1) - bit(first));
  }
  static constexpr DtypeSet any() { return range(Dtype::kBool, Dtype::kOther); }

  constexpr bool operator==(const DtypeSet&) const = default;
  constexpr bool contains(Dtype dtype) const { return bits_ & bit(dtype); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool is_any() const { return *this == any(); }
  constexpr bool is_one() const { return std::has_single_bit(bits_); }
  constexpr bool intersects(DtypeSet other) const {
    return (bits_ & other.bits_) != 0;
  }
  constexpr DtypeSet operator|(DtypeSet other) const {
    return DtypeSet(bits_ | other.bits_);
  }

  /// The set of what `map` makes of each dtype.
  template <typename Map>
  DtypeSet transform(Map map) const {
    DtypeSet result;
    for (unsigned i = 0; i < kDtypeCount; ++i) {
      const auto dtype = static_cast<Dtype>(i);
      if (contains(dtype)) result = result | map(dtype);
    }
    return result;
  }

  /// `float64`; `float` for a whole kind; `int32|float64`; `?` for any.
  std::string text() const;

 private:
  explicit constexpr DtypeSet(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(Dtype dtype) {
    return std::uint32_t{1} << static_cast<unsigned>(dtype);
  }

  std::uint32_t bits_ = 0;
};

inline constexpr DtypeSet kSignedDtypes =
    DtypeSet::range(Dtype::kInt8, Dtype::kInt64);
inline constexpr DtypeSet kUnsignedDtypes =
    DtypeSet::range(Dtype::kUint8, Dtype::kUint64);
inline constexpr DtypeSet kFloatDtypes =
    DtypeSet::range(Dtype::kFloat16, Dtype::kLongdouble);
inline constexpr DtypeSet kComplexDtypes =
    DtypeSet::range(Dtype::kComplex64, Dtype::kClongdouble);

DtypeSet promote(DtypeSet a, DtypeSet b);

/// Of an array and a Python number, which only its kind counts of: `number` is
/// kBool, kInt64, kFloat64 or kComplex128.
DtypeSet promote_weak(DtypeSet array, Dtype number);

/// What NumPy makes of each dtype, element by element: of integers and bools
/// float64 (a mean), or the smallest float that holds them (a sine).
DtypeSet float_of(DtypeSet set);
DtypeSet small_float_of(DtypeSet set);

/// Integers in 64 bits, bools counted.
DtypeSet sum_of(DtypeSet set);

/// Of complex numbers their parts, and of all else the complex number that has
/// float_of() as its parts.
DtypeSet real_of(DtypeSet set);
DtypeSet complex_of(DtypeSet set);

/// By NumPy's name of the type (`float64`, `intc`, `bool_`) or code (`f4`,
/// `<i8`, `d`); nothing for what is not known. Names of Python's own types
/// (`int`, `float`, `bool`, `complex`) are NumPy's defaults for them.
std::optional<Dtype> dtype_named(std::string_view name);

/// Of names with spaces between, as `float16 complex128`; nothing where one is
/// unknown.
std::optional<DtypeSet> dtypes_named(std::string_view names);

}  // namespace tnp::translate
