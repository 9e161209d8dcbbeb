// One walk serves all: over a folder, over the part of a glob before its first
// wildcard, and over the whole of `--in-root`.
#include "translator/driver/inputs.h"

#include <algorithm>
#include <utility>

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "translator/driver/path_patterns.h"

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string join(const std::string& folder, llvm::StringRef name) {
  if (folder == ".") return name.str();
  return folder + (folder.ends_with('/') ? "" : "/") + name.str();
}

// Folders of version control, and the cache: never part of a program.
bool is_never_read(llvm::StringRef name) {
  return name == ".git" || name == ".hg" || name == ".svn" ||
         name == llvm::StringRef(kCacheFolder);
}

// The .gitignore files above `folder` and in it, the outermost first. Outside
// of a repository only the folder's own counts.
std::vector<PatternList> outer_ignores(const std::string& folder) {
  std::vector<std::string> folders;
  bool in_repository = false;
  for (llvm::StringRef at = folder; !at.empty(); at = path::parent_path(at)) {
    folders.push_back(at.str());
    in_repository = fs::exists(at + "/.git");
    if (in_repository) break;
  }
  if (!in_repository) folders.resize(1);
  std::vector<PatternList> lists;
  for (auto at = folders.rbegin(); at != folders.rend(); ++at) {
    lists.emplace_back(*at).add_file(*at + "/.gitignore");
  }
  return lists;
}

class Finder {
 public:
  explicit Finder(const Options& options)
      : options_(options), excluded_(absolute_path(options.exclude_folder)) {
    for (const std::string& pattern : options.excludes) excluded_.add(pattern);
    if (!options.out_root.empty()) out_root_ = absolute_path(options.out_root);
  }

  Inputs find();

 private:
  // What a walk over a folder collects.
  struct Walk {
    bool whole_tree = false;             // folders and other files too
    const PathPattern* glob = nullptr;   // only files that match
    std::size_t root_size = 0;           // of the name that the glob starts at
    std::vector<PatternList> ignores{};  // the innermost last
  };

  void fail(Slug slug, const std::string& file, std::string message) {
    inputs_.diagnostics.push_back(
        diagnose_file(Severity::kError, slug, file, std::move(message)));
  }
  void add_named(const std::string& name);
  void add_glob(const std::string& glob);
  void add_folder(const std::string& folder, Walk walk);
  void walk(const std::string& folder, Walk& walk);
  void visit(const std::string& name, fs::file_type type, Walk& walk);
  void add_file(const std::string& name, const std::string& absolute);
  bool is_ignored(const std::string& absolute, bool is_folder,
                  const Walk& walk) const;

  const Options& options_;
  PatternList excluded_;
  std::string out_root_;
  llvm::StringSet<> seen_;
  Inputs inputs_;
};

Inputs Finder::find() {
  for (const std::string& name : options_.inputs) {
    if (name == "-") {
      inputs_.files.push_back(name);
    } else if (fs::is_directory(name)) {
      inputs_.several = true;
      add_folder(name, {});
    } else if (has_wildcard(name) && !fs::exists(name)) {
      inputs_.several = true;
      add_glob(name);
    } else {
      add_named(name);
    }
  }
  if (options_.inputs.size() > 1) inputs_.several = true;
  if (!options_.in_root.empty()) {
    inputs_.several = true;
    add_folder(options_.in_root, {.whole_tree = true});
  }
  return std::move(inputs_);
}

void Finder::add_named(const std::string& name) {
  const std::string absolute = absolute_path(name);
  if (!excluded_.excludes_file(absolute)) add_file(name, absolute);
}

void Finder::add_file(const std::string& name, const std::string& absolute) {
  if (seen_.insert(absolute).second) inputs_.files.push_back(name);
}

