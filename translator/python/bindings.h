/// Which names of a Python text mean something of the source library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "translator/call/resolution.h"
#include "translator/python/names.h"

namespace tnp::translate {

/// A name in the scope that owns it.
struct Variable {
  std::uint32_t scope = 0;
  std::uint32_t name = 0;
  std::vector<std::uint32_t> assignments;
  /// Named by a global or nonlocal statement, or read by a class that binds the
  /// name as well: the name must stay.
  bool is_declared = false;
};

/// Python's scoping rules over collected names.
class Variables {
 public:
  explicit Variables(const Names& names);

  /// The variable that `name` means in `scope`, or kNone.
  std::uint32_t lookup(std::uint32_t scope, std::uint32_t name) const;

  const std::vector<Variable>& all() const { return variables_; }

 private:
  std::uint32_t find(std::uint32_t scope, std::uint32_t name) const;
  std::uint32_t owner(std::uint32_t scope, std::uint32_t name) const;
  Variable& variable(std::uint32_t scope, std::uint32_t name);

  const Names& names_;
  std::vector<Variable> variables_;
  llvm::DenseMap<std::uint64_t, std::uint32_t> index_;
};

/// `node` without a `*` before it. The grammar lets the star of `[*np.f(x)]`
/// bind more tightly than the dot: to `np` alone.
TSNode without_star(TSNode node);

/// One argument of a call: `x`, `name=x`, `*x`, `**x`.
struct ArgumentNode {
  ArgumentKind kind = ArgumentKind::kPositional;
  TSNode name{};   // of a keyword; else null
  TSNode value{};  // with its stars
};
ArgumentNode read_argument(TSNode node);

/// The identifiers of a chain or member, from left to right.
std::vector<ByteRange> chain_parts(TSNode node);

/// Gives a binding to each variable that has one meaning, and fills in the
/// bindings and imports of `resolution`, and what could not be followed.
class BindingFinder {
 public:
  BindingFinder(std::string_view text, const Names& names,
                const Variables& variables, const ProjectNames* project,
                Resolution& resolution);

  /// Binds every variable that an import or an alias gives a meaning.
  void run();

  /// The binding of a variable, or kNone.
  std::uint32_t binding(std::uint32_t variable) const {
    return states_[variable].binding;
  }

  /// What a chain through `binding` names: `numpy.linalg` + `norm`.
  std::string qualified(std::uint32_t binding, TSNode chain) const;

 private:
  enum class Progress : std::uint8_t { kNew, kRunning, kDone };
  struct State {
    Progress progress = Progress::kNew;
    std::uint32_t binding = kNone;
  };
  struct Meaning;

  std::uint32_t bind(std::uint32_t variable);
  Meaning meaning(const Variable& variable);
  bool is_fallback(const Assignment& other, const Variable& variable) const;
  std::uint32_t add_binding(const Variable& variable, const Meaning& meaning);
  void report_ambiguous(const Variable& variable);

  std::string_view text_;
  const Names& names_;
  const Variables& variables_;
  const ProjectNames* project_;
  Resolution& resolution_;
  std::vector<State> states_;
  std::uint32_t depth_ = 0;
};

}  // namespace tnp::translate
