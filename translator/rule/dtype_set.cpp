#include "translator/rule/dtype_set.h"

#include <algorithm>
#include <array>
#include <utility>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace tnp::translate {
namespace {

constexpr std::array<std::string_view, kDtypeCount> kNames = {
    "bool",        "int8",    "int16",      "int32",     "int64",
    "uint8",       "uint16",  "uint32",     "uint64",    "float16",
    "float32",     "float64", "longdouble", "complex64", "complex128",
    "clongdouble", "other",
};

constexpr std::pair<DtypeSet, std::string_view> kKinds[] = {
    {kSignedDtypes, "int"},
    {kUnsignedDtypes, "uint"},
    {kFloatDtypes, "float"},
    {kComplexDtypes, "complex"},
};

using Name = std::pair<std::string_view, Dtype>;

// The sizes of C's types are those of 64-bit Unix.
constexpr Name kSpellings[] = {
    {"?", Dtype::kBool},
    {"B", Dtype::kUint8},
    {"D", Dtype::kComplex128},
    {"F", Dtype::kComplex64},
    {"G", Dtype::kClongdouble},
    {"H", Dtype::kUint16},
    {"I", Dtype::kUint32},
    {"L", Dtype::kUint64},
    {"Q", Dtype::kUint64},
    {"b", Dtype::kInt8},
    {"b1", Dtype::kBool},
    {"bool", Dtype::kBool},
    {"bool_", Dtype::kBool},
    {"byte", Dtype::kInt8},
    {"c16", Dtype::kComplex128},
    {"c8", Dtype::kComplex64},
    {"cdouble", Dtype::kComplex128},
    {"clongdouble", Dtype::kClongdouble},
    {"complex", Dtype::kComplex128},
    {"complex128", Dtype::kComplex128},
    {"complex64", Dtype::kComplex64},
    {"csingle", Dtype::kComplex64},
    {"d", Dtype::kFloat64},
    {"double", Dtype::kFloat64},
    {"e", Dtype::kFloat16},
    {"f", Dtype::kFloat32},
    {"f2", Dtype::kFloat16},
    {"f4", Dtype::kFloat32},
    {"f8", Dtype::kFloat64},
    {"float", Dtype::kFloat64},
    {"float16", Dtype::kFloat16},
    {"float32", Dtype::kFloat32},
    {"float64", Dtype::kFloat64},
    {"g", Dtype::kLongdouble},
    {"h", Dtype::kInt16},
    {"half", Dtype::kFloat16},
    {"i", Dtype::kInt32},
    {"i1", Dtype::kInt8},
    {"i2", Dtype::kInt16},
    {"i4", Dtype::kInt32},
    {"i8", Dtype::kInt64},
    {"int", Dtype::kInt64},
    {"int16", Dtype::kInt16},
    {"int32", Dtype::kInt32},
    {"int64", Dtype::kInt64},
    {"int8", Dtype::kInt8},
    {"int_", Dtype::kInt64},
    {"intc", Dtype::kInt32},
    {"intp", Dtype::kInt64},
    {"l", Dtype::kInt64},
    {"long", Dtype::kInt64},
    {"longdouble", Dtype::kLongdouble},
    {"longlong", Dtype::kInt64},
    {"q", Dtype::kInt64},
    {"short", Dtype::kInt16},
    {"single", Dtype::kFloat32},
    {"u1", Dtype::kUint8},
    {"u2", Dtype::kUint16},
    {"u4", Dtype::kUint32},
    {"u8", Dtype::kUint64},
    {"ubyte", Dtype::kUint8},
    {"uint", Dtype::kUint64},
    {"uint16", Dtype::kUint16},
    {"uint32", Dtype::kUint32},
    {"uint64", Dtype::kUint64},
    {"uint8", Dtype::kUint8},
    {"uintc", Dtype::kUint32},
    {"uintp", Dtype::kUint64},
    {"ulong", Dtype::kUint64},
    {"ulonglong", Dtype::kUint64},
    {"ushort", Dtype::kUint16},
};
static_assert(std::ranges::is_sorted(kSpellings, {}, &Name::first));

bool is_in(Dtype dtype, DtypeSet set) { return set.contains(dtype); }

unsigned offset(Dtype dtype, Dtype first) {
  return static_cast<unsigned>(dtype) - static_cast<unsigned>(first);
}

Dtype at(Dtype first, unsigned offset) {
  return static_cast<Dtype>(static_cast<unsigned>(first) + offset);
}

// The smallest float that holds the integers or floats of `dtype`.
Dtype float_for(Dtype dtype) {
  if (is_in(dtype, kFloatDtypes)) return dtype;
  if (dtype == Dtype::kBool) return Dtype::kFloat16;
  const Dtype first =
      is_in(dtype, kSignedDtypes) ? Dtype::kInt8 : Dtype::kUint8;
  return at(Dtype::kFloat16, std::min(offset(dtype, first), 2u));
}

// The complex dtype of the parts of a float; there is none of float16.
Dtype complex_for(Dtype real) {
  return at(Dtype::kComplex64,
            offset(std::max(real, Dtype::kFloat32), Dtype::kFloat32));
}

Dtype part_of(Dtype complex) {
  return at(Dtype::kFloat32, offset(complex, Dtype::kComplex64));
}

}  // namespace

