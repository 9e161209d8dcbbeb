// What an option's value is follows from the word that stands for it in the
// help: `file`, `folder`, `format=file`; for other words nothing is offered.
#include "translator/driver/completion.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

bool is_folder(const OptionInfo& option) { return option.value == "folder"; }

bool is_file(const OptionInfo& option) { return option.value == "file"; }

// `text` between single quotes of a shell.
std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return result + "'";
}

std::string choice_names(const OptionInfo& option) {
  return llvm::join(
      llvm::map_range(option.choices,
                      [](const auto& choice) { return choice.name; }),
      " ");
}

// The first sentence: what fits beside a name in a list.
std::string brief(const OptionInfo& option) {
  const llvm::StringRef help = option.help;
  const llvm::StringRef first = help.take_front(help.find_first_of(";\n"));
  return first.rtrim(":").str();
}

// ---- bash.

// `=` divides words there, so the value of `--mode=x` is a word of its own.
constexpr llvm::StringLiteral kBashHead = R"(_tnp_translate() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  case $prev in
)";

constexpr llvm::StringLiteral kBashTail =
    R"(  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
  fi
}
complete -o filenames -F _tnp_translate tnp-translate
)";

void put_bash_case(llvm::raw_ostream& out, llvm::StringRef option,
                   llvm::StringRef words) {
  out << "    " << option << ")\n      mapfile -t COMPREPLY < <(compgen "
      << words << " -- \"$cur\")\n      return ;;\n";
}

std::string bash_script(const OptionList& list) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "# bash completion of tnp-translate\n" << kBashHead;
  std::string names;
  for (const OptionInfo& option : list.options) {
    names += (names.empty() ? "" : " ") + option.spelled();
    const bool needs_value = !option.value.empty() && !option.value_is_optional;
    if (!option.choices.empty()) {
      put_bash_case(out, option.spelled(),
                    "-W " + quoted(choice_names(option)));
    } else if (is_folder(option)) {
      put_bash_case(out, option.spelled(), "-d");
    } else if (is_file(option)) {
      put_bash_case(out, option.spelled(), "-f");
    } else if (needs_value) {
      out << "    " << option.spelled() << ")\n      return ;;\n";
    }
  }
  out << "  esac\n  local options=" << quoted(names) << "\n" << kBashTail;
  return text;
}

// ---- zsh.

// In a specification of _arguments brackets and colons mean something.
std::string zsh_escaped(llvm::StringRef text) {
  std::string result;
  for (const char c : text) {
    if (llvm::StringRef("[]:\\").contains(c)) result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_values(const OptionInfo& option) {
  if (is_folder(option)) return "_files -/";
  if (is_file(option)) return "_files";
  if (option.choices.empty()) return " ";
  return "(" + choice_names(option) + ")";
}

std::string zsh_script(const OptionList& list) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "#compdef tnp-translate\n_arguments \\\n";
  for (const OptionInfo& option : list.options) {
    std::string spec = option.spelled();
    if (!option.value.empty()) {
      // A value joined by `=`, or by nothing where it may be left out.
      const bool is_short = option.name.size() == 1;
      spec += is_short ? "+" : option.value_is_optional ? "=-" : "=";
    }
    spec += "[" + zsh_escaped(brief(option)) + "]";
    if (!option.value.empty()) {
      spec += (option.value_is_optional ? "::" : ":") +
              zsh_escaped(option.value) + ":" + zsh_values(option);
    }
    out << "  " << quoted("*" + spec) << " \\\n";
  }
  out << "  '*:file:_files'\n";
  return text;
}

// ---- fish.

std::string fish_quoted(llvm::StringRef text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string fish_values(const OptionInfo& option) {
  if (!option.choices.empty()) {
    return " -x -a " + fish_quoted(choice_names(option));
  }
  if (is_folder(option)) return " -x -a '(__fish_complete_directories)'";
  if (is_file(option)) return " -r -F";
  const bool needs_value = !option.value.empty() && !option.value_is_optional;
  return needs_value ? " -x" : "";
}

std::string fish_script(const OptionList& list) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "# fish completion of tnp-translate\n";
  for (const OptionInfo& option : list.options) {
    out << "complete -c tnp-translate "
        << (option.name.size() == 1 ? "-s " : "-l ") << option.name
        << fish_values(option) << " -d " << fish_quoted(brief(option)) << "\n";
  }
  return text;
}

}  // namespace

std::string completion_script(const OptionList& list, Shell shell) {
  switch (shell) {
    case Shell::kFish:
      return fish_script(list);
    case Shell::kZsh:
      return zsh_script(list);
    default:
      return bash_script(list);
  }
}

}  // namespace tnp::translate
