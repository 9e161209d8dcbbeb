"""Checks one translation test: its text, its diagnostics, and a second run.

usage: check_tnp.py --translate TOOL --filecheck FILECHECK [--exit N]
                    [--strict] [--cxx-flag FLAG]... TEST [TOOL OPTIONS]
                    [-- COMPILER FLAGS]

The test is a source file with its expectations in comment lines of their own:

    CHECK:  what the translated text must contain (FileCheck)
    DIAG:   a diagnostic on stderr; every error and warning needs one

A translator keeps comments, so an untranslated file would satisfy its own
CHECK lines. The directive lines are therefore blanked before the tool reads
the file; they keep their line numbers. Then, in this order:

 1. the exit code is N, or without --exit 0 or 1 and consistent with stderr;
 2. the CHECK lines match stdout (--strict: whole lines, exact spaces);
 3. the DIAG lines match stderr, and no error or warning is left over;
 4. Python output can be parsed, unless the test is in newer Python itself;
 5. the tool changes nothing in its own output.

With --exit 2 the tool must print no text, so steps 2, 4 and 5 do not apply.
"""

import argparse
import ast
import pathlib
import re
import subprocess
import sys
import tempfile

CXX_SUFFIXES = {".cpp", ".cc", ".cxx", ".h", ".hpp"}

DIRECTIVE = re.compile(
    rb"\s*(#|//)\s*"
    rb"(RUN|REQUIRES|UNSUPPORTED|XFAIL|(CHECK|DIAG)(-[A-Z0-9-]+)?(\{LITERAL\})?)"
    rb"\s*:")
DIAG_LINE = re.compile(
    r"^\s*(?:#|//)\s*DIAG(?:-(?P<kind>[A-Z]+))?(?:-(?P<count>\d+))?"
    r"(?:\{LITERAL\})?:(?P<text>.*)$",
    re.MULTILINE)
SEVERE = re.compile(r"\b(error|warning): ")
DIAGNOSTIC = re.compile(r"^.+:\d+:\d+: (error|warning): ", re.MULTILINE)


class Failure(Exception):
    """A test that did not hold, with what to show to the reader."""


def blank_directives(source: bytes) -> bytes:
    """Empties the directive lines; line ends and all other bytes stay."""
    lines = source.splitlines(keepends=True)
    return b"".join(
        line[len(line.rstrip(b"\r\n")):] if DIRECTIVE.match(line) else line
        for line in lines)


def python_error(text: bytes):
    """Why this Python cannot read `text`, or None."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError) as error:
        return error
    return None


def expected_diagnostics(text: str) -> int:
    """How many errors and warnings the DIAG lines of a test stand for."""
    total = 0
    for match in DIAG_LINE.finditer(text):
        if match["kind"] in ("NOT", "EMPTY") or not SEVERE.search(
                match["text"]):
            continue
        total += int(match["count"] or 1)
    return total


def parse_command_line(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--translate", required=True)
    parser.add_argument("--filecheck", required=True)
    parser.add_argument("--exit", type=int)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--cxx-flag", action="append", default=[])
    parser.add_argument("test", type=pathlib.Path)
    split = argv.index("--") if "--" in argv else len(argv)
    args, args.tool_options = parser.parse_known_args(argv[:split])
    args.compiler_flags = argv[split + 1:]
    return args


class Check:
    def __init__(self, args, folder):
        self.args = args
        self.folder = pathlib.Path(folder)
        self.text = args.test.read_bytes().decode("utf-8", "replace")

    def run_tool(self, name: str, source: bytes):
        """Translates `source`, stored under the test's own file name."""
        path = self.folder / name / self.args.test.name
        path.parent.mkdir()
        path.write_bytes(source)
        command = [self.args.translate, *self.args.tool_options, str(path)]
        if path.suffix in CXX_SUFFIXES:
            command += ["--", *self.args.cxx_flag, *self.args.compiler_flags]
        return subprocess.run(command, capture_output=True, check=False)

    def file_check(self, what: str, text: bytes, *options):
        command = [self.args.filecheck, str(self.args.test), *options]
        if not text:
            command.append("--allow-empty")
        result = subprocess.run(command, input=text, capture_output=True,
                                check=False)
        if result.returncode != 0:
            report = result.stderr.decode("utf-8", "replace")
            raise Failure(f"{what}\n{report}")

    def check_exit_code(self, code: int, errors: str):
        wanted = self.args.exit
        if wanted is not None:
            if code != wanted:
                raise Failure(f"exit code {code}, expected {wanted}\n{errors}")
            return
        if code not in (0, 1):
            raise Failure(f"exit code {code}, expected 0 or 1\n{errors}")
        found = {match[1] for match in DIAGNOSTIC.finditer(errors)}
        if code == 0 and "error" in found:
            raise Failure(f"exit code 0 in spite of an error\n{errors}")
        if code == 1 and not found:
            raise Failure(f"exit code 1 without a diagnostic\n{errors}")

    def check_diagnostics(self, errors: str):
        found = len(DIAGNOSTIC.findall(errors))
        expected = expected_diagnostics(self.text)
        if DIAG_LINE.search(self.text):
            self.file_check("the DIAG lines do not match stderr",
                            errors.encode(), "--check-prefix=DIAG")
        if found != expected:
            raise Failure(f"{found} errors and warnings, but the DIAG lines "
                          f"expect {expected}\n{errors}")

    def check_python(self, source: bytes, output: bytes):
        error = python_error(output)
        if error and not python_error(source):
            raise Failure(f"the output is not Python: {error}")

    def check_second_run(self, output: bytes):
        again = self.run_tool("second", output)
        errors = again.stderr.decode("utf-8", "replace")
        if again.returncode not in (0, 1):
            raise Failure(f"second run: exit code {again.returncode}\n{errors}")
        if again.stdout != output:
            raise Failure("the second run changed the output to\n"
                          + again.stdout.decode("utf-8", "replace"))

    def run(self):
        source = blank_directives(self.args.test.read_bytes())
        first = self.run_tool("first", source)
        errors = first.stderr.decode("utf-8", "replace")
        self.check_exit_code(first.returncode, errors)
        if self.args.exit == 2:
            if first.stdout:
                raise Failure("exit code 2, but there is output")
            self.check_diagnostics(errors)
            return
        options = ["--strict-whitespace",
                   "--match-full-lines"] if self.args.strict else []
        self.file_check("the CHECK lines do not match the output",
                        first.stdout, *options)
        self.check_diagnostics(errors)
        if self.args.test.suffix == ".py":
            self.check_python(source, first.stdout)
        self.check_second_run(first.stdout)


def main(argv) -> int:
    args = parse_command_line(argv)
    with tempfile.TemporaryDirectory(prefix="check_tnp-") as folder:
        try:
            Check(args, folder).run()
        except Failure as failure:
            print(f"{args.test}: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
