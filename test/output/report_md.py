# RUN: %check_run %s %tnp_translate %t
#
# The Markdown report has a table of all, of files, of APIs, of the effort and
# of reasons.
from report_case import report
from translate_case import expect

lines = report("md").decode().splitlines()
for line in [
        "| 11 | 5 | 0 | 1 | 6 | 45.4% |",
        "| `src/a b.py` | changed | 9 | 4 | 0 | 1 | 5 | 44.4% |",
        "| `src/broken.py` | failed | 0 | 0 | 0 | 0 | 0 | - |",
        "| `numpy.sum` | 5 | 3 | 0 | 0 | 2 | 60.0% |",
        "| `numpy.sum` | 1 | unsupported-argument | `numpy.sum` takes no "
        "argument `foo`; the call was left as it was |",
        "| unsupported-function | 2 | 4 | 30 | 5 | 70 |"]:
    expect([line, line in lines], [line, True])

# Every table is one: each row has the columns of its head.
columns = None
for line in lines:
    if not line.startswith("|"):
        columns = None
        continue
    columns = columns or line.count("|")
    expect((line, line.count("|")), (line, columns))
