/// What a declaration is called, independent of how it was found.
#pragma once

#include <string>

#include "translator/cpp/project_files.h"

namespace clang {
class NamedDecl;
class NamespaceDecl;
}  // namespace clang

namespace tnp::translate {

struct DeclaredName {
  std::string name;   // `xt::linalg::norm`; empty: not of xtensor
  std::string owner;  // `xt::xcontainer` for its members
};

/// The name of `decl` when a library declares it in namespace `xt`. A
/// using-declaration inside the library counts as a declaration.
DeclaredName library_name(const clang::NamedDecl& decl, ProjectFiles& files);

/// `xt` or `xt::linalg`, when it is the library's; else empty.
std::string library_namespace(const clang::NamespaceDecl& decl,
                              ProjectFiles& files);

/// The name of anything outside classes and functions: `std::array`; empty for
/// the rest. A using-declaration has a name of its own.
std::string namespace_scope_name(const clang::NamedDecl& decl);

}  // namespace tnp::translate
