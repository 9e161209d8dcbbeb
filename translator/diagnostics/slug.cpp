#include "translator/diagnostics/slug.h"

#include <algorithm>
#include <array>

namespace tnp::translate {
namespace {

constexpr std::array kSlugs{
    SlugInfo{
        .slug = Slug::kAmbiguousName,
        .name = "ambiguous-name",
        .explanation = "A name is bound to NumPy in one place and to "
                       "something else in another, so what it means where "
                       "it is used depends on how the program runs. Uses "
                       "of that name were left as they were.",
        .advice = "Give the two meanings two names.",
        .language = "python",
        .before = "if exact:\n"
                  "    import numpy as np\n"
                  "else:\n"
                  "    import fastmath as np\n"
                  "x = np.sin(y)",
        .after = "import numpy as np\n"
                 "import fastmath\n"
                 "x = np.sin(y) if exact else fastmath.sin(y)",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kCompilerError,
        .name = "compiler-error",
        .explanation = "The C++ source does not compile with the given "
                       "flags. Names are resolved by the compiler, so "
                       "nothing of this translation unit was written.",
        .advice = "Pass the flags of your build by `-p` or after "
                  "`--`.",
        .language = "sh",
        .before = "tnp-translate model.cpp > out.cpp",
        .after = "tnp-translate model.cpp -- -std=c++17 -Iinclude > "
                 "out.cpp",
    },
    SlugInfo{
        .slug = Slug::kConflictingEdits,
        .name = "conflicting-edits",
        .explanation = "Two rules, or two translation units, would change "
                       "the same place in different ways. Neither change "
                       "was made.",
        .advice = "Write the uses of the two names apart from each "
                  "other: mostly a macro that stands for both.",
        .language = "cpp",
        .before = "#define NS xt\n"
                  "auto a = NS::sum(x);\n"
                  "auto b = NS::prod(x);",
        .after = "auto a = xt::sum(x);\n"
                 "auto b = xt::prod(x);",
    },
    SlugInfo{
        .slug = Slug::kDynamicName,
        .name = "dynamic-name",
        .explanation = "A name is looked up when the program runs, as by "
                       "`getattr(np, name)`, or the module is handed on as "
                       "a value, so what is used of NumPy cannot be known. "
                       "As a warning: it is now looked up in tnp, which has "
                       "the names of NumPy that are in scope. As an error: "
                       "the program changes what it looks up, or the text "
                       "names what tnp has elsewhere or not at all; the "
                       "expression was left, and with it the import.",
        .advice = "Write the attributes out.",
        .language = "python",
        .before = "import numpy as np\n"
                  "f = getattr(np, name)",
        .after = "import numpy as np\n"
                 "f = {\"sin\": np.sin, \"cos\": np.cos}[name]",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kHeaderNotWritten,
        .name = "header-not-written",
        .explanation = "A header of the project needs changes too, but "
                       "only the text of one file was asked for, so the "
                       "two do not fit together.",
        .advice = "Use `--in-place` to write every file, or `--diff` "
                  "to see the changes of all of them.",
        .language = "sh",
        .before = "tnp-translate model.cpp > out.cpp",
        .after = "tnp-translate --in-place model.cpp",
    },
    SlugInfo{
        .slug = Slug::kInactiveCode,
        .name = "inactive-code",
        .explanation = "The compiler does not see this code with the given "
                       "flags: an `#if` leaves it out, or it is the body "
                       "of a macro that nothing expands. So its names have "
                       "no meaning that could be looked up, and it was "
                       "left.",
        .advice = "Translate the file again with other flags.",
        .language = "sh",
        .before = "tnp-translate model.cpp > out.cpp",
        .after = "tnp-translate model.cpp -- -DUSE_FLOAT > out.cpp",
    },
    SlugInfo{
        .slug = Slug::kInvalidConfiguration,
        .name = "invalid-configuration",
        .explanation = "The section `[tool.tnp]` of pyproject.toml, or the "
                       "file of `--baseline`, says something that the tool "
                       "does not understand. No file was translated.",
        .advice = "The keys are the long names of the options; "
                  "`--help` lists them.",
        .language = "toml",
        .before = "[tool.tnp]\n"
                  "exlude = [\"vendor/\"]",
        .after = "[tool.tnp]\n"
                 "exclude = [\"vendor/\"]",
    },
    SlugInfo{
        .slug = Slug::kInvalidInput,
        .name = "invalid-input",
        .explanation = "The command line names no file, or files that "
                       "cannot be translated together in this way.",
        .advice = "Name a place for the results of several files: "
                  "`--out-root`, `--in-place`; or ask for none by "
                  "`--check` or `--diff`.",
        .language = "sh",
        .before = "tnp-translate a.py b.py",
        .after = "tnp-translate --in-place a.py b.py",
    },
    SlugInfo{
        .slug = Slug::kInvalidOutput,
        .name = "invalid-output",
        .explanation = "The translated text does not parse although the "
                       "input did. This is an error of the translator, or "
                       "of a rule in a file of yours; nothing of the file "
                       "was written.",
        .advice = "Look at your rules for the call that is named. If "
                  "there is none, please report the file.",
        .language = "yaml",
        .before = "- func: sum(np.ndarray a, int? axis=None) -> "
                  "np.ndarray\n"
                  "  additional_translations:\n"
                  "    axis: lambda",
        .after = "- func: sum(np.ndarray a, int? axis=None) -> "
                 "np.ndarray\n"
                 "  additional_translations:\n"
                 "    axis: dim",
    },
    SlugInfo{
        .slug = Slug::kInvalidRule,
        .name = "invalid-rule",
        .explanation = "An entry of a rule file is not valid; the message "
                       "says why. No file was translated.",
        .advice = "The form of an entry is that of the files under "
                  "rules/, which are examples of each key.",
        .language = "yaml",
        .before = "- func: smooth(np.ndarray a, array kernel)\n"
                  "  ops: smooth",
        .after = "- func: smooth(np.ndarray a, np.ndarray kernel)\n"
                 "  ops: smooth",
    },
    SlugInfo{
        .slug = Slug::kMacroName,
        .name = "macro-name",
        .explanation = "A name of xtensor comes out of a macro that this "
                       "project does not define, so there is no place to "
                       "edit.",
        .advice = "Rewrite the use without the macro.",
        .language = "cpp",
        .before = "#include <vendor/arrays.h>  // #define "
                  "VENDOR_ARRAY xt::xarray<double>\n"
                  "VENDOR_ARRAY a;",
        .after = "#include <xtensor/xarray.hpp>\n"
                 "xt::xarray<double> a;",
    },
    SlugInfo{
        .slug = Slug::kModifiedModule,
        .name = "modified-module",
        .explanation = "The program assigns to, or deletes, an attribute "
                       "of a NumPy module. The statement was left, since "
                       "it would not act on tnp as it does on NumPy.",
        .advice = "Keep the object under a name of your own.",
        .language = "python",
        .before = "import numpy as np\n"
                  "np.area = 4 * np.pi",
        .after = "import numpy as np\n"
                 "area = 4 * np.pi",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kRemovedName,
        .name = "removed-name",
        .explanation = "Newer versions of NumPy do not have this name. "
                       "Where it has an exact replacement that was "
                       "written, and a note says which. `np.float` and its "
                       "like were Python's own types: where the file binds "
                       "`float` to something else, the name was left.",
        .advice = "Give the name that hides Python's type another "
                  "name.",
        .language = "python",
        .before = "import numpy as np\n"
                  "float = np.float32\n"
                  "x = np.zeros(3, dtype=np.float)",
        .after = "import numpy as np\n"
                 "single = np.float32\n"
                 "x = np.zeros(3, dtype=float)",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kResultDiffers,
        .name = "result-differs",
        .explanation = "The call was rewritten, but the result may differ "
                       "from the original's in the way that the message "
                       "says.",
        .advice = "Where it matters, use a function that does not "
                  "differ, or change what is called with.",
        .language = "python",
        .before = "import numpy as np\n"
                  "total = np.frompyfunc(f, 1, 1)(x)",
        .after = "import numpy as np\n"
                 "total = [f(value) for value in x]",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kRunsInNumpy,
        .name = "runs-in-numpy",
        .explanation = "With `--fallback=numpy`, a call without a "
                       "counterpart stays a call of NumPy. It takes tnp's "
                       "arrays without a copy; its results are NumPy's "
                       "arrays and scalars, which tnp's functions and "
                       "operators take. They are on the CPU and carry no "
                       "gradient, and are not instances of `tnp.ndarray`.",
        .advice = "Nothing, where that is good enough; else replace "
                  "the call.",
        .language = "python",
        .before = "import numpy as np\n"
                  "days = np.busday_count(begin, end)",
        .after = "import pandas\n"
                 "days = len(pandas.bdate_range(begin, end, "
                 "inclusive=\"left\"))",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kShimName,
        .name = "shim-name",
        .explanation = "With `--mode=shim` only imports change, so every "
                       "name must be tnp's as the program spells it, and "
                       "this one is not. It was left, and so were the "
                       "import and all that is reached through it.",
        .advice = "Write the name in the message, or translate without "
                  "`--mode=shim`.",
        .language = "python",
        .before = "import numpy as np\n"
                  "x = np.product(y)",
        .after = "import numpy as np\n"
                 "x = np.prod(y)",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kSyntaxError,
        .name = "syntax-error",
        .explanation = "The file is not Python 3 as the tool knows it: it "
                       "is broken, or Python 2, or newer than the grammar, "
                       "which has neither template strings nor defaults of "
                       "type parameters. Nothing of it was written.",
        .advice = "Correct the place; convert Python 2 to Python 3 "
                  "first.",
        .language = "python",
        .before = "import numpy as np\n"
                  "print np.pi",
        .after = "import numpy as np\n"
                 "print(np.pi)",
    },
    SlugInfo{
        .slug = Slug::kUnreadableFile,
        .name = "unreadable-file",
        .explanation = "The file cannot be read, or its encoding is not "
                       "one that can be edited byte by byte: UTF-8, and "
                       "those in which ASCII stays ASCII, named in a "
                       "comment as Python wants it.",
        .advice = "Convert the file to UTF-8, or name its encoding.",
        .language = "python",
        .before = "# coding: shift_jis\n"
                  "import numpy as np\n"
                  "x = np.pi",
        .after = "# coding: utf-8\n"
                 "import numpy as np\n"
                 "x = np.pi",
    },
    SlugInfo{
        .slug = Slug::kUnsupportedArgument,
        .name = "unsupported-argument",
        .explanation = "The function has a counterpart, but this call "
                       "passes an argument that the counterpart does not "
                       "take, or passes arguments in a way that cannot be "
                       "bound to its parameters. The whole call was left.",
        .advice = "Do without the argument, or write unpacked "
                  "arguments out.",
        .language = "python",
        .before = "import numpy as np\n"
                  "x = np.array(y, like=z)",
        .after = "import numpy as np\n"
                 "x = np.array(y)",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kUnsupportedFunction,
        .name = "unsupported-function",
        .explanation = "The rule table has no counterpart for this name, "
                       "so its uses were left and still need the original "
                       "library.",
        .advice = "Follow the advice of the message; let the calls "
                  "run in NumPy by `--fallback=numpy`; or add a rule "
                  "of your own with `--rules`.",
        .language = "python",
        .before = "import numpy as np\n"
                  "lengths = np.char.str_len(names)",
        .after = "import numpy as np\n"
                 "lengths = np.array([len(name) for name in names])",
        .is_ignorable = true,
    },
    SlugInfo{
        .slug = Slug::kUnusedIgnore,
        .name = "unused-ignore",
        .explanation = "A comment `# tnp: ignore[slug]` names a kind of "
                       "diagnostic that is not reported on its line, or "
                       "that does not exist.",
        .advice = "Remove it.",
        .language = "python",
        .before = "import numpy as np\n"
                  "x = np.sin(y)  # tnp: ignore[unsupported-function]",
        .after = "import numpy as np\n"
                 "x = np.sin(y)",
    },
    SlugInfo{
        .slug = Slug::kUnwritableFile,
        .name = "unwritable-file",
        .explanation = "The result cannot be written to the place asked "
                       "for. What was there before is unchanged.",
        .advice = "Make the folder first, or allow to write to it.",
        .language = "sh",
        .before = "tnp-translate -o missing/out.py script.py",
        .after = "mkdir missing\n"
                 "tnp-translate -o missing/out.py script.py",
    },
};

constexpr bool is_complete(const SlugInfo& slug) {
  return !slug.explanation.empty() && !slug.advice.empty() &&
         !slug.language.empty() && !slug.before.empty() && !slug.after.empty();
}
static_assert(std::ranges::all_of(kSlugs, is_complete));
static_assert(std::ranges::is_sorted(kSlugs, {}, &SlugInfo::name));
static_assert(std::ranges::is_sorted(kSlugs, {}, &SlugInfo::slug));

}  // namespace

std::string suppression_text(const SlugInfo& slug) {
  if (!slug.is_ignorable) return "It cannot be suppressed.";
  return "Write `# tnp: ignore[" + std::string(slug.name) +
         "]` at the end of the line, or list what is known in a file by "
         "`--write-baseline` and leave it out by `--baseline`.";
}

std::span<const SlugInfo> all_slugs() { return kSlugs; }

const SlugInfo& info(Slug slug) {
  return kSlugs[static_cast<std::size_t>(slug)];
}

std::optional<Slug> find_slug(std::string_view name) {
  const auto found =
      std::find_if(kSlugs.begin(), kSlugs.end(),
                   [&](const SlugInfo& entry) { return entry.name == name; });
  if (found == kSlugs.end()) return std::nullopt;
  return found->slug;
}

}  // namespace tnp::translate
