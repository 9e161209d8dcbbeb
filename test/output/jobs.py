# RUN: %check_run %s %tnp_translate %t
#
# What is printed and written is the same for any number of jobs, in the order
# of the inputs.
import sys

from translate_case import BROKEN, CHANGES, OPEN, SAME, Case, expect

case = Case(sys.argv)
KINDS = [CHANGES, OPEN, SAME, BROKEN, OPEN * 200, CHANGES * 500]
case.write({f"src/{i:03}.py": KINDS[i % len(KINDS)] for i in range(120)})


def outcome(jobs):
    result = case.run(f"{jobs} --diff --verbose --report json=report src",
                      code=2)
    stderr, _, times = result.stderr.rpartition("\ntime: ")
    expect(times.count("\n"), 1)
    return result.stdout, stderr, case.read("report")


alone = outcome("-j1")
for jobs in ["-j2", "-j 3", "--jobs=16", "-j0", ""]:
    if outcome(jobs) != alone:
        sys.exit(f"{jobs} gives another outcome")
lines = [line.partition(":")[0] for line in alone[1].splitlines()
         if " call sites" in line and line.startswith("src/")]
expect(lines, sorted(lines))
case.run("-j x src", code=2)
