# RUN: %check_run %s %tnp_translate %t
#
# .gitignore files leave files out of folders, as git itself does: nested ones,
# `!`, anchored patterns, patterns for folders, `**`, and those above the input
# up to the root of the repository. A file that is named is always read.
import shutil
import subprocess
import sys

from translate_case import SAME, Case, expect

FILES = ["a.py", "build/b.py", "src/a.py", "src/build/b.py", "src/gen_x.py",
         "src/gen_keep.py", "src/sub/gen_y.py", "src/sub/root_only.py",
         "root_only.py", "src/deep/er/z.py", "src/sub/local.py",
         "src/local.py", "src/b c.py", "src/#hash.py", "src/[x].py",
         "vendor/v.py", "odd/k.py", "odd/deep/l.py", "odd/one.py/m.py"]
RULES = {
    ".gitignore": "# comment\nbuild/\n\ngen_*.py   \n!gen_keep.py\r\n"
                  "/root_only.py\nsrc/**/z.py\nvendor\n\\#hash.py\n\\[x\\].py\n"
                  "odd/*\n!odd/deep\n!odd/one.py\n",
    "src/sub/.gitignore": "local.py\n!gen_y.py\n",
}
case = Case(sys.argv)
case.write({name: SAME for name in FILES})
case.write(RULES)
case.write({".git/HEAD": "ref: refs/heads/main\n"})


def inputs(arguments, cwd="."):
    result = case.run("--verbose --check " + arguments, cwd=cwd)
    return {line.partition(": skipped")[0]
            for line in result.stderr.splitlines() if ": skipped" in line}


KEPT = {"a.py", "src/a.py", "src/gen_keep.py", "src/sub/gen_y.py",
        "src/sub/root_only.py", "src/local.py", "src/b c.py", "odd/deep/l.py",
        "odd/one.py/m.py"}
expect(inputs("."), KEPT)
expect(inputs("--no-ignore ."), set(FILES))
expect(inputs(".", cwd="src/sub"), {"gen_y.py", "root_only.py"})
expect(inputs("src/sub src/gen_x.py"),
       {"src/sub/gen_y.py", "src/sub/root_only.py", "src/gen_x.py"})

# A repository of its own within another knows nothing of the outer one.
case.write({"src/.git/HEAD": "ref: refs/heads/main\n"})
expect(inputs(".", cwd="src") >= {"gen_x.py", "build/b.py"}, True)
shutil.rmtree(case.folder / "src/.git")

if shutil.which("git"):
    def git(*arguments):
        return subprocess.run(
            ["git", "-c", "core.quotePath=false",
             "-c", "core.excludesFile=/dev/null", *arguments],
            cwd=case.folder, capture_output=True, text=True, check=True).stdout

    shutil.rmtree(case.folder / ".git")
    git("init", "-q")
    listed = git("ls-files", "--others", "--exclude-standard")
    expect({line for line in listed.splitlines() if line.endswith(".py")},
           KEPT)
