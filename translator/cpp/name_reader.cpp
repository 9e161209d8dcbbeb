// One walk over the project's part of the tree. Each kind of node that can
// write a name says which declaration it found, where the name is and what
// stands before it; `add` makes a reference of that.
#include "translator/cpp/name_reader.h"

#include <set>
#include <tuple>
#include <utility>

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseMap.h"
#include "translator/cpp/declared_name.h"

namespace tnp::translate {
namespace {

using clang::NamedDecl;
using clang::NestedNameSpecifierLoc;
using clang::SourceLocation;
using llvm::dyn_cast;

const NamedDecl* template_of(clang::TemplateName name) {
  if (const auto* shadow = name.getAsUsingShadowDecl()) return shadow;
  return name.getAsTemplateDecl();
}

struct FoundName {
  const NamedDecl* decl = nullptr;
  SourceLocation loc;
};

// What a type without its qualifier names.
FoundName found_name(clang::TypeLoc type) {
  if (auto loc = type.getAs<clang::TypedefTypeLoc>()) {
    return {loc.getTypedefNameDecl(), loc.getNameLoc()};
  }
  if (auto loc = type.getAs<clang::UsingTypeLoc>()) {
    return {loc.getFoundDecl(), loc.getNameLoc()};
  }
  if (auto loc = type.getAs<clang::TagTypeLoc>()) {
    return {loc.getDecl(), loc.getNameLoc()};
  }
  if (auto loc = type.getAs<clang::InjectedClassNameTypeLoc>()) {
    return {loc.getDecl(), loc.getNameLoc()};
  }
  if (auto loc = type.getAs<clang::TemplateSpecializationTypeLoc>()) {
    return {template_of(loc.getTypePtr()->getTemplateName()),
            loc.getTemplateNameLoc()};
  }
  if (auto loc = type.getAs<clang::DeducedTemplateSpecializationTypeLoc>()) {
    return {template_of(loc.getTypePtr()->getTemplateName()),
            loc.getTemplateNameLoc()};
  }
  return {};
}

class NameReader : public clang::RecursiveASTVisitor<NameReader> {
  using Base = clang::RecursiveASTVisitor<NameReader>;

 public:
  NameReader(ProjectFiles& files, CppProgram& program)
      : files_(files), program_(program) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitDeclRefExpr(clang::DeclRefExpr* expr) {
    add(*expr->getFoundDecl(), expr->getLocation(), expr->getQualifierLoc());
    return true;
  }

  bool VisitMemberExpr(clang::MemberExpr* expr) {
    add_member(*expr->getMemberDecl(), expr->getMemberLoc());
    read_qualifier(expr->getQualifierLoc(), nullptr);
    return true;
  }

  bool VisitOverloadExpr(clang::OverloadExpr* expr) {
    const NestedNameSpecifierLoc qualifier = expr->getQualifierLoc();
    // Argument-dependent look-up may find others, as far as one can tell here.
    const bool is_open =
        !qualifier && !llvm::isa<clang::UnresolvedMemberExpr>(expr);
    for (const NamedDecl* decl : expr->decls()) {
      if (library_name(*decl, files_).name.empty()) continue;
      if (llvm::isa<clang::UnresolvedMemberExpr>(expr)) {
        add_member(*decl, expr->getNameLoc());
      } else {
        add(*decl, expr->getNameLoc(), qualifier, is_open);
      }
      break;
    }
    return true;
  }

  bool VisitTypeLoc(clang::TypeLoc type) {
    if (auto elaborated = type.getAs<clang::ElaboratedTypeLoc>()) {
      const FoundName found = found_name(elaborated.getNamedTypeLoc());
      if (found.decl) qualifiers_[found.loc] = elaborated.getQualifierLoc();
      return true;
    }
    if (const FoundName found = found_name(type); found.decl) {
      add(*found.decl, found.loc, qualifiers_.lookup(found.loc));
    }
    return true;
  }

