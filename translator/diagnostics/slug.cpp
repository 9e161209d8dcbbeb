#include "translator/diagnostics/slug.h"

#include <algorithm>
#include <array>

namespace tnp::translate {
namespace {

constexpr std::array kSlugs{
    SlugInfo{Slug::kAmbiguousName, "ambiguous-name",
             "A name is bound to NumPy in one place and to something else in "
             "another, so what it means where it is used depends on how the "
             "program runs. Uses of that name were left as they were. Give the "
             "two meanings two names."},
    SlugInfo{
        Slug::kCompilerError, "compiler-error",
        "The C++ source does not compile with the given flags. Names are "
        "resolved by the compiler, so nothing of this translation unit was "
        "written. Pass the flags of your build by `-p` or after `--`."},
    SlugInfo{Slug::kConflictingEdits, "conflicting-edits",
             "Two rules, or two translation units, would change the same place "
             "in different ways. Neither change was made."},
    SlugInfo{Slug::kDynamicName, "dynamic-name",
             "A name is looked up when the program runs, as by `getattr(np, "
             "name)`, so what is used of NumPy cannot be known. As a warning: "
             "it is now looked up in tnp, which has the names of NumPy that "
             "are in scope. As an error: the program changes what it looks "
             "up, or the text names what tnp has elsewhere or not at all; the "
             "expression was left, and with it the import. Write the attribute "
             "out."},
    SlugInfo{Slug::kHeaderNotWritten, "header-not-written",
             "A header of the project needs changes too, but only the text of "
             "one file was asked for, so the two do not fit together. Use "
             "`--in-place` to write every file, or `--diff` to see the changes "
             "of all of them."},
    SlugInfo{Slug::kInactiveCode, "inactive-code",
             "The compiler does not see this code with the given flags: an "
             "`#if` leaves it out, or it is the body of a macro that nothing "
             "expands. So its names have no meaning that could be looked up, "
             "and it was left. Translate the file again with other flags."},
    SlugInfo{
        Slug::kInvalidConfiguration, "invalid-configuration",
        "The section `[tool.tnp]` of pyproject.toml, or the file of "
        "`--baseline`, says something that the tool does not understand. No "
        "file was translated. The keys are the long names of the options."},
    SlugInfo{
        Slug::kInvalidInput, "invalid-input",
        "The command line names no file, or files that cannot be translated "
        "together in this way."},
    SlugInfo{
        Slug::kInvalidOutput, "invalid-output",
        "The translated text does not parse although the input did. This is "
        "an error of the translator; nothing was written. Please report "
        "it."},
    SlugInfo{
        Slug::kInvalidRule, "invalid-rule",
        "An entry of a rule file is not valid; the message says why. No file "
        "was translated."},
    SlugInfo{
        Slug::kMacroName, "macro-name",
        "A name of xtensor comes out of a macro that this project does not "
        "define, so there is no place to edit. Rewrite the use without the "
        "macro."},
    SlugInfo{
        Slug::kModifiedModule, "modified-module",
        "The program assigns to, or deletes, an attribute of a NumPy module. "
        "The statement was left, since it would not act on tnp as it does "
        "on NumPy."},
    SlugInfo{Slug::kRemovedName, "removed-name",
             "Newer versions of NumPy do not have this name. Where it has an "
             "exact replacement that was written, and a note says which. "
             "`np.float` and its like were Python's own types: where the file "
             "binds `float` to something else, the name was left."},
    SlugInfo{Slug::kResultDiffers, "result-differs",
             "The call was rewritten, but the result may differ from the "
             "original's in the way that the message says."},
    SlugInfo{Slug::kRunsInNumpy, "runs-in-numpy",
             "With `--fallback=numpy`, a call without a counterpart stays a "
             "call of NumPy. It takes tnp's arrays without a copy; its results "
             "are NumPy's arrays and scalars, which tnp's functions and "
             "operators take. They are on the CPU and carry no gradient, and "
             "are not instances of `tnp.ndarray`."},
    SlugInfo{Slug::kSyntaxError, "syntax-error",
             "The file does not parse. Nothing of it was written."},
    SlugInfo{Slug::kUnreadableFile, "unreadable-file",
             "The file cannot be read, or its encoding is not one that can be "
             "kept byte for byte."},
    SlugInfo{
        Slug::kUnsupportedArgument, "unsupported-argument",
        "The function has a counterpart, but this call passes an argument "
        "that the counterpart does not take, or passes arguments in a way "
        "that cannot be bound to its parameters. The whole call was left."},
    SlugInfo{
        Slug::kUnsupportedFunction, "unsupported-function",
        "The rule table has no counterpart for this name, so its uses were "
        "left and still need the original library. A rule of your own can "
        "be added with `--rules`."},
    SlugInfo{
        Slug::kUnusedIgnore, "unused-ignore",
        "A comment `# tnp: ignore[slug]` names a kind of diagnostic that is "
        "not reported on its line, or that does not exist. Remove it."},
    SlugInfo{
        Slug::kUnwritableFile, "unwritable-file",
        "The result cannot be written to the place asked for. What was there "
        "before is unchanged."},
};

}  // namespace

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
