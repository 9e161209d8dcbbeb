#include "translator/rule/signature.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tnp::translate {
namespace {

struct TypeName {
  std::string_view text;
  TypeKind kind;
};

constexpr std::array kTypeNames{
    TypeName{"np.ndarray", TypeKind::kArray},
    TypeName{"np.dtype", TypeKind::kDtype},
    TypeName{"Tensor", TypeKind::kTensor},
    TypeName{"Scalar", TypeKind::kScalar},
    TypeName{"object", TypeKind::kObject},
    TypeName{"float", TypeKind::kFloat},
    TypeName{"bool", TypeKind::kBool},
    TypeName{"int", TypeKind::kInt},
    TypeName{"str", TypeKind::kString},
};

bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Reads tokens from left to right; the first mistake ends the reading.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t offset() {
    skip_spaces();
    return offset_;
  }
  bool at_end() { return offset() == text_.size(); }
  bool failed() const { return mistake_.has_value(); }
  SyntaxMistake mistake() const { return *mistake_; }

  void fail(std::string message) { fail_at(offset(), std::move(message)); }
  void fail_at(std::size_t offset, std::string message) {
    if (!mistake_) mistake_ = SyntaxMistake{offset, std::move(message)};
  }

  bool accept(std::string_view token) {
    if (!text_.substr(offset()).starts_with(token)) return false;
    offset_ += token.size();
    return true;
  }
  void expect(std::string_view token) {
    if (!accept(token)) fail("expected `" + std::string(token) + "`");
  }

  std::string name(std::string_view what) {
    const std::size_t begin = offset();
    while (offset_ < text_.size() && is_name_char(text_[offset_])) ++offset_;
    if (offset_ == begin) fail("expected " + std::string(what));
    return std::string(text_.substr(begin, offset_ - begin));
  }

  /// Everything up to the `,` or `)` that ends an argument, outside brackets
  /// and quotes.
  std::string value() {
    const std::size_t begin = offset();
    int depth = 0;
    char quote = 0;
    for (; offset_ < text_.size(); ++offset_) {
      const char c = text_[offset_];
      if (quote) {
        if (c == quote) quote = 0;
        continue;
      }
      if (c == '\'' || c == '"') quote = c;
      if (depth == 0 && (c == ',' || c == ')')) break;
      if (c == '(' || c == '[') ++depth;
      if (c == ')' || c == ']') --depth;
    }
    std::string_view value = text_.substr(begin, offset_ - begin);
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    if (value.empty()) fail_at(begin, "expected a value");
    return std::string(value);
  }

