# RUN: %check_run %s %tnp_translate %t
#
# `--mode=shim` changes no line of the sample programs but imports.
import pathlib
import sys

from translate_case import Case, expect

case = Case(sys.argv)
samples = pathlib.Path(__file__).parents[1] / "samples/python"
for sample in sorted(samples.glob("*.py")):
    before = sample.read_text().splitlines()
    # Of this one a name has no counterpart.
    code = 1 if sample.stem == "working_days" else 0
    after = case.run(f"--mode=shim {sample}", code=code).stdout.splitlines()
    expect(len(after), len(before))
    for old, new in zip(before, after):
        if old != new:
            expect((sample.name, "import" in old and "tnp" in new, new),
                   (sample.name, True, new))
