# RUN: %check_run %s %tnp_translate %t
#
# `rules test` runs the examples of a rule file through the translator with that
# file loaded, and shows what is otherwise; `rules check` loads it alone.
import sys

from translate_case import Case, expect

case = Case(sys.argv)
GOOD = """- func: smooth(np.ndarray a, int width=3) -> np.ndarray
  ops: smooth
  additional_translations: {width: size}
  examples:
  - before: y = np.smooth(x, width=5)
    after: y = tnp.smooth(x, size=5)
  - before: |
      from numpy import smooth
      def f(x):
          return smooth(x)
    after: |
      from tnp import smooth
      def f(x):
          return smooth(x)
  - left: np.smooth(x, depth=1)
    slug: unsupported-argument
"""
WRONG = """- func: smooth(np.ndarray a) -> np.ndarray
  ops: smooth
  examples:
  - before: np.smooth(a=x)
    after: tnp.smooth(a=x)
  - left: np.smooth(x)
    slug: unsupported-argument
  - before: np.smooth(x, 1)
    after: np.smooth(x, 1)
"""
case.write({"good.yaml": GOOD, "wrong.yaml": WRONG, "none.yaml": "# none\n",
            "broken.yaml": "- func: f(int n)\n  opps: f\n"})

case.run("rules test good.yaml", stdout=(
    "ok    good.yaml:5:5: numpy.smooth\nok    good.yaml:7:5: numpy.smooth\n"
    "ok    good.yaml:15:5: numpy.smooth\n"
    "3 examples: 3 passed, 0 failed\n"))
case.run("rules check good.yaml none.yaml", stdout=(
    "good.yaml: 1 entry, 3 examples\nnone.yaml: 0 entries, 0 examples\n"))

found = case.run("rules test good.yaml wrong.yaml", code=1).stdout
expect(found.endswith("6 examples: 3 passed, 3 failed\n"), True)
for text in ["FAIL  wrong.yaml:4:5: numpy.smooth\n--- expected\n+++ found\n",
             "-tnp.smooth(a=x)\n+tnp.smooth(input=x)\n",
             "-np.smooth(x)\n+tnp.smooth(x)\n"
             "`unsupported-argument` was not reported\n",
             # What is reported and not expected fails an example too.
             "FAIL  wrong.yaml:8:5: numpy.smooth\nexample:2:14: error: "]:
    expect((text, text in found), (text, True))

case.run("rules test broken.yaml good.yaml", code=2, stderr=[
    "broken.yaml:2:3: error: unknown key `opps` [invalid-rule]"])
case.run("rules check nowhere.yaml", code=2, stderr=["[unreadable-file]"])
case.run("rules translate good.yaml", code=2, stderr=["`rules` does"])

EXAMPLE = "an example has `before` and `after`, or `left` and `slug`"
MISTAKES = {
    "before: a": ":4:5: error: " + EXAMPLE,
    "left: a": ":4:5: error: " + EXAMPLE,
    "before: a\n    after: b\n    left: c": ":4:5: error: " + EXAMPLE,
    "befor: a": ":4:5: error: " + EXAMPLE,
    "left: a\n    slug: odd": ":5:11: error: no diagnostic is called `odd`",
}
for text, message in MISTAKES.items():
    case.write({"wrong.yaml": "- func: f(int n)\n  ops: f\n  examples:\n"
                              f"  - {text}\n"})
    case.run("rules check wrong.yaml", code=2, stderr=["wrong.yaml" + message])
case.write({"wrong.yaml": "- name: f\n  to: sum\n  examples: np.f(x)\n"})
case.run("rules check wrong.yaml", code=2, stderr=[
    "wrong.yaml:3:3: error: `examples` is a list of maps"])
