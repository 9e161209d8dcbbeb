/// Types of the values of a Python text, followed forward from calls of the
/// source library, literals and annotations through assignments, branches,
/// loops, and functions of the same text.
///
/// What it says holds on every path on which the program runs as NumPy's own
/// types would have it. What may be anything, it leaves out.
#pragma once

#include <map>
#include <set>
#include <string_view>

#include "llvm/ADT/STLFunctionalExtras.h"
#include "translator/python/bindings.h"
#include "translator/python/names.h"
#include "translator/python/syntax_tree.h"
#include "translator/rule/rule_table.h"
#include "translator/types/value_type.h"

namespace tnp::translate {

/// An attribute of a value that is an array or a scalar of the library.
struct MemberUse {
  ByteRange name;
  TSNode call{};  // the call of which it is the function; else null
  ValueType receiver;
};

/// A name where it is bound.
struct BoundName {
  ByteRange name;
  ValueType type;
};

struct InferredTypes {
  /// By the place of the attribute's name.
  std::map<std::uint32_t, MemberUse> members;
  /// Places of names of functions, called with arguments for which the rule's
  /// differences do not show.
  std::set<std::uint32_t> equal_calls;
  /// By place, those of unknown type too; empty unless asked for.
  std::map<std::uint32_t, BoundName> bound_names;
};

/// The qualified name of what a chain means, by its index; empty where it is
/// nothing of the source library.
using LibraryName = llvm::function_ref<std::string_view(std::uint32_t)>;

/// The origins in the result are places of the last identifiers of names that
/// mean something of the library: of `zeros` in `np.zeros(3)`.
InferredTypes infer_types(const SyntaxTree& tree, const Names& names,
                          const Variables& variables,
                          const BindingFinder& bindings, const RuleTable& rules,
                          LibraryName library, bool with_bound_names);

}  // namespace tnp::translate
