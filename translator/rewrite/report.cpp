#include "translator/rewrite/report.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "llvm/ADT/StringExtras.h"
#include "translator/rewrite/device_rewriter.h"

namespace tnp::translate {
namespace {

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

// The table's texts are sentences; in a diagnostic they are part of one.
std::string clause(std::string_view sentence) {
  std::string result(sentence);
  if (result.ends_with('.')) result.pop_back();
  // A word of capitals is a name.
  const bool is_name = result.size() > 1 && llvm::isUpper(result[1]);
  if (!result.empty() && !is_name) result[0] = llvm::toLower(result[0]);
  return result;
}

std::string with_advice(std::string message, std::string_view advice) {
  if (advice.empty()) return message;
  return message + "; " + clause(advice);
}

// `NumPy 2.0 removed numpy.cast`, with what is known of it.
std::string removed(std::string_view name, std::string_view version) {
  return "NumPy " + std::string(version) + " removed " + quoted(name);
}

std::string unsupported(std::string_view name, std::string_view advice) {
  constexpr std::string_view kGeneric =
      "it was left as it was and still needs NumPy";
  return with_advice(quoted(name) + " has no counterpart",
                     advice.empty() ? kGeneric : advice);
}

bool is_removed(const Rule* rule) { return rule && !rule->removed.empty(); }

// The target as a program has it.
std::string written(const RuleMatch& match) {
  std::string_view name = match.target;
  if (match.is_builtin()) name.remove_prefix(sizeof("builtins"));
  return quoted((match.is_negative ? "-" : "") + std::string(name));
}

struct Message {
  Slug slug;
  std::string text;
};

Message message_of(const RuleMatch& match, std::string_view name,
                   std::string_view spelled) {
  const std::string function = quoted(name);
  const std::string argument = "argument " + quoted(match.subject);
  switch (match.problem) {
    case MatchProblem::kUnsupported:
      if (is_removed(match.rule)) {
        return {Slug::kUnsupportedFunction,
                with_advice(removed(name, match.rule->removed), match.advice)};
      }
      return {Slug::kUnsupportedFunction, unsupported(name, match.advice)};
    case MatchProblem::kUnsupportedAttribute:
      return {Slug::kUnsupportedFunction, unsupported(name, {})};
    case MatchProblem::kRejectedArgument:
      return {Slug::kUnsupportedArgument,
              with_advice(argument + " of " + function + " has no counterpart",
                          match.advice)};
    case MatchProblem::kUnknownKeyword:
      return {Slug::kUnsupportedArgument, function + " takes no " + argument +
                                              "; the call was left as it was"};
    case MatchProblem::kRepeatedArgument:
      return {Slug::kUnsupportedArgument,
              argument + " of " + function + " is given twice"};
    case MatchProblem::kTooManyArguments:
      return {Slug::kUnsupportedArgument, "too many positional arguments for " +
                                              function +
                                              "; the call was left as it was"};
    case MatchProblem::kMissingArgument:
      return {Slug::kUnsupportedArgument,
              argument + " of " + function +
                  " is missing; the call was left as it was"};
    case MatchProblem::kUnpackedArgument:
      return {Slug::kUnsupportedArgument,
              "unpacked arguments may contain " + argument + " of " + function +
                  ", which has no counterpart; write the arguments out"};
    case MatchProblem::kReboundBuiltin:
      return {Slug::kRemovedName, function + " is Python's " +
                                      quoted(match.subject) +
                                      ", which this file may bind to something "
                                      "else; it was left as it was"};
    case MatchProblem::kRenamed:
      return {Slug::kShimName,
              function + " is " + written(match) +
                  ", and with `--mode=shim` names stay; it was left, and with "
                  "it the import"};
    case MatchProblem::kDynamic:
      if (!match.subject.empty()) {
        return {Slug::kDynamicName,
                quoted(std::string(name) + "." + match.subject) +
                    " is looked up by text; write the attribute out"};
      }
      return {Slug::kDynamicName,
              "what is looked up in " + quoted(spelled) +
                  " is known only at run time; write the attribute out"};
    case MatchProblem::kReplaced:
      return {Slug::kModifiedModule, "the program changes " + function +
                                         "; this acts on NumPy, not on tnp"};
    default:
      return {Slug::kUnsupportedFunction, unsupported(name, {})};
  }
}

Message message_of(const Unresolved& unresolved) {
  const std::string name = quoted(unresolved.name);
  switch (unresolved.reason) {
    case Unresolved::Reason::kAmbiguous:
      return {Slug::kAmbiguousName,
              name +
                  " is bound to NumPy here and to something else elsewhere; "
                  "its uses were left as they were"};
    case Unresolved::Reason::kStarImport:
      return {Slug::kAmbiguousName,
              "a later star import may replace the names of " + name +
                  "; import the names that are used"};
    case Unresolved::Reason::kEvaluated:
      return {Slug::kDynamicName,
              "text that " + name +
                  " runs may use NumPy by names that are not checked"};
    case Unresolved::Reason::kImportCall:
      return {Slug::kDynamicName,
              "what " + name +
                  " imports is not followed and stays NumPy's; write an import "
                  "statement"};
    case Unresolved::Reason::kShared:
      return {Slug::kAmbiguousName,
              name +
                  " is imported by other modules of the project and stays "
                  "NumPy's"};
    case Unresolved::Reason::kExported:
      break;
  }
  return {Slug::kAmbiguousName,
          name + " is exported by `__all__` and now means tnp"};
}

Severity severity_of(Unresolved::Reason reason) {
  switch (reason) {
    case Unresolved::Reason::kExported:
    case Unresolved::Reason::kShared:
      return Severity::kNote;
    case Unresolved::Reason::kEvaluated:
      return Severity::kWarning;
    default:
      return Severity::kError;
  }
}

class Reporter {
 public:
  explicit Reporter(const SourceFile& source) : source_(source) {}

