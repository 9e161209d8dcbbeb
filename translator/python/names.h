/// The names of a Python text: scopes, what binds each name, and every use.
/// The result of one walk over the tree; nothing is resolved yet.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"
#include "translator/call/binding.h"
#include "translator/call/module_names.h"
#include "translator/call/reference.h"
#include "translator/python/syntax_tree.h"

namespace tnp::translate {

enum class ScopeKind : std::uint8_t {
  kModule,
  kClass,
  kFunction,
  kComprehension,
  kTypeParams,
};

struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  std::uint32_t parent = kNone;
  TSNode node{};  // the module, definition or expression that opens it
};

enum class BlockKind : std::uint8_t { kPlain, kTryBody, kHandler };

/// A list of statements that run one after another.
struct Block {
  BlockKind kind = BlockKind::kPlain;
  std::uint32_t parent = kNone;
  std::uint32_t try_id = kNone;  // which `try` a body or handler belongs to
};

enum class AssignmentKind : std::uint8_t {
  kImport,  // index: the import, item: its item
  kChain,   // f = np.sin; index: the chain
  kNone,    // np = None
  kDelete,  // del np
  kTarget,  // import tnp
  kOther,
};

/// One place that binds a name.
struct Assignment {
  AssignmentKind kind = AssignmentKind::kOther;
  std::uint32_t scope = 0;
  std::uint32_t name = 0;
  std::uint32_t block = 0;
  std::uint32_t begin = 0;  // where in the text
  std::uint32_t index = kNone;
  std::uint32_t item = kNone;
};

/// One use of a name, with the attributes that follow it: `np.linalg.norm`.
struct Chain {
  TSNode node{};  // the outermost attribute
  TSNode call{};  // the call of which it is the function; else null
  ReferenceKind kind = ReferenceKind::kValue;
  std::uint32_t scope = 0;
  std::uint32_t root = 0;      // name
  std::string_view looked_up;  // as of a Reference
};

/// `from elsewhere import *`.
struct ForeignStar {
  std::string_view module;
  std::uint32_t begin = 0;
};

struct Names {
  std::vector<Scope> scopes;
  std::vector<Block> blocks;
  std::vector<Assignment> assignments;
  std::vector<Chain> chains;
  std::vector<Import> imports;
  std::vector<ForeignStar> foreign_stars;
  std::vector<ForeignImport> foreign_imports;
  bool has_exports = false;                 // `__all__` is there
  std::vector<std::string_view> spellings;  // of each name
  /// Names declared `global` or `nonlocal`, by (scope, name).
  llvm::DenseSet<std::uint64_t> globals;
  llvm::DenseSet<std::uint64_t> nonlocals;
  /// Calls of eval and exec; with globals() and locals() they look names up as
  /// text, so the names of modules must stay.
  std::vector<ByteRange> evaluations;
  bool looks_up_names = false;
  /// Expressions whose text is printed too: `f"{x=}"`.
  std::vector<ByteRange> shown_texts;
  /// Calls that import the library: `importlib.import_module("numpy")`.
  std::vector<ByteRange> dynamic_imports;
  /// The first syntax that only Python 2 has.
  std::optional<ByteRange> python2;
  /// Names listed in `__all__`.
  llvm::DenseSet<llvm::StringRef> exported;
};

inline std::uint64_t scoped(std::uint32_t scope, std::uint32_t name) {
  return (static_cast<std::uint64_t>(scope) << 32) | name;
}

/// Whether `module` is the source library or one of its modules.
bool is_numpy_module(std::string_view module);

/// Walks `tree`, which has no error and must outlive the result. `project` is
/// what other modules tell of this one; null where there are none.
Names collect_names(const SyntaxTree& tree,
                    const ProjectNames* project = nullptr);

}  // namespace tnp::translate