  bool TraverseTemplateArgumentLoc(const clang::TemplateArgumentLoc& argument) {
    const clang::TemplateArgument& value = argument.getArgument();
    if (value.getKind() == clang::TemplateArgument::Template) {
      if (const NamedDecl* decl = template_of(value.getAsTemplate())) {
        add(*decl, argument.getTemplateNameLoc(),
            argument.getTemplateQualifierLoc());
      }
    }
    return Base::TraverseTemplateArgumentLoc(argument);
  }

  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc qualifier) {
    for (auto part = qualifier; part; part = part.getPrefix()) {
      note_root(part);
      // A class before `::` has its qualifier before it, not around it.
      if (!part.getNestedNameSpecifier()->getAsType()) continue;
      const FoundName found = found_name(part.getTypeLoc());
      if (found.decl) qualifiers_[found.loc] = part.getPrefix();
    }
    return Base::TraverseNestedNameSpecifierLoc(qualifier);
  }

  bool VisitUsingDirectiveDecl(clang::UsingDirectiveDecl* decl) {
    program_.opened.insert(
        namespace_scope_name(*decl->getNominatedNamespace()));
    add_namespace(*decl->getNominatedNamespaceAsWritten(),
                  decl->getIdentLocation(), decl->getQualifierLoc());
    return true;
  }

  bool VisitNamespaceAliasDecl(clang::NamespaceAliasDecl* decl) {
    add_namespace(*decl->getAliasedNamespace(), decl->getTargetNameLoc(),
                  decl->getQualifierLoc());
    return true;
  }

  bool VisitUsingDecl(clang::UsingDecl* decl) {
    for (const clang::UsingShadowDecl* shadow : decl->shadows()) {
      const NamedDecl* target = shadow->getTargetDecl();
      if (library_name(*target, files_).name.empty()) continue;
      add(*target, decl->getNameInfo().getLoc(), decl->getQualifierLoc());
      break;
    }
    return true;
  }

  bool VisitNamespaceDecl(clang::NamespaceDecl* decl) {
    if (!decl->getParent()->isTranslationUnit() || !is_root(*decl)) return true;
    note_place(decl->getLocation());
    if (library_namespace(*decl, files_).empty()) return true;
    NameReference reference;
    reference.form = NameForm::kReopened;
    reference.name = "xt";
    finish(std::move(reference), decl->getLocation(), decl->getLocation());
    return true;
  }

 private:
  static bool is_root(const NamedDecl& decl) {
    return decl.getIdentifier() && decl.getName() == "xt";
  }

  void note_place(SourceLocation loc) {
    if (const auto place = files_.token(loc)) {
      files_.files()[place->file].resolved.insert(place->range.begin);
    }
  }

  void note_root(NestedNameSpecifierLoc part) {
    const auto* specifier = part.getNestedNameSpecifier();
    const NamedDecl* space = specifier->getAsNamespace();
    if (!space) space = specifier->getAsNamespaceAlias();
    if (space && is_root(*space)) note_place(part.getLocalBeginLoc());
  }

  void add(const NamedDecl& decl, SourceLocation loc,
           NestedNameSpecifierLoc qualifier, bool is_candidate = false) {
    if (!decl.getIdentifier()) return;
    const DeclaredName declared = library_name(decl, files_);
    if (declared.name.empty()) {
      if (!qualifier) note_foreign(decl, loc);
      return;
    }
    NameReference reference;
    reference.name = declared.name;
    reference.owner = declared.owner;
    reference.is_candidate = is_candidate;
    reference.form = read_qualifier(qualifier, &reference.parts);
    if (!declared.owner.empty()) reference.form = NameForm::kForeign;
    SourceLocation begin = loc;
    if (reference.form == NameForm::kQualified) begin = qualifier.getBeginLoc();
    finish(std::move(reference), begin, loc);
  }

  void add_member(const NamedDecl& decl, SourceLocation loc) {
    if (loc.isInvalid() || !decl.getIdentifier()) return;
    const DeclaredName declared = library_name(decl, files_);
    if (declared.name.empty()) return;
    NameReference reference;
    reference.form = NameForm::kForeign;
    reference.name = declared.name;
    reference.owner = declared.owner;
    finish(std::move(reference), loc, loc);
  }

