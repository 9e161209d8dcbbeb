"""tools/real-code: what it makes of results, and the results that it recorded.

Nothing is fetched and no suite runs here.
"""

import json
import pathlib
import sys

import pytest

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "real_code"
sys.path.insert(0, str(FOLDER))
import run  # noqa: E402

LEAST_SHARE = 98  # percent of the tests that passed before


def package(**options):
    return run.Package(name="p", version="1", summary="", tests=["p"],
                       **options)


def test_reads_what_pytest_writes(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite>'
        '<testcase classname="t.A" name="good" />'
        '<testcase classname="t.A" name="bad">'
        '<failure message="E: x">text</failure></testcase>'
        '<testcase classname="t" name="same" />'
        '<testcase classname="t" name="same"><skipped message="s" />'
        '</testcase><testcase classname="" name="t.B">'
        '<error message="collection failure" /></testcase>'
        '</testsuite></testsuites>')
    assert run.read_junit(report) == {
        "t.A::good": None, "t.A::bad": "failure: E: x", "t::same": None,
        "t::same #2": "skipped: s", "t.B": "error: collection failure"}


def test_compares_what_passed_before():
    before = {"a": None, "b": None, "c": "failure: f", "d": None, "e": None,
              "f": "skipped: s"}
    after = {"a": None, "b": "failure: g", "c": None, "d": None,
             "f": "skipped: s"}
    assert run.compare(package(), before, after) == {
        "passed_before": 4, "passed_after": 2, "passed_only_after": 1,
        "differences": {"b": "unexplained: failure: g",
                        "e": "unexplained: not collected"}}


def test_reasons():
    tested = package(differs=[run.Rule("^b", "why b")],
                     left_out=[run.Rule("^a", "why a")])
    before = {"a": None, "b": None}
    assert run.compare(tested, before, {"a": "failure: f", "b": "error: g"}) == {
        "passed_before": 1, "passed_after": 0, "passed_only_after": 0,
        "differences": {"b": "why b"}}


def test_table_has_a_line_a_package():
    result = json.loads(run.RESULTS.read_text())
    lines = list(run.table(result))
    assert len(lines) == 1 + len(result)
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("name", run.packages())
def test_recorded_results(name):
    asked = run.packages()[name]
    result = json.loads(run.RESULTS.read_text())[name]
    assert result["version"] == asked.version
    assert result["passed_before"] > 0
    assert not [reason for reason in result["differences"].values()
                if reason.startswith("unexplained")]
    assert (100 * result["passed_after"] >=
            LEAST_SHARE * result["passed_before"])
