"""The reference page that the build wrote has the names of the rule table."""

import html.parser
import json
import pathlib

import pytest

BUILD = pathlib.Path(__file__).resolve().parent.parent.parent / "build"
PAGE = BUILD / "reference" / "index.html"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="nothing is built")


class Reader(html.parser.HTMLParser):
    """Anchors, links into the page, and whatever would be loaded."""

    def __init__(self):
        super().__init__()
        self.anchors, self.links, self.loads = set(), set(), []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.anchors.add(attrs.get("id"))
        if attrs.get("href", "").startswith("#"):
            self.links.add(attrs["href"][1:])
        if tag == "link" or "src" in attrs:
            self.loads.append(tag)


@pytest.fixture(scope="module")
def page():
    reader = Reader()
    reader.feed(PAGE.read_text())
    return reader


def test_every_entry_has_a_section(page):
    entries = json.loads((BUILD / "generated" / "rules.json").read_text())
    names = {entry["qualified_name"] for entry in entries
             if not entry["hidden"]}
    diagnostics = len(list((PAGE.parent / "diagnostics").glob("*.md")))
    assert len(page.links) == len(names) + diagnostics
    for name in ("numpy.clip", "numpy.linalg.norm", "numpy.ndarray.shape",
                 "numpy.datetime64", "xt::view"):
        assert name in names
        assert name.replace(".", "-").replace("::", "--") in page.anchors


def test_page_is_whole(page):
    assert page.links <= page.anchors
    assert not page.loads


def test_markdown_links_lead_to_files():
    for line in (PAGE.parent / "index.md").read_text().splitlines():
        if "](" in line:
            target = line.split("](")[1].split(")")[0].split("#")[0]
            assert (PAGE.parent / target).is_file()
    for page in (PAGE.parent / "diagnostics").glob("*.md"):
        assert "[All topics](../index.md)" in page.read_text()
    for line in (PAGE.parent / "linalg.md").read_text().splitlines():
        if line.startswith("- **Rule**"):
            target = line.split("](")[1].split("#")[0]
            assert (PAGE.parent / target).is_file()
