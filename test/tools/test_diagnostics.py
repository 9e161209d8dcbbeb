"""Every kind of diagnostic is expected by a lit test, and the tests expect no
other kinds."""

import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = ROOT / "build" / "bin" / "tnp-translate"
FOLDERS = ("cpp", "output", "python", "rules", "samples")
SUFFIXES = {".cpp", ".py", ".test", ".yaml"}
# As diagnostics end; `ignore[slug]` is a comment of a program.
SLUG = re.compile(r"(?<![\w)])\[([a-z]{2,}(?:-[a-z]{2,})+)\]")
pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="nothing is built")


def registered():
    """The names that `--explain` lists."""
    listed = subprocess.run([TOOL, "--explain", "?"], capture_output=True,
                            text=True, check=False)
    assert listed.returncode == 2
    return set(listed.stdout.split()[-listed.stdout.count("\n") + 1:])


def expected():
    """Slug by slug, a test that expects it."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / "test" / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                for slug in SLUG.findall(path.read_text("utf-8", "replace")):
                    found.setdefault(slug, path.relative_to(ROOT))
    return found


def test_every_diagnostic_is_expected_by_a_lit_test():
    assert sorted(registered() - expected().keys()) == []


def test_every_expected_diagnostic_is_registered():
    unknown = {slug: str(path) for slug, path in expected().items()
               if slug not in registered()}
    assert unknown == {}
