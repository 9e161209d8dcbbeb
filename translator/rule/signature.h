/// The mini-language of `func:` and `torch:`, after native_functions.yaml.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "translator/rule/rule.h"

namespace tnp::translate {

/// A mistake at byte `offset` of the text that was parsed.
struct SyntaxMistake {
  std::size_t offset = 0;
  std::string message;
};

struct SignatureParam {
  std::string name;
  Type type;
  ParamKind kind = ParamKind::kNormal;
  bool has_default = false;
  std::string default_text;
  std::size_t offset = 0;  // of the name, in the parsed text
};

/// `clip(np.ndarray a, np.ndarray? a_min=None) -> np.ndarray`; a parameter that
/// is given as separate arguments has a star: `reshape(np.ndarray self, int[]
/// *shape)`.
struct Signature {
  std::string name;
  std::vector<SignatureParam> params;
  std::vector<Type> returns;  // empty: not stated, or `-> ()`
  bool returns_tuple = false;

  const SignatureParam* find(std::string_view param) const;
};

std::variant<Signature, SyntaxMistake> parse_signature(std::string_view text);

/// `np.ndarray`, `int[]`
std::variant<Type, SyntaxMistake> parse_type(std::string_view text);

/// One argument of a `torch:` mapping: `min=a_min`, `dim=-1`.
struct MappedArgument {
  std::string name;   // of the ATen operator
  std::string value;  // a parameter of the entry, or a literal
  std::size_t offset = 0;
};

/// `clamp(input=a, min=a_min)`, or a name alone: every parameter under its
/// translated name.
struct OperatorMapping {
  std::string name;
  bool lists_arguments = false;
  std::vector<MappedArgument> arguments;
};

std::variant<OperatorMapping, SyntaxMistake> parse_mapping(
    std::string_view text);

/// `EigResult(eigenvalues, eigenvectors)`
struct NamedTuple {
  std::string name;
  std::vector<std::string> fields;
};

std::variant<NamedTuple, SyntaxMistake> parse_named_tuple(
    std::string_view text);

}  // namespace tnp::translate
