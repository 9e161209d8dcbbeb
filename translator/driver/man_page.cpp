#include "translator/driver/man_page.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace tnp::translate {
namespace {

constexpr llvm::StringLiteral kRest = R"(.SH ENVIRONMENT
.TP
.B NO_COLOR
Where it is set and not empty, nothing is coloured unless
.B \-\-color=always
asks for it.
.SH FILES
.TP
.I pyproject.toml
Its section
.B [tool.tnp]
sets options by their long names; the nearest one at or above the first input
counts, paths in it are relative to its folder, and the command line wins.
.SH EXAMPLES
.nf
tnp\-translate script.py > script_torch.py
tnp\-translate \-\-check \-\-report html=report.html src
tnp\-translate \-\-in\-root src \-\-out\-root out
tnp\-translate \-\-query numpy.clip
.fi
.SH SEE ALSO
.BR python3 (1)
)";

// A backslash, a dash that is to be one, and a first character that would make
// the line a request.
std::string escaped(llvm::StringRef text) {
  std::string result;
  bool is_start = true;
  for (const char c : text) {
    if (is_start && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    is_start = c == '\n';
  }
  return result;
}

// Paragraphs are separated by empty lines.
void put_text(llvm::raw_ostream& out, llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 8> paragraphs;
  text.split(paragraphs, "\n\n");
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (i > 0) out << ".PP\n";
    out << escaped(paragraphs[i].trim()) << "\n";
  }
}

void put_option(llvm::raw_ostream& out, const OptionInfo& option) {
  out << ".TP\n\\fB" << escaped(option.spelled()) << "\\fR";
  if (!option.value.empty()) {
    const bool is_short = option.name.size() == 1;
    out << (option.value_is_optional ? "[="
            : is_short               ? " "
                                     : "=")
        << "\\fI" << escaped(option.value) << "\\fR"
        << (option.value_is_optional ? "]" : "");
  }
  out << "\n" << escaped(option.help) << "\n";
  for (const OptionInfo::Choice& choice : option.choices) {
    if (choice.help.empty()) continue;
    out << ".br\n\\fI" << escaped(choice.name)
        << "\\fR: " << escaped(choice.help) << "\n";
  }
}

}  // namespace

std::string man_page(const OptionList& list, const std::string& version) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << ".TH TNP\\-TRANSLATE 1 \"\" \"tnp " << escaped(version)
      << "\" \"User Commands\"\n"
      << ".SH NAME\ntnp\\-translate \\- move programs that use NumPy or "
         "xtensor to tnp\n"
      << ".SH SYNOPSIS\n.B tnp\\-translate\n.RI [ option ...]\n.I file ...\n"
      << ".RB [ \\-\\-\n.IR compiler-flag ...]\n.br\n"
      << ".B tnp\\-translate rules\n.RB { test | check }\n.I file ...\n"
      << ".SH DESCRIPTION\n";
  put_text(out, list.overview);
  out << ".SH OPTIONS\n";
  for (const OptionInfo& option : list.options) put_option(out, option);
  out << kRest;
  return text;
}

}  // namespace tnp::translate
