#include "test/fuzz/translation_checks.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "llvm/Support/ConvertUTF.h"
#include "translator/driver/translate_python.h"
#include "translator/python/bindings.h"
#include "translator/python/encoding.h"
#include "translator/python/layout_check.h"
#include "translator/python/names.h"
#include "translator/python/resolver.h"
#include "translator/python/syntax_tree.h"
#include "translator/rewrite/plan.h"

namespace tnp::translate {
namespace {

using Broken = std::optional<std::string>;

bool is_utf8(std::string_view text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  return llvm::isLegalUTF8String(&begin, begin + text.size());
}

std::string shown(std::string_view text, ByteRange range) {
  return "`" + std::string(text_of(text, range)) + "` at byte " +
         std::to_string(range.begin);
}

bool contains(ByteRange outer, ByteRange inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool overlap(ByteRange a, ByteRange b) {
  return a.begin < b.end && b.begin < a.end;
}

Broken check_failure(const Translation& result, bool input_parses) {
  if (!result.edits.empty() || !result.text.empty()) {
    return "a failed translation has an output";
  }
  if (result.diagnostics.size() != 1 || !has_errors(result.diagnostics)) {
    return "a failed translation has not one error";
  }
  if (input_parses) {
    return "the input parses, but: " + result.diagnostics.front().message;
  }
  return std::nullopt;
}

// ---- Bytes.

// The output again, from the edits and what lies between them.
Broken check_bytes(std::string_view text, const Translation& result) {
  std::size_t done = 0;  // in the input
  std::size_t at = 0;    // in the output
  const std::string_view output = result.text;
  for (const Edit& edit : result.edits.edits()) {
    if (edit.range.begin < done || edit.range.end > text.size()) {
      return "edits overlap, or are not in order";
    }
    const std::string_view kept = text.substr(done, edit.range.begin - done);
    if (output.substr(at, kept.size()) != kept) {
      return "bytes outside of the edits changed";
    }
    at += kept.size();
    if (output.substr(at, edit.text.size()) != edit.text) {
      return "an edit is not in the output";
    }
    at += edit.text.size();
    done = edit.range.end;
  }
  if (output.substr(at) != text.substr(done)) {
    return "bytes after the last edit changed";
  }
  return std::nullopt;
}

bool has_lone_newline(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (at == 0 || text[at - 1] != '\r') return true;
  }
  return false;
}

Broken check_encoding(std::string_view text, std::string_view output) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark) != output.starts_with(kMark)) {
    return "the byte-order mark is lost";
  }
  if (is_utf8(text) && !is_utf8(output)) return "the output is not UTF-8";
  const bool has_newline = text.find('\n') != std::string_view::npos;
  if (has_newline && !has_lone_newline(text) && has_lone_newline(output)) {
    return "a line ends without a carriage return";
  }
  if (text.find('\r') == std::string_view::npos &&
      output.find('\r') != std::string_view::npos) {
    return "a carriage return came in";
  }
  return std::nullopt;
}

// ---- Calls.

struct Program {
  std::string_view text;
  Resolution resolution;
  Plan plan;
};

Program read(std::string_view text, const RuleTable& rules) {
  Program program{text, resolve(SyntaxTree::parse(text), rules), {}};
  program.plan = make_plan(program.resolution, text, rules);
  return program;
}

bool lies_in_import(const Program& program, ByteRange edit) {
  return std::ranges::any_of(
      program.resolution.imports, [&](const Import& import) {
        // What is added follows on the next line, after a comment.
        const std::size_t end = program.text.find('\n', import.range.end);
        const auto line_end =
            static_cast<std::uint32_t>(std::min(end, program.text.size()));
        return contains({import.range.begin, line_end}, edit);
      });
}

bool lies_in_rewritten(const Program& program, ByteRange edit) {
  const std::vector<Reference>& references = program.resolution.references;
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (!program.plan.rewritten[i]) continue;
    if (contains(references[i].range, edit)) return true;
    for (const KeywordRename& rename : program.plan.matches[i].renames) {
      if (rename.name == edit) return true;
    }
  }
  return false;
}

Broken check_owners(const Program& program, const EditSet& edits) {
  for (const Edit& edit : edits.edits()) {
    if (!lies_in_import(program, edit.range) &&
        !lies_in_rewritten(program, edit.range)) {
      return "an edit belongs to nothing: " + shown(program.text, edit.range);
    }
  }
  return std::nullopt;
}

bool has_edit(const EditSet& edits, const KeywordRename& rename) {
  return std::ranges::any_of(edits.edits(), [&](const Edit& edit) {
    return edit.range == rename.name && edit.text == rename.new_name;
  });
}

bool touches(const EditSet& edits, ByteRange range) {
  return std::ranges::any_of(
      edits.edits(), [&](const Edit& e) { return overlap(e.range, range); });
}

