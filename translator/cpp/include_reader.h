/// Records the #include lines of project files.
#pragma once

#include <memory>

#include "translator/cpp/project_files.h"

namespace clang {
class PPCallbacks;
class Preprocessor;
}  // namespace clang

namespace tnp::translate {

/// Callbacks for `preprocessor` that append to `program` and tell `files` which
/// files are libraries. Both must outlive the preprocessor's run.
std::unique_ptr<clang::PPCallbacks> make_include_reader(
    const clang::Preprocessor& preprocessor, ProjectFiles& files,
    CppProgram& program);

/// Whether xtensor, as `preprocessor` would find it, is older than 0.26: its
/// headers then lie in one folder.
bool finds_flat_xtensor(clang::Preprocessor& preprocessor);

}  // namespace tnp::translate
