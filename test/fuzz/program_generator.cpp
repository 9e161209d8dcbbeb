// A grammar as data: `$word` in an alternative stands for a symbol, `$block`
// for lines with a deeper indentation. At the greatest depth a symbol is its
// first alternative, which therefore ends the recursion.
#include "test/fuzz/program_generator.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"

namespace tnp::translate {
namespace {

struct Symbol {
  std::string_view name;
  std::span<const std::string_view> alternatives;
};

constexpr std::string_view kModule[] = {
    "$imports\n",
    "$imports\n$statements\n",
    "\"\"\"np.sin(x)\"\"\"\n$imports\n$statements\n",
    "# coding: utf-8\n$imports\n$statements",
    "from __future__ import annotations\n$imports\n$statements\n",
};
constexpr std::string_view kImports[] = {
    "$import",
    "$import\n$import",
    "import os\n$import  # numpy\nimport sys",
    "try:\n    $import\nexcept ImportError:\n    $name = None",
    "try:\n    $import\nexcept ImportError:\n    $import",
    "if TYPE_CHECKING:\n    $import",
};
constexpr std::string_view kImport[] = {
    "import numpy as np",
    "import numpy",
    "import numpy as $name",
    "import os, numpy as np, sys",
    "import numpy.linalg",
    "import numpy.linalg as la, numpy.random",
    "import numpy.core.umath as um",
    "from numpy import $member",
    "from numpy import $member, $member as $name, $member",
    "from numpy import (\n    $member,\n    $member as $name,  # why\n)",
    "from numpy import $member, \\\n    $member",
    "from numpy import *",
    "from numpy.linalg import norm, inv as $name",
    "from numpy.random import default_rng",
    "from numpy import linalg as la",
    "from math import *",
    "from .utils import np",
    "import tnp",
    "$import; $import",
    "import $name",
};
constexpr std::string_view kStatements[] = {
    "$statement",
    "$statement\n$statement",
    "$statement\n\n$statement\n$statement",
    "$statement\n$statement\n$statement\n$statement",
};
constexpr std::string_view kStatement[] = {
    "$name = $expression",
    "$expression",
    "$library",
    "$import",
    "$name: $type = $expression",
    "$name $operator= $expression",
    "$name, *$name = $expression, $expression",
    "$name = $name = $library",
    "$library = $expression",
    "del $name",
    "del $library",
    "global $name",
    "nonlocal $name",
    "pass; $name = $library; $expression",
    "return $expression",
    "assert $expression, f'{$expression!r:>{$expression}}'",
    "type $name[T: $type] = $type",
    "def $name($parameters):$block",
    "def $name[T: $type, *Ts]($parameters) -> $type:$block",
    "async def $name($parameters):$block",
    "@$library\n@$call\ndef $name($parameters):$block",
    "class $name($library, metaclass=$expression):$block",
    "class $name:$block",
    "@$library\nclass $name:$block",
    "if $expression:$block",
    "if $expression:$block\nelif $expression:$block\nelse:$block",
    "if $expression: $library; $name = $library",
    "for $name in $expression:$block\nelse:$block",
    "async for $name, ($library) in $expression:$block",
    "while $expression:$block",
    "with $expression as $name, $call as ($name, $name):$block",
    "with ($call as $name, $call):$block",
    "try:$block\nexcept $library as $name:$block\nfinally:$block",
    "try:$block\nexcept* ($library, $name):$block",
    "match $expression:\n    case $pattern:$block\n    case _:$block",
    "match $expression:\n    case $pattern if $expression:$block",
    "print(np.$attribute, $library)",
    "__all__ = ['$name', \"np\"]",
    "# $library",
    "raise $call from $library",
    "$name = lambda $parameters: $expression",
    "exec('$library')",
    "$library  # tnp: ignore[unsupported-function]",
};
constexpr std::string_view kExpression[] = {
    "$name",
    "1",
    "$library",
    "$call",
    "$call",
    "$call.$attribute",
    "$call.$attribute($arguments)",
    "$expression $operator $expression",
    "($expression)",
    "-$expression ** $expression",
    "not $expression",
    "$expression if $expression else $expression",
    "[$expression for $name in $expression if $expression]",
    "{$name: $expression for $name, $name in $expression}",
    "($library for $name in $library for $name in $expression)",
    "[*$library, *$call]",
    "{**$call, 'np': $library}",
    "lambda $parameters: $expression",
    "($name := $expression)",
    "$expression[$expression, ..., $library, ::$expression]",
    "f'{$library} {$call!r} {{np}}'",
    "f\"{$library:{$expression}} {'np.sin'}\"",
    "rf'''{$call\n}'''",
    "'$library' \"np\"",
    "b'np'",
    "await $call",
    "(yield $expression)",
    "getattr($library, 'sin')",
    "hasattr(np, $expression)",
    "isinstance($expression, $library)",
    "$expression.$attribute",
    "($expression,\n  # np.sin(x)\n  $expression,)",
    "($expression\n\t$operator $library)",
    "$expression \\\n  $operator $expression",
    "{$expression, $library}",
    "print",
};
constexpr std::string_view kCall[] = {
    "np.sin(x)",
    "$library($arguments)",
    "$library($arguments)",
    "np.$attribute($arguments)",
    "np.$attribute($arguments)",
    "$name($arguments)",
    "$call($arguments)",
    "$library(\n    $arguments,  # why\n)",
    "$library ($arguments)",
    "np . $attribute($arguments)",
    "(np\n .$attribute)($arguments)",
    "np. \\\n $attribute($arguments)",
    "$library($expression for $name in $expression)",
    "(\n  $call\n  .$attribute($arguments)\n)",
    "eval($expression)",
};
constexpr std::string_view kArguments[] = {
    "$expression",
    "",
    "$expression, $expression",
    "$expression, $keyword=$expression",
    "$keyword=$expression, $keyword=$expression",
    "$expression, $keyword = $library, $keyword=$call",
    "*$expression, **$expression",
    "$expression, *$call, $keyword=$expression",
    "$keyword=$expression, **{'axis': $expression}",
};
constexpr std::string_view kKeyword[] = {
    "axis", "keepdims", "dtype", "shape", "out",      "where", "a",
    "x",    "size",     "order", "a_min", "decimals", "ord",   "np"};
constexpr std::string_view kLibrary[] = {"np.$attribute",
                                         "np.$attribute",
                                         "np.$attribute",
                                         "numpy.$attribute",
                                         "$name",
                                         "$name.$attribute",
                                         "la.norm",
                                         "np.linalg.$attribute",
                                         "np",
                                         "np.random.$attribute",
                                         "np.add.$attribute",
                                         "um.$attribute",
                                         "_np.$attribute"};
constexpr std::string_view kAttribute[] = {"sin",
                                           "sum",
                                           "mean",
                                           "ones",
                                           "clip",
                                           "pi",
                                           "inf",
                                           "newaxis",
                                           "float64",
                                           "ndarray",
                                           "linalg.norm",
                                           "linalg",
                                           "random",
                                           "rand",
                                           "default_rng",
                                           "reduce",
                                           "add.reduce",
                                           "T",
                                           "shape",
                                           "astype",
                                           "float",
                                           "NINF",
                                           "Inf",
                                           "product",
                                           "in1d",
                                           "busday_count",
                                           "no_such_name",
                                           "core.umath.sin",
                                           "lib.stride_tricks",
                                           "sum.__name__",
                                           "float64.type",
                                           "max",
                                           "amax",
                                           "round_",
                                           "concatenate",
                                           "typing.NDArray",
                                           "ndarray.sum",
                                           "NaN",
                                           "bool",
                                           "nditer",
                                           "array"};
constexpr std::string_view kMember[] = {
    "sin",  "pi",    "sum",     "linalg", "random", "float64", "ndarray",
    "NINF", "float", "in1d",    "ones",   "mean",   "no_such", "busday_count",
    "Inf",  "array", "newaxis", "typing", "product"};
constexpr std::string_view kName[] = {
    "x",        "np",           "numpy", "f",    "a",       "tnp",
    "_tnp",     "la",           "sin",   "y",    "self",    "float",
    "\xCF\x80", "na\xC3\xAFve", "match", "case", "type",    "print",
    "xp",       "um",           "rand",  "norm", "__all__", "_"};
constexpr std::string_view kParameters[] = {
    "x",
    "",
    "self, $name",
    "$name=$library",
    "$name: $type = $expression, *, $name",
    "$name, /, *$name, **$name",
    "$name: $type, *$name: $type"};
constexpr std::string_view kType[] = {"int",
                                      "np.ndarray",
                                      "'np.ndarray'",
                                      "npt.NDArray[np.float64]",
                                      "$library",
                                      "list[$type] | None",
                                      "np.typing.NDArray[$library]"};
constexpr std::string_view kOperator[] = {"+", "*",  "@", "**", "//",
                                          "|", ">>", "-", "%"};
constexpr std::string_view kPattern[] = {"_",
                                         "$name",
                                         "np.$attribute",
                                         "np.$attribute | $pattern",
                                         "$name($pattern, $name=$pattern)",
                                         "np.ndarray($name=$pattern)",
                                         "[$pattern, *$name]",
                                         "{'np': $pattern, **$name}",
                                         "$pattern as $name",
                                         "($pattern)",
                                         "-1 | 'np' | None"};

constexpr Symbol kSymbols[] = {
    {"arguments", kArguments},
    {"attribute", kAttribute},
    {"call", kCall},
    {"expression", kExpression},
    {"import", kImport},
    {"imports", kImports},
    {"keyword", kKeyword},
    {"library", kLibrary},
    {"member", kMember},
    {"module", kModule},
    {"name", kName},
    {"operator", kOperator},
    {"parameters", kParameters},
    {"pattern", kPattern},
    {"statement", kStatement},
    {"statements", kStatements},
    {"type", kType},
};

// The symbol at the front of `text`: its letters.
std::string_view word_of(std::string_view text) {
  const auto* end = std::ranges::find_if_not(text, llvm::isLower);
  return {text.begin(), end};
}

}  // namespace

std::string_view ProgramGenerator::alternative(std::string_view symbol,
                                               unsigned depth) {
  const auto* found = std::ranges::find(kSymbols, symbol, &Symbol::name);
  if (found == std::end(kSymbols)) return symbol;
  const auto all = found->alternatives;
  return all[depth == 0 ? 0 : below(all.size())];
}

std::string ProgramGenerator::make(std::string_view symbol, unsigned depth,
                                   const std::string& indent) {
  if (symbol == "block") {
    const std::string inner = indent + (below(8) == 0 ? "\t" : "    ");
    return "\n" + inner + make("statements", depth, inner);
  }
  const std::string_view text = alternative(symbol, depth);
  std::string result;
  std::string line;  // the indentation inside of this alternative
  bool at_start = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      result += '\n';
      line.clear();
      at_start = true;
      if (i + 1 < text.size()) result += indent;
    } else if (text[i] == '$') {
      at_start = false;
      const std::string_view word = word_of(text.substr(i + 1));
      result += make(word, depth == 0 ? 0 : depth - 1, indent + line);
      i += word.size();
    } else {
      if (at_start && text[i] == ' ') {
        line += ' ';
      } else {
        at_start = false;
      }
      result += text[i];
    }
  }
  return result;
}

}  // namespace tnp::translate