void Finder::add_glob(const std::string& glob) {
  const std::size_t slash = glob.rfind('/', glob.find_first_of("*?["));
  const bool has_folder = slash != std::string::npos;
  const std::string folder =
      !has_folder ? "." : glob.substr(0, std::max<std::size_t>(slash, 1));
  // A leading slash keeps a name from matching at any depth.
  const auto pattern =
      PathPattern::parse("/" + glob.substr(has_folder ? slash + 1 : 0));
  const std::size_t before = inputs_.files.size();
  const std::size_t seen = seen_.size();
  if (pattern && fs::is_directory(folder)) {
    add_folder(folder, {.glob = &*pattern,
                        .root_size = folder == "." ? 0 : folder.size()});
  }
  if (inputs_.files.size() == before && seen_.size() == seen) {
    fail(Slug::kInvalidInput, glob, "no file matches this pattern");
  }
}

void Finder::add_folder(const std::string& folder, Walk start) {
  std::string name = folder;
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  if (!options_.no_ignore) start.ignores = outer_ignores(absolute_path(name));
  walk(name, start);
}

void Finder::walk(const std::string& folder, Walk& walk) {
  std::vector<std::pair<std::string, fs::file_type>> entries;
  std::error_code error;
  fs::directory_iterator at(folder, error, /*follow_symlinks=*/false);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    fs::file_type type = at->type();
    if (type == fs::file_type::type_unknown) {
      if (auto status = at->status()) type = status->type();
    }
    entries.emplace_back(path::filename(at->path()).str(), type);
  }
  if (error) {
    return fail(Slug::kUnreadableFile, folder,
                "cannot read this folder: " + error.message());
  }
  std::ranges::sort(entries);
  for (const auto& [name, type] : entries) {
    visit(join(folder, name), type, walk);
  }
}

void Finder::visit(const std::string& name, fs::file_type type, Walk& walk) {
  const bool is_folder = type == fs::file_type::directory_file;
  const std::string absolute = absolute_path(name);
  if (is_folder &&
      (is_never_read(path::filename(name)) || absolute == out_root_)) {
    return;
  }
  if (is_ignored(absolute, is_folder, walk)) return;
  const bool is_excluded =
      excluded_.ignores(absolute, is_folder).value_or(false);
  if (is_folder) {
    if (is_excluded && !walk.whole_tree) return;
    if (walk.whole_tree) inputs_.folders.push_back(name);
    if (!options_.no_ignore) {
      walk.ignores.emplace_back(absolute).add_file(absolute + "/.gitignore");
    }
    this->walk(name, walk);
    if (!options_.no_ignore) walk.ignores.pop_back();
    return;
  }
  const bool is_python = type == fs::file_type::regular_file &&
                         llvm::StringRef(name).ends_with(".py");
  const bool is_asked_for =
      walk.glob ? walk.glob->matches(
                      std::string_view(name).substr(walk.root_size), false) &&
                      type == fs::file_type::regular_file
                : is_python && (!walk.whole_tree || options_.inputs.empty());
  if (is_asked_for && !is_excluded && !excluded_.excludes_file(absolute)) {
    return add_file(name, absolute);
  }
  if (!walk.whole_tree || seen_.contains(absolute)) return;
  if (type == fs::file_type::regular_file ||
      type == fs::file_type::symlink_file) {
    inputs_.copied.push_back(name);
  } else {
    inputs_.diagnostics.push_back(
        diagnose_file(Severity::kWarning, Slug::kUnreadableFile, name,
                      "neither a file, a folder nor a link; left out"));
  }
}

bool Finder::is_ignored(const std::string& absolute, bool is_folder,
                        const Walk& walk) const {
  for (auto at = walk.ignores.rbegin(); at != walk.ignores.rend(); ++at) {
    if (const auto ignored = at->ignores(absolute, is_folder)) return *ignored;
  }
  return false;
}

}  // namespace

Inputs find_inputs(const Options& options) { return Finder(options).find(); }

std::string absolute_path(const std::string& name) {
  llvm::SmallString<256> result(name);
  fs::make_absolute(result);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

}  // namespace tnp::translate
