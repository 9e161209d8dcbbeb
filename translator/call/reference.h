/// A resolved reference: one place in the source text that names something of
/// the source library. The same for every source language; the steps after the
/// front end see nothing else of a program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/call/byte_range.h"

namespace tnp::translate {

enum class ArgumentKind : std::uint8_t {
  kPositional,
  kKeyword,     // axis=0
  kStar,        // *args
  kDoubleStar,  // **kwargs
};

struct Argument {
  ArgumentKind kind = ArgumentKind::kPositional;
  ByteRange name;   // the keyword; empty for the other kinds
  ByteRange value;  // the whole argument when it has no keyword
};

enum class ReferenceKind : std::uint8_t {
  kCall,     // np.sin(x)
  kValue,    // f = np.sin, np.pi, a.shape
  kLookup,   // getattr(np, name), dir(np)
  kDynamic,  // setattr(np, name, value): what is changed is not known
  kAssign,   // np.sin = mine, del np.sin
  kDelete,   // del np: only the name matters
};

/// What is known of a value, and so of an edit, rests on this.
enum class Grade : std::uint8_t {
  kProved,   // follows from the text of the program
  kAssumed,  // an annotation says so, or other modules leave it alone
};

/// No binding, no index.
inline constexpr std::uint32_t kNone = 0xffffffff;

struct Reference {
  ReferenceKind kind = ReferenceKind::kValue;

  /// Qualified name: `numpy.linalg.norm`; for a member of a value whose type
  /// was inferred, `numpy.ndarray.mean`.
  std::string name;

  /// As spelled: `np.linalg.norm`, or `mean` alone for a member of a value.
  ByteRange range;

  /// The identifiers inside `range`, in order. `parts[0]` names the binding,
  /// unless this is a member of a value.
  std::vector<ByteRange> parts;

  /// The binding that `parts[0]` names, or kNone for a member of a value.
  std::uint32_t binding = kNone;

  /// The binding of which this is the whole right-hand side (`f = np.sin`).
  std::uint32_t defines = kNone;

  /// For a member of a value: the references that the value came from. The
  /// member is the target library's only when all of these are.
  std::vector<std::uint32_t> receivers;

  /// The dtypes of the arguments are known, and the rule's differences are not
  /// for those.
  bool rules_out_differences = false;

  /// For a member of a value: of what the value is.
  Grade grade = Grade::kProved;

  /// For a look-up: the name that is looked up, where it is a literal.
  std::string_view looked_up;

  /// The whole of a call, `np.sin(x)`; empty for other kinds.
  ByteRange call;

  /// The arguments of a call, in the order in which they are written.
  std::vector<Argument> arguments;

  /// Whether this is a member of a value: its first parameter is bound.
  bool is_member() const { return binding == kNone; }
};

}  // namespace tnp::translate
