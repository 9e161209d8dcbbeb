# RUN: %check_run %s %tnp_translate %t
#
# The HTML report is one page that loads nothing, with a row for each file and
# API, and each source whole, its call sites marked.
import html.parser

from report_case import MAIN, report
from translate_case import expect

VOID = {"meta", "input", "link", "img", "br"}
LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.stack, self.marks, self.rows, self.sources = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        expect((tag, LOADS.get(tag) in attributes), (tag, False))
        if tag == "mark":
            self.marks.append([attributes["class"],
                               attributes.get("title", ""), ""])
        if tag == "tr":
            self.rows.append("")
        if tag == "pre" and not attributes:
            self.sources.append("")
        if tag not in VOID:
            self.stack.append((tag, attributes.get("class")))

    def handle_endtag(self, tag):
        while self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        open_tags = [tag for tag, _ in self.stack]
        if open_tags and open_tags[-1] == "mark":
            self.marks[-1][2] += data
        if "tr" in open_tags:
            self.rows[-1] += data.strip() + " "
        if ("pre", None) in self.stack:
            self.sources[-1] += data


text = report("html").decode()
for forbidden in ["http:", "https:", "@import", "url("]:
    expect((forbidden, forbidden in text), (forbidden, False))
expect("prefers-color-scheme: dark" in text, True)
page = Page(text)
expect([source.lstrip("\n") for source in page.sources][0], MAIN)
expect(len(page.sources), 3)
legend, marks = page.marks[:3], page.marks[3:]
expect([mark[0] for mark in legend], ["translated", "doubtful", "left"])
expect([(mark[0], mark[2]) for mark in marks if "busday" not in mark[2]], [
    ("translated", "np.sum"), ("translated", "la.norm"), ("left", "np.sum"),
    ("translated", "np.sum"), ("doubtful", "np.clip"),
    ("translated", "np.sum"), ("left", "np.sum")])
expect([mark[:2] for mark in marks][6],
       ["left", "numpy.sum: `numpy.sum` takes no argument `foo`; the call "
                "was left as it was"])
expect([row for row in page.rows if "a b.py" in row],
       ["src/a b.py changed 9 4 1 5 44.4% "])
expect([row for row in page.rows if row.startswith("numpy.linalg.norm")],
       ["numpy.linalg.norm 1 1 0 0 100.0% "])
