/// Resolves a Python text: which places name something of NumPy.
#pragma once

#include "translator/call/resolution.h"
#include "translator/python/syntax_tree.h"
#include "translator/python/type_inference.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// Every reference of `tree` into NumPy, by Python's own scoping rules.
///
/// `rules` tells what functions return, so that the members of values that are
/// inferred to be arrays are references too; `types` takes all that was
/// inferred. A name with two meanings, or one that is looked up at run time, is
/// not resolved; the first kind is listed in `unresolved`, the second is a
/// reference of kind kDynamic. The tree must have no error.
///
/// `project` is what other modules of a project tell of this one; the facts of
/// the result are what this one tells them.
Resolution resolve(const SyntaxTree& tree, const RuleTable& rules,
                   const ProjectNames* project = nullptr,
                   InferredTypes* types = nullptr);

}  // namespace tnp::translate
