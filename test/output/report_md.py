# RUN: %check_run %s %tnp_translate %t
#
# The Markdown report has a table of all, of files, of APIs and of reasons.
from report_case import report
from translate_case import expect

lines = report("md").decode().splitlines()
for line in [
        "| 11 | 5 | 1 | 6 | 45.4% |",
        "| `src/a b.py` | changed | 9 | 4 | 1 | 5 | 44.4% |",
        "| `src/broken.py` | failed | 0 | 0 | 0 | 0 | - |",
        "| `numpy.sum` | 5 | 3 | 0 | 2 | 60.0% |",
        "| `numpy.sum` | 1 | unsupported-argument | `numpy.sum` takes no "
        "argument `foo`; the call was left as it was |"]:
    expect([line, line in lines], [line, True])

# Every table is one: each row has the columns of its head.
columns = None
for line in lines:
    if not line.startswith("|"):
        columns = None
        continue
    columns = columns or line.count("|")
    expect((line, line.count("|")), (line, columns))
