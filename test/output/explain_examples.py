# RUN: %check_run %s %tnp_translate %t
#
# The first example of each kind of diagnostic gets it, the second does not. What
# only the C++ front end reports is left to test/cpp.
import shlex
import subprocess
import sys

from translate_case import CHANGES, Case

CPP = {"compiler-error", "conflicting-edits", "header-not-written",
       "inactive-code", "macro-name"}
case = Case(sys.argv)


def output_of(*arguments, **options):
    return subprocess.run([case.tool, *arguments], cwd=case.folder, text=True,
                          capture_output=True, check=False, **options)


def example(text, title):
    """The indented lines after `title`."""
    lines = text.split(f"\n{title}:\n\n")[1].split("\n\n")[0].splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines) + "\n"


def errors(slug, code):
    """What the tool says of an example, in the form in which it is given."""
    if "tnp-translate " in code:
        for line in code.splitlines():
            command = shlex.split(line)
            if command[0] == "tnp-translate":
                return output_of(*command[1:]).stderr
            subprocess.run(command, cwd=case.folder, check=True)
    if code.startswith("[tool.tnp]"):
        case.write({"pyproject.toml": code})
        result = output_of("script.py").stderr
        (case.folder / "pyproject.toml").unlink()
        return result
    if code.startswith("- func:"):
        case.write({"rules.yaml": code})
        return output_of("--rules", "rules.yaml", "sum.py").stderr
    options = {"runs-in-numpy": ["--fallback=numpy"],
               "shim-name": ["--mode=shim"]}.get(slug, [])
    return output_of(*options, "-", input=code).stderr


case.write({"a.py": CHANGES, "b.py": CHANGES, "script.py": CHANGES,
            "sum.py": "import numpy as np\nx = np.sum(y, axis=0)\n"})
listed = output_of("--explain", "?").stdout.splitlines()[1:]
for slug in set(map(str.strip, listed)) - CPP:
    text = output_of("--explain", slug).stdout
    for title, is_reported in ("Reported", True), ("Not reported", False):
        code = example(text, title)
        found = errors(slug, code)
        if (f"[{slug}]" in found) != is_reported:
            sys.exit(f"{slug}: {title}:\n{code}\n{found}")
