# RUN: %python %s %tnp_translate %t
#
# The four exit codes, and what is written with each of them.
import pathlib
import subprocess
import sys

tool, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
FILES = {
    "changes.py": "import numpy as np\nx = np.sin(y)\n",
    "open.py": "import numpy as np\nx = np.sin(np.busday_count(y))\n",
    "same.py": "x = sin(y)\n",
    "broken.py": "import numpy\nx = = 1\n",
}
for name, text in FILES.items():
    (folder / name).write_text(text)


def check(arguments, code, stdout="", stdin=None):
    result = subprocess.run([tool, *arguments.split()], cwd=folder,
                            input=stdin, capture_output=True, text=True)
    found = (result.returncode, result.stdout)
    if found != (code, stdout):
        sys.exit(f"{arguments}: found {found}\nexpected {(code, stdout)}\n"
                 f"{result.stderr}")


TRANSLATED = "import tnp\nx = tnp.sin(y)\n"
check("changes.py", 0, TRANSLATED)
check("-", 0, TRANSLATED, stdin=FILES["changes.py"])
check("open.py", 1, "import numpy as np\nimport tnp\n"
                    "x = tnp.sin(np.busday_count(y))\n")
check("same.py", 0, FILES["same.py"])
check("broken.py", 2)
check("missing.py", 2)
check("", 2)

# --check prints no text; of several files the gravest code counts.
check("--check same.py", 0)
check("--check changes.py", 3)
check("--check same.py open.py", 3)
check("--check changes.py broken.py", 2)

# Several texts have no place in one stream or file.
check("changes.py same.py", 2)
check("-o out.py changes.py same.py", 2)

# -o replaces a file as a whole, and not at all when the translation fails.
output = folder / "out.py"
check("-o out.py changes.py", 0)
assert output.read_text() == TRANSLATED
check("-o out.py broken.py", 2)
assert output.read_text() == TRANSLATED
check("-o no/such/folder.py changes.py", 2)
# In place, with the file's own permissions.
(folder / "changes.py").chmod(0o755)
check("-o changes.py changes.py", 0)
assert (folder / "changes.py").read_text() == TRANSLATED
assert (folder / "changes.py").stat().st_mode & 0o777 == 0o755
assert sorted(p.name for p in folder.iterdir()) == sorted([*FILES, "out.py"])
