#include "translator/cpp/declared_name.h"

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/Support/Casting.h"

namespace tnp::translate {
namespace {

using llvm::dyn_cast;

constexpr llvm::StringLiteral kRoot = "xt";

// The contexts around a declaration that its qualified name shows. Inside a
// function there is none: such names are not referred to from elsewhere.
bool prepend_contexts(const clang::DeclContext* context, std::string& name) {
  for (; context && !context->isTranslationUnit();
       context = context->getParent()) {
    if (context->isFunctionOrMethod()) return false;
    if (context->isTransparentContext() || context->isInlineNamespace()) {
      continue;
    }
    const auto* named = dyn_cast<clang::NamedDecl>(context);
    if (!named || !named->getIdentifier()) return false;
    name = named->getName().str() + "::" + name;
  }
  return true;
}

std::string qualified(const clang::NamedDecl& decl) {
  if (!decl.getIdentifier()) return {};
  std::string name = decl.getName().str();
  return prepend_contexts(decl.getDeclContext(), name) ? name : std::string();
}

bool is_in_root(llvm::StringRef name) {
  return name.consume_front(kRoot) && (name.empty() || name.starts_with("::"));
}

const clang::NamedDecl* owner_of(const clang::NamedDecl& decl) {
  const clang::DeclContext* context = decl.getDeclContext();
  if (const auto* type = dyn_cast<clang::EnumDecl>(context)) {
    return type->isScoped() ? type : owner_of(*type);
  }
  return dyn_cast<clang::RecordDecl>(context);
}

}  // namespace

DeclaredName library_name(const clang::NamedDecl& decl, ProjectFiles& files) {
  const clang::NamedDecl* named = &decl;
  while (const auto* shadow = dyn_cast<clang::UsingShadowDecl>(named)) {
    if (!files.is_project(shadow->getLocation()) &&
        is_in_root(qualified(*shadow))) {
      break;
    }
    named = shadow->getTargetDecl();
  }
  if (const auto* space = dyn_cast<clang::NamespaceDecl>(named)) {
    return {library_namespace(*space, files), {}};
  }
  if (named->getLocation().isInvalid() ||
      files.is_project(named->getLocation())) {
    return {};
  }
  DeclaredName result{qualified(*named), {}};
  if (!is_in_root(result.name)) return {};
  if (const clang::NamedDecl* owner = owner_of(*named)) {
    result.owner = qualified(*owner);
  }
  return result;
}

std::string namespace_scope_name(const clang::NamedDecl& decl) {
  const clang::DeclContext* context = decl.getDeclContext();
  while (context->isTransparentContext() && context->getParent()) {
    context = context->getParent();
  }
  return context->isFileContext() ? qualified(decl) : std::string();
}

std::string library_namespace(const clang::NamespaceDecl& decl,
                              ProjectFiles& files) {
  std::string name = qualified(decl);
  if (!is_in_root(name)) return {};
  for (const clang::NamespaceDecl* part : decl.redecls()) {
    if (!files.is_project(part->getLocation())) return name;
  }
  return {};
}

}  // namespace tnp::translate
