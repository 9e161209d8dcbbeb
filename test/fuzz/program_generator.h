/// Random Python text in which NumPy is used in every way that a name can be.
#pragma once

#include <random>
#include <span>
#include <string>
#include <string_view>

namespace tnp::translate {

class ProgramGenerator {
 public:
  explicit ProgramGenerator(unsigned seed) : random_(seed) {}

  /// A number below `limit`, which is not 0.
  std::size_t below(std::size_t limit) { return random_() % limit; }

  /// Text of a symbol of the grammar in program_generator.cpp: `module`,
  /// `statement`, `expression`, `name`, ... Lines of a statement after the
  /// first start with `indent`. Symbols nest to `depth`.
  std::string make(std::string_view symbol, unsigned depth,
                   const std::string& indent = {});

 private:
  std::string_view alternative(std::string_view symbol, unsigned depth);

  std::minstd_rand random_;
};

}  // namespace tnp::translate
