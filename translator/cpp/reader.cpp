#include "translator/cpp/reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "translator/cpp/compiler_messages.h"
#include "translator/cpp/include_reader.h"
#include "translator/cpp/name_reader.h"
#include "translator/cpp/project_files.h"

namespace tnp::translate {
namespace {

namespace path = llvm::sys::path;

struct Input {
  std::string name;
  std::vector<std::string> roots;
};

class NameConsumer : public clang::ASTConsumer {
 public:
  NameConsumer(ProjectFiles& files, CppProgram& program)
      : files_(files), program_(program) {}

  void HandleTranslationUnit(clang::ASTContext& context) override {
    if (context.getDiagnostics().hasErrorOccurred()) return;
    // The input is a file of the program even when it names nothing.
    const clang::SourceManager& sources = context.getSourceManager();
    files_.token(sources.getLocForStartOfFile(sources.getMainFileID()));
    read_names(context, files_, program_);
  }

  // Names are looked for in the project alone; bodies of libraries cost time.
  bool shouldSkipFunctionBody(clang::Decl* decl) override {
    return !files_.is_project(decl->getLocation());
  }

 private:
  ProjectFiles& files_;
  CppProgram& program_;
};

class ReadAction : public clang::ASTFrontendAction {
 public:
  ReadAction(const Input& input, CppProgram& program)
      : input_(input), program_(program) {}

 protected:
  bool BeginInvocation(clang::CompilerInstance& compiler) override {
    compiler.getFrontendOpts().SkipFunctionBodies = true;
    // Without carets it does not print the number of errors either.
    compiler.getDiagnosticOpts().ShowCarets = false;
    return true;
  }

  bool BeginSourceFileAction(clang::CompilerInstance& compiler) override {
    files_ = std::make_unique<ProjectFiles>(compiler.getSourceManager(),
                                            compiler.getLangOpts(), input_.name,
                                            input_.roots);
    clang::Preprocessor& preprocessor = compiler.getPreprocessor();
    // Clang 19 matches template template arguments as C++17 says; xtensor
    // before 0.26 is ambiguous then.
    if (finds_flat_xtensor(preprocessor)) {
      compiler.getLangOpts().RelaxedTemplateTemplateArgs = false;
    }
    preprocessor.addPPCallbacks(
        make_include_reader(preprocessor, *files_, program_));
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(
      clang::CompilerInstance&, llvm::StringRef) override {
    return std::make_unique<NameConsumer>(*files_, program_);
  }

  void EndSourceFileAction() override {
    program_.files = std::move(files_->files());
  }

 private:
  const Input& input_;
  CppProgram& program_;
  std::unique_ptr<ProjectFiles> files_;
};

class ReadActionFactory : public clang::tooling::FrontendActionFactory {
 public:
  ReadActionFactory(const Input& input, CppProgram& program)
      : input_(input), program_(program) {}

  std::unique_ptr<clang::FrontendAction> create() override {
    return std::make_unique<ReadAction>(input_, program_);
  }

 private:
  const Input& input_;
  CppProgram& program_;
};

std::string folder_path(llvm::StringRef folder) {
  llvm::SmallString<256> real;
  if (llvm::sys::fs::real_path(folder, real)) return {};
  if (!real.ends_with("/")) real += "/";
  return real.str().str();
}

// Headers below these folders belong to the project.
std::vector<std::string> find_roots(const std::string& file,
                                    const FlagSource& flags) {
  const llvm::StringRef parent = path::parent_path(file);
  std::vector<std::string> roots{folder_path("."),
                                 folder_path(parent.empty() ? "." : parent)};
  if (!flags.build_path.empty()) {
    roots.push_back(folder_path(flags.build_path + "/.."));
  }
  std::erase(roots, std::string());
  return roots;
}

clang::tooling::CommandLineArguments adjust(
    clang::tooling::CommandLineArguments args, llvm::StringRef) {
  const auto has_prefix = [&](llvm::StringRef prefix) {
    return std::ranges::any_of(
        args, [&](llvm::StringRef arg) { return arg.starts_with(prefix); });
  };
  std::vector<std::string> added{"-w"};
  if (!has_prefix("-resource-dir")) {
    added.push_back("-resource-dir=" TNP_CLANG_RESOURCE_DIR);
  }
  if (!has_prefix("-std=") && !has_prefix("--std")) {
    added.push_back("-std=c++17");
  }
  args.insert(args.begin() + 1, added.begin(), added.end());
  return args;
}

}  // namespace

CppReading read_cpp(const std::string& file, const FlagSource& flags) {
  CppReading reading;
  auto found = find_flags(flags, file);
  if (auto* diagnostic = std::get_if<Diagnostic>(&found)) {
    reading.diagnostics.push_back(std::move(*diagnostic));
    return reading;
  }
  const auto& database = *std::get<0>(found);
  CompilerMessages messages;
  const Input input{file, find_roots(file, flags)};
  CppProgram program;
  ReadActionFactory factory(input, program);
  clang::tooling::ClangTool tool(database, {file});
  tool.setDiagnosticConsumer(&messages);
  tool.setPrintErrorMessage(false);
  tool.appendArgumentsAdjuster(adjust);
  const int failed = tool.run(&factory);
  reading.diagnostics = messages.take();
  if (failed && reading.diagnostics.empty()) {
    reading.diagnostics.push_back(
        diagnose_file(Severity::kError, Slug::kCompilerError, file,
                      "the compiler cannot be run with the given flags"));
  }
  if (!failed) reading.program = std::move(program);
  return reading;
}

}  // namespace tnp::translate