// All or none: the name and the keywords of a call go together.
Broken check_calls(const Program& program, const EditSet& edits) {
  const std::vector<Reference>& references = program.resolution.references;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Reference& reference = references[i];
    if (program.plan.rewritten[i]) {
      for (const KeywordRename& rename : program.plan.matches[i].renames) {
        const bool same = text_of(program.text, rename.name) == rename.new_name;
        if (!same && !has_edit(edits, rename)) {
          return "half rewritten: " + shown(program.text, reference.range);
        }
      }
      continue;
    }
    bool touched = touches(edits, reference.range);
    for (const Argument& argument : reference.arguments) {
      touched |= touches(edits, argument.name);
    }
    if (touched) return "half left: " + shown(program.text, reference.range);
  }
  return std::nullopt;
}

bool is_silent(const RuleMatch& match) {
  return match.problem == MatchProblem::kDeleted;
}

// A reference that is left has an error of its own, or there is one about the
// name that it is reached by.
Broken check_reported(const Program& program, const Translation& result) {
  if (has_errors(result.diagnostics) || has_errors(result.ignored)) {
    return std::nullopt;
  }
  const std::vector<Reference>& references = program.resolution.references;
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (!program.plan.rewritten[i] && !is_silent(program.plan.matches[i])) {
      return "left without a word: " + shown(program.text, references[i].range);
    }
  }
  return std::nullopt;
}

// ---- Names.

// The names that are used where nothing binds them, or nothing but the class in
// whose body they are: there, tnp's own import is new.
std::vector<std::string> unbound_names(std::string_view text) {
  const SyntaxTree tree = SyntaxTree::parse(text);
  const Names names = collect_names(tree);
  const Variables variables(names);
  std::vector<std::string> unbound;
  for (const Chain& chain : names.chains) {
    const Scope& scope = names.scopes[chain.scope];
    const std::string name(names.spellings[chain.root]);
    if (variables.lookup(chain.scope, chain.root) == kNone) {
      unbound.push_back(name);
    } else if (scope.kind == ScopeKind::kClass && !name.ends_with("tnp") &&
               variables.lookup(scope.parent, chain.root) == kNone) {
      unbound.push_back(name + " outside of the class");
    }
  }
  std::ranges::sort(unbound);
  return unbound;
}

// Removed names of NumPy that were Python's become Python's.
bool is_python_type(const std::string& name) {
  return name == "bool" || name == "complex" || name == "float" ||
         name == "int" || name == "str";
}

Broken check_names(const Program& program, std::string_view output) {
  // A star import binds what no scope shows, of NumPy as of tnp.
  const auto is_star = [](const Import& import) {
    return import.items.front().name.empty();
  };
  if (std::ranges::any_of(program.resolution.imports, is_star)) {
    return std::nullopt;
  }
  const std::vector<std::string> before = unbound_names(program.text);
  const std::vector<std::string> after = unbound_names(output);
  std::vector<std::string> lost;
  std::ranges::set_difference(after, before, std::back_inserter(lost));
  std::erase_if(lost, is_python_type);
  if (lost.empty()) return std::nullopt;
  return "nothing binds `" + lost.front() + "` any more";
}

std::vector<std::string> left_names(const Translation& translation) {
  std::vector<std::string> names;
  for (const CallSite& site : translation.sites) {
    // A member of an array that has become tnp's is NumPy's no more.
    const bool is_member = site.api.starts_with("numpy.ndarray.");
    if (site.state == SiteState::kLeft && !is_member) names.push_back(site.api);
  }
  std::ranges::sort(names);
  return names;
}

Broken check_second(const Translation& first, const RuleTable& rules) {
  const Translation second =
      translate_python(SourceFile("second.py", first.text), rules);
  if (second.failed) {
    return "the second run fails: " + second.diagnostics.front().message;
  }
  if (!second.edits.empty()) {
    const Edit& edit = second.edits.edits().front();
    return "the second run changes " + shown(first.text, edit.range) + " to `" +
           edit.text + "`";
  }
  const std::vector<std::string> before = left_names(first);
  const std::vector<std::string> after = left_names(second);
  // A name that is left is reached by what it was reached by.
  if (before != after) {
    return "the second run finds other names of NumPy than the first left";
  }
  return std::nullopt;
}

}  // namespace

bool is_translatable(std::string_view text) {
  const SyntaxTree tree = SyntaxTree::parse(text);
  return !encoding_error(text) && !lone_carriage_return(tree) &&
         !tree.first_error() && !layout_error(tree) &&
         !resolve(tree, builtin_rules()).old_syntax;
}

std::optional<std::string> broken_check(std::string_view text,
                                        const RuleTable& rules) {
  const SourceFile source("first.py", std::string(text));
  const Translation result = translate_python(source, rules);
  const bool input_parses = is_translatable(text);
  if (result.failed) return check_failure(result, input_parses);
  if (!input_parses) return "the input does not parse, but was translated";
  if (!is_translatable(result.text)) return "the output does not parse";
  if (auto broken = check_bytes(text, result)) return broken;
  if (auto broken = check_encoding(text, result.text)) return broken;
  const Program program = read(source.text(), rules);
  if (auto broken = check_owners(program, result.edits)) return broken;
  if (auto broken = check_calls(program, result.edits)) return broken;
  if (auto broken = check_reported(program, result)) return broken;
  if (auto broken = check_names(program, result.text)) return broken;
  return check_second(result, rules);
}

}  // namespace tnp::translate