 private:
  void skip_spaces() {
    while (offset_ < text_.size() &&
           (text_[offset_] == ' ' || text_[offset_] == '\n')) {
      ++offset_;
    }
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::optional<SyntaxMistake> mistake_;
};

/// The array forms of a type: `int[]`, `int[1]`, `np.ndarray[]`.
void read_list(Reader& reader, Type& type) {
  if (!reader.accept("[")) return;
  if (type.kind == TypeKind::kInt) {
    type.kind = TypeKind::kIntList;
  } else if (type.kind == TypeKind::kArray) {
    type.kind = TypeKind::kArrayList;
  } else {
    reader.fail("only `int` and `np.ndarray` have lists");
  }
  type.accepts_single = reader.accept("1");
  reader.expect("]");
}

Type read_type(Reader& reader) {
  Type type;
  const auto found = std::find_if(
      kTypeNames.begin(), kTypeNames.end(),
      [&](const TypeName& name) { return reader.accept(name.text); });
  if (found == kTypeNames.end()) {
    reader.fail("expected a type, such as `np.ndarray` or `int[]`");
    return type;
  }
  type.kind = found->kind;
  if (type.kind == TypeKind::kArray && reader.accept("|str")) {
    type.kind = TypeKind::kArrayOrString;
  }
  if (reader.accept("(a)")) type.is_view = true;
  read_list(reader, type);
  type.optional = reader.accept("?");
  return type;
}

SignatureParam read_param(Reader& reader, ParamKind kind) {
  SignatureParam param;
  param.kind = kind;
  param.type = read_type(reader);
  if (reader.accept("*")) param.kind = ParamKind::kVariadic;
  param.offset = reader.offset();
  param.name = reader.name("a parameter's name");
  if (reader.accept("=")) {
    param.has_default = true;
    param.default_text = reader.value();
  }
  return param;
}

void check_param(Reader& reader, const Signature& signature,
                 const SignatureParam& param) {
  if (signature.find(param.name)) {
    reader.fail_at(param.offset, "parameter `" + param.name + "` twice");
  }
  const bool after_default =
      !signature.params.empty() && signature.params.back().has_default;
  if (after_default && !param.has_default &&
      param.kind != ParamKind::kKeywordOnly) {
    reader.fail_at(param.offset, "parameter `" + param.name +
                                     "` without a default after one with");
  }
}

void read_params(Reader& reader, Signature& signature) {
  ParamKind kind = ParamKind::kNormal;
  reader.expect("(");
  if (reader.accept(")")) return;
  do {
    if (reader.accept("/")) {
      for (auto& param : signature.params) {
        param.kind = ParamKind::kPositionalOnly;
      }
    } else if (reader.accept("*")) {
      kind = ParamKind::kKeywordOnly;
    } else {
      SignatureParam param = read_param(reader, kind);
      if (reader.failed()) return;
      check_param(reader, signature, param);
      // What comes after separate arguments can only be given by name.
      if (param.kind == ParamKind::kVariadic) kind = ParamKind::kKeywordOnly;
      signature.params.push_back(std::move(param));
    }
  } while (!reader.failed() && reader.accept(","));
  reader.expect(")");
}

void read_returns(Reader& reader, Signature& signature) {
  if (!reader.accept("->")) return;
  if (reader.accept("(")) {
    signature.returns_tuple = true;
    if (reader.accept(")")) return;
    do {
      signature.returns.push_back(read_type(reader));
    } while (!reader.failed() && reader.accept(","));
    reader.expect(")");
    return;
  }
  signature.returns.push_back(read_type(reader));
}

/// `randn(int[] size)`: one list alone, without a default, is written as
/// separate arguments.
void mark_variadic(Signature& signature) {
  if (signature.params.size() != 1) return;
  SignatureParam& only = signature.params.front();
  if (only.type.kind == TypeKind::kIntList && !only.type.accepts_single &&
      !only.has_default) {
    only.kind = ParamKind::kVariadic;
  }
}

template <typename T>
std::variant<T, SyntaxMistake> finish(Reader& reader, T result) {
  if (!reader.failed() && !reader.at_end()) reader.fail("unexpected text");
  if (reader.failed()) return reader.mistake();
  return result;
}

}  // namespace

const SignatureParam* Signature::find(std::string_view param) const {
  const auto found = std::find_if(
      params.begin(), params.end(),
      [&](const SignatureParam& entry) { return entry.name == param; });
  return found == params.end() ? nullptr : &*found;
}

std::variant<Signature, SyntaxMistake> parse_signature(std::string_view text) {
  Reader reader(text);
  Signature signature;
  signature.name = reader.name("a function's name");
  if (!reader.failed()) read_params(reader, signature);
  if (!reader.failed()) read_returns(reader, signature);
  mark_variadic(signature);
  return finish(reader, std::move(signature));
}

std::variant<Type, SyntaxMistake> parse_type(std::string_view text) {
  Reader reader(text);
  const Type type = read_type(reader);
  return finish(reader, type);
}

std::variant<OperatorMapping, SyntaxMistake> parse_mapping(
    std::string_view text) {
  Reader reader(text);
  OperatorMapping mapping;
  mapping.name = reader.name("an operator's name");
  if (reader.accept(".")) mapping.name += "." + reader.name("an overload");
  if (!reader.failed() && reader.accept("(")) {
    mapping.lists_arguments = true;
    if (!reader.accept(")")) {
      do {
        MappedArgument argument;
        argument.offset = reader.offset();
        argument.name = reader.name("an argument's name");
        reader.expect("=");
        if (!reader.failed()) argument.value = reader.value();
        mapping.arguments.push_back(std::move(argument));
      } while (!reader.failed() && reader.accept(","));
      reader.expect(")");
    }
  }
  return finish(reader, std::move(mapping));
}

std::variant<NamedTuple, SyntaxMistake> parse_named_tuple(
    std::string_view text) {
  Reader reader(text);
  NamedTuple result;
  result.name = reader.name("a type's name");
  reader.expect("(");
  while (!reader.failed()) {
    result.fields.push_back(reader.name("a field's name"));
    if (!reader.accept(",")) break;
  }
  reader.expect(")");
  return finish(reader, std::move(result));
}

}  // namespace tnp::translate
