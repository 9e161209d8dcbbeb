"""Checks that the names of the C++ rules exist where the rules say.

usage: check_cpp_rules.py --xtensor COMPILER --tnp COMPILER RULES...

Every name is declared by xtensor's headers. Every target is declared by the
header that its rule names; without one by each container's header, here
<tnp/array.h>. Members are looked up in both containers.
"""

import argparse
import collections
import pathlib
import re
import shlex
import subprocess
import sys

MEMBER = "xt::xexpression::"
ANY_HEADER = "tnp/array.h"
# Declared in two bases of xtensor's containers, so found in neither.
AMBIGUOUS = ["derived_cast"]
XTENSOR_HEADERS = """
    xtensor/xadapt.hpp xtensor/xarray.hpp xtensor/xfixed.hpp xtensor/xio.hpp
    xtensor/xmanipulation.hpp xtensor/xindex_view.hpp xtensor/xnoalias.hpp
    xtensor/xnorm.hpp xtensor/xrandom.hpp xtensor/xset_operation.hpp
    xtensor/xsort.hpp xtensor/xstrided_view.hpp xtensor/xtensor.hpp
    xtensor/xvectorize.hpp xtensor/xview.hpp xtensor-blas/xlinalg.hpp
""".split()


def read_entries(paths):
    """The `cpp` entries that have a counterpart, as dictionaries."""
    for path in paths:
        for block in re.split(r"\n(?=- )", path.read_text(encoding="utf-8")):
            entry = dict(re.findall(r"^[- ] (\w+): (.*)$", block, re.MULTILINE))
            if "cpp" in entry and "unsupported" not in entry:
                yield entry


def includes(headers):
    return "".join(f"#include <{header}>\n" for header in headers)


def declarations(names):
    """A using-declaration for each name, each in a namespace of its own."""
    return "".join(f"namespace check_{i} {{ using {name}; }}\n"
                   for i, name in enumerate(names))


def members(classes, names):
    lines = []
    for i, base in enumerate(classes):
        lines.append(f"struct check_{i} : {base} {{")
        lines += [f"  using {base}::{name};" for name in names]
        lines.append("};")
    return "\n".join(lines) + "\n"


def errors_of(compiler, source):
    command = shlex.split(compiler) + ["-fsyntax-only", "-w", "-x", "c++", "-"]
    result = subprocess.run(command, input=source, text=True, check=False,
                            capture_output=True)
    return result.stderr if result.returncode else ""


def programs(entries):
    """Pairs of the compiler to use and the program to give it."""
    named = [e for e in entries if e.get("kind") != "namespace"]
    common = [e for e in named if not e["cpp"].startswith(MEMBER)]
    shared = [e["cpp"].removeprefix(MEMBER) for e in named
              if e["cpp"].startswith(MEMBER)]
    yield "xtensor", includes(XTENSOR_HEADERS) + declarations(
        e["cpp"] for e in common)
    yield "xtensor", includes(XTENSOR_HEADERS) + members(
        ["xt::xarray<double>"], [n for n in shared if n not in AMBIGUOUS])
    by_header = collections.defaultdict(list)
    for entry in common:
        by_header[entry.get("header", ANY_HEADER)].append(entry["to"])
    for header, targets in sorted(by_header.items()):
        yield "tnp", includes([header]) + declarations(targets)
    yield "tnp", includes([ANY_HEADER]) + members(
        ["tnp::array<double>", "tnp::tensor<double, 2>"], shared)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--xtensor", required=True)
    parser.add_argument("--tnp", required=True)
    parser.add_argument("rules", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    entries = list(read_entries(args.rules))
    if not entries:
        sys.exit("no entries were found")
    failed = False
    for library, source in programs(entries):
        errors = errors_of(getattr(args, library), source)
        if errors:
            failed = True
            print(f"{library}:\n{errors}", file=sys.stderr)
    print(f"{len(entries)} entries checked")
    sys.exit(failed)


if __name__ == "__main__":
    main()
