# RUN: %check_run %s %tnp_translate %t
#
# The JSON report follows its schema, report.schema.json, and its numbers agree
# with one another.
import json
import pathlib
import sys

from report_case import report
from translate_case import expect

SCHEMA = json.loads((pathlib.Path(__file__).parents[2] /
                     "translator/output/report.schema.json").read_text())
TYPES = {"object": dict, "array": list, "string": str, "integer": int,
         "number": (int, float), "null": type(None)}


def check(value, schema, at="$"):
    """The part of JSON Schema that the schema uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, TYPES[kind]) for kind in kinds):
        sys.exit(f"{at}: {value!r} is no {kinds}")
    if "const" in schema:
        expect((at, value), (at, schema["const"]))
    if value not in schema.get("enum", [value]):
        sys.exit(f"{at}: {value!r} is not in {schema['enum']}")
    if isinstance(value, list):
        for i, item in enumerate(value):
            check(item, schema["items"], f"{at}[{i}]")
    if isinstance(value, dict):
        for key in schema["required"]:
            if key not in value:
                sys.exit(f"{at}: `{key}` is missing")
        for key, item in value.items():
            part = schema.get("properties", {}).get(
                key, schema.get("additionalProperties"))
            if part is None:
                sys.exit(f"{at}: `{key}` is not in the schema")
            check(item, part, f"{at}.{key}")


found = json.loads(report("json"))
check(found, SCHEMA)
summary = found["summary"]
expect(summary["files"], {"read": 4, "changed": 2, "unchanged": 0,
                          "skipped": 1, "failed": 1})
expect(summary["call_sites"], {"total": 11, "translated": 5, "assumed": 0,
                               "doubtful": 1, "left": 6, "share": 0.454})
expect(summary["findings"], {"open": 7, "ignored": 1, "baseline": 0})
expect(summary["left_by"], [{"slug": "unsupported-function", "count": 4},
                            {"slug": "modified-module", "count": 1},
                            {"slug": "unsupported-argument", "count": 1}])
expect(found["exit_code"], 2)
for key in ["total", "translated", "assumed", "doubtful", "left"]:
    whole = summary["call_sites"][key]
    expect(whole, sum(api[key] for api in found["apis"]))
    expect(whole, sum(file["call_sites"][key] for file in found["files"]))
    for file in found["files"]:
        expect(file["call_sites"][key],
               sum(api[key] for api in file["apis"]))
expect([(api["name"], api["total"]) for api in found["apis"]],
       [("numpy.sum", 5), ("numpy.busday_count", 3),
        ("numpy.busday_offset", 1), ("numpy.clip", 1),
        ("numpy.linalg.norm", 1)])
reasons = found["apis"][1]["reasons"]
expect([(reason["slug"], reason["count"]) for reason in reasons],
       [("unsupported-function", 3)])
expect([(site["api"], site["line"], site["column"], site["length"],
         site["state"]) for site in found["files"][0]["sites"]][-1],
       ("numpy.clip", 7, 34, 7, "doubtful"))
for file in found["files"]:
    for site in file["sites"]:
        expect(site.get("grade"), None if site["state"] == "left" else "proved")

# The effort follows its formula, and counts what is left, doubtful or failed.
effort = summary["effort"]
for item in effort["items"]:
    expect(item["minutes"], item["once"] * item["reasons"] +
           item["each"] * (item["uses"] - item["reasons"]))
expect(effort["minutes"], sum(item["minutes"] for item in effort["items"]))
expect({item["slug"]: (item["reasons"], item["uses"])
        for item in effort["items"]},
       {"unsupported-function": (2, 4), "unsupported-argument": (1, 1),
        "modified-module": (1, 1), "result-differs": (1, 1),
        "syntax-error": (1, 1)})
expect([file["status"] for file in found["files"]],
       ["changed", "failed", "changed", "skipped"])
