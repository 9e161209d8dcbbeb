#include "translator/types/result_type.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace tnp::translate {
namespace {

// The arguments of a call by parameter.
class BoundArguments {
 public:
  BoundArguments(const Rule& rule, std::span<const TypedArgument> arguments)
      : rule_(rule), bound_(rule.params.size()) {
    std::size_t next = 0;
    std::vector<const TypedArgument*> separate;
    for (const TypedArgument& argument : arguments) {
      const bool is_variadic = next < bound_.size() &&
                               rule_.params[next].kind == ParamKind::kVariadic;
      switch (argument.kind) {
        case ArgumentKind::kPositional:
          if (is_variadic) {
            separate.push_back(&argument);
          } else {
            next = bind_positional(next, argument);
          }
          break;
        case ArgumentKind::kKeyword:
          bind_keyword(argument);
          break;
        default:
          is_complete_ = false;
      }
    }
    if (!separate.empty()) bind_separate(next, separate);
  }

  BoundArguments(const BoundArguments&) = delete;
  BoundArguments& operator=(const BoundArguments&) = delete;

  /// Whether every argument is known by its parameter.
  bool is_complete() const { return is_complete_; }

  /// The argument of a parameter, or null when it is left out or is None.
  const TypedArgument* find(std::string_view name) const {
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      if (rule_.params[i].name != name) continue;
      const TypedArgument* argument = bound_[i];
      const bool is_given = argument && argument->type.kind != ValueKind::kNone;
      return is_given ? argument : nullptr;
    }
    return nullptr;
  }

  const Param* param(std::string_view name) const {
    const auto found = std::ranges::find(rule_.params, name, &Param::name);
    return found == rule_.params.end() ? nullptr : &*found;
  }

  /// The types of the arguments that count for promotion, in order: those of
  /// array parameters, without `out` and `where`.
  std::vector<ValueType> arrays() const {
    std::vector<ValueType> result;
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      const Param& param = rule_.params[i];
      const bool is_array = param.type.kind == TypeKind::kArray ||
                            param.type.kind == TypeKind::kArrayList ||
                            param.type.kind == TypeKind::kScalar ||
                            (param.type.kind == TypeKind::kObject && i <= 1);
      if (!is_array || param.name == "out" || param.name == "where") continue;
      if (!bound_[i] || bound_[i]->type.kind == ValueKind::kNone) continue;
      result.push_back(bound_[i]->type);
    }
    return result;
  }

 private:
  std::size_t bind_positional(std::size_t next, const TypedArgument& argument) {
    if (next >= bound_.size() ||
        rule_.params[next].kind == ParamKind::kKeywordOnly) {
      is_complete_ = false;
      return next;
    }
    bound_[next] = &argument;
    return next + 1;
  }

  // `reshape(2, 3)` is `reshape((2, 3))`.
  void bind_separate(std::size_t param,
                     const std::vector<const TypedArgument*>& arguments) {
    if (arguments.size() == 1 &&
        arguments.front()->type.kind != ValueKind::kInt) {
      bound_[param] = arguments.front();
      return;
    }
    std::vector<ValueType> items;
    for (const TypedArgument* argument : arguments) {
      items.push_back(argument->type);
    }
    separate_.type = tuple_type(std::move(items));
    bound_[param] = &separate_;
  }

  void bind_keyword(const TypedArgument& argument) {
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      const Param& param = rule_.params[i];
      if (param.name == argument.keyword ||
          param.new_name == argument.keyword) {
        bound_[i] = &argument;
        return;
      }
    }
    is_complete_ = false;
  }

  const Rule& rule_;
  std::vector<const TypedArgument*> bound_;
  TypedArgument separate_;
  bool is_complete_ = true;
};

Dtype kind_of_number(const ValueType& number) {
  switch (number.kind) {
    case ValueKind::kBool:
      return Dtype::kBool;
    case ValueKind::kInt:
      return Dtype::kInt64;
    case ValueKind::kFloat:
      return Dtype::kFloat64;
    default:
      return Dtype::kComplex128;
  }
}

