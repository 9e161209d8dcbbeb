/// Records the names of xtensor that a translation unit writes.
#pragma once

#include "translator/cpp/project_files.h"

namespace clang {
class ASTContext;
}

namespace tnp::translate {

/// Appends to `program` every reference into namespace `xt`, as declared by a
/// library, from code in project files: types, functions, values, members,
/// using-directives, using-declarations and namespace aliases. Names that
/// depend on template arguments are read from the instantiations.
void read_names(clang::ASTContext& context, ProjectFiles& files,
                CppProgram& program);

}  // namespace tnp::translate
