// What of a translation is tree-sitter's parse: parse_only < LIST
//
// Reads the files that standard input lists, parses each, and prints the
// seconds of processor time that the parses took.
#include <cstddef>
#include <ctime>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "translator/python/syntax_tree.h"
#include "translator/source/source_file.h"

namespace {

using tnp::translate::SourceFile;

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

int main() {
  std::vector<SourceFile> sources;
  for (std::string path; std::getline(std::cin, path);) {
    auto read = tnp::translate::read_source(path);
    if (const auto* error = std::get_if<std::error_code>(&read)) {
      std::cerr << path << ": " << error->message() << '\n';
      return 2;
    }
    sources.push_back(std::get<SourceFile>(std::move(read)));
  }
  std::size_t errors = 0;
  const double start = processor_seconds();
  for (const SourceFile& source : sources) {
    const auto tree = tnp::translate::SyntaxTree::parse(source.text());
    if (tree.first_error()) ++errors;
  }
  const double seconds = processor_seconds() - start;
  std::cout << seconds << ' ' << errors << '\n';
  return 0;
}
