# RUN: %check_run %s %tnp_translate %t
#
# The completion scripts know every option that `--help` does, and their values;
# each shell that is there accepts its script, and bash completes with it.
import re
import shutil
import subprocess
import sys

from translate_case import Case, expect

case = Case(sys.argv)
options = set(re.findall(r"^  (--?[a-z][a-z-]*)", case.run("--help").stdout,
                         re.MULTILINE)) - {"--help-list"}  # LLVM's own
expect({"--rules", "--mode", "-o", "-p", "--report"} <= options, True)
for shell in ["bash", "fish", "zsh"]:
    script = case.run(f"--completion={shell}").stdout
    for option in options:
        dashed = option if shell != "fish" else \
            ("-s " if len(option) == 2 else "-l ") + option.lstrip("-") + " "
        expect((shell, option, dashed in script), (shell, option, True))
    for value in ["error numpy", "full shim", "auto always never", "json=",
                  "unsupported-argument"]:
        expect((shell, value, value in script), (shell, value, True))
    case.write({f"script.{shell}": script})
    if shutil.which(shell):
        subprocess.run([shell, "-n", case.folder / f"script.{shell}"],
                       check=True)


def completed(*words):
    """What bash offers for the last word, as it divides the line."""
    script = (f". {case.folder}/script.bash; COMP_WORDS=("
              + " ".join(f"'{word}'" for word in words)
              + f"); COMP_CWORD={len(words) - 1}; _tnp_translate; "
              "printf '%s\\n' \"${COMPREPLY[@]}\"")
    return subprocess.run(["bash", "-c", script], cwd=case.folder, text=True,
                          capture_output=True, check=True).stdout.split()


expect(completed("tnp-translate", "--fall"), ["--fallback"])
expect(completed("tnp-translate", "--mode", "=", "s"), ["shim"])
expect(completed("tnp-translate", "--mode", "="), ["full", "shim"])
expect(completed("tnp-translate", "--explain", "unsupported-a"),
       ["unsupported-argument"])
expect(completed("tnp-translate", "script.z"), ["script.zsh"])
case.run("--completion=csh", code=2)
