/// Reads an import statement into the form that the later steps know.
#pragma once

#include <tree_sitter/api.h>

#include <string_view>
#include <vector>

#include "translator/call/binding.h"

namespace tnp::translate {

struct ImportStatement {
  Import import;              // without scope, block and bindings
  std::vector<TSNode> bound;  // for each item, the identifier that is bound
  std::string_view module;    // of `from module import`
  bool is_numpy = false;      // at least one item is the source library's
  bool is_star = false;       // then `import` has one item and `bound` none
};

/// Reads `statement`, an import_statement or import_from_statement of `text`.
ImportStatement read_import(std::string_view text, TSNode statement);

}  // namespace tnp::translate
