/// Changes a Python text into another that still looks like one.
#pragma once

#include <string>
#include <string_view>

namespace tnp::translate {

/// A text near `text`: a piece of a program put in, taken out or replaced, a
/// block made, or a change of what holds the text: line ends, indentation,
/// marks, encodings. The same for the same seed.
std::string mutated_program(std::string_view text, unsigned seed);

/// Lines of `a` with lines of `b` in between.
std::string crossed_programs(std::string_view a, std::string_view b,
                             unsigned seed);

}  // namespace tnp::translate