  void add_namespace(const NamedDecl& decl, SourceLocation loc,
                     NestedNameSpecifierLoc qualifier) {
    if (is_root(decl)) note_place(loc);
    // An alias for an alias stays: the first one is what changes.
    const auto* space = dyn_cast<clang::NamespaceDecl>(&decl);
    if (!space) return;
    NameReference reference;
    reference.form = NameForm::kNamespace;
    reference.name = library_namespace(*space, files_);
    if (reference.name.empty()) return;
    read_qualifier(qualifier, &reference.parts);
    finish(std::move(reference), qualifier ? qualifier.getBeginLoc() : loc,
           loc);
  }

  void note_foreign(const NamedDecl& decl, SourceLocation loc) {
    const auto place = files_.token(loc);
    if (!place) return;
    if (!program_.foreign.emplace(place->file, place->range.begin).second) {
      return;
    }
    const std::string found = namespace_scope_name(decl);
    if (found.empty()) return;
    const NamedDecl* target = decl.getUnderlyingDecl();
    std::string name = namespace_scope_name(*target);
    const std::size_t scope = found.rfind("::");
    if (name.find("::") == name.npos) name = "::" + name;
    program_.foreign_names.push_back(
        {*place, std::move(name),
         scope == found.npos ? std::string() : found.substr(0, scope)});
  }

  // Appends the words of `qualifier` that name namespaces of xtensor to `parts`
  // and says how such a name is written.
  NameForm read_qualifier(NestedNameSpecifierLoc qualifier,
                          std::vector<NamePart>* parts) {
    NameForm form = qualifier ? NameForm::kForeign : NameForm::kPlain;
    for (auto part = qualifier; part; part = part.getPrefix()) {
      note_root(part);
      const auto* specifier = part.getNestedNameSpecifier();
      const clang::NamespaceDecl* space = specifier->getAsNamespace();
      const clang::NamespaceAliasDecl* alias = specifier->getAsNamespaceAlias();
      if (alias) space = alias->getNamespace();
      const std::string name =
          space ? library_namespace(*space, files_) : std::string();
      if (name.empty()) break;
      form = NameForm::kQualified;
      if (parts) {
        parts->insert(parts->begin(),
                      make_part(part.getLocalBeginLoc(), name, alias));
      }
    }
    return form;
  }

  NamePart make_part(SourceLocation loc, std::string name, bool is_alias) {
    NamePart part;
    part.name = std::move(name);
    part.is_alias = is_alias;
    const auto place = files_.token(loc);
    part.is_editable = place.has_value();
    if (place) part.place = *place;
    return part;
  }

  bool is_written(const NamePart& part) {
    const std::string_view text = files_.files()[part.place.file].source.text();
    const std::string_view word = text_of(text, part.place.range);
    return part.name == word || part.name.ends_with("::" + std::string(word));
  }

  // Completes `reference`, written from `begin` to the name at `loc`. It is
  // dropped when the code that uses it is not the project's.
  void finish(NameReference reference, SourceLocation begin,
              SourceLocation loc) {
    const auto use = files_.expansion(loc);
    if (!use) return;
    reference.parts.push_back(make_part(loc, reference.name, false));
    const NamePart& last = reference.parts.back();
    // An instantiation has names where its pattern has a parameter.
    if (last.is_editable && !is_written(last)) return;
    const auto first = files_.token(begin);
    reference.is_whole_editable = first && last.is_editable &&
                                  first->file == last.place.file &&
                                  first->range.begin <= last.place.range.begin;
    reference.whole = *use;
    if (reference.is_whole_editable) {
      reference.whole = {first->file,
                         {first->range.begin, last.place.range.end}};
    }
    const auto key =
        std::tuple(reference.whole.file, reference.whole.range.begin,
                   reference.whole.range.end, reference.name, reference.form,
                   reference.is_candidate);
    if (seen_.insert(key).second) {
      program_.references.push_back(std::move(reference));
    }
  }

  ProjectFiles& files_;
  CppProgram& program_;
  llvm::DenseMap<SourceLocation, NestedNameSpecifierLoc> qualifiers_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string,
                      NameForm, bool>>
      seen_;
};

}  // namespace

void read_names(clang::ASTContext& context, ProjectFiles& files,
                CppProgram& program) {
  NameReader reader(files, program);
  for (clang::Decl* decl : context.getTranslationUnitDecl()->decls()) {
    if (files.is_project(decl->getLocation())) reader.TraverseDecl(decl);
  }
}

}  // namespace tnp::translate
