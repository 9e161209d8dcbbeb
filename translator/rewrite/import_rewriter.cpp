#include "translator/rewrite/import_rewriter.h"

#include <algorithm>
#include <map>
#include <string>

namespace tnp::translate {
namespace {

constexpr std::string_view kBlank = " \t\f";

// Where statements can be added after a statement.
struct Line {
  bool alone = false;     // nothing else but a comment is on its lines
  std::uint32_t end = 0;  // where to insert
  std::string separator;  // line end and indentation, or `; `
};

Line line_after(std::string_view text, ByteRange statement) {
  Line result;
  std::size_t begin = text.rfind('\n', statement.begin);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  if (begin == 0 && text.starts_with("\xEF\xBB\xBF")) begin = 3;
  const std::string_view indent = text.substr(begin, statement.begin - begin);
  const std::size_t newline = text.find('\n', statement.end);
  const std::size_t stop = std::min(newline, text.size());
  std::string_view rest = text.substr(statement.end, stop - statement.end);
  const bool crlf = rest.ends_with('\r');
  if (crlf) rest.remove_suffix(1);
  const std::size_t tail = rest.find_first_not_of(kBlank);
  const bool only_comment = tail == std::string_view::npos || rest[tail] == '#';
  result.alone = only_comment &&
                 indent.find_first_not_of(kBlank) == std::string_view::npos;
  if (!result.alone) {
    result.end = statement.end;
    result.separator = "; ";
    return result;
  }
  result.end = static_cast<std::uint32_t>(statement.end + rest.size());
  // A last line without an end takes after the first line of the file.
  const bool first_crlf = text.find("\r\n") < text.find('\n');
  const bool use_crlf = newline == std::string_view::npos ? first_crlf : crlf;
  result.separator = use_crlf ? "\r\n" : "\n";
  result.separator += indent;
  return result;
}

std::string leaf(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

// The module that has `name`; empty for a module at the top.
std::string parent(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return std::string(name.substr(0, dot == std::string_view::npos ? 0 : dot));
}

class ImportRewriter {
 public:
  ImportRewriter(const Resolution& resolution, const Plan& plan,
                 std::string_view text, std::size_t index,
                 std::vector<Edit>& edits)
      : resolution_(resolution),
        plan_(plan),
        text_(text),
        import_(resolution.imports[index]),
        targets_(plan.import_targets[index]),
        edits_(edits) {}

  /// Whether the target module is needed and not imported by this statement.
  bool needs_target() const;
  /// Whether the rewritten statement imports the target module by its name.
  bool imports_target() const;
  void run(bool add_target);

 private:
  bool moves(const ImportItem& item) const {
    return item.binding != kNone && plan_.moved[item.binding];
  }
  const Binding& binding(const ImportItem& item) const {
    return resolution_.bindings[item.binding];
  }
  void replace(ByteRange range, std::string text) {
    edits_.push_back({range, std::move(text)});
  }
  std::string target_import() const;
  void rewrite_modules();
  std::vector<std::string> rewrite_members();
  std::vector<std::string> moved_statements() const;
  std::string spelled(std::size_t index) const;
  bool is_parenthesized() const {
    const ByteRange gap{import_.module.end, import_.items.front().range.begin};
    return text_of(text_, gap).find('(') != std::string_view::npos;
  }
  void remove_moved();
  void remove(std::size_t first, std::size_t last);
  std::size_t skip_blank(std::size_t offset) const {
    return std::min(text_.find_first_not_of(kBlank, offset), text_.size());
  }

  const Resolution& resolution_;
  const Plan& plan_;
  std::string_view text_;
  const Import& import_;
  const std::vector<std::string>& targets_;  // of each item
  std::vector<Edit>& edits_;
};

bool ImportRewriter::needs_target() const {
  return std::ranges::any_of(import_.items, [&](const ImportItem& item) {
    return item.binding != kNone && plan_.needs_target[item.binding];
  });
}

bool ImportRewriter::imports_target() const {
  if (!import_.module.empty()) return false;
  return std::ranges::any_of(import_.items, [&](const ImportItem& item) {
    return moves(item) && binding(item).kind == BindingKind::kModule &&
           binding(item).target == "numpy" && !binding(item).keeps_name;
  });
}

std::string ImportRewriter::target_import() const {
  if (resolution_.target_module == "tnp") return "import tnp";
  return "import tnp as " + resolution_.target_module;
}

void ImportRewriter::run(bool add_target) {
  std::vector<std::string> added;
  if (import_.module.empty()) {
    rewrite_modules();
  } else {
    added = rewrite_members();
  }
  if (add_target) added.push_back(target_import());
  if (added.empty()) return;
  const Line line = line_after(text_, import_.range);
  std::string text;
  for (const std::string& statement : added) text += line.separator + statement;
  replace({line.end, line.end}, std::move(text));
}

// import numpy as np, os
void ImportRewriter::rewrite_modules() {
  for (std::size_t i = 0; i < import_.items.size(); ++i) {
    const ImportItem& item = import_.items[i];
    if (!moves(item)) continue;
    const bool binds_top = binding(item).target == "numpy";
    if (binds_top && binding(item).keeps_name) {
      // The modules in tnp are there without an import of their own.
      replace(item.range, "tnp as " + binding(item).name);
    } else if (item.target != "numpy") {
      replace(item.name, targets_[i]);
    } else {
      replace(item.range, target_import().substr(sizeof("import")));
    }
  }
}

// from numpy import sin, cos as c
std::vector<std::string> ImportRewriter::rewrite_members() {
  const auto is_moved = [&](const ImportItem& item) { return moves(item); };
  if (import_.items.front().name.empty()) {
    if (moves(import_.items.front())) replace(import_.module, targets_.front());
    return {};
  }
  const bool all_move = std::ranges::all_of(import_.items, is_moved);
  const std::string module = parent(targets_.front());
  const bool one_module =
      !module.empty() &&
      std::ranges::all_of(targets_, [&](const std::string& target) {
        return parent(target) == module;
      });
  if (all_move && one_module) {
    replace(import_.module, module);
    for (std::size_t i = 0; i < import_.items.size(); ++i) {
      const ImportItem& item = import_.items[i];
      if (leaf(targets_[i]) == text_of(text_, item.name)) continue;
      replace(item.range, spelled(i));
    }
    return {};
  }
  std::vector<std::string> statements = moved_statements();
  if (all_move) {
    replace(import_.range, statements.front());
    statements.erase(statements.begin());
    return statements;
  }
  remove_moved();
  return statements;
}

void ImportRewriter::remove_moved() {
  const std::vector<ImportItem>& items = import_.items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!moves(items[i])) continue;
    const std::size_t first = i;
    const auto goes_along = [&](std::size_t next) {
      if (next == items.size() || !moves(items[next])) return false;
      const ByteRange gap{items[next - 1].range.end, items[next].range.begin};
      return !is_parenthesized() ||
             text_of(text_, gap).find('\n') == std::string_view::npos;
    };
    while (goes_along(i + 1)) ++i;
    remove(first, i);
  }
}

// Imports of the items that move, one statement for each module, in the order
// in which the modules appear.
std::vector<std::string> ImportRewriter::moved_statements() const {
  std::vector<std::pair<std::string, std::string>> statements;
  for (std::size_t i = 0; i < import_.items.size(); ++i) {
    if (!moves(import_.items[i])) continue;
    const std::string module = parent(targets_[i]);
    const auto same = std::ranges::find(
        statements, module, &std::pair<std::string, std::string>::first);
    if (same == statements.end() || module.empty()) {
      statements.emplace_back(module, spelled(i));
    } else {
      same->second += ", " + spelled(i);
    }
  }
  std::vector<std::string> result;
  for (const auto& [module, names] : statements) {
    const std::string source = module.empty() ? "" : "from " + module + " ";
    result.push_back(source + "import " + names);
  }
  return result;
}

// The item in the target's words, binding the name that it did.
std::string ImportRewriter::spelled(std::size_t index) const {
  const std::string name = leaf(targets_[index]);
  const std::string& bound = binding(import_.items[index]).name;
  return name == bound ? name : name + " as " + bound;
}

// Takes the items [first, last] out of the list with their commas. In
// parentheses, where a last comma may stay, they stand on one line, and a line
// that holds nothing else goes as a whole.
void ImportRewriter::remove(std::size_t first, std::size_t last) {
  ByteRange range{import_.items[first].range.begin,
                  import_.items[last].range.end};
  const std::uint32_t limit = import_.range.end;
  const std::size_t comma = skip_blank(range.end);
  const bool has_comma = comma < limit && text_[comma] == ',';
  if (!has_comma && !is_parenthesized() && first > 0) {
    range.begin = import_.items[first - 1].range.end;
    return replace(range, "");
  }
  if (has_comma) {
    range.end = static_cast<std::uint32_t>(skip_blank(comma + 1));
  }
  const std::size_t line = text_.find_last_of("\n", range.begin) + 1;
  const std::size_t indent = skip_blank(line);
  const std::size_t end = text_.find_first_not_of('\r', range.end);
  const bool ends_line = end < limit && text_[end] == '\n';
  if (ends_line && indent == range.begin) {
    range = {static_cast<std::uint32_t>(line),
             static_cast<std::uint32_t>(end + 1)};
  } else if (ends_line || (end < limit && text_[end] == ')')) {
    while (kBlank.find(text_[range.begin - 1]) != std::string_view::npos) {
      --range.begin;
    }
  }
  replace(range, "");
}

}  // namespace

void rewrite_imports(const Resolution& resolution, const Plan& plan,
                     std::string_view text, std::vector<Edit>& edits) {
  // Blocks in which the target module is imported by name already.
  std::map<std::uint32_t, bool> has_target;
  for (std::size_t i = 0; i < resolution.imports.size(); ++i) {
    const Import& import = resolution.imports[i];
    ImportRewriter rewriter(resolution, plan, text, i, edits);
    if (rewriter.imports_target()) has_target[import.block] = true;
    const bool add = rewriter.needs_target() && !has_target[import.block];
    if (add) has_target[import.block] = true;
    rewriter.run(add);
  }
}

}  // namespace tnp::translate
