// libFuzzer's target for the Python front end: `tools/fuzz`. An input that
// breaks a check ends the run and is stored as crash-*; it belongs into
// test/fuzz/corpus, where replay_corpus.cpp checks it in every build.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "test/fuzz/program_mutator.h"
#include "test/fuzz/translation_checks.h"

namespace {

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t store(std::string_view text, std::uint8_t* data,
                  std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  std::memcpy(data, text.data(), size);
  return size;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t max_size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace tnp::translate;
  const std::string_view text = text_of(data, size);
  if (const auto broken = broken_check(text, builtin_rules())) {
    std::fprintf(stderr, "%s\n", broken->c_str());
    std::abort();
  }
  // Only programs are worth to start from.
  return is_translatable(text) ? 0 : -1;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned seed) {
  // Few changes of single bytes leave a program: they are the minority.
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  return store(tnp::translate::mutated_program(text_of(data, size), seed), data,
               max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(
    const std::uint8_t* data1, std::size_t size1, const std::uint8_t* data2,
    std::size_t size2, std::uint8_t* out, std::size_t max_size, unsigned seed) {
  return store(tnp::translate::crossed_programs(text_of(data1, size1),
                                                text_of(data2, size2), seed),
               out, max_size);
}
