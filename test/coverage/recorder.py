"""A pytest plugin: which of NumPy's names passing comparison tests really use.

A name counts for a test when, while it runs, code of the tests reads it from
NumPy's module and from tnp's, as in `np.clip(x)` and `tnp.clip(x)`, however that
is spelled (`getattr`, `eval`, a loop over both modules): the modules record what
is read from them. A method counts when it is called on arrays of both
libraries. Of an array's attributes that are no methods Python tells nobody; they
count when a function that ran names them, in a test that used both libraries. A
test that only lists names compares nothing: one that reads more than LISTING of
them is left out.

Each process writes `touched-PID.json` into the folder $TNP_COVERAGE: name ->
test that passed.
"""

import importlib
import json
import os
import pathlib
import sys
import types

import pytest

LISTING = 80
TESTS = tuple(str(pathlib.Path(folder).resolve()) + os.sep
              for folder in os.environ["TNP_COVERAGE_TESTS"].split(os.pathsep))
# A profile function refers to what is called, and NumPy refuses to resize an
# array that something refers to. Of these tests the functions count alone.
COUNT_REFERENCES = ("test_resize",)
LIBRARIES = ("numpy", "tnp")


class Touched:
    """What the test that runs has used, by library."""

    def __init__(self):
        self.names = {library: set() for library in LIBRARIES}
        self.attributes = set()
        self.passed = {}

    def clear(self):
        self.attributes.clear()
        for names in self.names.values():
            names.clear()

    def keep(self, test):
        both = self.names["numpy"] & self.names["tnp"]
        if 0 < len(both) <= LISTING:
            for name in both | self.attributes:
                self.passed.setdefault(name, test)


touched = Touched()


def is_test_code(filename):
    return filename.startswith(TESTS)


def asked_by_test(frame):
    """Text that a test evaluates is part of the test."""
    while frame and frame.f_code.co_filename.startswith("<"):
        frame = frame.f_back
    return frame is not None and is_test_code(frame.f_code.co_filename)


class RecordingModule(types.ModuleType):
    """A module that notes what tests read from it."""

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        if asked_by_test(sys._getframe(1)):
            full = super().__getattribute__("__name__")
            library, _, rest = full.partition(".")
            rest = "lib.scimath" if rest == "emath" else rest
            path = f"{rest}.{name}" if rest else name
            touched.names[library].add(path)
        return value


def record_modules():
    """Every public module of both libraries; NumPy loads most when asked."""
    for name in os.environ["TNP_COVERAGE_MODULES"].split():
        for library in LIBRARIES:
            try:
                importlib.import_module(f"{library}.{name}".rstrip("."))
            except ImportError:
                pass
    for name, module in list(sys.modules.items()):
        public = not any(part.startswith("_") for part in name.split("."))
        if (name.split(".")[0] in LIBRARIES and public and
                type(module) is types.ModuleType):
            module.__class__ = RecordingModule


# ---- Members of arrays and of ufuncs.


def owners():
    """{type: (library, path)} of the objects whose methods are recorded."""
    import numpy
    import tnp

    found = {}
    for library, module in (("numpy", numpy), ("tnp", tnp)):
        found[module.ndarray] = library, lambda value: "ndarray"
        found[type(module.add)] = library, lambda value: value.__name__
    return found


class Profile:
    """Notes calls of methods, and the functions of tests that run."""

    def __init__(self):
        self.owners = owners()
        self.attributes = array_attributes()
        self.codes = {}

    def __call__(self, frame, event, value):
        if event == "c_call":
            receiver = getattr(value, "__self__", None)
            owner = self.owners.get(type(receiver))
            if owner:
                library, path = owner
                touched.names[library].add(
                    f"{path(receiver)}.{value.__name__}")
        elif event == "call" and asked_by_test(frame):
            touched.attributes |= self.attributes_of(frame.f_code)

    def attributes_of(self, code):
        """What a function reads, of whatever object, that arrays have."""
        if code not in self.codes:
            names = attribute_names(code) & self.attributes
            self.codes[code] = {f"ndarray.{name}" for name in names}
        return self.codes[code]


def attribute_names(code):
    """Names in a function and in those that it defines."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= attribute_names(constant)
    return names


def array_attributes():
    import numpy
    return frozenset(
        name for name, value in vars(numpy.ndarray).items()
        if not name.startswith("_") and
        (name == "resize" or not callable(value)))


# ---- Hooks.


def pytest_configure(config):
    global profile
    record_modules()
    profile = Profile()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    touched.clear()
    if item.originalname in COUNT_REFERENCES:
        touched.attributes |= profile.attributes_of(item.function.__code__)
    else:
        sys.setprofile(profile)
    outcome = yield
    sys.setprofile(None)
    if outcome.excinfo is None:
        touched.keep(item.nodeid)


def pytest_sessionfinish(session):
    folder = pathlib.Path(os.environ["TNP_COVERAGE"])
    if touched.passed:
        path = folder / f"touched-{os.getpid()}.json"
        path.write_text(json.dumps(touched.passed))
