/// What the tool knows, printed on request.
#pragma once

#include <string>

#include "translator/rule/rule_table.h"

namespace llvm {
class raw_ostream;
}

namespace tnp::translate {

/// The explanation of a kind of diagnostic, or of every kind for `list`. False,
/// with the kinds that may be meant on `out`, when there is none of that
/// name.
bool explain(llvm::raw_ostream& out, const std::string& slug);

/// What `name` maps to, and how equal it is. `np.` and `xt::` may be left out
/// or spelled as in a program. Where rules of the user take part, which of them
/// wins. False, with the names that are like it, when the table does not have
/// it.
bool query(llvm::raw_ostream& out, const std::string& name,
           const RuleTable& rules);

}  // namespace tnp::translate