DtypeSet stated_dtype(ResultDtype dtype, std::span<const ValueType> arrays) {
  if (dtype == ResultDtype::kBool) return Dtype::kBool;
  if (dtype == ResultDtype::kInt64) return Dtype::kInt64;
  if (dtype == ResultDtype::kFloat64) return Dtype::kFloat64;
  if (dtype == ResultDtype::kComplex128) return Dtype::kComplex128;
  if (dtype == ResultDtype::kUnknown || arrays.empty()) return DtypeSet::any();
  if (dtype == ResultDtype::kSame) return dtypes_of(arrays.front());
  if (dtype == ResultDtype::kConverted) {
    return dtypes_of(tuple_type({arrays.begin(), arrays.end()}));
  }
  const DtypeSet common = promoted_dtypes(arrays);
  if (common.contains(Dtype::kOther)) return DtypeSet::any();
  switch (dtype) {
    case ResultDtype::kFloat:
      return float_of(common);
    case ResultDtype::kSmallFloat:
      return small_float_of(common);
    case ResultDtype::kSum:
      return sum_of(common);
    case ResultDtype::kReal:
      return real_of(common);
    case ResultDtype::kRealFloat:
      return real_of(float_of(common));
    case ResultDtype::kComplex:
      return complex_of(common);
    default:
      return common;
  }
}

DtypeSet result_dtypes(const Rule& rule, const BoundArguments& bound) {
  if (!bound.is_complete()) return DtypeSet::any();
  if (const TypedArgument* dtype = bound.find("dtype")) {
    if (dtype->type.kind == ValueKind::kDtype) return dtype->type.dtypes;
    const auto named = dtype_named(dtype->literal);
    return named ? DtypeSet(*named) : DtypeSet::any();
  }
  const Param* param = bound.param("dtype");
  if (param && param->has_default && param->default_text != "None") {
    const auto dtype = dtype_named(param->default_text);
    return dtype ? DtypeSet(*dtype) : DtypeSet::any();
  }
  return stated_dtype(rule.result.dtype, bound.arrays());
}

int broadcast_rank(std::span<const ValueType> arrays) {
  int result = 0;
  for (const ValueType& array : arrays) {
    const int rank = rank_of(array);
    if (rank == kUnknownRank) return kUnknownRank;
    result = std::max(result, rank);
  }
  return result;
}

int reduced_rank(const BoundArguments& bound, int rank) {
  if (const TypedArgument* keepdims = bound.find("keepdims")) {
    return keepdims->is_true ? rank : kUnknownRank;
  }
  const TypedArgument* axis = bound.find("axis");
  const Param* param = bound.param("axis");
  if (!axis) {
    const bool all = param && param->default_text == "None";
    return all ? 0 : kUnknownRank;
  }
  if (rank == kUnknownRank) return kUnknownRank;
  if (axis->type.kind == ValueKind::kInt) return std::max(rank - 1, 0);
  if (axis->type.kind == ValueKind::kTuple) {
    return std::max(rank - static_cast<int>(axis->type.items.size()), 0);
  }
  return kUnknownRank;
}

// The parameter that gives the shape of the result, or null.
const Param* shape_param(const BoundArguments& bound) {
  for (const std::string_view name : {"size", "shape", "args", "new_shape"}) {
    if (const Param* param = bound.param(name)) return param;
  }
  return nullptr;
}

int shape_rank(const BoundArguments& bound) {
  const Param* param = shape_param(bound);
  const TypedArgument* shape = param ? bound.find(param->name) : nullptr;
  if (!shape) return kUnknownRank;
  if (shape->type.kind == ValueKind::kInt) return 1;
  if (shape->type.kind != ValueKind::kTuple) return kUnknownRank;
  return static_cast<int>(shape->type.items.size());
}

int matmul_rank(std::span<const ValueType> arrays) {
  if (arrays.size() != 2) return kUnknownRank;
  const int a = rank_of(arrays[0]);
  const int b = rank_of(arrays[1]);
  if (a == kUnknownRank || b == kUnknownRank || a == 0 || b == 0) {
    return kUnknownRank;
  }
  if (a == 1 || b == 1) return a + b - 2;
  return std::max(a, b);
}

