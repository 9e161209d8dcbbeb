# RUN: %check_run %s %tnp_translate %t
#
# The CSV report has a row for each file and API, in RFC 4180's form.
import csv
import io

from report_case import report
from translate_case import expect

text = report("csv").decode()
expect(text.count("\r\n"), text.count("\n"))
rows = list(csv.DictReader(io.StringIO(text, newline="")))
counts = [(row["file"], row["status"], row["api"], row["call_sites"],
           row["translated"], row["assumed"], row["doubtful"], row["left"]) for row in rows]
expect(counts, [
    ("src/a b.py", "changed", "numpy.busday_count", "3", "0", "0", "0", "3"),
    ("src/a b.py", "changed", "numpy.sum", "3", "2", "0", "0", "1"),
    ("src/a b.py", "changed", "numpy.busday_offset", "1", "0", "0", "0", "1"),
    ("src/a b.py", "changed", "numpy.clip", "1", "1", "0", "1", "0"),
    ("src/a b.py", "changed", "numpy.linalg.norm", "1", "1", "0", "0", "0"),
    ("src/broken.py", "failed", "", "0", "0", "0", "0", "0"),
    ("src/more.py", "changed", "numpy.sum", "2", "1", "0", "0", "1"),
    ("src/same.py", "skipped", "", "0", "0", "0", "0", "0")])
expect(rows[1]["reasons"], "1 unsupported-argument: `numpy.sum` takes no "
                           "argument `foo`; the call was left as it was")
expect("`where`, `dtype`" in rows[3]["reasons"], True)
