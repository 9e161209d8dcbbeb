#include "runtime/core/dtype.h"

#include <algorithm>
#include <utility>

namespace tnp {
namespace {

DType signed_of_size(int size) {
  switch (size) {
    case 1:
      return DType::kInt8;
    case 2:
      return DType::kInt16;
    case 4:
      return DType::kInt32;
    default:
      return DType::kInt64;
  }
}

// The smallest IEEE type that holds an integer of `size` bytes, where float64
// counts as holding 64 bits.
DType float_for_integer(int size) {
  if (size == 1) return DType::kFloat16;
  return size == 2 ? DType::kFloat32 : DType::kFloat64;
}

DType promote_integers(DType a, DType b) {
  if (is_signed(a) == is_signed(b)) return itemsize(a) >= itemsize(b) ? a : b;
  const int signed_size = itemsize(is_signed(a) ? a : b);
  const int unsigned_size = itemsize(is_signed(a) ? b : a);
  if (signed_size > unsigned_size) return signed_of_size(signed_size);
  if (unsigned_size == 8) return DType::kFloat64;
  return signed_of_size(2 * unsigned_size);
}

DType promote_floats(DType a, DType b) {
  if (a == b) return a;
  // Neither 16-bit format contains the other.
  if (itemsize(a) == 2 && itemsize(b) == 2) return DType::kFloat32;
  return itemsize(a) >= itemsize(b) ? a : b;
}

// bfloat16 has eight significant bits, enough for an 8-bit integer.
DType promote_integer_float(DType integer, DType floating) {
  if (floating == DType::kBFloat16 && itemsize(integer) == 1) return floating;
  return promote_floats(float_for_integer(itemsize(integer)), floating);
}

DType promote_real(DType a, DType b) {
  if (is_bool(a)) return b;
  if (is_bool(b)) return a;
  if (is_integer(a) && is_integer(b)) return promote_integers(a, b);
  if (is_integer(a)) return promote_integer_float(a, b);
  if (is_integer(b)) return promote_integer_float(b, a);
  return promote_floats(a, b);
}

// Kinds from narrowest to widest: `same_kind` never goes down.
int kind_rank(DType d) {
  return static_cast<int>(std::string_view("buifc").find(kind(d)));
}

struct Spelling {
  std::string_view text;
  DType dtype;
};

// Names beside kDTypeInfo's, and characters of C types that repeat a width.
constexpr Spelling kAliases[] = {
    {"bool_", DType::kBool},         {"byte", DType::kInt8},
    {"ubyte", DType::kUInt8},        {"short", DType::kInt16},
    {"ushort", DType::kUInt16},      {"intc", DType::kInt32},
    {"uintc", DType::kUInt32},       {"int", DType::kInt64},
    {"int_", DType::kInt64},         {"intp", DType::kInt64},
    {"long", DType::kInt64},         {"longlong", DType::kInt64},
    {"uint", DType::kUInt64},        {"uintp", DType::kUInt64},
    {"ulong", DType::kUInt64},       {"ulonglong", DType::kUInt64},
    {"half", DType::kFloat16},       {"single", DType::kFloat32},
    {"float", DType::kFloat64},      {"double", DType::kFloat64},
    {"csingle", DType::kComplex64},  {"complex", DType::kComplex128},
    {"cdouble", DType::kComplex128},
};
constexpr Spelling kCodes[] = {
    {"p", DType::kInt64},      {"q", DType::kInt64},
    {"n", DType::kInt64},      {"P", DType::kUInt64},
    {"Q", DType::kUInt64},     {"N", DType::kUInt64},
    {"b1", DType::kBool},      {"i1", DType::kInt8},
    {"u1", DType::kUInt8},     {"i2", DType::kInt16},
    {"u2", DType::kUInt16},    {"i4", DType::kInt32},
    {"u4", DType::kUInt32},    {"i8", DType::kInt64},
    {"u8", DType::kUInt64},    {"f2", DType::kFloat16},
    {"f4", DType::kFloat32},   {"f8", DType::kFloat64},
    {"c8", DType::kComplex64}, {"c16", DType::kComplex128},
};

template <std::size_t N>
std::optional<DType> find_spelling(const Spelling (&table)[N],
                                   std::string_view text) {
  for (const Spelling& entry : table) {
    if (entry.text == text) return entry.dtype;
  }
  return std::nullopt;
}

std::optional<DType> parse_code(std::string_view text) {
  if (text.size() == 1) {
    for (int i = 0; i < kNumDTypes; ++i) {
      if (kDTypeInfo[i].code == text[0]) return static_cast<DType>(i);
    }
  }
  return find_spelling(kCodes, text);
}

}  // namespace

DType promote_types(DType a, DType b) {
  if (a == b) return a;
  if (!is_complex(a) && !is_complex(b)) return promote_real(a, b);
  return promote_real(real_type(a), real_type(b)) == DType::kFloat64
             ? DType::kComplex128
             : DType::kComplex64;
}

bool can_cast(DType from, DType to, Casting casting) {
  if (from == to || casting == Casting::kUnsafe) return true;
  if (casting <= Casting::kEquiv) return false;
  if (promote_types(from, to) == to) return true;
  return casting == Casting::kSameKind && kind_rank(from) <= kind_rank(to);
}

DType float_result(DType d) {
  if (is_inexact(d)) return d;
  return float_for_integer(itemsize(d));
}

DType accumulator(DType d) {
  if (is_inexact(d)) return d;
  return is_unsigned(d) ? DType::kUInt64 : DType::kInt64;
}

std::optional<DType> parse_dtype(std::string_view spelling) {
  if (spelling.empty()) return std::nullopt;
  const char order = spelling[0];
  if (std::string_view("<>=|").find(order) != std::string_view::npos) {
    const std::optional<DType> d = parse_code(spelling.substr(1));
    if (d && order == '>' && itemsize(*d) > 1) return std::nullopt;
    return d;
  }
  for (int i = 0; i < kNumDTypes; ++i) {
    if (kDTypeInfo[i].name == spelling) return static_cast<DType>(i);
  }
  const std::optional<DType> alias = find_spelling(kAliases, spelling);
  return alias ? alias : parse_code(spelling);
}

std::optional<Casting> parse_casting(std::string_view spelling) {
  constexpr std::pair<std::string_view, Casting> kLevels[] = {
      {"no", Casting::kNo},         {"equiv", Casting::kEquiv},
      {"safe", Casting::kSafe},     {"same_kind", Casting::kSameKind},
      {"unsafe", Casting::kUnsafe},
  };
  for (const auto& [text, level] : kLevels) {
    if (text == spelling) return level;
  }
  return std::nullopt;
}

}  // namespace tnp
