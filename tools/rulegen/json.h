/// Parts of an entry as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "llvm/Support/JSON.h"
#include "translator/rule/definition.h"

namespace tnp::translate {

/// A value that holds a copy of `text`.
llvm::json::Value json_string(std::string_view text);
llvm::json::Array json_strings(const std::vector<std::string>& texts);

/// An object; the order of the pairs is lost.
llvm::json::Object json_pairs(const Pairs& pairs);

/// `{name, new_name, type, kind, optional, has_default, default, rejected}` of
/// each parameter.
llvm::json::Array json_params(const Definition& definition);

}  // namespace tnp::translate
