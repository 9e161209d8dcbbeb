#include "translator/types/value_type.h"

#include <algorithm>
#include <utility>

namespace tnp::translate {
namespace {

// Values of more origins, or nested more deeply, are not worth following.
constexpr std::size_t kMaxOrigins = 8;
constexpr std::size_t kMaxItems = 16;
constexpr int kMaxNesting = 6;

bool is_arraylike(ValueKind kind) {
  return kind == ValueKind::kArray || kind == ValueKind::kScalar ||
         kind == ValueKind::kArrayOrScalar;
}

// A tuple of unknown length.
ValueType as_list(const ValueType& tuple) {
  ValueType element;
  bool is_first = true;
  for (const ValueType& item : tuple.items) {
    if (is_first) {
      element = item;
    } else {
      join(element, item);
    }
    is_first = false;
  }
  ValueType result = list_type(std::move(element));
  result.is_mutable = tuple.is_mutable;
  return result;
}

ValueKind joined(ValueKind a, ValueKind b) {
  if (a == b) return a;
  if (is_arraylike(a) && is_arraylike(b)) return ValueKind::kArrayOrScalar;
  return ValueKind::kUnknown;
}

int nesting(const ValueType& value) {
  int depth = 0;
  for (const ValueType& item : value.items) {
    depth = std::max(depth, nesting(item) + 1);
  }
  return depth;
}

std::string item_texts(const ValueType& value) {
  std::string result;
  for (const ValueType& item : value.items) {
    if (!result.empty()) result += ", ";
    result += item.text();
  }
  return result;
}

}  // namespace

void ValueType::add_origins(const ValueType& other) {
  if (other.grade == Grade::kAssumed) grade = Grade::kAssumed;
  for (ValueType& item : items) item.add_origins(other);
  for (const std::uint32_t origin : other.origins) {
    const auto place = std::ranges::lower_bound(origins, origin);
    if (place != origins.end() && *place == origin) continue;
    origins.insert(place, origin);
  }
  if (origins.size() > kMaxOrigins) *this = ValueType();
}

std::string ValueType::text() const {
  const auto with_rank = [&] {
    std::string result = "ndarray[" + dtypes.text();
    if (rank != kUnknownRank) result += ", " + std::to_string(rank);
    return result + "]";
  };
  switch (kind) {
    case ValueKind::kUnknown:
      return "unknown";
    case ValueKind::kArray:
      return with_rank();
    case ValueKind::kScalar:
      return dtypes.is_any() ? "scalar" : dtypes.text() + " scalar";
    case ValueKind::kArrayOrScalar:
      return with_rank() + " or scalar";
    case ValueKind::kNone:
      return "None";
    case ValueKind::kBool:
      return "bool";
    case ValueKind::kInt:
      return "int";
    case ValueKind::kFloat:
      return "float";
    case ValueKind::kComplex:
      return "complex";
    case ValueKind::kString:
      return "str";
    case ValueKind::kDtype:
      return "dtype[" + dtypes.text() + "]";
    case ValueKind::kTuple:
      return "(" + item_texts(*this) + (items.size() == 1 ? ",)" : ")");
    case ValueKind::kList:
      return "[" + item_texts(*this) + ", ...]";
    case ValueKind::kSlice:
      return "slice";
  }
  return "unknown";
}

bool same_type(const ValueType& a, const ValueType& b) {
  return a.kind == b.kind && a.grade == b.grade && a.rank == b.rank &&
         a.is_mutable == b.is_mutable && a.dtypes == b.dtypes &&
         a.origins == b.origins &&
         std::ranges::equal(a.items, b.items, same_type);
}

bool join(ValueType& into, const ValueType& other) {
  if (!into.is_known()) return false;
  ValueType result = into;
  ValueType added = other;
  if (result.kind != added.kind || result.items.size() != added.items.size()) {
    if (result.kind == ValueKind::kTuple) result = as_list(result);
    if (added.kind == ValueKind::kTuple) added = as_list(added);
  }
  result.kind = joined(result.kind, added.kind);
  if (!result.is_known()) {
    into = ValueType();
    return true;
  }
  result.is_mutable |= added.is_mutable;
  if (result.rank != added.rank) result.rank = kUnknownRank;
  result.dtypes = result.dtypes | added.dtypes;
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    join(result.items[i], added.items[i]);
  }
  result.add_origins(added);
  if (same_type(into, result)) return false;
  into = std::move(result);
  return true;
}

