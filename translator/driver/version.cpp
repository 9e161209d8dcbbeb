#include "translator/driver/version.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/rule/rule_table.h"

namespace tnp::translate {

std::string tool_version() { return TNP_VERSION; }

void print_version(llvm::raw_ostream& out) {
  const std::string_view hash = builtin_rules_hash();
  out << "tnp-translate " TNP_VERSION "\n  rule table "
      << llvm::StringRef(hash.data(), hash.size()) << ", "
      << builtin_rules().with_prefix("").size()
      << " names\n  tree-sitter " TNP_TREE_SITTER_VERSION
         ", tree-sitter-python " TNP_TREE_SITTER_PYTHON_VERSION
         "\n  LLVM " LLVM_VERSION_STRING "\n";
}

}  // namespace tnp::translate
