/// The manual page.
#pragma once

#include <string>

#include "translator/driver/option_info.h"

namespace tnp::translate {

/// tnp-translate(1) in roff's man macros.
std::string man_page(const OptionList& list, const std::string& version);

}  // namespace tnp::translate
