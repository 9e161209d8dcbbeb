/// `--target device=cuda`: new arrays are made on a device.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translator/call/resolution.h"
#include "translator/rewrite/edit_set.h"
#include "translator/rewrite/plan.h"

namespace tnp::translate {

/// Adds, to each rewritten call that creates an array, the argument `device` or
/// a call of `_cuda` on the result. `device` is `cuda` or `cuda:1`. The edits
/// are insertions, those of inner calls first.
void place_on_device(const Resolution& resolution, const Plan& plan,
                     std::string_view text, const std::string& device,
                     std::vector<Edit>& edits);

/// Whether `reference` creates arrays where it is called, which is not here:
/// `map(np.asarray, x)`. They are on the CPU.
bool creates_elsewhere(const Reference& reference, const RuleMatch& match);

}  // namespace tnp::translate