  void add(Severity severity, ByteRange range, Message message) {
    items_.emplace_back(range.begin,
                        diagnose(severity, message.slug, source_, range.begin,
                                 range.end, std::move(message.text)));
  }

  Diagnostics sorted() && {
    std::ranges::stable_sort(items_, {}, &Item::first);
    Diagnostics result;
    for (Item& item : items_) result.push_back(std::move(item.second));
    return result;
  }

 private:
  using Item = std::pair<std::uint32_t, Diagnostic>;
  const SourceFile& source_;
  std::vector<Item> items_;
};

// Warnings about a reference that was rewritten.
void report_rewritten(const Reference& reference, const RuleMatch& match,
                      bool is_alias, Reporter& reporter) {
  if (match.rule && !reference.rules_out_differences) {
    for (const std::string_view line : match.rule->differs) {
      reporter.add(Severity::kWarning, reference.range,
                   {Slug::kResultDiffers,
                    quoted(reference.name) + " differs: " + clause(line)});
    }
  }
  const bool is_lookup = reference.kind == ReferenceKind::kLookup;
  if (is_lookup && reference.looked_up.empty()) {
    reporter.add(Severity::kWarning, reference.range,
                 {Slug::kDynamicName,
                  "what is looked up in " + quoted(reference.name) +
                      " is known only at run time, and is now tnp's"});
  } else if (match.is_module && !is_alias) {
    reporter.add(Severity::kWarning, reference.range,
                 {Slug::kDynamicName,
                  quoted(reference.name) +
                      " is used as a value; what is looked up in it is not "
                      "checked"});
  }
}

void report_removed(ByteRange range, const RuleMatch& match,
                    Reporter& reporter) {
  if (!is_removed(match.alias)) return;
  reporter.add(
      Severity::kNote, range,
      {Slug::kRemovedName, removed(match.alias->name, match.alias->removed) +
                               "; " + written(match) + " was written"});
}

// Whether the removed name itself is written here, and not one bound to it.
bool names_alias(const Reference& reference, const RuleMatch& match,
                 const Resolution& resolution) {
  if (reference.is_member() || !match.alias) return false;
  const Binding& binding = resolution.bindings[reference.binding];
  const auto bound = std::ranges::count(binding.target, '.');
  return match.component_count > static_cast<std::size_t>(bound) + 1;
}

Message in_numpy(const RuleMatch& match, std::string_view name) {
  const std::string function = quoted(name);
  if (match.problem == MatchProblem::kUnsupported ||
      match.problem == MatchProblem::kUnsupportedAttribute) {
    return {Slug::kRunsInNumpy,
            function + " has no counterpart; this call still runs in NumPy"};
  }
  return {Slug::kRunsInNumpy, "argument " + quoted(match.subject) + " of " +
                                  function +
                                  " has no counterpart; this call still runs "
                                  "in NumPy"};
}

// Whether a reference that stays is a call that NumPy can do.
bool runs_in_numpy(const Reference& reference, const RuleMatch& match,
                   const Plan& plan) {
  if (reference.kind != ReferenceKind::kCall || is_removed(match.rule)) {
    return false;
  }
  // A member of an array that has become tnp's is not NumPy's.
  const bool is_target = std::ranges::all_of(
      reference.receivers,
      [&](std::uint32_t receiver) { return plan.rewritten[receiver]; });
  if (reference.is_member() && is_target) return false;
  return match.problem != MatchProblem::kReboundBuiltin &&
         match.problem != MatchProblem::kRenamed;
}

// Whether a reference that could move is left with its import.
bool stays_with_import(const Reference& reference, const RuleMatch& match,
                       const Plan& plan, std::size_t index) {
  return plan.mode == Mode::kShim && match.ok() && !plan.rewritten[index] &&
         !reference.is_member();
}

Message with_import(std::string_view name) {
  return {Slug::kRunsInNumpy,
          "with `--mode=shim` all that is reached through " + quoted(name) +
              " still runs in NumPy"};
}

}  // namespace

Diagnostics report(const SourceFile& source, const Resolution& resolution,
                   const Plan& plan, Fallback fallback, bool has_device) {
  Reporter reporter(source);
  for (const Unresolved& unresolved : resolution.unresolved) {
    reporter.add(severity_of(unresolved.reason), unresolved.range,
                 message_of(unresolved));
  }
  const bool has_fallback = fallback == Fallback::kNumpy;
  for (const Plan::ImportedName& item : plan.unsupported_imports) {
    const bool stays = has_fallback && !is_removed(item.match.rule);
    reporter.add(stays ? Severity::kWarning : Severity::kError, item.range,
                 message_of(item.match, item.name, {}));
  }
  for (const Plan::ImportedName& item : plan.removed_imports) {
    report_removed(item.range, item.match, reporter);
  }
  std::set<std::uint32_t> staying;
  for (std::size_t i = 0; i < resolution.references.size(); ++i) {
    const Reference& reference = resolution.references[i];
    const RuleMatch& match = plan.matches[i];
    if (has_fallback && stays_with_import(reference, match, plan, i) &&
        staying.insert(reference.binding).second) {
      reporter.add(Severity::kWarning, reference.range,
                   with_import(resolution.bindings[reference.binding].name));
    }
    if (plan.rewritten[i]) {
      report_rewritten(reference, match, reference.defines != kNone, reporter);
      const bool is_shown =
          std::ranges::any_of(resolution.shown_texts, [&](ByteRange shown) {
            return shown.begin < reference.range.begin &&
                   reference.range.end < shown.end;
          });
      if (is_shown) {
        reporter.add(Severity::kWarning, reference.range,
                     {Slug::kResultDiffers,
                      "the text that `=` prints has the name in tnp now"});
      }
      if (has_device && creates_elsewhere(reference, match)) {
        reporter.add(Severity::kWarning, reference.range,
                     {Slug::kResultDiffers,
                      quoted(reference.name) +
                          " is used as a value; what it makes stays in main "
                          "memory"});
      }
      if (names_alias(reference, match, resolution)) {
        report_removed(reference.range, match, reporter);
      }
    } else if (has_fallback && !match.ok() &&
               runs_in_numpy(reference, match, plan)) {
      reporter.add(Severity::kWarning, match.range,
                   in_numpy(match, reference.name));
    } else if (!match.ok() && match.problem != MatchProblem::kDeleted) {
      reporter.add(Severity::kError, match.range,
                   message_of(match, reference.name,
                              text_of(source.text(), reference.range)));
    }
  }
  return std::move(reporter).sorted();
}

}  // namespace tnp::translate
