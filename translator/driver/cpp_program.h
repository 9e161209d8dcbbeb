/// The C++ front end, a program of its own: it links Clang, whose start alone
/// takes longer than a whole Python run.
#pragma once

#include "translator/diagnostics/diagnostic.h"

namespace tnp::translate {

/// Replaces this process by `tnp-translate-cpp`, which lies beside it and takes
/// the same command line. Returns only when that fails.
Diagnostic become_cpp_program(const char* const* argv);

}  // namespace tnp::translate
