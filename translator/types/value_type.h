/// What is known of a value from the program text alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "llvm/ADT/SmallVector.h"
#include "translator/call/reference.h"
#include "translator/rule/dtype_set.h"

namespace tnp::translate {

enum class ValueKind : std::uint8_t {
  kUnknown,
  kArray,          // an ndarray
  kScalar,         // a scalar of the library: `float64`
  kArrayOrScalar,  // what a reduction gives when its axis is not known
  kNone,
  kBool,
  kInt,
  kFloat,
  kComplex,
  kString,
  kDtype,  // a dtype, or a type that stands for one
  kTuple,  // of known length
  kList,   // list, tuple or range of unknown length, of like elements
  kSlice,
};

inline constexpr int kUnknownRank = -1;

/// A type, closed under join(). The default is a value of which nothing is
/// known.
struct ValueType {
  ValueKind kind = ValueKind::kUnknown;
  Grade grade = Grade::kProved;
  /// A list, which may hold something else by the time that it is used again.
  bool is_mutable = false;
  /// The number of axes of an array.
  int rank = kUnknownRank;
  /// Of the elements of an array, of a scalar, or named by a dtype; of an int,
  /// what NumPy makes of it, which depends on its value.
  DtypeSet dtypes = DtypeSet::any();
  /// Of a tuple, each; of a list, the one type of all elements.
  std::vector<ValueType> items;
  /// What the value came from: places in the text, each a use of the source
  /// library. The value is the target library's only if all of these are.
  llvm::SmallVector<std::uint32_t, 2> origins;

  bool is_known() const { return kind != ValueKind::kUnknown; }
  /// An array or a scalar of the library, which has the methods of arrays.
  bool has_array_members() const {
    return kind == ValueKind::kArray || kind == ValueKind::kScalar ||
           kind == ValueKind::kArrayOrScalar;
  }
  bool is_python_number() const {
    return kind == ValueKind::kBool || kind == ValueKind::kInt ||
           kind == ValueKind::kFloat || kind == ValueKind::kComplex;
  }

  /// Takes over what `other` came from, for what is in the value too. A value
  /// of too many origins is unknown.
  void add_origins(const ValueType& other);

  /// `ndarray[float64, 2]`, `int`, `(ndarray[?], int)`, `unknown`.
  std::string text() const;
};

bool same_type(const ValueType& a, const ValueType& b);

/// What is true of both; whether `into` changed.
bool join(ValueType& into, const ValueType& other);

ValueType array_type(DtypeSet dtypes, int rank);
ValueType simple_type(ValueKind kind);
ValueType tuple_type(std::vector<ValueType> items);
ValueType list_type(ValueType element);

/// The dtype of an array or scalar, or NumPy's for a Python number; any for
/// what is not known.
DtypeSet dtypes_of(const ValueType& value);

/// The number of axes that the value has as an array, or kUnknownRank.
int rank_of(const ValueType& value);

/// Whether the value is a list, or has one in it.
bool holds_mutable(const ValueType& value);

/// An element of the value when it is iterated over.
ValueType element_of(const ValueType& value);

}  // namespace tnp::translate
