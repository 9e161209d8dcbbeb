/// Which build this is.
#pragma once

#include <string>

namespace llvm {
class raw_ostream;
}

namespace tnp::translate {

/// The version of the tool: `0.1.0`.
std::string tool_version();

/// What `--version` prints: the tool, its rule table by number of entries and
/// a hash of all that they say, and the libraries inside.
void print_version(llvm::raw_ostream& out);

}  // namespace tnp::translate