int result_rank(const Rule& rule, const BoundArguments& bound) {
  if (!bound.is_complete()) return kUnknownRank;
  const std::vector<ValueType> arrays = bound.arrays();
  const int first = arrays.empty() ? kUnknownRank : rank_of(arrays.front());
  switch (rule.result.rank) {
    case ResultRank::kUnknown:
      return kUnknownRank;
    case ResultRank::kSame:
      // `zeros_like(a, shape=s)`
      return bound.find("shape") ? shape_rank(bound) : first;
    case ResultRank::kBroadcast:
      return arrays.empty() ? kUnknownRank : broadcast_rank(arrays);
    case ResultRank::kJoined:
      return first > 1 ? first - 1 : kUnknownRank;
    case ResultRank::kOneMore: {
      const int rank = arrays.empty() ? kUnknownRank : broadcast_rank(arrays);
      return rank == kUnknownRank ? rank : rank + 1;
    }
    case ResultRank::kReduced:
      return reduced_rank(bound, first);
    case ResultRank::kShape:
      return shape_rank(bound);
    case ResultRank::kMatmul:
      return matmul_rank(arrays);
    case ResultRank::kZero:
      return 0;
    case ResultRank::kOne:
      return 1;
    case ResultRank::kTwo:
      return 2;
  }
  return kUnknownRank;
}

// An array, or a scalar where its axes may be none.
ValueType array_result(const Rule& rule, const Type& type, DtypeSet dtypes,
                       int rank) {
  ValueType result = array_type(dtypes, rank);
  const bool stays_array = rule.zero_d == ZeroD::kArray ||
                           (rule.zero_d == ZeroD::kByKind && type.is_view) ||
                           rank > 0;
  if (stays_array) return result;
  const bool is_scalar = rank == 0 && rule.zero_d != ZeroD::kAsInput;
  result.kind = is_scalar ? ValueKind::kScalar : ValueKind::kArrayOrScalar;
  return result;
}

ValueType plain_result(const Type& type) {
  if (type.optional) return ValueType();
  switch (type.kind) {
    case TypeKind::kInt:
      return simple_type(ValueKind::kInt);
    case TypeKind::kFloat:
      return simple_type(ValueKind::kFloat);
    case TypeKind::kBool:
      return simple_type(ValueKind::kBool);
    case TypeKind::kString:
      return simple_type(ValueKind::kString);
    case TypeKind::kDtype:
      return simple_type(ValueKind::kDtype);
    case TypeKind::kIntList:
      return list_type(simple_type(ValueKind::kInt));
    case TypeKind::kArrayList: {
      ValueType result = list_type(array_type(DtypeSet::any(), kUnknownRank));
      result.is_mutable = true;
      return result;
    }
    case TypeKind::kArray: {
      ValueType result = array_type(DtypeSet::any(), kUnknownRank);
      result.kind = ValueKind::kArrayOrScalar;
      return result;
    }
    default:
      return ValueType();
  }
}

bool any_given(const BoundArguments& bound, std::string_view params) {
  llvm::SmallVector<llvm::StringRef, 4> names;
  llvm::SplitString(params, names);
  return llvm::any_of(
      names, [&](llvm::StringRef name) { return bound.find(name) != nullptr; });
}

// Whether the result is what `result:` says.
bool holds(const ResultRule& result, const BoundArguments& bound) {
  if (!bound.is_complete() || any_given(bound, result.without)) return false;
  return result.given.empty() || any_given(bound, result.given);
}

}  // namespace

DtypeSet promoted_dtypes(std::span<const ValueType> values) {
  DtypeSet strong;
  for (const ValueType& value : values) {
    if (value.is_python_number()) continue;
    const DtypeSet dtypes = dtypes_of(value);
    strong = strong.empty() ? dtypes : promote(strong, dtypes);
  }
  DtypeSet weak;
  for (const ValueType& value : values) {
    if (!value.is_python_number()) continue;
    if (!strong.empty()) {
      strong = promote_weak(strong, kind_of_number(value));
    } else {
      const DtypeSet dtypes = dtypes_of(value);
      weak = weak.empty() ? dtypes : promote(weak, dtypes);
    }
  }
  if (!strong.empty()) return strong;
  return weak.empty() ? DtypeSet::any() : weak;
}

