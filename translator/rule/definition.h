/// A checked entry with everything it says: what tnp-rulegen generates from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/rule/entry.h"
#include "translator/rule/operator_table.h"
#include "translator/rule/rule.h"
#include "translator/rule/signature.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A program and what the translator is to make of it. Where the text imports
/// nothing, `import numpy as np` goes before it.
struct Example {
  std::string before;
  std::string after;  // the same as `before` for a call that is to be left
  std::string slug;   // the diagnostic expected; may be empty
  bool is_left = false;
  LineColumn place;
};

/// Which results take the class of which arguments, where these are instances
/// of classes that derive from the array: `class: {of: a b, results: 0}`.
struct ClassRule {
  /// The parameters that are asked; empty for the first of all.
  std::vector<std::string> of;
  bool never = false;             // `of: none`
  std::vector<unsigned> results;  // of a tuple; empty for all
};

struct Definition {
  EntryKind kind = EntryKind::kFunction;
  std::string name;     // `sum`, `pi`, `shape`, `xt::view`, `xtensor/xview.hpp`
  std::string package;  // `linalg`; empty at top level
  std::string target;   // the new name where it is not the old one
  Signature signature;  // functions only

  bool is_function = false;
  bool is_method = false;
  bool is_ufunc = false;
  bool is_hidden = false;  // a ported kernel's own entry
  bool is_np_compat = false;
  bool is_python = false;  // bound by hand-written code of runtime/python
  bool defers = false;     // to arguments with `_tnp_function_`
  bool creates = false;    // a new array, of no other array
  ZeroD zero_d = ZeroD::kByKind;
  ResultRule result;  // its texts are those below
  std::string result_given;
  std::string result_without;
  ClassRule class_rule;
  std::string itself;      // the argument that is returned where the result
                           // is its array
  NamedTuple named_tuple;  // type of a tuple result; without a name, none

  WorkKind work = WorkKind::kNone;
  std::string implementation;  // of runtime/ops, of the kernel
  OperatorMapping mapping;     // of the ATen operator, every argument listed
  Pairs dispatch;

  Pairs renames;  // parameter -> translated keyword, only where they differ
  Pairs rejects;  // parameter -> advice
  Pairs tests;
  std::string unsupported;
  std::string reason;  // why it is out of scope: one of a few kinds
  std::string promotion;
  std::string summary;
  std::string source;
  std::string since;
  std::string removed;
  std::string xtensor;
  std::string header;
  RuleKind cpp_kind = RuleKind::kFunction;
  std::vector<std::string> aliases;
  std::vector<std::string> differs;
  std::string differs_for;  // dtypes of arguments; empty for all
  std::vector<Example> examples;
  int priority = 0;  // among the rules of one name

  std::string file;
  LineColumn place;

  /// The keyword in translated programs.
  std::string_view new_name(std::string_view param) const;
  std::string_view reject(std::string_view param) const;
  /// The parameter that takes separate arguments, or null.
  const SignatureParam* variadic() const;
  /// A composition that changes its first argument and gives None.
  bool works_in_place() const;
  /// `numpy.linalg.norm`, `numpy.ndarray.shape`, `xt::view`.
  std::string qualified_name() const;
  std::string qualified_target() const;
};

struct LoadOptions {
  /// The operators of the installed torch; null leaves them unchecked.
  const OperatorTable* operators = nullptr;
  /// Files under rules/ are sorted and carry `summary` and `source`.
  bool is_builtin = false;
};

/// Reads and checks rule files, which may refer to each other's kernels. Every
/// error has a place in its file; when there is any, the result is incomplete
/// and not to be used.
std::vector<Definition> load_definitions(std::span<const SourceFile> files,
                                         const LoadOptions& options,
                                         Diagnostics& diagnostics);

/// One entry alone: keys against signature. `entry` is from `file`.
Definition define(const Entry& entry, const SourceFile& file,
                  const LoadOptions& options, Diagnostics& diagnostics);

}  // namespace tnp::translate
