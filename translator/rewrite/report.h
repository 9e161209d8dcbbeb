/// Says what was left, and what may differ.
#pragma once

#include "translator/call/resolution.h"
#include "translator/diagnostics/diagnostic.h"
#include "translator/rewrite/plan.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// The diagnostics of a plan, in the order of the text.
Diagnostics report(const SourceFile& source, const Resolution& resolution,
                   const Plan& plan);

}  // namespace tnp::translate
