# RUN: %check_run %s %tnp_translate %t
#
# The hooks of .pre-commit-hooks.yaml do what they say: one translates the files
# that it is given, the other one fails where a file would change.
import pathlib
import re
import shlex
import sys

from translate_case import CHANGED, CHANGES, SAME, Case, expect

text = (pathlib.Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text()
hooks = {}
for item in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
    hook = dict(line.strip().split(": ", 1) for line in item.splitlines())
    expect((hook["language"], hook["types"]), ("system", "[python]"))
    program, *arguments = shlex.split(hook["entry"])
    expect(program, "tnp-translate")
    hooks[hook["id"]] = shlex.join(arguments)
expect(sorted(hooks), ["tnp-translate", "tnp-translate-check"])

case = Case(sys.argv)
case.write({"a.py": CHANGES, "b.py": SAME})
case.run(f"{hooks['tnp-translate-check']} a.py b.py", code=3)
expect(case.read("a.py"), CHANGES)
case.run(f"{hooks['tnp-translate']} a.py b.py")
expect((case.read("a.py"), case.read("b.py")), (CHANGED, SAME))
case.run(f"{hooks['tnp-translate-check']} a.py b.py")
