"""check_tnp.py must reject every translation test that shows nothing."""

import os
import pathlib
import shutil
import subprocess
import sys
import textwrap

import pytest

import check_tnp

CHECK_TNP = pathlib.Path(__file__).with_name("check_tnp.py")
FILECHECK = (os.environ.get("TNP_FILECHECK") or shutil.which("FileCheck-19")
             or shutil.which("FileCheck", path="/usr/lib/llvm-19/bin"))

# Each fake gets the file in `text` and sets `out` and `code`.
ALIAS = "out = text.replace('import numpy as np', 'import tnp as np')"
TEST = """\
    # RUN: %check_tnp %s
    import numpy as np
    # CHECK: import tnp as np
    """


@pytest.fixture(name="check")
def fixture_check(tmp_path):
    """A function that runs check_tnp.py on a test with a fake translator."""

    def check(fake, test=TEST, *options, name="case.py"):
        tool = tmp_path / "fake-translate"
        tool.write_text(
            f"#!{sys.executable}\n"
            "import sys\n"
            "text = open(sys.argv[1], newline='').read()\n"
            "code = 0\n"
            "def diagnose(line, message):\n"
            "    where = f'{sys.argv[1]}:{line}:1: '\n"
            "    print(where + message, file=sys.stderr)\n"
            f"{fake}\n"
            "sys.stdout.write(out)\n"
            "sys.exit(code)\n")
        tool.chmod(0o755)
        case = tmp_path / name
        case.write_text(textwrap.dedent(test))
        return subprocess.run(
            [sys.executable, CHECK_TNP, "--translate", tool, "--filecheck",
             FILECHECK, *options, case],
            capture_output=True, text=True, check=False)

    return check


def test_accepts_a_translation(check):
    result = check(ALIAS)
    assert result.returncode == 0, result.stderr


def test_rejects_untranslated_output(check):
    result = check("out = text")
    assert result.returncode == 1
    assert "CHECK lines do not match" in result.stderr


def test_untranslated_output_would_satisfy_plain_filecheck(tmp_path):
    case = tmp_path / "case.py"
    case.write_text(textwrap.dedent(TEST))
    result = subprocess.run([FILECHECK, case], stdin=case.open(), check=False)
    assert result.returncode == 0


def test_rejects_a_test_without_checks(check):
    assert check(ALIAS, "import numpy as np\n").returncode == 1


UNEXPECTED = ALIAS + """
diagnose(2, 'error: `numpy.frob` has no counterpart [unsupported-function]')
code = 1
"""
DIAG = """\
    # RUN: %check_tnp %s
    import numpy as np
    # CHECK: import tnp as np
    # DIAG: case.py:[[@LINE-2]]:1: error: {{.*}} [unsupported-function]
    """


def test_rejects_an_unexpected_diagnostic(check):
    result = check(UNEXPECTED)
    assert result.returncode == 1
    assert "1 errors and warnings, but the DIAG lines expect 0" in result.stderr


def test_accepts_an_expected_diagnostic_at_its_line(check):
    result = check(UNEXPECTED, DIAG)
    assert result.returncode == 0, result.stderr


def test_rejects_a_diagnostic_at_another_line(check):
    assert check(UNEXPECTED, DIAG.replace("-2", "-1")).returncode == 1


def test_rejects_a_missing_diagnostic(check):
    assert check(ALIAS, DIAG).returncode == 1


def test_rejects_a_second_unexpected_diagnostic(check):
    fake = UNEXPECTED + "diagnose(2, 'warning: rewritten [other]')\n"
    result = check(fake, DIAG)
    assert result.returncode == 1
    assert "2 errors and warnings, but the DIAG lines expect 1" in result.stderr


def test_notes_need_no_directive(check):
    fake = UNEXPECTED + "diagnose(2, 'note: imported here')\n"
    assert check(fake, DIAG).returncode == 0


def test_rejects_an_error_with_exit_code_zero(check):
    assert check(UNEXPECTED + "code = 0\n", DIAG).returncode == 1


def test_rejects_exit_code_one_without_a_diagnostic(check):
    assert check(ALIAS + "\ncode = 1\n").returncode == 1


def test_rejects_a_tool_that_changes_its_own_output(check):
    result = check(ALIAS + "\nout += '# again\\n'\n")
    assert result.returncode == 1
    assert "second run changed the output" in result.stderr


def test_rejects_output_that_is_not_python(check):
    result = check(ALIAS + "\nout += 'def\\n'\n")
    assert result.returncode == 1
    assert "not Python" in result.stderr


def test_cpp_is_not_parsed_as_python_and_gets_its_flags(check):
    fake = """
assert sys.argv[2:] == ['--', '-DX'], sys.argv
out = text.replace('xt::', 'tnp::')
"""
    test = """\
        // RUN: %check_tnp %s
        auto a = xt::sum(b);
        // CHECK: auto a = tnp::sum(b);
        """
    result = check(fake, test, "--cxx-flag=-DX", name="case.cpp")
    assert result.returncode == 0, result.stderr


def test_rejects_a_crash(check):
    result = check("raise SystemExit(3)")
    assert result.returncode == 1
    assert "exit code 3" in result.stderr


FAILS = "diagnose(2, 'error: invalid syntax [syntax-error]')\ncode = 2\n"
SYNTAX = """\
    # RUN: %check_tnp %s --exit 2
    def
    # DIAG: :[[@LINE-1]]:1: error: invalid syntax [syntax-error]
    """


def test_exit_two_prints_no_text(check):
    result = check(FAILS + "out = ''", SYNTAX, "--exit", "2")
    assert result.returncode == 0, result.stderr
    result = check(FAILS + "out = text", SYNTAX, "--exit", "2")
    assert result.returncode == 1


def test_rejects_another_exit_code(check):
    assert check(ALIAS, SYNTAX, "--exit", "2").returncode == 1


def test_strict_compares_whole_lines_and_spaces(check):
    test = """\
        import numpy as np
        f(1,   2)
        # CHECK:import tnp as np
        # CHECK-NEXT:f(1, 2)
        """
    assert check(ALIAS, test, "--strict").returncode == 1
    assert check(ALIAS, test.replace("(1, 2)", "(1,   2)"),
                 "--strict").returncode == 0


def test_blanking_keeps_every_other_byte():
    source = (b"# RUN: x\r\nimport numpy  # CHECK: stays, not its own line\r\n"
              b"  // DIAG-NEXT: y\n# CHECK{LITERAL}: [[1]]\n# CHECKED: stays\n"
              b"\xff\x0c\n# DIAG: no line end")
    assert check_tnp.blank_directives(source) == (
        b"\r\nimport numpy  # CHECK: stays, not its own line\r\n"
        b"\n\n# CHECKED: stays\n\xff\x0c\n")


def test_counts_only_lines_that_stand_for_a_diagnostic():
    assert check_tnp.expected_diagnostics(textwrap.dedent("""\
        # DIAG: error: one
        // DIAG-NEXT: warning: two
        # DIAG-COUNT-2: error: three and four
        # DIAG-NOT: error: none
        # DIAG: note: context
        print("DIAG: error: not a comment")
        """)) == 4
