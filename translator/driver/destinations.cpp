#include "translator/driver/destinations.h"

#include <utility>

#include "llvm/Support/FileSystem.h"
#include "translator/output/writer.h"

namespace tnp::translate {
namespace {

namespace fs = llvm::sys::fs;

fs::perms permissions_of(const std::string& file) {
  fs::file_status status;
  return fs::status(file, status) ? fs::perms::all_read | fs::perms::owner_write
                                  : status.permissions();
}

}  // namespace

Destinations::Destinations(const Options& options, const Inputs& inputs)
    : options_(options), inputs_(inputs) {
  if (!options.out_root.empty()) {
    tree_.emplace(options.in_root, options.out_root);
    plan_tree();
  } else if (options.in_place) {
    plan_in_place();
  }
}

void Destinations::complain(Slug slug, const std::string& file,
                            std::string message) {
  diagnostics_.push_back(
      diagnose_file(Severity::kError, slug, file, std::move(message)));
}

void Destinations::refuse_shared(const std::string& place,
                                 const std::string& file) {
  const auto [at, is_new] = taken_.try_emplace(place, file);
  if (is_new) return;
  complain(Slug::kInvalidInput, file,
           "goes to the same place as `" + at->second +
               "`; two inputs cannot have one output");
}

void Destinations::check_place(const std::string& file,
                               const std::string& place) {
  refuse_shared(place, file);
  if (!tree_->contains(place)) {
    complain(Slug::kUnwritableFile, file,
             "a link in `--out-root` leads outside of it");
  }
}

void Destinations::plan_tree() {
  for (const std::string& file : inputs_.files) {
    const auto place = tree_->place_of(file);
    if (!place) {
      complain(Slug::kInvalidInput, file, "not below `--in-root`");
      continue;
    }
    check_place(file, *place);
    places_.push_back(*place);
  }
  for (const std::string& file : inputs_.copied) {
    copied_places_.push_back(*tree_->place_of(file));
    check_place(file, copied_places_.back());
  }
}

void Destinations::plan_in_place() {
  for (const std::string& file : inputs_.files) {
    llvm::SmallString<256> real;
    if (fs::real_path(file, real)) real = file;
    places_.push_back(real.str().str());
    refuse_shared(places_.back(), file);
  }
}

Diagnostics Destinations::write(std::span<const FileResult> results) {
  Diagnostics problems;
  const auto note = [&](const std::string& file, std::error_code error) {
    if (!error) return;
    problems.push_back(diagnose_file(Severity::kError, Slug::kUnwritableFile,
                                     file, "cannot write: " + error.message()));
  };
  for (std::size_t i = 0; i < places_.size(); ++i) {
    note(places_[i], write_result(results[i], places_[i]));
  }
  if (!tree_) return problems;
  for (std::size_t i = 0; i < copied_places_.size(); ++i) {
    const std::string& place = copied_places_[i];
    std::error_code error = tree_->make_folders_for(place);
    if (!error) error = copy_file(inputs_.copied[i], place);
    note(place, error);
  }
  note(options_.out_root, tree_->copy_permissions(inputs_.folders));
  return problems;
}

std::error_code Destinations::write_result(const FileResult& result,
                                           const std::string& place) {
  if (result.report.status == FileStatus::kFailed) return {};
  if (tree_) {
    if (const auto error = tree_->make_folders_for(place)) return error;
    return replace_file(place, result.text,
                        permissions_of(result.report.source.name()));
  }
  if (result.report.status != FileStatus::kChanged) return {};
  if (const auto error = back_up(place)) return error;
  return write_file(place, result.text);
}

std::error_code Destinations::back_up(const std::string& place) const {
  if (options_.backup.empty()) return {};
  const std::string backup = place + options_.backup;
  if (fs::exists(backup)) {
    return std::make_error_code(std::errc::file_exists);
  }
  return copy_file(place, backup);
}

}  // namespace tnp::translate
