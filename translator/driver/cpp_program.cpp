#include "translator/driver/cpp_program.h"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace tnp::translate {
namespace {

constexpr const char* kProgram = "tnp-translate-cpp";

}  // namespace

Diagnostic become_cpp_program(const char* const* argv) {
  const std::string self = llvm::sys::fs::getMainExecutable(
      argv[0], reinterpret_cast<void*>(&become_cpp_program));
  llvm::SmallString<256> program(llvm::sys::path::parent_path(self));
  llvm::sys::path::append(program, kProgram);
  // execv does not write to the words, only its type is older than const.
  execv(program.c_str(), const_cast<char* const*>(argv));
  const std::error_code error(errno, std::generic_category());
  return diagnose_file(Severity::kError, Slug::kUnreadableFile,
                       program.str().str(),
                       "C++ files need `" + std::string(kProgram) +
                           "`, which cannot be started: " + error.message());
}

}  // namespace tnp::translate