ValueType call_type(const Rule& rule,
                    std::span<const TypedArgument> arguments) {
  if (!rule.unsupported.empty()) return {};
  if (rule.kind == RuleKind::kDtype) {
    const ValueType dtype = value_type(rule);
    ValueType result = array_type(dtype.dtypes, kUnknownRank);
    result.kind = ValueKind::kArrayOrScalar;
    const bool is_scalar =
        arguments.empty() || rank_of(arguments.front().type) == 0;
    if (is_scalar) {
      result.kind = ValueKind::kScalar;
      result.rank = 0;
    }
    return result;
  }
  if (rule.name == "numpy.ndarray") {
    return array_type(DtypeSet::any(), kUnknownRank);
  }
  if (rule.name == "numpy.dtype" && arguments.size() == 1 &&
      arguments.front().type.kind == ValueKind::kDtype) {
    return arguments.front().type;
  }
  if (rule.kind != RuleKind::kFunction && rule.kind != RuleKind::kMethod) {
    return {};
  }
  const BoundArguments bound(rule, arguments);
  const bool is_one =
      rule.returns.size() == 1 && !rule.returns.front().optional;
  if (is_one && rule.returns.front().kind == TypeKind::kArray) {
    if (!holds(rule.result, bound)) {
      const bool is_array =
          rule.result.given.empty() && rule.result.without.empty();
      return is_array ? plain_result(rule.returns.front()) : ValueType();
    }
    // With `out` the result is that array.
    if (bound.find("out")) return plain_result(rule.returns.front());
    return array_result(rule, rule.returns.front(), result_dtypes(rule, bound),
                        result_rank(rule, bound));
  }
  // A number without a size, and an array with one.
  if (is_one && rule.result.rank == ResultRank::kShape && bound.is_complete()) {
    const Param* size = shape_param(bound);
    if (!size || !bound.find(size->name)) return {};
    ValueType result =
        array_result(rule, rule.returns.front(), result_dtypes(rule, bound),
                     shape_rank(bound));
    result.kind = ValueKind::kArray;
    return result;
  }
  if (rule.returns.empty()) return {};
  if (rule.returns.size() == 1) return plain_result(rule.returns.front());
  std::vector<ValueType> items;
  for (const Type& type : rule.returns) items.push_back(plain_result(type));
  return tuple_type(std::move(items));
}

bool may_differ(const Rule& rule, std::span<const TypedArgument> arguments) {
  if (rule.differs.empty() || rule.differs_for.empty()) return true;
  const BoundArguments bound(rule, arguments);
  const std::optional<DtypeSet> concerned = dtypes_named(rule.differs_for);
  if (!bound.is_complete() || !concerned) return true;
  DtypeSet dtypes;
  for (const ValueType& array : bound.arrays()) {
    dtypes = dtypes | dtypes_of(array);
  }
  return dtypes.empty() || dtypes.intersects(*concerned);
}

ValueType attribute_type(const Rule& rule, const ValueType& value) {
  if (!rule.unsupported.empty() || rule.returns.size() != 1) return {};
  const Type& type = rule.returns.front();
  if (type.kind == TypeKind::kArray) {
    const int rank =
        rule.result.rank == ResultRank::kSame ? rank_of(value) : kUnknownRank;
    return array_result(rule, type,
                        stated_dtype(rule.result.dtype, {&value, 1}), rank);
  }
  ValueType result = plain_result(type);
  if (result.kind == ValueKind::kDtype) result.dtypes = dtypes_of(value);
  const bool is_shape = result.kind == ValueKind::kList &&
                        rank_of(value) != kUnknownRank &&
                        result.items.front().kind == ValueKind::kInt;
  if (!is_shape) return result;
  const auto rank = static_cast<std::size_t>(rank_of(value));
  return tuple_type(std::vector<ValueType>(rank, result.items.front()));
}

ValueType value_type(const Rule& rule) {
  if (!rule.unsupported.empty()) return {};
  const std::string_view name = rule.name.substr(rule.name.rfind('.') + 1);
  if (rule.kind == RuleKind::kDtype) {
    ValueType result = simple_type(ValueKind::kDtype);
    if (const auto dtype = dtype_named(name)) result.dtypes = *dtype;
    return result;
  }
  if (rule.name == "numpy.newaxis") return simple_type(ValueKind::kNone);
  if (rule.kind == RuleKind::kConstant && rule.returns.size() == 1) {
    return plain_result(rule.returns.front());
  }
  return {};
}

}  // namespace tnp::translate
