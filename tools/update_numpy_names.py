"""Writes the names that NumPy and Python define into the translator's lists.

Run it with the pinned NumPy after a change of the pin; `--check` writes nothing
and fails when the lists are not what it would write.
"""

import argparse
import cmath
import math
import pathlib
import re
import sys
import textwrap

import numpy as np

SOURCE = (pathlib.Path(__file__).resolve().parent.parent /
          "translator" / "python" / "numpy_names.cpp")


def public(module):
    return [name for name in dir(module) if not name.startswith("_")]


def lists():
    return {
        "kNumpy": np.__all__,
        "kLinalg": np.linalg.__all__,
        "kFft": np.fft.__all__,
        "kRandom": np.random.__all__,
        "kPolynomial": np.polynomial.__all__,
        "kPowers": np.polynomial.polynomial.__all__,
        "kChebyshev": np.polynomial.chebyshev.__all__,
        "kLegendre": np.polynomial.legendre.__all__,
        "kHermite": np.polynomial.hermite.__all__,
        "kHermiteE": np.polynomial.hermite_e.__all__,
        "kLaguerre": np.polynomial.laguerre.__all__,
        "kPolyutils": np.polynomial.polyutils.__all__,
        "kArray": public(np.ndarray),
        "kMath": public(math),
        "kCmath": public(cmath),
    }


def declaration(name, words):
    """One string, in lines of at most 80 columns."""
    lines = textwrap.wrap(" ".join(sorted(set(words))), 80 - len('    " "'),
                          break_long_words=False, break_on_hyphens=False)
    text = ' "\n    "'.join(lines)
    return f'constexpr std::string_view {name} =\n    "{text}";'


def updated(text):
    for name, words in lists().items():
        pattern = rf"constexpr std::string_view {name} =\n[^;]*;"
        text, count = re.subn(pattern, declaration(name, words), text)
        if count != 1:
            sys.exit(f"{SOURCE.name}: {count} lists are called {name}")
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    before = SOURCE.read_text()
    after = updated(before)
    if options.check and after != before:
        sys.exit(f"{SOURCE.name} is not as NumPy {np.__version__} has it: "
                 "run tools/update_numpy_names.py")
    if after != before:
        SOURCE.write_text(after)


if __name__ == "__main__":
    main()
