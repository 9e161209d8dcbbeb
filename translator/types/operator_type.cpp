#include "translator/types/operator_type.h"

#include <algorithm>
#include <array>

#include "translator/types/result_type.h"

namespace tnp::translate {
namespace {

bool is_sequence(const ValueType& value) {
  return value.kind == ValueKind::kTuple || value.kind == ValueKind::kList;
}

// What an array takes as an operand without asking it.
bool is_plain_operand(const ValueType& value) {
  return value.has_array_members() || value.is_python_number() ||
         is_sequence(value);
}

ValueType number_type(std::string_view op, const ValueType& left,
                      const ValueType& right) {
  const ValueKind greater = std::max(left.kind, right.kind);
  // A negative power of an int is a float, a root of a negative float complex.
  if (op == "**" || op == "@") return {};
  if (op == "/") {
    return simple_type(std::max(greater, ValueKind::kFloat));
  }
  const bool is_bitwise = op == "&" || op == "|" || op == "^";
  if (greater == ValueKind::kBool && is_bitwise) return simple_type(greater);
  return simple_type(std::max(greater, ValueKind::kInt));
}

// NumPy does arithmetic of bools where there is no loop for them in int8.
bool lacks_bool_loop(std::string_view op) {
  return op == "//" || op == "%" || op == "**" || op == "<<" || op == ">>";
}

// Of two arrays, scalars or numbers, of which one is the library's.
ValueType elementwise(DtypeSet dtypes, const ValueType& left,
                      const ValueType& right) {
  const int a = rank_of(left);
  const int b = rank_of(right);
  const bool is_known = a != kUnknownRank && b != kUnknownRank;
  ValueType result =
      array_type(dtypes, is_known ? std::max(a, b) : kUnknownRank);
  if (result.rank == 0) {
    result.kind = ValueKind::kScalar;
  } else if (!is_known && a <= 0 && b <= 0) {
    result.kind = ValueKind::kArrayOrScalar;
  }
  result.add_origins(left);
  if (result.is_known()) result.add_origins(right);
  return result;
}

ValueType matmul_type(const ValueType& left, const ValueType& right,
                      DtypeSet dtypes) {
  const int a = rank_of(left);
  const int b = rank_of(right);
  ValueType result = array_type(dtypes, kUnknownRank);
  if (a > 0 && b > 0) {
    result.rank = a == 1 || b == 1 ? a + b - 2 : std::max(a, b);
  }
  if (result.rank == kUnknownRank) result.kind = ValueKind::kArrayOrScalar;
  if (result.rank == 0) result.kind = ValueKind::kScalar;
  result.add_origins(left);
  if (result.is_known()) result.add_origins(right);
  return result;
}

ValueType sequence_sum(const ValueType& left, const ValueType& right) {
  if (left.kind == ValueKind::kTuple && right.kind == ValueKind::kTuple) {
    std::vector<ValueType> items = left.items;
    items.insert(items.end(), right.items.begin(), right.items.end());
    return tuple_type(std::move(items));
  }
  ValueType element = element_of(left);
  join(element, element_of(right));
  return list_type(std::move(element));
}

bool is_index_array(const ValueType& index) {
  return index.kind == ValueKind::kArray || is_sequence(index);
}

// The axes that one index takes away, or nothing that is known. A mask takes as
// many as it has and leaves one.
struct IndexEffect {
  bool is_known = true;
  bool keeps_array = false;
  int change = 0;
};

IndexEffect effect_of(const ValueType& index) {
  switch (index.kind) {
    case ValueKind::kInt:
      return {true, false, -1};
    case ValueKind::kSlice:
      return {true, true, 0};
    case ValueKind::kNone:
      return {true, true, 1};
    default:
      break;
  }
  if (!is_index_array(index)) return {false, false, 0};
  const DtypeSet dtypes = dtypes_of(index);
  const int rank = rank_of(index);
  const bool is_mask = dtypes == DtypeSet(Dtype::kBool);
  const bool is_integer = !dtypes.contains(Dtype::kBool) && !dtypes.is_any();
  if (rank <= 0 || (!is_mask && !is_integer)) return {false, rank > 0, 0};
  return {true, true, is_mask ? 1 - rank : rank - 1};
}

ValueType array_elements(const ValueType& array,
                         const std::vector<ValueType>& indices) {
  ValueType result = array;
  result.kind = ValueKind::kArray;
  bool is_known = array.rank != kUnknownRank;
  bool is_array = false;
  int arrays = 0;
  int rank = array.rank;
  for (const ValueType& index : indices) {
    const IndexEffect effect = effect_of(index);
    is_known &= effect.is_known;
    is_array |= effect.keeps_array;
    rank += effect.change;
    arrays += is_index_array(index) ? 1 : 0;
    // A field of a structured array has a dtype of its own.
    if (index.kind == ValueKind::kString) result.dtypes = DtypeSet::any();
  }
  // Several index arrays are broadcast together.
  if (arrays > 1) is_known = false;
  result.rank = is_known ? std::max(rank, 0) : kUnknownRank;
  if (is_array) return result;
  if (result.rank == 0) result.kind = ValueKind::kScalar;
  if (result.rank == kUnknownRank) result.kind = ValueKind::kArrayOrScalar;
  return result;
}

// A tuple alone is several indices.
ValueType array_element(const ValueType& array,
                        const std::vector<ValueType>& indices) {
  if (indices.size() == 1 && is_sequence(indices.front()) &&
      !indices.front().is_mutable) {
    if (indices.front().kind == ValueKind::kTuple) {
      return array_elements(array, indices.front().items);
    }
    return array_elements(array, {ValueType()});
  }
  return array_elements(array, indices);
}

}  // namespace

ValueType binary_type(std::string_view op, const ValueType& left,
                      const ValueType& right) {
  if (left.is_python_number() && right.is_python_number()) {
    return number_type(op, left, right);
  }
  if (left.kind == ValueKind::kString && (op == "+" || op == "%")) {
    return op == "%" || right.kind == ValueKind::kString ? left : ValueType();
  }
  if (is_sequence(left) && is_sequence(right)) {
    return op == "+" ? sequence_sum(left, right) : ValueType();
  }
  const bool is_repeated =
      op == "*" && (is_sequence(left) != is_sequence(right));
  if (is_repeated && left.kind == ValueKind::kInt) {
    return list_type(element_of(right));
  }
  if (is_repeated && right.kind == ValueKind::kInt) {
    return list_type(element_of(left));
  }
  const bool is_ours =
      (left.has_array_members() || right.has_array_members()) &&
      is_plain_operand(left) && is_plain_operand(right);
  if (!is_ours) return {};
  const std::array operands{left, right};
  DtypeSet dtypes = promoted_dtypes(operands);
  if (op == "@") return matmul_type(left, right, dtypes);
  if (op == "/") dtypes = float_of(dtypes);
  if (lacks_bool_loop(op) && dtypes.contains(Dtype::kBool)) {
    dtypes = dtypes.transform([](Dtype dtype) -> DtypeSet {
      return dtype == Dtype::kBool ? Dtype::kInt8 : dtype;
    });
  }
  return elementwise(dtypes, left, right);
}

ValueType unary_type(std::string_view op, const ValueType& operand) {
  if (operand.has_array_members()) return operand;
  if (!operand.is_python_number()) return {};
  if (op == "~" && operand.kind > ValueKind::kInt) return {};
  ValueType result = operand;
  result.kind = std::max(operand.kind, ValueKind::kInt);
  return result;
}

ValueType comparison_type(const ValueType& left, const ValueType& right) {
  const auto is_text_or_number = [](const ValueType& value) {
    return value.is_python_number() || value.kind == ValueKind::kString;
  };
  if (is_text_or_number(left) && is_text_or_number(right)) {
    return simple_type(ValueKind::kBool);
  }
  const bool is_ours =
      (left.has_array_members() || right.has_array_members()) &&
      is_plain_operand(left) && is_plain_operand(right);
  return is_ours ? elementwise(Dtype::kBool, left, right) : ValueType();
}

ValueType subscript_type(const ValueType& value,
                         const std::vector<ValueType>& indices, int constant) {
  switch (value.kind) {
    case ValueKind::kArray:
      return array_element(value, indices);
    case ValueKind::kArrayOrScalar: {
      ValueType result = value;
      result.rank = kUnknownRank;
      return result;
    }
    case ValueKind::kTuple:
      if (constant >= 0 && constant < static_cast<int>(value.items.size())) {
        return value.items[static_cast<std::size_t>(constant)];
      }
      break;
    case ValueKind::kString:
      return value;
    case ValueKind::kList:
      break;
    default:
      return {};
  }
  if (indices.size() != 1) return {};
  if (indices.front().kind == ValueKind::kInt) return element_of(value);
  if (indices.front().kind != ValueKind::kSlice) return {};
  return list_type(element_of(value));
}

}  // namespace tnp::translate
