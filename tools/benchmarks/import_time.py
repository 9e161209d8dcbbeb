"""Time to `import tnp` against `import numpy`, each in fresh processes.

The programs take turns, so that a change of the machine's load meets all of
them; the median of each is given, less the median of an empty program.
"""

import argparse
import statistics
import subprocess
import sys
import time

PROGRAMS = {
    "empty": "pass",
    "numpy": "import numpy",
    "tnp": "import tnp",
    "torch": "import torch",
    "tnp, torch": "import tnp; import torch",
}


def seconds(program):
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times = {name: [] for name in PROGRAMS}
    # The first round brings the files into memory and is not counted.
    for turn in range(rounds + 1):
        for name, program in PROGRAMS.items():
            elapsed = seconds(program)
            if turn:
                times[name].append(elapsed)
    empty = statistics.median(times["empty"])
    numpy = statistics.median(times["numpy"]) - empty
    print(f"empty program {1e3 * empty:.0f} ms; imports on top of it, median "
          f"of {rounds}:")
    for name in list(PROGRAMS)[1:]:
        median = statistics.median(times[name]) - empty
        print(f"{name:12}{1e3 * median:7.0f} ms {median / numpy:7.2f} x numpy")


if __name__ == "__main__":
    main()
