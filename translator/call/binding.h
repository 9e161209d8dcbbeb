/// Names that a source program gives to things of the source library, and the
/// import statements that do so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "translator/call/byte_range.h"
#include "translator/call/reference.h"

namespace tnp::translate {

enum class BindingKind : std::uint8_t {
  kModule,  // import numpy as np: the name can be any
  kMember,  // from numpy import sin
  kStar,    // from numpy import *: one binding for all names
  kAlias,   // f = np.sin
};

/// One name in one scope. All statements that bind the name give it the same
/// meaning; a name with two meanings has no binding.
struct Binding {
  BindingKind kind = BindingKind::kModule;
  std::string name;    // as spelled in the program: `np`
  std::string target;  // qualified: `numpy`

  /// The name itself must survive: `global np`, `del np`, a fallback in an
  /// `except ImportError`.
  bool keeps_name = false;

  /// The binding must keep its meaning, because others may use it: `__all__`.
  bool is_exported = false;

  /// For an alias, a binding through which it was reached; else kNone.
  std::uint32_t source = kNone;

  /// An import of it stands in another scope than the name's own (`global np`):
  /// the name of the target library, imported there, would not reach its uses.
  bool is_imported_inside = false;

  /// It keeps its meaning, because others import it from this module, or it was
  /// imported from another module of the project.
  bool is_shared = false;
};

/// One name of an import statement.
struct ImportItem {
  std::string target;  // what is imported: `numpy.linalg`, `numpy.sin`
  ByteRange range;     // `numpy.linalg as la`
  ByteRange name;      // `numpy.linalg`
  ByteRange alias;     // `la`; empty without one
  std::uint32_t binding = kNone;  // kNone: another library's, or ambiguous
  bool is_reexport = false;       // of another module of the project
};

/// An import statement in which at least one name is the source library's.
struct Import {
  ByteRange range;
  ByteRange module;  // `numpy` of `from numpy import sin`; else empty
  std::string module_name;
  std::vector<ImportItem> items;  // in order; one with an empty name for `*`
  std::uint32_t scope = 0;
  std::uint32_t block = 0;  // statements of one block run one after another
};

}  // namespace tnp::translate
