# RUN: %check_run %s %tnp_translate %t
#
# The HTML report is one page that loads nothing; the data in it are those of the
# JSON report, and the text of each file with the place of each call site.
import html.parser
import json
import sys

from report_case import MAIN, report
from translate_case import expect

LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src"}
CATEGORIES = ["proved", "assumed", "doubtful", "left"]


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.name, self.data = None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        expect((tag, LOADS.get(tag) in attributes), (tag, False))
        is_data = attributes.get("type") == "application/json"
        self.name = attributes["id"] if is_data else None

    def handle_endtag(self, tag):
        self.name = None

    def handle_data(self, data):
        if self.name:
            self.data[self.name] = json.loads(data)


text = report("html").decode()
for forbidden in ["http:", "https:", "@import", "url("]:
    expect((forbidden, forbidden in text), (forbidden, False))
expect("prefers-color-scheme: dark" in text, True)
expect(text.count("</html>"), 1)

page = Page(text).data
data = page.pop("data")
expect(sorted(page), ["t0", "t1", "t2"])
expect(page["t0"], MAIN)
expect([(file["path"], file["status"]) for file in data["files"]],
       [("src/a b.py", "changed"), ("src/broken.py", "failed"),
        ("src/more.py", "changed")])

# Offsets count as a script does: in UTF-16.
marks = []
for i, file in enumerate(data["files"]):
    units = page[f"t{i}"].encode("utf-16-le")
    for api, offset, length, line, category, reason in file["sites"]:
        name = units[2 * offset:2 * (offset + length)].decode("utf-16-le")
        before = units[:2 * offset].decode("utf-16-le")
        expect(before.count("\n") + 1, line)
        marks.append((data["apis"][api], name, CATEGORIES[category]))
        expect((name, reason >= 0), (name, category > 1))
expect([mark for mark in marks if "busday" not in mark[1]], [
    ("numpy.sum", "np.sum", "proved"),
    ("numpy.linalg.norm", "la.norm", "proved"),
    ("numpy.sum", "np.sum", "left"), ("numpy.sum", "np.sum", "proved"),
    ("numpy.clip", "np.clip", "doubtful"), ("numpy.sum", "np.sum", "proved"),
    ("numpy.sum", "np.sum", "left")])

summary = json.loads(report("json"))["summary"]
counts = summary["call_sites"]
expect([sum(mark[2] == name for mark in marks) for name in CATEGORIES],
       [counts["translated"] - counts["assumed"] - counts["doubtful"],
        counts["assumed"], counts["doubtful"], counts["left"]])
expect(data["counts"], summary["files"])
expect({item["slug"]: item["minutes"] for item in data["effort"]["items"]},
       {item["slug"]: item["minutes"] for item in summary["effort"]["items"]})
