/// What a front end hands on: the references of one source text into the source
/// library, with the bindings through which they were reached.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "translator/call/binding.h"
#include "translator/call/module_names.h"
#include "translator/call/reference.h"

namespace tnp::translate {

/// A place where a name could not be followed.
struct Unresolved {
  enum class Reason : std::uint8_t {
    kAmbiguous,   // bound to the library here and to something else elsewhere
    kExported,    // other modules may use this name
    kShared,      // other modules of the project import this name
    kStarImport,  // a later star import may replace its names
    kEvaluated,   // text that is run as a program may use the library
    kImportCall,  // imported by a call, with what it gives not followed
  };
  Reason reason = Reason::kAmbiguous;
  ByteRange range;
  std::string name;
};

struct Resolution {
  std::vector<Binding> bindings;
  std::vector<Import> imports;
  std::vector<Reference> references;
  std::vector<Unresolved> unresolved;

  /// Expressions whose text the program prints: `f"{x=}"`.
  std::vector<ByteRange> shown_texts;

  /// What other modules of the project may have to know of this one.
  ModuleFacts facts;

  /// Every name that the program binds somewhere, in any scope.
  std::set<std::string, std::less<>> bound_names;

  /// Another module's star import may bind any name.
  bool has_foreign_star = false;

  /// Syntax of a version of the language that cannot be translated. Then there
  /// is nothing else.
  std::optional<ByteRange> old_syntax;

  /// A name of the target library that is free in the whole program: `tnp`,
  /// or `_tnp` where the program uses `tnp` for something of its own.
  std::string target_module;
};

}  // namespace tnp::translate
