/// Which files a run reads: files, folders and globs of the command line.
#pragma once

#include <string>
#include <vector>

#include "translator/diagnostics/diagnostic.h"
#include "translator/driver/options.h"

namespace tnp::translate {

struct Inputs {
  /// What to translate, in the order of the command line, a folder's files by
  /// name; no file twice. Named as the user did: `src` gives `src/a.py`.
  std::vector<std::string> files;

  /// With `--in-root`: what else is in the tree. Links are not followed.
  std::vector<std::string> folders;  // each before what is in it
  std::vector<std::string> copied;   // files and links

  /// Whether the run is one over a code base, not over one named file.
  bool several = false;

  Diagnostics diagnostics;
};

/// Finds the inputs of `options`. A folder stands for the `*.py` below it, but
/// for what .gitignore files leave out: its own, those in it, and those above
/// it up to the root of its repository. `--exclude` also holds for files that
/// are named one by one; what it leaves out of a tree is copied there.
Inputs find_inputs(const Options& options);

/// `path` from the root, without `.` and `..`.
std::string absolute_path(const std::string& path);

}  // namespace tnp::translate
