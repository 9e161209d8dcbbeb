# RUN: env -u TNP_NO_CACHE %check_run %s %tnp_translate %t
#
# A cache that is damaged, cut short, or from another build of the tool is as
# good as none, and so is one that cannot be written.
import subprocess
import sys

from translate_case import CHANGES, OPEN, Case, expect

case = Case(sys.argv)
case.write({"src/a.py": CHANGES, "src/b.py": OPEN})
ARGUMENTS = "--cache-dir cache --check src"


def run(arguments=ARGUMENTS):
    result = case.run(arguments, 3)
    return result.stdout, result.stderr


bare = run("--no-cache --check src")
expect(run(), bare)
file = case.folder / "cache/results"
whole = file.read_bytes()
for at in range(len(whole)):
    damaged = bytearray(whole)
    damaged[at] ^= 0x55
    file.write_bytes(damaged)
    expect(run(), bare)
    expect(file.read_bytes(), whole)
for size in range(0, len(whole), 7):
    file.write_bytes(whole[:size])
    expect(run(), bare)
expect(file.read_bytes(), whole)

# Runs at the same time leave a whole cache behind.
command = [case.tool, *ARGUMENTS.split()]
file.unlink()
running = [subprocess.Popen(command, cwd=case.folder,
                            stderr=subprocess.PIPE, text=True)
           for _ in range(8)]
for process in running:
    expect(process.communicate()[1], bare[1])
expect(file.read_bytes(), whole)
expect(case.names("cache"), [".gitignore", "CACHEDIR.TAG", "results"])

case.write({"taken": "a file"})
expect(run("--cache-dir taken --check src"), bare)
expect(case.read("taken"), "a file")
