/// One checked entry of the rule table.
///
/// Every field is a view: of constant data, for the built-in table that
/// tnp-rulegen compiles in, or of the arena of a table that was loaded from
/// YAML. So a built-in table costs nothing to construct, and a rule is cheap to
/// copy and safe to keep as long as its table lives.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tnp::translate {

/// What the entry names.
enum class RuleKind : std::uint8_t {
  kFunction,   // numpy.sum, numpy.linalg.norm
  kMethod,     // ndarray.sum: the same entry, `variants: method`
  kAttribute,  // ndarray.shape
  kConstant,   // numpy.pi
  kDtype,      // numpy.float64
  kClass,      // numpy.ndarray, xt::xarray
  kModule,     // numpy.linalg
  kName,       // numpy.product: another name of `target`, or gone
};

/// How the entry does its work.
enum class WorkKind : std::uint8_t {
  kNone,         // constants, dtypes, classes, attributes
  kAten,         // an ATen operator
  kComposition,  // a function of runtime/ops
  kKernel,       // a ported kernel: `dispatch`
  kUnsupported,  // listed, with advice
};

enum class TypeKind : std::uint8_t {
  kArray,          // np.ndarray
  kTensor,         // Tensor: ported kernels only
  kInt,            // int
  kIntList,        // int[], int[1]: the latter accepts a plain int too
  kFloat,          // float
  kBool,           // bool
  kDtype,          // np.dtype
  kString,         // str
  kScalar,         // Scalar: a Python number
  kArrayList,      // np.ndarray[]
  kObject,         // object: any Python value, seen only by Python-aware code
  kArrayOrString,  // np.ndarray|str: a number or array, or a name
};

struct Type {
  TypeKind kind = TypeKind::kObject;
  bool optional = false;        // `?`
  bool accepts_single = false;  // `int[1]`
  bool is_view = false;         // `np.ndarray(a)`: shares the input's memory
};

enum class ParamKind : std::uint8_t {
  kPositionalOnly,
  kNormal,
  kKeywordOnly,
  kVariadic,  // a trailing list taken as separate arguments: randn(3, 4)
};

struct Param {
  std::string_view name;      // NumPy's name
  std::string_view new_name;  // the translated keyword; equal when kept
  Type type;
  ParamKind kind = ParamKind::kNormal;
  bool has_default = false;
  std::string_view default_text;  // as written in the entry
  std::string_view reject;        // advice when the argument has no counterpart
};

/// What becomes of a 0-d result on CPU: by kind, a view stays an array and all
/// else is a scalar.
enum class ZeroD : std::uint8_t { kByKind, kArray, kScalar, kAsInput };

/// The dtype of a result, element by element where arguments count.
enum class ResultDtype : std::uint8_t {
  kUnknown,
  kSame,        // of the first argument
  kPromoted,    // of all array arguments; Python's numbers by their kind alone
  kConverted,   // of all array arguments, Python's numbers as arrays: dot
  kFloat,       // promoted, and float64 for integers: mean
  kSmallFloat,  // promoted, and the smallest float for integers: sin
  kSum,         // promoted, and integers in 64 bits: sum
  kReal,        // promoted, and the parts of complex numbers: abs
  kRealFloat,   // the parts of kFloat: std
  kComplex,     // of kFloat as parts: fft
  kBool,
  kInt64,
  kFloat64,
  kComplex128,
};

/// The number of axes of a result.
enum class ResultRank : std::uint8_t {
  kUnknown,
  kSame,       // of the first argument
  kBroadcast,  // the greatest of all array arguments
  kJoined,     // of the arrays in the first argument, a list
  kOneMore,    // one more than kBroadcast
  kReduced,    // of the first argument without `axis`, unless `keepdims`
  kShape,      // as many as the argument `shape` or `size` has lengths
  kMatmul,     // of a product of matrices
  kZero,
  kOne,
  kTwo,
};

/// `result: {dtype: float, rank: reduced}`: what the types of the arguments
/// tell of a result that is one array.
struct ResultRule {
  ResultDtype dtype = ResultDtype::kUnknown;
  ResultRank rank = ResultRank::kUnknown;
  /// Parameters, with spaces between: it is one array only if one of the first
  /// is given, where there are any, and none of the second.
  std::string_view given;
  std::string_view without;
};

struct Location {
  std::string_view file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Rule {
  /// Qualified name in the source program: `numpy.linalg.norm`, for methods and
  /// attributes `numpy.ndarray.sum`, for C++ `xt::view`.
  std::string_view name;
  /// Qualified name in the translated program: `tnp.linalg.norm`, `tnp::view`.
  std::string_view target;
  RuleKind kind = RuleKind::kFunction;
  WorkKind work = WorkKind::kNone;
  bool is_ufunc = false;
  std::span<const Param> params;
  std::span<const Type> returns;
  ResultRule result;
  bool creates = false;  // a new array, on the device that is asked for
  ZeroD zero_d = ZeroD::kByKind;
  std::string_view unsupported;               // advice; empty when supported
  std::span<const std::string_view> differs;  // one line per difference
  std::string_view differs_for;  // only with arguments of these dtypes
  std::string_view removed;      // NumPy's version that no longer has the name
  std::string_view header;       // C++: `tnp/view.h`
  std::string_view summary;
  std::string_view source;
  Location location;  // where the entry is written
  int priority = 0;   // of several rules of one name the highest wins
};

}  // namespace tnp::translate
