# RUN: %check_run %s %tnp_translate %t
#
# The manual page has every option that `--help` has, and is well formed.
import re
import shutil
import subprocess
import sys

from translate_case import Case, expect

case = Case(sys.argv)
options = re.findall(r"^  (--?[a-z][a-z-]*)", case.run("--help").stdout,
                     re.MULTILINE)
options.remove("--help-list")  # LLVM's own
page = case.run("--man").stdout
for option in options:
    tag = ".TP\n\\fB" + option.replace("-", "\\-") + "\\fR"
    expect((option, tag in page), (option, True))
for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "ENVIRONMENT",
                "FILES", "EXAMPLES", "SEE ALSO"]:
    expect((section, f"\n.SH {section}\n" in page), (section, True))
# A dash that is not escaped would be set as a hyphen and could not be copied.
expect(re.findall(r"^[^.].*(?<!\\)--", page, re.MULTILINE), [])

if shutil.which("groff"):
    result = subprocess.run(["groff", "-man", "-Tascii", "-ww"], input=page,
                            text=True, capture_output=True, check=True)
    expect(result.stderr, "")
    text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", result.stdout)
    expect("tnp-translate - move programs" in text, True)
    expect("--fallback=value" in text, True)
