/// A small rule table and one-line access to the Python steps, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translator/rule/rule_table.h"

namespace tnp::translate {

/// sum, mean (function and method), ones, clip (one parameter rejected), sin
/// (ufunc), linalg.norm, random.randn, pi, float64, ndarray, shape, and two
/// entries whose targets have other names: radians and linalg.inv.
const RuleTable& test_rules();

/// The translation of `source`, or `failed: ` and the first message.
std::string translated(std::string_view source);

/// The diagnostics of `source`, each as `line:column slug`.
std::vector<std::string> problems(std::string_view source);

/// The references of `source`, each as `line:column name`, sorted.
std::vector<std::string> references(std::string_view source);

}  // namespace tnp::translate
