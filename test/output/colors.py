# RUN: %check_run %s %tnp_translate %t
#
# Messages are coloured on a terminal, or where `--color` asks for it; NO_COLOR
# takes the colours of a terminal away.
import os
import pty
import subprocess
import sys

from translate_case import OPEN, Case, expect

case = Case(sys.argv)
case.write({"a.py": OPEN, "pyproject.toml": "[tool.tnp]\n"})


def colored(arguments="", terminal=False, **variables):
    environment = {**os.environ, "TERM": "xterm", **variables}
    environment.pop("NO_COLOR", None)
    environment.update(variables)
    reader, writer = pty.openpty() if terminal else os.pipe()
    subprocess.run([case.tool, *arguments.split(), "a.py"], cwd=case.folder,
                   stderr=writer, stdout=subprocess.DEVNULL, check=False,
                   env=environment)
    os.close(writer)
    shown = b""
    try:
        while chunk := os.read(reader, 4096):
            shown += chunk
    except OSError:  # the end of a terminal
        pass
    os.close(reader)
    expect(b"[unsupported-function]" in shown, True)
    return b"\x1b[" in shown


expect(colored(), False)
expect(colored("--color=always"), True)
expect(colored("--color always", NO_COLOR="1"), True)
expect(colored(terminal=True), True)
expect(colored("--color=never", terminal=True), False)
expect(colored(terminal=True, NO_COLOR="1"), False)
expect(colored(terminal=True, NO_COLOR=""), True)
case.write({"pyproject.toml": "[tool.tnp]\ncolor = 'always'\n"})
expect(colored(), True)
expect(colored("--color=never"), False)
case.run("--color=blue a.py", code=2, stderr=["blue"])
