"""The tools of numpy.testing that are no comparisons of arrays."""

import gc
import pathlib
import sys
import types
import unittest
import warnings

import numpy
import numpy.testing as numpy_testing
import pytest

import tnp
import tnp.testing as tnp_testing

MODULES = (numpy_testing, tnp_testing)


def outcome(call, module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return call(module)
        except Exception as error:
            return type(error).__name__, str(error)


def in_both(call):
    """What `call(module)` gives, or the type and text of what it raises."""
    expected, found = (outcome(call, module) for module in MODULES)
    assert found == expected
    return expected


# ---- Assertions.


def test_assert_array_compare():
    def compared(actual, desired, **keywords):
        return in_both(lambda m: m.assert_array_compare(
            lambda x, y: x == y, actual, desired, **keywords))

    assert compared([1, 2], [1, 2]) is None
    compared([1, 2], [1, 3])
    compared([1, 2], [1, 3], err_msg="words", header="A header", verbose=False)
    compared([1, 2], [1, 2, 3])
    compared([1.0, float("nan")], [1.0, float("nan")])
    compared([1.0, float("nan")], [1.0, 2.0], equal_nan=False)
    compared([1.0, 2], [1, 2], strict=True)
    compared([1, 2], [1, 3], names=("first", "second"))


def test_build_err_msg():
    for arrays, text in (([1, 2], "words"), ([[1.0], "a"], ""),
                         ([1], "long " * 20), ([1, 2], "two\nlines")):
        in_both(lambda m: m.build_err_msg(arrays, text))
        in_both(lambda m: m.build_err_msg(arrays, text, header="Head",
                                          names=("x", "y"), verbose=False))
    in_both(lambda m: m.build_err_msg([1.23456789, 2], "", precision=3))


def test_print_assert_equal():
    in_both(lambda m: m.print_assert_equal("a test", [0, 1], [0, 1]))
    for pair in (([0, 1], [0, 2]), ("a", "b"), (list(range(60)), [])):
        in_both(lambda m: m.print_assert_equal("a test", *pair))


def warns():
    warnings.warn("words", UserWarning)
    return 3


def test_assert_no_warnings():
    in_both(lambda m: m.assert_no_warnings(len, "abc"))
    assert in_both(lambda m: fails(m.assert_no_warnings, warns))

    def inside(m):
        with m.assert_no_warnings():
            return 5

    in_both(inside)
    in_both(lambda m: fails(lambda: entered(m.assert_no_warnings(), warns)))


def entered(manager, function):
    with manager:
        function()


def fails(function, *args):
    """The first words of an AssertionError; the rest names a line."""
    try:
        function(*args)
    except AssertionError as error:
        return str(error).partition(":")[0]


def make_cycle():
    one = []
    one.append(one)


def test_assert_no_gc_cycles():
    in_both(lambda m: fails(m.assert_no_gc_cycles, len, "abc"))
    assert in_both(lambda m: fails(m.assert_no_gc_cycles, make_cycle))
    in_both(lambda m: fails(lambda: entered(m.assert_no_gc_cycles(),
                                            make_cycle)))


def test_break_cycles():
    class Node:
        pass

    def is_gone(m):
        import weakref
        node = Node()
        node.itself = node
        watched = weakref.ref(node)
        del node
        gc.disable()
        try:
            m.break_cycles()
        finally:
            gc.enable()
        return watched() is None

    assert in_both(is_gone)


# ---- Warnings.


def test_clear_and_catch_warnings():
    def seen(m):
        home = types.ModuleType("home")
        code = "import warnings\ndef once():\n    warnings.warn('words')\n"
        exec(code, vars(home))
        counts = []
        for modules in ((), (home,)):
            with warnings.catch_warnings():
                warnings.simplefilter("default")
                home.once()
                with m.clear_and_catch_warnings(record=True,
                                                modules=modules) as log:
                    warnings.simplefilter("default")
                    home.once()
                    counts.append([str(one.message) for one in log])
        return counts, m.clear_and_catch_warnings.class_modules

    with warnings.catch_warnings(record=True):
        in_both(seen)


def test_suppress_warnings():
    def seen(m):
        with m.suppress_warnings() as quiet:
            kept = quiet.record(UserWarning, "kept")
            hidden = quiet.filter(RuntimeWarning)
            warnings.warn("kept for later", UserWarning)
            warnings.warn("hidden", RuntimeWarning)
            return ([str(one.message) for one in kept], hidden,
                    len(quiet.log))

    in_both(seen)
    in_both(lambda m: m.suppress_warnings(forwarding_rule="other"))


# ---- Files, threads, namespaces.


def test_tempdir_and_temppath():
    def seen(m):
        with m.tempdir(prefix="folder") as folder:
            path = pathlib.Path(folder)
            found = path.is_dir(), path.name.startswith("folder")
            with m.temppath(suffix=".txt", dir=folder) as name:
                inside = pathlib.Path(name)
                inside.write_text("words")
                found += (inside.suffix, inside.parent == path)
            found += (inside.exists(),)
        return found + (path.exists(),)

    in_both(seen)


def test_run_threaded():
    def counts(m):
        seen = []
        m.run_threaded(seen.append, max_workers=4, pass_count=True)
        m.run_threaded(lambda barrier: barrier.wait(), max_workers=3,
                       pass_barrier=True, outer_iterations=2)
        m.run_threaded(seen.append, max_workers=2, prepare_args=lambda: [7])
        return sorted(seen)

    in_both(counts)
    in_both(lambda m: m.run_threaded(lambda: 1 // 0, max_workers=2))


def test_runstring():
    def found(m):
        names = {"x": 2}
        m.runstring("y = x + 1", names)
        return names["y"]

    in_both(found)


def test_decorate_methods():
    def decorated(m, pattern):
        class Cases:
            def test_one(self):
                pass

            def helper(self):
                pass

            def _test_hidden(self):
                pass

        m.decorate_methods(Cases, lambda method: "decorated", pattern)
        return [getattr(Cases, name) == "decorated"
                for name in ("test_one", "helper", "_test_hidden")]

    for pattern in (None, "help", "nothing", "e"):
        in_both(lambda m: decorated(m, pattern))


# ---- The process.


def test_statistics_of_the_process():
    in_both(lambda m: type(m.jiffies()).__name__)
    in_both(lambda m: type(m.memusage()).__name__)
    before = numpy_testing.jiffies()
    assert before <= tnp_testing.jiffies() <= before + 100
    memory = numpy_testing.memusage()
    assert abs(tnp_testing.memusage() - memory) < 2**24


def test_measure():
    def ran(m):
        seen = []
        seconds = m.measure("seen.append(1)", times=3)
        return seen, seconds < 1, type(seconds).__name__

    in_both(ran)
    in_both(lambda m: m.measure("1 // 0", label="words"))


def test_check_support_sve():
    in_both(lambda m: m.check_support_sve())


def test_rundocs(tmp_path):
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text('"""\n>>> 1 + 1\n2\n"""\n')
    bad.write_text('"""\n>>> 1 + 1\n3\n"""\n')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path, strict in ((good, True), (bad, True)):
            try:
                expected = outcome(lambda m: m.rundocs(str(path), strict),
                                   numpy_testing)
            except ImportError:
                pytest.skip("this NumPy has no distutils, which it needs")
            if expected and expected[0] == "ModuleNotFoundError":
                pytest.skip("this NumPy has no distutils, which it needs")
            found = outcome(lambda m: m.rundocs(str(path), strict), tnp_testing)
            assert found == expected


# ---- Names.


def test_names():
    in_both(lambda m: m.TestCase is unittest.TestCase)
    for library, testing in ((numpy, numpy_testing), (tnp, tnp_testing)):
        assert testing.NUMPY_ROOT == pathlib.Path(library.__file__).parent
    assert set(numpy_testing.__all__) - set(tnp_testing.__all__) <= {"test"}


def test_overrides():
    for library, testing in ((numpy, numpy_testing), (tnp, tnp_testing)):
        overrides = testing.overrides
        assert sys.modules[f"{library.__name__}.testing.overrides"] is overrides
        ufuncs = overrides.get_overridable_numpy_ufuncs()
        assert {library.add, library.matmul, library.sqrt} <= ufuncs
        assert overrides.allows_array_ufunc_override(library.add)
        assert not overrides.allows_array_ufunc_override(library.concatenate)
        functions = overrides.get_overridable_numpy_array_functions()
        assert overrides.allows_array_function_override(
            library.concatenate) == (library.concatenate in functions)
