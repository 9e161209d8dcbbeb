/// The generators: each turns the checked entries into the text of one file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "translator/rule/definition.h"
#include "translator/rule/operator_table.h"

namespace tnp::translate {

/// One file under rules/ and its entries.
struct Topic {
  std::string name;    // the file's name without `.yaml`
  std::string folder;  // `numpy`, `xtensor`
  std::vector<Definition> definitions;

  std::string path() const { return folder + "/" + name + ".yaml"; }
};

/// Constant data of the built-in table, for the translator.
std::string emit_builtin_rules(std::span<const Topic> topics);

/// Parser and call of each function and method of a topic. Operators that no
/// C++ call can be made for are reported in `diagnostics`.
std::string emit_bindings(const Topic& topic, const OperatorTable& operators,
                          Diagnostics& diagnostics);

/// `add_bindings`, which adds every topic's tables, and the ufuncs' docstrings.
std::string emit_binding_index(std::span<const Topic> topics);

/// The schemas of ported kernels, registered with torch's dispatcher.
std::string emit_kernel_schemas(std::span<const Topic> topics);

/// The stub of one package: `__init__.pyi` for the empty name.
std::string emit_stub(std::span<const Topic> topics, std::string_view package);
std::vector<std::string> packages_of(std::span<const Topic> topics);

/// Comparison with NumPy: the data of one pytest module.
std::string emit_tests(const Topic& topic);

/// Every entry with all that it says, as JSON.
std::string emit_table(std::span<const Topic> topics);

// Shared by the emitters.

/// Whether the entry gets a generated function (not a ufunc, not hidden, not
/// hand-written, not unsupported).
bool is_bound(const Definition& definition);

/// `text` as a C++ string literal.
std::string quoted(std::string_view text);

/// Summary, parameters, differences, source and an example, as in NumPy's help.
std::string docstring(const Definition& definition);

/// `(a, axis=None, *, keepdims=False)`
std::string python_signature(const Definition& definition, bool as_method);

}  // namespace tnp::translate
