# RUN: env -u TNP_NO_CACHE %check_run %s %tnp_translate %t
#
# The cache is in .tnp_cache beside pyproject.toml, or where the command line,
# the environment or a setting says, in that order. A run on one file has none.
import os
import sys

from translate_case import CHANGES, Case, expect

FILES = [".gitignore", "CACHEDIR.TAG", "results"]

case = Case(sys.argv)
case.write({"p/pyproject.toml": "[tool.tnp]\nverbose = true\n",
            "p/src/a.py": CHANGES})


def folders():
    """The folders with a cache; they are removed."""
    found = []
    for path in sorted(case.folder.rglob("results")):
        folder = path.parent
        found.append(str(folder.relative_to(case.folder)))
        expect(sorted(os.listdir(folder)), FILES)
        for name in FILES:
            (folder / name).unlink()
        folder.rmdir()
    return found


def caches(arguments, cwd=".", code=3):
    case.run(arguments, code, cwd=cwd)
    return folders()


expect(caches("--check p/src/a.py"), [])
expect(caches("p/src/a.py", code=0), [])
expect(caches("--check p/src"), ["p/.tnp_cache"])
expect(caches("--check .", cwd="p/src"), ["p/.tnp_cache"])
expect(caches("--check --no-cache p"), [])
expect(caches("--check --cache-dir=here/deep p"), ["here/deep"])
case.write({"p/pyproject.toml": "[tool.tnp]\ncache-dir = 'kept'\n"})
expect(caches("--check p/src"), ["p/kept"])
os.environ["TNP_CACHE_DIR"] = "said"
expect(caches("--check p/src"), ["said"])
expect(caches("--check --cache-dir=here p/src"), ["here"])
del os.environ["TNP_CACHE_DIR"]
case.write({"p/pyproject.toml": "[tool.tnp]\nno-cache = true\n"})
expect(caches("--check p"), [])
(case.folder / "p/pyproject.toml").unlink()
expect(caches("--check p"), [".tnp_cache"])

# It is no part of the tree, not even without .gitignore.
case.run("--check .", 3, cwd="p")
case.run("--no-ignore --in-root p --out-root out")
expect(case.names("out"), ["src/a.py"])
expect((case.folder / "out/.tnp_cache").exists(), False)
case.run("--check --quiet --no-ignore p/.tnp_cache/../src", 3)
