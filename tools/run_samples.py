"""Translates the sample programs, runs both forms, and compares what they print.

Python samples run under NumPy and, translated, under tnp; C++ samples are
compiled with xtensor (as C++17) and, translated, with tnp's headers. Prints one
line per sample, with --show both outputs too. Exits nonzero when a translation
fails or an output differs.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "test" / "samples"
TRANSLATE = ROOT / "build" / "bin" / "tnp-translate"
OUT = ROOT / "build" / "samples"


def output_of(command):
    """(standard output and error, exit status)."""
    environment = {k: v for k, v in os.environ.items()
                   if k != "OPENBLAS_CORETYPE"}
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT,
                          stderr=subprocess.STDOUT, text=True, env=environment)
    return done.stdout, done.returncode


def translate(sample, flags=()):
    """The translated file. RuntimeError with the diagnostics if any remain."""
    target = OUT / sample.name
    text, status = output_of(
        [str(TRANSLATE), "-o", str(target), str(sample), *flags])
    if status != 0:
        raise RuntimeError(f"tnp-translate exits {status}\n{text}")
    return target


def run_python(sample):
    translated = translate(sample)
    return (output_of([sys.executable, str(sample)]),
            output_of([sys.executable, str(translated)]))


def compile_and_run(source, *flags):
    compiler = os.environ.get("CXX", "g++")
    # One binary per source file: original and translation share a name.
    binary = OUT / f"{source.stem}.{source.parent.name}.out"
    text, status = output_of([compiler, "-O2", "-std=c++17", str(source),
                              "-o", str(binary), *flags])
    return output_of([str(binary)]) if status == 0 else (text, status)


def run_cpp(sample):
    translated = translate(sample, ["--", "-std=c++17"])
    return (compile_and_run(sample),
            compile_and_run(translated, f"-I{ROOT}/runtime/include"))


def columns(left, right, width):
    """Two outputs side by side, long lines cut."""
    left, right = left.splitlines(), right.splitlines()
    for row in range(max(len(left), len(right))):
        a = left[row] if row < len(left) else ""
        b = right[row] if row < len(right) else ""
        mark = " " if a == b else "!"
        yield f"{a[:width]:<{width}} {mark} {b[:width]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print both outputs")
    parser.add_argument("name", nargs="*", help="only these samples")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    width = max(40, (shutil.get_terminal_size((120, 40)).columns - 3) // 2)
    failures = 0
    samples = [(path, run_python) for path in sorted(SAMPLES.glob("python/*.py"))]
    samples += [(path, run_cpp) for path in sorted(SAMPLES.glob("cpp/*.cpp"))]
    for sample, runner in samples:
        if options.name and sample.stem not in options.name:
            continue
        try:
            (before, before_status), (after, after_status) = runner(sample)
        except RuntimeError as error:
            print(f"{sample.name}: NOT TRANSLATED: {error}")
            failures += 1
            continue
        if options.show:
            print(f"--- {sample.name}: original | translated")
            print("\n".join(columns(before, after, width)))
        equal = before == after and before_status == after_status == 0
        failures += not equal
        print(f"{sample.name}: {'equal' if equal else 'DIFFERENT'}")
    print(f"{failures} of the samples differ" if failures else
          "every sample prints the same under tnp")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
