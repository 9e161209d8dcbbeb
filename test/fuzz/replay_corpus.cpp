// Checks the translation of every file of folders, without libFuzzer: what it
// found once stays in the tests of every build.
//
//   tnp-replay-corpus FILE | FOLDER...
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "test/fuzz/translation_checks.h"
#include "translator/source/source_file.h"

namespace tnp::translate {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_below(const std::string& input) {
  if (!fs::is_directory(input)) return {input};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(input)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

bool replay(const std::string& file) {
  const auto source = read_source(file);
  if (const auto* error = std::get_if<std::error_code>(&source)) {
    std::fprintf(stderr, "%s: %s\n", file.c_str(), error->message().c_str());
    return false;
  }
  const std::string_view text = std::get<SourceFile>(source).text();
  const auto broken = broken_check(text, builtin_rules());
  if (broken) std::fprintf(stderr, "%s: %s\n", file.c_str(), broken->c_str());
  return !broken;
}

int run(std::vector<std::string> inputs) {
  std::size_t count = 0;
  std::size_t failed = 0;
  for (const std::string& input : inputs) {
    for (const std::string& file : files_below(input)) {
      ++count;
      if (!replay(file)) ++failed;
    }
  }
  std::printf("%zu files, %zu failed\n", count, failed);
  return failed == 0 && count != 0 ? 0 : 1;
}

}  // namespace
}  // namespace tnp::translate

int main(int argc, char** argv) {
  return tnp::translate::run({argv + 1, argv + argc});
}
