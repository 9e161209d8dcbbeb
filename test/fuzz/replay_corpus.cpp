// Checks the translation of every file of folders, and of random changes of
// each, without libFuzzer: what it found once stays in the tests of every
// build.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include "test/fuzz/program_mutator.h"
#include "test/fuzz/translation_checks.h"
#include "translator/source/source_file.h"

namespace tnp::translate {
namespace {

namespace cl = llvm::cl;
namespace fs = std::filesystem;

cl::opt<unsigned> mutations(
    "mutations", cl::init(0), cl::value_desc("N"),
    cl::desc("Check N random changes of each file too"));
cl::opt<unsigned> first_seed("seed", cl::init(0), cl::value_desc("N"),
                             cl::desc("The seed of the first of them"));
cl::list<std::string> inputs(cl::Positional, cl::OneOrMore,
                             cl::desc("<files and folders>"));

std::vector<std::string> files_below(const std::string& input) {
  if (!fs::is_directory(input)) return {input};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(input)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

struct Counts {
  unsigned texts = 0;
  unsigned programs = 0;
  unsigned broken = 0;
};

void check(std::string_view text, const std::string& name, Counts& counts) {
  ++counts.texts;
  if (is_translatable(text)) ++counts.programs;
  const auto broken = broken_check(text, builtin_rules());
  if (!broken) return;
  ++counts.broken;
  llvm::errs() << name << ": " << *broken << "\n";
}

void check_file(const std::string& file, Counts& counts) {
  const auto source = read_source(file);
  if (const auto* error = std::get_if<std::error_code>(&source)) {
    ++counts.broken;
    llvm::errs() << file << ": " << error->message() << "\n";
    return;
  }
  const std::string_view text = std::get<SourceFile>(source).text();
  check(text, file, counts);
  for (unsigned i = 0; i < mutations; ++i) {
    const unsigned seed = first_seed + i;
    check(mutated_program(text, seed),
          file + ", changed by seed " + std::to_string(seed), counts);
  }
}

bool run() {
  Counts counts;
  for (const std::string& input : inputs) {
    for (const std::string& file : files_below(input)) check_file(file, counts);
  }
  llvm::outs() << counts.texts << " texts, " << counts.programs
               << " of them programs, " << counts.broken << " broken\n";
  return counts.broken == 0 && counts.programs != 0;
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  llvm::cl::ParseCommandLineOptions(
      argc, argv,
      "Checks the translation of programs and of changes of them\n");
  return tnp::translate::run() ? 0 : 1;
}
