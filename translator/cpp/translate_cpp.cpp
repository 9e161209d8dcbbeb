#include "translator/cpp/translate_cpp.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "translator/cpp/change_set.h"
#include "translator/cpp/include_rewriter.h"
#include "translator/cpp/name_planner.h"
#include "translator/cpp/unseen_names.h"

namespace tnp::translate {
namespace {

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// A project file as all units together see it.
struct MergedFile {
  ProjectFile file;
  std::vector<IncludeLine> includes;
  IncludeNeeds needs;
  bool includes_library = false;  // itself, not only through another file
  bool is_in_library_unit = false;
  std::vector<Edit> edits;
  std::vector<std::pair<std::uint32_t, Diagnostic>> diagnostics;
};

class CppTranslator {
 public:
  explicit CppTranslator(const RuleTable& rules)
      : rules_(rules), new_words_(find_new_words(rules)) {}

  void add(const CppProgram& program) {
    std::vector<std::uint32_t> indices;
    for (const ProjectFile& file : program.files) {
      indices.push_back(merge(file));
    }
    for (const IncludeLine& include : program.includes) {
      add_include(include, indices[include.file]);
    }
    units_.push_back(indices);
    for (const std::uint32_t file : indices) {
      files_[file].is_in_library_unit |= program.uses_library;
    }
    for (const NameReference& reference : program.references) {
      if (!is_overruled(reference, program)) plan(reference, indices, program);
    }
    if (program.uses_library && program.opened.contains("xt")) {
      uncover_names(program, indices);
    }
  }

  CppTranslation run() {
    make_changes();
    report_unseen();
    spread_leftovers();
    rewrite_includes();
    return result();
  }

 private:
  std::uint32_t merge(const ProjectFile& file) {
    const auto [found, is_new] = by_path_.try_emplace(
        file.real_path, static_cast<std::uint32_t>(files_.size()));
    if (is_new) {
      files_.push_back({file, {}, {}, false, false, {}, {}});
      leftovers_.push_back(false);
    }
    ProjectFile& merged = files_[found->second].file;
    merged.is_main |= file.is_main;
    merged.resolved.insert(file.resolved.begin(), file.resolved.end());
    return found->second;
  }

  void add_include(IncludeLine include, std::uint32_t file) {
    include.file = file;
    MergedFile& merged = files_[file];
    merged.includes_library |= include.is_library;
    const auto same = [&](const IncludeLine& other) {
      return other.header == include.header;
    };
    if (std::ranges::none_of(merged.includes, same)) {
      merged.includes.push_back(std::move(include));
    }
  }

  // A call that may mean one of several functions says nothing where an
  // instantiation of the same call says which one it is.
  static bool is_overruled(const NameReference& reference,
                           const CppProgram& program) {
    if (!reference.is_candidate) return false;
    const Place& place = reference.whole;
    if (program.foreign.contains({place.file, place.range.begin})) return true;
    return std::ranges::any_of(
        program.references, [&](const NameReference& other) {
          return !other.is_candidate && other.whole.file == place.file &&
                 other.whole.range == place.range;
        });
  }

  void plan(const NameReference& reference,
            const std::vector<std::uint32_t>& indices,
            const CppProgram& program) {
    NamePlan planned = plan_name(reference, rules_);
    const Place whole = moved(reference.whole, indices);
    if (planned.problem) {
      report(whole, Severity::kError, planned.problem->slug,
             planned.problem->message);
      leftovers_[whole.file] = true;
      return;
    }
    if (is_ambiguous(reference, planned, program)) {
      report(whole, Severity::kError, Slug::kAmbiguousName,
             quoted(reference.name) +
                 " is meant here for some template arguments and another name "
                 "for others; write it qualified");
      leftovers_[whole.file] = true;
      return;
    }
    Change change{whole, reference.name, std::move(planned.claims),
                  planned.rule};
    for (NamePlan::Claim& claim : change.claims) {
      claim.place = moved(claim.place, indices);
    }
    changes_.push_back(std::move(change));
  }

  // A using-directive brings the new words of tnp. What another namespace that
  // is searched together with it calls the same is then written in full.
  void uncover_names(const CppProgram& program,
                     const std::vector<std::uint32_t>& indices) {
    for (const ForeignName& foreign : program.foreign_names) {
      const std::string word = last_word(foreign.name);
      if (!new_words_.contains(word)) continue;
      if (!foreign.scope.empty() && !program.opened.contains(foreign.scope)) {
        continue;
      }
      const std::string_view text =
          program.files[foreign.place.file].source.text();
      if (text_of(text, foreign.place.range) != word) continue;
      const Place place = moved(foreign.place, indices);
      changes_.push_back(
          {place, foreign.name, {{place, foreign.name}}, nullptr});
    }
  }

  static std::string last_word(std::string_view name) {
    const std::size_t scope = name.rfind("::");
    return std::string(scope == name.npos ? name : name.substr(scope + 2));
  }

  // The words of targets that are not those of the names they replace.
  static std::set<std::string> find_new_words(const RuleTable& rules) {
    std::set<std::string> words;
    for (const Rule* rule : rules.with_prefix("xt::")) {
      std::string word = last_word(rule->target);
      if (word != last_word(rule->name)) words.insert(std::move(word));
    }
    return words;
  }

