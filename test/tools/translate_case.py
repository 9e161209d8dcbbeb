"""What the tests of whole runs share: a folder of files, and the tool on it.

    case = Case(sys.argv)              # [script, tool, folder]
    case.write({"a.py": "..."})
    case.run("--check a.py", code=3, stdout="", stderr=["a.py:1:1"])
"""

import pathlib
import shlex
import shutil
import subprocess
import sys

CHANGES = "import numpy as np\nx = np.sin(y)\n"
CHANGED = "import tnp\nx = tnp.sin(y)\n"
OPEN = "import numpy as np\nx = np.busday_count(y)\n"
SAME = "x = sin(y)\n"
BROKEN = "import numpy\nx = = 1\n"


class Case:
    def __init__(self, argv):
        self.tool, folder = argv[1:]
        self.folder = pathlib.Path(folder)
        if self.folder.exists():
            subprocess.run(["chmod", "-R", "u+rwx", folder], check=True)
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)

    def write(self, files):
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else text.encode()
            path.write_bytes(data)

    def read(self, name):
        return (self.folder / name).read_bytes().decode()

    def names(self, folder="."):
        """Every file and link below `folder`, sorted."""
        root = self.folder / folder
        return sorted(str(path.relative_to(root)) for path in root.rglob("*")
                      if path.is_symlink() or not path.is_dir())

    def run(self, arguments, code=0, stdout=None, stderr=(), absent=(),
            cwd=".", stdin=None):
        """Runs the tool; `stderr` lists what it must say, `absent` what not."""
        result = subprocess.run([self.tool, *shlex.split(arguments)],
                                cwd=self.folder / cwd, input=stdin,
                                capture_output=True, text=True, check=False)
        shown = f"{arguments}\n{result.stdout}\n{result.stderr}"
        if result.returncode != code:
            sys.exit(f"exit code {result.returncode}, not {code}: {shown}")
        if stdout is not None and result.stdout != stdout:
            sys.exit(f"stdout is not {stdout!r}: {shown}")
        for text in stderr:
            if text not in result.stderr:
                sys.exit(f"not on stderr: {text!r}: {shown}")
        for text in absent:
            if text in result.stderr:
                sys.exit(f"on stderr: {text!r}: {shown}")
        return result

    def translate(self, source, wanted):
        """Translates the bytes `source`; what comes out, into itself."""
        for text in source, wanted:
            result = subprocess.run([self.tool, "-"], input=text,
                                    capture_output=True, check=False)
            if result.returncode != 0:
                sys.exit(f"exit code {result.returncode}: {text!r}\n"
                         f"{result.stderr.decode()}")
            expect(result.stdout, wanted)

    def refuse(self, source, message):
        """The bytes `source` give `message`, exit code 2 and no text."""
        result = subprocess.run([self.tool, "-"], input=source,
                                capture_output=True, check=False)
        expect((result.returncode, result.stdout), (2, b""))
        if message not in result.stderr.decode("utf-8", "replace"):
            sys.exit(f"not on stderr: {message!r}: {result.stderr!r}")


def expect(found, wanted):
    if found != wanted:
        sys.exit(f"found    {found!r}\nexpected {wanted!r}")
