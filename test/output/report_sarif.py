# RUN: %check_run %s %tnp_translate %t
#
# The SARIF report has what version 2.1.0 requires, each result names a rule of
# the tool and a place that can be found, and suppressed ones say so.
import json
import pathlib
import sys
import urllib.parse

from report_case import report
from translate_case import expect

log = json.loads(report("sarif"))
expect(log["version"], "2.1.0")
expect(log["$schema"].endswith("sarif-2.1.0.json"), True)
run, = log["runs"]
driver = run["tool"]["driver"]
expect(driver["name"], "tnp-translate")
expect(run["columnKind"], "unicodeCodePoints")
expect(run["invocations"], [{"executionSuccessful": False, "exitCode": 2}])
identifiers = [rule["id"] for rule in driver["rules"]]
expect(len(set(identifiers)), len(identifiers))
for rule in driver["rules"]:
    expect(bool(rule["shortDescription"]["text"] and
                rule["fullDescription"]["text"]), True)

found = []
for result in run["results"]:
    expect(result["level"] in ("note", "warning", "error"), True)
    expect(identifiers[result["ruleIndex"]], result["ruleId"])
    location, = result["locations"]
    place = location["physicalLocation"]
    path = urllib.parse.unquote(place["artifactLocation"]["uri"])
    expect(" " in place["artifactLocation"]["uri"], False)
    region = place["region"]
    text = (pathlib.Path(sys.argv[2]) / path).read_text()
    line = text.splitlines()[region["startLine"] - 1]
    named = line[region["startColumn"] - 1:region["endColumn"] - 1]
    kinds = [item["kind"] for item in result.get("suppressions", [])]
    found.append((path, region["startLine"], named, result["ruleId"], kinds))

COUNT = "np.busday_count"
expect(found, [
    ("src/a b.py", 4, COUNT, "unsupported-function", ["inSource"]),
    ("src/a b.py", 5, COUNT, "unsupported-function", []),
    ("src/a b.py", 5, COUNT, "unsupported-function", []),
    ("src/a b.py", 6, "np.busday_offset", "unsupported-function", []),
    ("src/a b.py", 7, "foo", "unsupported-argument", []),
    ("src/a b.py", 7, "np.clip", "result-differs", []),
    ("src/broken.py", 2, "=", "syntax-error", []),
    ("src/more.py", 3, "np.sum", "modified-module", [])])
