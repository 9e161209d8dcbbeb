/// What one translation unit says about xtensor, in terms of the files' bytes:
/// all that the translation needs, and nothing of Clang.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "translator/call/byte_range.h"
#include "translator/source/source_file.h"

namespace tnp::translate {

/// Bytes of one of the program's files.
struct Place {
  std::uint32_t file = 0;  // index into CppProgram::files
  ByteRange range;
};

/// A file that belongs to the project: the input, or a header of its own.
struct ProjectFile {
  SourceFile source;
  std::string real_path;
  bool is_main = false;

  /// Where the compiler saw names called `xt` used as a namespace.
  std::set<std::uint32_t> resolved;
};

/// One word of a written name: `xt`, `linalg` or `norm` in `xt::linalg::norm`.
struct NamePart {
  Place place;
  std::string name;  // what it denotes: `xt`, `xt::linalg`
  bool is_alias =
      false;  // written as an alias, which stays: `namespace X = xt`
  bool is_editable = true;
};

enum class NameForm : std::uint8_t {
  kPlain,      // `view`
  kQualified,  // `xt::view`
  kForeign,    // behind something else: `mine::view`, `a.shape`
  kNamespace,  // a namespace alone: `using namespace xt`
  kReopened,   // `namespace xt {`
};

/// A name of xtensor in a project file.
struct NameReference {
  NameForm form = NameForm::kPlain;
  std::string name;             // what it denotes: `xt::linalg::norm`
  std::string owner;            // the class, when the name is a member of one
  std::vector<NamePart> parts;  // as written; the last one is the name itself

  /// From the first written word to the last: what a diagnostic underlines.
  Place whole;
  bool is_whole_editable = true;

  /// One of several functions that an unresolved call may mean.
  bool is_candidate = false;
};

struct IncludeLine {
  std::uint32_t file = 0;
  ByteRange header;       // between the quotes or brackets
  ByteRange line;         // with its line end
  std::string name;       // `xtensor/xview.hpp`
  std::string condition;  // the open #if branches, a prefix for nested ones
  bool is_library = false;
};

/// A plain name of something else, declared outside classes and functions.
struct ForeignName {
  Place place;
  std::string name;   // `std::array`; `::array` in the global namespace
  std::string scope;  // where it is declared for look-up: `std`; empty: global
};

struct CppProgram {
  std::vector<ProjectFile> files;
  std::vector<NameReference> references;
  std::vector<IncludeLine> includes;

  /// Whether xtensor's own headers were read.
  bool uses_library = false;

  /// Where plain names turned out to be something else: file and offset.
  std::set<std::pair<std::uint32_t, std::uint32_t>> foreign;
  std::vector<ForeignName> foreign_names;

  /// The namespaces that project files open by using-directives.
  std::set<std::string> opened;
};

}  // namespace tnp::translate