  static bool is_ambiguous(const NameReference& reference, const NamePlan& plan,
                           const CppProgram& program) {
    if (reference.form != NameForm::kPlain) return false;
    return std::ranges::any_of(plan.claims, [&](const NamePlan::Claim& claim) {
      const std::string_view text =
          program.files[claim.place.file].source.text();
      return text_of(text, claim.place.range) != claim.text &&
             program.foreign.contains(
                 {claim.place.file, claim.place.range.begin});
    });
  }

  static Place moved(Place place, const std::vector<std::uint32_t>& indices) {
    place.file = indices[place.file];
    return place;
  }

  void make_changes() {
    for (const Conflict& conflict : remove_conflicts(changes_)) {
      report(conflict.place, Severity::kError, Slug::kConflictingEdits,
             "the rules for " + quoted(conflict.first) + " and " +
                 quoted(conflict.second) +
                 " want different texts here; neither was followed");
      leftovers_[conflict.place.file] = true;
    }
    for (const Change& change : changes_) make(change);
  }

  void make(const Change& change) {
    for (const NamePlan::Claim& claim : change.claims) {
      files_[claim.place.file].edits.push_back({claim.place.range, claim.text});
    }
    if (!change.rule) return;
    MergedFile& file = files_[change.place.file];
    if (!change.rule->header.empty()) {
      file.needs.headers.emplace(change.rule->header);
    }
    for (const std::string_view line : change.rule->differs) {
      report(change.place, Severity::kWarning, Slug::kResultDiffers,
             quoted(change.name) + " differs: " + std::string(line));
    }
  }

  void report_unseen() {
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      MergedFile& file = files_[i];
      if (!file.is_in_library_unit) continue;
      std::set<std::uint32_t> seen = file.file.resolved;
      for (const IncludeLine& include : file.includes) {
        seen.insert(include.header.begin);
      }
      for (const ByteRange range : find_unseen(file.file.source.text(), seen)) {
        report({i, range}, Severity::kError, Slug::kInactiveCode,
               "xtensor is used here in code that these flags do not compile; "
               "it was left as it was");
        leftovers_[i] = true;
      }
    }
  }

  // A name that stays may be declared by the headers of any file of its unit.
  void spread_leftovers() {
    for (const std::vector<std::uint32_t>& unit : units_) {
      const auto is_left = [&](std::uint32_t i) { return leftovers_[i]; };
      if (!std::ranges::any_of(unit, is_left)) continue;
      for (const std::uint32_t i : unit) files_[i].needs.keeps_library = true;
    }
  }

  void rewrite_includes() {
    std::set<std::string> provided;
    for (const MergedFile& file : files_) {
      for (const IncludeLine& include : file.includes) {
        const Rule* rule = rules_.find(include.name);
        provided.emplace(rule ? std::string(rule->target) : include.name);
      }
    }
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      MergedFile& file = files_[i];
      // What uses a library through another header goes on doing so.
      if (!file.includes_library) {
        std::erase_if(file.needs.headers, [&](const std::string& header) {
          return provided.contains(header);
        });
      }
      apply(translate::rewrite_includes(file.includes, file.file.source.text(),
                                        file.needs, rules_),
            i);
    }
  }

  void apply(const IncludePlan& plan, std::uint32_t file) {
    std::vector<Edit>& edits = files_[file].edits;
    edits.insert(edits.end(), plan.edits.begin(), plan.edits.end());
    for (const IncludeLine* include : plan.unsupported) {
      report({file, include->header}, Severity::kError,
             Slug::kUnsupportedFunction,
             "header " + quoted(include->name) +
                 " has no counterpart; it was left as it was");
    }
  }

  void report(const Place& place, Severity severity, Slug slug,
              const std::string& message) {
    const auto key = std::tuple(place.file, place.range.begin, message);
    if (!reported_.insert(key).second) return;
    MergedFile& file = files_[place.file];
    file.diagnostics.emplace_back(
        place.range.begin,
        diagnose(severity, slug, file.file.source, place.range.begin,
                 place.range.end, message));
  }

  CppTranslation result() {
    CppTranslation translation;
    for (MergedFile& file : files_) {
      std::ranges::stable_sort(file.diagnostics, {},
                               &std::pair<std::uint32_t, Diagnostic>::first);
      for (auto& [offset, diagnostic] : file.diagnostics) {
        translation.diagnostics.push_back(std::move(diagnostic));
      }
      translation.files.push_back(
          {file.file.source, file.file.real_path, file.file.is_main,
           EditSet(file.file.source.text(), unique(std::move(file.edits)))});
    }
    return translation;
  }

  // One word may be written by several names, as in a macro.
  static std::vector<Edit> unique(std::vector<Edit> edits) {
    std::vector<Edit> result;
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> seen;
    for (Edit& edit : edits) {
      if (seen.emplace(edit.range.begin, edit.range.end, edit.text).second) {
        result.push_back(std::move(edit));
      }
    }
    return result;
  }

  const RuleTable& rules_;
  std::set<std::string> new_words_;
  std::map<std::string, std::uint32_t> by_path_;
  std::vector<MergedFile> files_;
  std::vector<bool> leftovers_;                    // each file
  std::vector<std::vector<std::uint32_t>> units_;  // the files of each unit
  std::vector<Change> changes_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> reported_;
};

}  // namespace

CppTranslation translate_cpp(std::span<const CppProgram> programs,
                             const RuleTable& rules) {
  CppTranslator translator(rules);
  for (const CppProgram& program : programs) translator.add(program);
  return translator.run();
}

}  // namespace tnp::translate
