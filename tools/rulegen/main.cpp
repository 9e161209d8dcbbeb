// tnp-rulegen: from the rule table to everything that is generated from it.
#include <algorithm>
#include <filesystem>
#include <optional>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/rulegen/emit.h"
#include "tools/rulegen/reference.h"

namespace tnp::translate {
namespace {

namespace cl = llvm::cl;

cl::OptionCategory category("Options of tnp-rulegen");
cl::list<std::string> inputs(cl::Positional, cl::OneOrMore,
                             cl::desc("<rule files>"), cl::cat(category));
cl::opt<std::string> out_dir("out", cl::Required, cl::value_desc("folder"),
                             cl::desc("Where the generated files go"),
                             cl::cat(category));
cl::opt<std::string> native_functions(
    "native-functions", cl::Required, cl::value_desc("file"),
    cl::desc("The operator table of the installed torch"), cl::cat(category));
cl::opt<std::string> reference_dir(
    "reference", cl::value_desc("folder"),
    cl::desc("Where the reference page goes; without it, none is made"),
    cl::cat(category));
cl::opt<std::string> measured(
    "measured", cl::value_desc("file"),
    cl::desc("What comparison tests measured, for the reference page"),
    cl::cat(category));
cl::opt<bool> is_user(
    "user", cl::desc("The files are a user's: unsorted, without evidence"),
    cl::cat(category));

bool is_numpy_topic(const Topic& topic) {
  return std::any_of(topic.definitions.begin(), topic.definitions.end(),
                     [](const Definition& definition) {
                       return definition.kind != EntryKind::kCpp &&
                              definition.kind != EntryKind::kInclude;
                     });
}

/// Writes only what changed, so that only what depends on it is built again.
void write_file(const std::string& path, const std::string& text,
                Diagnostics& diagnostics) {
  const auto before = read_source(path);
  const auto* file = std::get_if<SourceFile>(&before);
  if (file && file->text() == text) return;
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  if (!error) out << text;
  if (error || out.has_error()) {
    diagnostics.push_back(diagnose_file(Severity::kError, Slug::kUnwritableFile,
                                        path, "cannot be written"));
    out.clear_error();
  }
}

void write(const std::string& name, const std::string& text,
           Diagnostics& diagnostics) {
  write_file(out_dir + "/" + name, text, diagnostics);
}

/// Groups what was loaded by file, in the order of the command line.
std::vector<Topic> topics_of(std::vector<Definition> definitions) {
  std::vector<Topic> topics;
  for (const std::string& input : inputs) {
    Topic topic;
    const std::filesystem::path path(input);
    topic.name = path.stem().string();
    topic.folder = path.parent_path().filename().string();
    for (Definition& definition : definitions) {
      if (definition.file == input) topic.definitions.push_back(definition);
    }
    topics.push_back(std::move(topic));
  }
  return topics;
}

/// `fft.pyi`; of a package with packages in it `lib/__init__.pyi`.
std::string stub_path(const std::string& package,
                      std::span<const std::string> packages) {
  if (package.empty()) return "__init__.pyi";
  const bool is_folder = std::any_of(packages.begin(), packages.end(),
                                     [&](const std::string& other) {
                                       return other.starts_with(package + ".");
                                     });
  std::string path = package;
  std::replace(path.begin(), path.end(), '.', '/');
  return path + (is_folder ? "/__init__.pyi" : ".pyi");
}

void generate(std::span<const Topic> topics, const OperatorTable& operators,
              Diagnostics& diagnostics) {
  write("builtin_rules.cpp", emit_builtin_rules(topics), diagnostics);
  write("rules.json", emit_table(topics), diagnostics);
  std::vector<Topic> numpy;
  std::copy_if(topics.begin(), topics.end(), std::back_inserter(numpy),
               is_numpy_topic);
  for (const Topic& topic : numpy) {
    write("bindings_" + topic.name + ".cpp",
          emit_bindings(topic, operators, diagnostics), diagnostics);
    write("tests/test_rules_" + topic.name + ".py", emit_tests(topic),
          diagnostics);
  }
  write("bindings.cpp", emit_binding_index(numpy), diagnostics);
  write("kernel_schemas.cpp", emit_kernel_schemas(numpy), diagnostics);
  const std::vector<std::string> packages = packages_of(numpy);
  for (const std::string& package : packages) {
    write("stubs/" + stub_path(package, packages), emit_stub(numpy, package),
          diagnostics);
  }
}

/// The file, or nothing after a diagnostic.
std::optional<SourceFile> open(const std::string& path,
                               Diagnostics& diagnostics) {
  auto file = read_source(path);
  if (auto* source = std::get_if<SourceFile>(&file)) return std::move(*source);
  diagnostics.push_back(
      diagnose_file(Severity::kError, Slug::kUnreadableFile, path,
                    std::get<std::error_code>(file).message()));
  return std::nullopt;
}

void write_reference(std::span<const Topic> topics, Diagnostics& diagnostics) {
  if (reference_dir.empty()) return;
  Measurements measurements;
  if (!measured.empty()) {
    const auto file = open(measured, diagnostics);
    if (file) measurements = load_measurements(*file, diagnostics);
  }
  auto pages = make_reference(topics, measurements);
  pages.push_back(make_diagnostics_reference());
  const std::string folder = reference_dir + "/";
  for (const ReferenceTopic& page : pages) {
    const std::string file = folder + page.file;
    if (!page.is_paged) {
      write_file(file + ".md", reference_markdown(page), diagnostics);
      continue;
    }
    for (const ReferenceSection& section : page.sections) {
      write_file(file + "/" + section.anchor + ".md", reference_page(section),
                 diagnostics);
    }
  }
  write_file(folder + "index.md", reference_index(pages), diagnostics);
  write_file(folder + "index.html", reference_html(pages), diagnostics);
}

Diagnostics run() {
  Diagnostics diagnostics;
  std::vector<SourceFile> files;
  for (const std::string& path : inputs) {
    if (auto file = open(path, diagnostics)) files.push_back(std::move(*file));
  }
  const auto table = open(native_functions, diagnostics);
  if (!table || has_errors(diagnostics)) return diagnostics;
  const OperatorTable operators = OperatorTable::load(*table, diagnostics);
  const LoadOptions options{&operators, !is_user};
  auto definitions = load_definitions(files, options, diagnostics);
  if (has_errors(diagnostics)) return diagnostics;
  const std::vector<Topic> topics = topics_of(std::move(definitions));
  generate(topics, operators, diagnostics);
  write_reference(topics, diagnostics);
  return diagnostics;
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  using namespace tnp::translate;
  llvm::cl::HideUnrelatedOptions(category);
  llvm::cl::ParseCommandLineOptions(
      argc, argv, "Generates bindings, stubs, tests and data from the rules\n");
  const Diagnostics diagnostics = run();
  for (const Diagnostic& diagnostic : diagnostics) {
    print(llvm::errs(), diagnostic, llvm::errs().has_colors());
  }
  return has_errors(diagnostics) ? 2 : 0;
}
