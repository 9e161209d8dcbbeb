# REQUIRES: chromium
# RUN: %check_run %s %tnp_translate %t
#
# The HTML report in a browser: its script runs without an error, its numbers are
# those of the JSON report, its filters hide what does not match, and a source
# is there with its call sites marked.
import html.parser
import json
import pathlib
import subprocess
import sys
import urllib.parse

from report_case import MAIN, report
from translate_case import expect

CATEGORIES = ["proved", "assumed", "doubtful", "left"]


class Elements(html.parser.HTMLParser):
    """Tags with their attributes and the text up to the next tag."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes), [""]))

    def handle_endtag(self, tag):
        self.found.append(("/" + tag, {}, [""]))

    def handle_data(self, data):
        if self.found:
            self.found[-1][2][0] += data

    def of(self, tag, *names):
        return [attributes for name, attributes, _ in self.found
                if name == tag and all(key in attributes for key in names)]

    def texts(self, tag):
        return [text[0] for name, _, text in self.found if name == tag]


folder = pathlib.Path(sys.argv[2])
summary = json.loads(report("json"))["summary"]["call_sites"]
page = folder.parent / f"{folder.name}.html"
page.write_bytes(report("html"))


def shown(**state):
    result = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={folder}/browser", "--virtual-time-budget=5000",
         "--enable-logging=stderr", "--dump-dom",
         page.absolute().as_uri() + "#" + urllib.parse.urlencode(state)],
        capture_output=True, text=True, check=True, timeout=100)
    expect([line for line in result.stderr.splitlines() if "CONSOLE" in line],
           [])
    return Elements(result.stdout.partition('id="data"')[0])


def counts(elements):
    """The numbers of each row, summed."""
    rows = elements.of("tr", "data-total")
    return len(rows), {name: sum(int(row[f"data-{name}"]) for row in rows)
                       for name in ["total", *CATEGORIES]}


WHOLE = {"total": summary["total"], "assumed": summary["assumed"],
         "doubtful": summary["doubtful"], "left": summary["left"],
         "proved": summary["translated"] - summary["assumed"]
         - summary["doubtful"]}
start = shown()
expect({element["id"].removeprefix("n-"): int(element["data-n"])
        for element in start.of("b", "data-n")}, WHOLE)
expect(sorted(int(row["data-count"]) for row in start.of("tr", "data-count")),
       [1, 1, 1, 1, 3])
expect(counts(shown(tab="files")), (3, WHOLE))
expect(counts(shown(tab="apis")), (5, WHOLE))

# Words, a name and a class of sites: each takes away what is something else.
# A line that has the word counts for every site on it.
expect(counts(shown(tab="apis", q="busday")),
       (3, {"total": 5, "proved": 1, "assumed": 0, "doubtful": 0, "left": 4}))
expect(counts(shown(tab="files", api="numpy.sum", only="left")),
       (2, {"total": 2, "proved": 0, "assumed": 0, "doubtful": 0, "left": 2}))
expect(counts(shown(tab="files", q="more np.sum"))[0], 1)
expect(counts(shown(tab="files", q="nowhere"))[0], 0)

source = shown(file=0, only="left,doubtful")
rows = len(source.of("div", "id")) - len(
    [row for row in source.of("div", "id") if row["id"] == "about"])
expect(rows, len(MAIN.split("\n")))
marks = source.of("mark", "data-site")
expect([mark["class"] for mark in marks],
       ["proved dim", "left", "left", "left", "left", "proved dim", "left",
        "proved dim", "doubtful"])
expect(source.texts("mark")[:2], ["np.sum", "np.busday_count"])
