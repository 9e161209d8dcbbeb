/// The ATen operators of the installed torch, from its native_functions.yaml.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

struct OperatorArgument {
  std::string type;  // `Tensor`, `int[1]?`, `ScalarType?`
  std::string name;
  bool has_default = false;
  std::string default_text;  // as written there: `None`, `-1`, `True`
};

/// One overload: `sum.dim_IntList(Tensor self, int[1]? dim, ...)`.
struct OperatorSchema {
  std::string name;         // `sum`
  std::string overload;     // `dim_IntList`; empty for the first
  bool is_function = true;  // callable as at::NAME
  std::vector<OperatorArgument> arguments;

  /// The argument, by its own name; `input` means `self`, as in torch's Python.
  const OperatorArgument* find(std::string_view argument) const;
};

class OperatorTable {
 public:
  /// Reads the file that torch's wheel ships. Errors go to `diagnostics`.
  static OperatorTable load(const SourceFile& native_functions,
                            Diagnostics& diagnostics);

  /// Whether an operator, in any overload, has this name (`sum`), or this
  /// overload exists (`sum.dim_IntList`).
  bool has(std::string_view name) const { return !overloads(name).empty(); }

  /// Whether some overload of it has this argument.
  bool has_argument(std::string_view name, std::string_view argument) const;

  /// All overloads of `sum`, or the one of `sum.dim_IntList`.
  std::span<const OperatorSchema> overloads(std::string_view name) const;

 private:
  std::map<std::string, std::vector<OperatorSchema>, std::less<>> operators_;
};

}  // namespace tnp::translate
