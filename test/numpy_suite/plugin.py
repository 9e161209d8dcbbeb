"""The pytest plugin of the NumPy suite: writes each test's result as JSON.

Only the last failing phase of a test counts; a file that cannot be collected is
one failed record. With pytest-xdist the controller alone writes.
"""

import json
import os

import pytest

from delay import Refused


def pytest_addoption(parser):
    parser.addoption("--available-memory", default=None,
                     help="as in NumPy's own conftest")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config), "tnp-suite-recorder")
    import hypothesis
    hypothesis.settings.register_profile(
        "suite", deadline=None, database=None, derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck))
    hypothesis.settings.load_profile("suite")


def pytest_runtest_setup(item):
    """A test whose parameter was refused has the refusal as its result."""
    params = getattr(item, "callspec", None)
    for value in params.params.values() if params else ():
        for part in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(part, Refused):
                part.use()


def last_error(report):
    """The exceptions of a native traceback, without its frames."""
    text = str(report.longrepr or "")
    return "\n".join(line for line in text.splitlines()
                     if line and not line.startswith((" ", "Traceback")))


class Recorder:
    """Collects the results in the process that reports them."""

    def __init__(self, config):
        self.records = {}
        self.path = os.environ["TNP_SUITE_REPORT"]

    def pytest_collectreport(self, report):
        if report.failed:
            self.records[report.nodeid] = {
                "id": f"(collecting) {report.nodeid}", "outcome": "failed",
                "error": last_error(report)}

    def pytest_runtest_logreport(self, report):
        name = report.nodeid.partition("::")[2]
        record = self.records.setdefault(
            report.nodeid, {"id": name, "outcome": "passed", "error": ""})
        if report.failed:
            record.update(outcome="failed", error=last_error(report))
        elif report.skipped and record["outcome"] == "passed":
            record["outcome"] = "skipped"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(list(self.records.values()), file)