Dtype promote(Dtype a, Dtype b) {
  if (a > b) std::swap(a, b);
  if (a == b || b == Dtype::kOther || a == Dtype::kBool) return b;
  if (is_in(b, kComplexDtypes)) {
    if (is_in(a, kComplexDtypes)) return b;
    return std::max(b, complex_for(float_for(a)));
  }
  if (is_in(b, kFloatDtypes)) return std::max(b, float_for(a));
  // Both are integers, `a` signed if they differ in that.
  const bool mixed = is_in(a, kSignedDtypes) && is_in(b, kUnsignedDtypes);
  if (!mixed) return b;
  const unsigned needed = offset(b, Dtype::kUint8) + 1;
  if (needed > offset(Dtype::kInt64, Dtype::kInt8)) return Dtype::kFloat64;
  return std::max(a, at(Dtype::kInt8, needed));
}

DtypeSet promote(DtypeSet a, DtypeSet b) {
  if (a.is_any() || b.is_any()) return DtypeSet::any();
  return a.transform([&](Dtype x) {
    return b.transform([&](Dtype y) { return DtypeSet(promote(x, y)); });
  });
}

DtypeSet promote_weak(DtypeSet array, Dtype number) {
  if (array.is_any()) return array;
  return array.transform([&](Dtype dtype) -> DtypeSet {
    if (dtype == Dtype::kOther || number == Dtype::kBool) return dtype;
    const bool is_integer =
        is_in(dtype, kSignedDtypes) || is_in(dtype, kUnsignedDtypes);
    if (number == Dtype::kInt64) {
      return dtype == Dtype::kBool ? Dtype::kInt64 : dtype;
    }
    const bool is_exact = is_integer || dtype == Dtype::kBool;
    if (number == Dtype::kFloat64) return is_exact ? Dtype::kFloat64 : dtype;
    if (is_exact) return Dtype::kComplex128;
    return is_in(dtype, kComplexDtypes) ? dtype : complex_for(dtype);
  });
}

DtypeSet float_of(DtypeSet set) {
  return set.transform([](Dtype dtype) -> DtypeSet {
    return dtype < Dtype::kFloat16 ? Dtype::kFloat64 : dtype;
  });
}

DtypeSet small_float_of(DtypeSet set) {
  return set.transform([](Dtype dtype) -> DtypeSet {
    return dtype < Dtype::kFloat16 ? float_for(dtype) : dtype;
  });
}

DtypeSet sum_of(DtypeSet set) {
  return set.transform([](Dtype dtype) -> DtypeSet {
    if (is_in(dtype, kUnsignedDtypes)) return Dtype::kUint64;
    return dtype < Dtype::kFloat16 ? Dtype::kInt64 : dtype;
  });
}

DtypeSet real_of(DtypeSet set) {
  return set.transform([](Dtype dtype) -> DtypeSet {
    return is_in(dtype, kComplexDtypes) ? part_of(dtype) : dtype;
  });
}

DtypeSet complex_of(DtypeSet set) {
  return float_of(set).transform([](Dtype dtype) -> DtypeSet {
    return is_in(dtype, kFloatDtypes) ? complex_for(dtype) : dtype;
  });
}

std::string DtypeSet::text() const {
  if (is_any()) return "?";
  std::string result;
  std::uint32_t rest = bits_;
  const auto add = [&](std::string_view name) {
    if (!result.empty()) result += '|';
    result += name;
  };
  for (unsigned i = 0; i < kDtypeCount; ++i) {
    if (!(rest >> i & 1)) continue;
    const auto* kind = std::ranges::find_if(kKinds, [&](const auto& entry) {
      return (entry.first.bits_ & ~rest) == 0 && entry.first.bits_ >> i & 1;
    });
    if (kind != std::end(kKinds)) {
      rest &= ~kind->first.bits_;
      add(kind->second);
    } else {
      add(kNames[i]);
    }
  }
  return result.empty() ? "none" : result;
}

std::optional<Dtype> dtype_named(std::string_view name) {
  if (name.size() > 1 &&
      (name.front() == '<' || name.front() == '=' || name.front() == '|')) {
    name.remove_prefix(1);
  }
  const auto* entry =
      std::ranges::lower_bound(kSpellings, name, {}, &Name::first);
  if (entry == std::end(kSpellings) || entry->first != name) return {};
  return entry->second;
}

std::optional<DtypeSet> dtypes_named(std::string_view names) {
  DtypeSet result;
  llvm::SmallVector<llvm::StringRef, 4> words;
  llvm::SplitString(llvm::StringRef(names), words);
  for (const llvm::StringRef word : words) {
    const auto dtype = dtype_named(word);
    if (!dtype) return std::nullopt;
    result = result | *dtype;
  }
  return result;
}

}  // namespace tnp::translate
