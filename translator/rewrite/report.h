/// Says what was left, and what may differ.
#pragma once

#include <cstdint>

#include "translator/call/resolution.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/rewrite/plan.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// What becomes of calls without a counterpart.
enum class Fallback : std::uint8_t {
  kError,  // left and reported
  kNumpy,  // left, to run in NumPy
};

/// The diagnostics of a plan, in the order of the text. With `has_device` new
/// arrays are to be made on a device, and what cannot be told so is reported.
Diagnostics report(const SourceFile& source, const Resolution& resolution,
                   const Plan& plan, Fallback fallback = Fallback::kError,
                   bool has_device = false);

}  // namespace tnp::translate