ValueType array_type(DtypeSet dtypes, int rank) {
  ValueType result;
  result.kind = ValueKind::kArray;
  result.dtypes = dtypes;
  result.rank = rank;
  return result;
}

ValueType simple_type(ValueKind kind) {
  ValueType result;
  result.kind = kind;
  return result;
}

ValueType tuple_type(std::vector<ValueType> items) {
  ValueType result = simple_type(ValueKind::kTuple);
  result.items = std::move(items);
  if (result.items.size() > kMaxItems) result = as_list(result);
  return nesting(result) > kMaxNesting ? ValueType() : result;
}

ValueType list_type(ValueType element) {
  ValueType result = simple_type(ValueKind::kList);
  result.items.push_back(std::move(element));
  return nesting(result) > kMaxNesting ? ValueType() : result;
}

DtypeSet dtypes_of(const ValueType& value) {
  switch (value.kind) {
    case ValueKind::kArray:
    case ValueKind::kScalar:
    case ValueKind::kArrayOrScalar:
      return value.dtypes;
    case ValueKind::kBool:
      return Dtype::kBool;
    case ValueKind::kInt:
      if (!value.dtypes.is_any()) return value.dtypes;
      return DtypeSet(Dtype::kInt64) | Dtype::kUint64 | Dtype::kOther;
    case ValueKind::kFloat:
      return Dtype::kFloat64;
    case ValueKind::kComplex:
      return Dtype::kComplex128;
    case ValueKind::kList:
      // It may be empty.
      return dtypes_of(value.items.front()) | Dtype::kFloat64;
    case ValueKind::kTuple: {
      if (value.items.empty()) return Dtype::kFloat64;
      DtypeSet result = dtypes_of(value.items.front());
      for (const ValueType& item : value.items) {
        result = promote(result, dtypes_of(item));
      }
      return result;
    }
    default:
      return DtypeSet::any();
  }
}

int rank_of(const ValueType& value) {
  switch (value.kind) {
    case ValueKind::kArray:
    case ValueKind::kArrayOrScalar:
      return value.rank;
    case ValueKind::kScalar:
    case ValueKind::kBool:
    case ValueKind::kInt:
    case ValueKind::kFloat:
    case ValueKind::kComplex:
      return 0;
    case ValueKind::kTuple:
    case ValueKind::kList: {
      if (value.items.empty()) return 1;
      const int inner = rank_of(value.items.front());
      return inner == kUnknownRank ? kUnknownRank : inner + 1;
    }
    default:
      return kUnknownRank;
  }
}

bool holds_mutable(const ValueType& value) {
  return value.is_mutable || std::ranges::any_of(value.items, holds_mutable);
}

ValueType element_of(const ValueType& value) {
  switch (value.kind) {
    case ValueKind::kArray: {
      ValueType result = value;
      if (value.rank == kUnknownRank) {
        result.kind = ValueKind::kArrayOrScalar;
      } else {
        result.rank = std::max(value.rank - 1, 0);
        if (result.rank == 0) result.kind = ValueKind::kScalar;
      }
      return result;
    }
    case ValueKind::kTuple:
      return value.items.empty() ? ValueType() : as_list(value).items.front();
    case ValueKind::kList:
      return value.items.front();
    case ValueKind::kString:
      return value;
    default:
      return ValueType();
  }
}

}  // namespace tnp::translate
