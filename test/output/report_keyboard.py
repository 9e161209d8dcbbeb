# REQUIRES: chromium
# RUN: %check_run %s %tnp_translate %t
#
# The HTML report by keyboard: keys reach the search, the views, the sources and
# their call sites, what is typed filters, and the address keeps what is shown. A
# long list is shown in part until the rest is asked for.
import base64
import json
import pathlib
import re
import subprocess
import sys

from report_case import report
from translate_case import Case, expect

STEPS = """<script>
const steps = [];
const note = (name, value) => steps.push([name, value]);
const key = key => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
const pause = () => new Promise(done => setTimeout(done, 300));
const here = name => new URLSearchParams(location.hash.slice(1)).get(name);
const count = selector => document.querySelectorAll(selector).length;
(async () => {
  key("3"); await pause();
  note("files", count("#files tbody tr"));
  key("/");
  note("focus", document.activeElement.id);
  document.activeElement.value = "more";
  document.activeElement.dispatchEvent(new Event("input", {bubbles: true}));
  await pause();
  note("q", here("q"));
  note("found", count("#files tbody tr"));
  key("Escape"); await pause();
  note("cleared", [here("q"), count("#files tbody tr")]);
  document.activeElement.blur();
  document.querySelector("#files a").click(); await pause();
  note("source", [count(".row") > 0, document.activeElement.id]);
  key("n"); key("n");
  note("second", document.querySelector("mark.now").textContent);
  note("about", document.querySelector("#about code").textContent);
  key("p"); key("p");
  note("last", document.querySelector("mark.now").textContent);
  const before = here("file");
  key("]"); await pause();
  note("next", here("file") !== before);
  key("["); await pause();
  note("back", here("file") === before);
  key("Escape"); await pause();
  note("list", [here("file"), count("#files")]);
  document.querySelector("[data-only=left]").click(); await pause();
  note("only", [here("only"), document.querySelector("[data-only=left]").ariaPressed]);
  key("2"); await pause();
  note("apis", count("#apis tbody tr"));
  key("?");
  note("help", document.querySelector("#help").open);
})().catch(error => note("error", String(error))).finally(() => {
  document.body.insertAdjacentHTML("beforeend",
    `<pre id="steps">${btoa(JSON.stringify(steps))}</pre>`);
});
</script>"""
MORE = """<script>
const rows = () => document.querySelectorAll("#files tbody tr").length;
const first = rows();
document.querySelector("#more").click();
document.body.insertAdjacentHTML("beforeend",
  `<pre id="steps">${btoa(JSON.stringify([first, rows()]))}</pre>`);
</script>"""

folder = pathlib.Path(sys.argv[2])


def run(page, script, address):
    path = folder.parent / f"{folder.name}.html"
    path.write_bytes(page.replace(b"</html>", script.encode() + b"</html>"))
    result = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={folder}/browser", "--virtual-time-budget=20000",
         "--enable-logging=stderr", "--dump-dom",
         path.absolute().as_uri() + address],
        capture_output=True, text=True, check=True, timeout=100)
    expect([line for line in result.stderr.splitlines() if "CONSOLE" in line],
           [])
    encoded = re.search(r'<pre id="steps">([A-Za-z0-9+/=]+)<', result.stdout)[1]
    return json.loads(base64.b64decode(encoded))


expect(run(report("html"), STEPS, ""), [
    ["files", 3], ["focus", "search"], ["q", "more"], ["found", 1],
    ["cleared", [None, 3]], ["source", [True, "view"]],
    ["second", "np.busday_count"], ["about", "numpy.busday_count"],
    ["last", "np.clip"], ["next", True], ["back", True], ["list", [None, 1]],
    ["only", ["left", "true"]], ["apis", 3], ["help", True]])

case = Case(sys.argv)
case.write({f"src/{i:03}.py": "import numpy as np\nnp.sin(1)\n"
            for i in range(310)})
case.run("--check --quiet --report html=report src", code=3)
expect(run((case.folder / "report").read_bytes(), MORE, "#tab=files"),
       [300, 310])
