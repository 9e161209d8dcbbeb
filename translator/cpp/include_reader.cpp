#include "translator/cpp/include_reader.h"

#include <array>
#include <string>
#include <vector>

#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

namespace tnp::translate {
namespace {

// Folders of libraries, below a folder of the include path.
constexpr std::array<llvm::StringLiteral, 5> kLibraryFolders{
    "tnp/", "xsimd/", "xtensor/", "xtensor-blas/", "xtl/"};

bool is_library_header(llvm::StringRef path) {
  for (const llvm::StringLiteral& folder : kLibraryFolders) {
    if (path.starts_with(folder)) return true;
  }
  return false;
}

class IncludeReader : public clang::PPCallbacks {
 public:
  IncludeReader(const clang::Preprocessor& preprocessor, ProjectFiles& files,
                CppProgram& program)
      : sources_(preprocessor.getSourceManager()),
        files_(files),
        program_(program) {}

  void InclusionDirective(clang::SourceLocation hash, const clang::Token&,
                          llvm::StringRef name, bool,
                          clang::CharSourceRange name_range,
                          clang::OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef relative_path, const clang::Module*,
                          bool, clang::SrcMgr::CharacteristicKind) override {
    const bool is_library = is_library_header(relative_path);
    if (file && is_library) files_.add_library(file->getFileEntry());
    if (relative_path.starts_with("xtensor/")) program_.uses_library = true;
    if (!files_.is_project(hash)) return;
    const auto hash_place = files_.token(hash);
    const auto name_place = files_.token(name_range.getBegin());
    // A name that comes out of a macro has no place here.
    if (!hash_place || !name_place || hash.isMacroID() ||
        name_range.getBegin().isMacroID()) {
      return;
    }
    IncludeLine include;
    include.file = hash_place->file;
    const std::uint32_t begin = name_place->range.begin + 1;
    include.header = {begin, begin + static_cast<std::uint32_t>(name.size())};
    include.line = line_around(include.file, hash_place->range.begin);
    include.name = name.str();
    include.condition = condition();
    include.is_library = is_library && !relative_path.starts_with("tnp/");
    program_.includes.push_back(std::move(include));
  }

  void If(clang::SourceLocation loc, clang::SourceRange,
          ConditionValueKind) override {
    open(loc);
  }
  void Ifdef(clang::SourceLocation loc, const clang::Token&,
             const clang::MacroDefinition&) override {
    open(loc);
  }
  void Ifndef(clang::SourceLocation loc, const clang::Token&,
              const clang::MacroDefinition&) override {
    open(loc);
  }
  void Elif(clang::SourceLocation loc, clang::SourceRange, ConditionValueKind,
            clang::SourceLocation) override {
    reopen(loc);
  }
  void Else(clang::SourceLocation loc, clang::SourceLocation) override {
    reopen(loc);
  }
  void Endif(clang::SourceLocation, clang::SourceLocation) override {
    branches_.pop_back();
  }

 private:
  void open(clang::SourceLocation loc) {
    branches_.push_back(std::to_string(loc.getRawEncoding()) + "/");
  }
  void reopen(clang::SourceLocation loc) {
    branches_.pop_back();
    open(loc);
  }

  std::string condition() const {
    std::string path;
    for (const std::string& branch : branches_) path += branch;
    return path;
  }

  ByteRange line_around(std::uint32_t file, std::uint32_t offset) {
    const std::string_view text = files_.files()[file].source.text();
    const std::size_t before = text.rfind('\n', offset);
    const std::size_t after = text.find('\n', offset);
    const auto begin = before == text.npos ? 0 : before + 1;
    const auto end = after == text.npos ? text.size() : after + 1;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  const clang::SourceManager& sources_;
  ProjectFiles& files_;
  CppProgram& program_;
  std::vector<std::string> branches_;
};

}  // namespace

std::unique_ptr<clang::PPCallbacks> make_include_reader(
    const clang::Preprocessor& preprocessor, ProjectFiles& files,
    CppProgram& program) {
  return std::make_unique<IncludeReader>(preprocessor, files, program);
}

bool finds_flat_xtensor(clang::Preprocessor& preprocessor) {
  return preprocessor.getHeaderSearchInfo()
      .LookupFile("xtensor/xtensor_config.hpp", clang::SourceLocation(),
                  /*isAngled=*/true, /*FromDir=*/nullptr, /*CurDir=*/nullptr,
                  /*Includers=*/{}, /*SearchPath=*/nullptr,
                  /*RelativePath=*/nullptr, /*RequestingModule=*/nullptr,
                  /*SuggestedModule=*/nullptr, /*IsMapped=*/nullptr,
                  /*IsFrameworkFound=*/nullptr)
      .has_value();
}

}  // namespace tnp::translate
