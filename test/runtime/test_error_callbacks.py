"""seterrcall, geterrcall and errstate(call=) in the modes 'call' and 'log'."""

import numpy
import pytest

import tnp

MODULES = (numpy, tnp)


class Log:
    def __init__(self):
        self.lines = []

    def write(self, text):
        self.lines.append(text)


def in_both(call):
    """What `call(module)` gives, or the type and text of what it raises."""
    results = []
    for module in MODULES:
        try:
            results.append(call(module))
        except Exception as error:
            results.append((type(error).__name__, str(error)))
        finally:
            module.seterrcall(None)
    assert results[1] == results[0]
    return results[0]


FAULTS = [
    "np.array([1.0, 0]) / 0", "np.float32(3e38) * np.float32(10)",
    "np.int32(2**31 - 1) + np.int32(1)", "np.log(np.array([0.0, -1]))",
    "np.exp(np.array([1000.0, -1000]))", "np.array([1, 2]) // 0",
    "np.float64(1) / 0", "np.sqrt(-1.0)", "np.array([1e300]) ** 2",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_calls(fault):
    def calls(m):
        made = []
        with m.errstate(all="call", call=lambda *args: made.append(args)):
            eval(fault, {"np": m})
        return made

    assert in_both(calls)


@pytest.mark.parametrize("fault", FAULTS)
def test_logs(fault):
    def logged(m):
        log = Log()
        before = m.seterrcall(log), m.geterrcall() is log
        with m.errstate(all="log"):
            eval(fault, {"np": m})
        return before, log.lines, m.seterrcall(None) is log

    assert in_both(logged)


@pytest.mark.parametrize("mode", ["call", "log"])
@pytest.mark.parametrize("fault", FAULTS[:2] + FAULTS[6:7])
def test_without_a_callback(mode, fault):
    def outcome(m):
        with m.errstate(all=mode):
            eval(fault, {"np": m})

    assert in_both(outcome)[0] == "NameError"


def test_callbacks_that_raise():
    def outcome(m):
        def refuse(*args):
            raise KeyError(args)

        with m.errstate(all="call", call=refuse):
            m.array([1.0]) / 0

    assert in_both(outcome)[0] == "KeyError"
    # A function has no write, and a log cannot be called.
    in_both(lambda m: with_errors(m, "log", len))
    in_both(lambda m: with_errors(m, "call", Log()))


def with_errors(m, mode, callback):
    with m.errstate(all=mode, call=callback):
        m.array([1.0]) / 0


@pytest.mark.parametrize("value", [3, "text", None, len, Log])
def test_what_is_taken(value):
    in_both(lambda m: m.seterrcall(value))
    in_both(lambda m: [m.seterrcall(func=value), m.geterrcall() is value])

    def inside(m):
        with m.errstate(call=value):
            return m.geterrcall() is value

    in_both(inside)


def test_scopes():
    def seen(m):
        outer, inner = Log(), Log()
        m.seterrcall(outer)
        found = [m.geterrcall() is outer]
        with m.errstate(divide="log"):
            found.append(m.geterrcall() is outer)
            with m.errstate(call=inner):
                found.append(m.geterrcall() is inner)
                m.array([1.0]) / 0
            with m.errstate(call=None):
                found.append(m.geterrcall())
        found.append(m.geterrcall() is outer)
        return found, outer.lines, inner.lines

    in_both(seen)


def test_a_decorated_function():
    def seen(m):
        log = Log()

        @m.errstate(all="log", call=log)
        def divide():
            m.array([1.0]) / 0
            return m.geterrcall() is log

        return divide(), divide(), log.lines, m.geterrcall()

    in_both(seen)


def test_unknown_modes():
    for value in ("other", 3, 1.5, b"warn"):
        in_both(lambda m: m.seterr(all=value))
        in_both(lambda m: m.seterr(over=value))
