# RUN: %check_run %s %tnp_translate %t
#
# Of several rules of one name the highest priority wins; of equal ones the last
# on the command line; built-in rules have priority 0 and come first. `--query`
# says which one it is and which lost.
import sys

from translate_case import Case, expect

case = Case(sys.argv)


def rules(target, *heads):
    return "".join(f"- {head}\n" for head in heads) + \
        f"- name: product\n  to: {target}\n"


case.write({
    "low.yaml": rules("cumprod", "priority: -1"),
    "none.yaml": rules("sum"),
    "other.yaml": rules("cumsum"),
    "high.yaml": rules("mean") + "  priority: 3\n",
    "a.py": "import numpy as np\nx = np.product(y)\n",
})


def target(*files):
    arguments = " ".join(f"--rules {name}.yaml" for name in files)
    return case.run(f"{arguments} a.py").stdout.splitlines()[1]


expect(target("low"), "x = tnp.prod(y)")
expect(target("none"), "x = tnp.sum(y)")
expect(target("none", "other"), "x = tnp.cumsum(y)")
expect(target("other", "none"), "x = tnp.sum(y)")
expect(target("high", "none", "other"), "x = tnp.mean(y)")

shown = case.run("--rules high.yaml --rules low.yaml --rules none.yaml "
                 "--query np.product").stdout.splitlines()
expect([line.strip() for line in shown if "from" in line or "shadows" in line],
       ["from high.yaml:1:9, priority 3",
        "shadows none.yaml:1:9, priority 0: tnp.sum",
        "shadows the built-in rule: tnp.prod",
        "shadows low.yaml:2:9, priority -1: tnp.cumprod"])
shown = case.run("--query np.product").stdout
expect("from" in shown or "shadows" in shown, False)

# pyproject.toml can name them too, for a query as well.
case.write({"pyproject.toml": "[tool.tnp]\nrules = ['none.yaml', 'other.yaml']"})
expect(target(), "x = tnp.cumsum(y)")
expect("from" in case.run("--query product").stdout, True)

# Within one file nothing but a priority can decide.
TWICE = "- name: product\n  to: sum\n- name: product\n  to: mean\n"
case.write({"twice.yaml": TWICE, "decided.yaml": TWICE + "  priority: 1\n"})
case.run("--rules twice.yaml a.py", code=2, stderr=[
    "twice.yaml:3:9: error: `numpy.product` has an entry already; give one of "
    "them a `priority` [invalid-rule]"])
expect(target("decided"), "x = tnp.mean(y)")

MISTAKES = {
    "- priority: high\n- name: f\n  to: sum\n":
        ":1:13: error: `priority` is a whole number",
    "- name: f\n  to: sum\n- priority: 1\n":
        ":3:3: error: the `priority` of a file stands once, before all entries",
    "- priority: 1\n  name: f\n":
        ":2:3: error: the `priority` of a file has no other keys",
}
for text, message in MISTAKES.items():
    case.write({"wrong.yaml": text})
    case.run("--rules wrong.yaml a.py", code=2, stderr=[message])
