"""Objects with `__array_interface__`: an address, or a buffer, as `data`."""

import array

import numpy
import pytest

import tnp

MODULES = (numpy, tnp)


class Exporter:
    def __init__(self, **entries):
        self.__array_interface__ = {
            "shape": (3,), "typestr": "<f8", "version": 3, **entries}


def memory():
    return bytearray(numpy.arange(4.0).tobytes())


def outcome(m, call):
    try:
        value = call(m)
        return value.tolist(), value.flags.writeable, value.strides
    except Exception as error:
        return type(error).__name__, str(error)


def in_both(call):
    assert outcome(tnp, call) == outcome(numpy, call)


BUFFERS = [
    lambda: {"data": memory()},
    lambda: {"data": memoryview(memory())},
    lambda: {"data": bytes(memory())},
    lambda: {"data": array.array("d", [1, 2, 3])},
    lambda: {"data": numpy.arange(3.0)},
    lambda: {"data": memory(), "offset": 8},
    lambda: {"data": memory(), "shape": (2,), "strides": (16,)},
    lambda: {"data": memory(), "shape": (2, 2)},
    lambda: {"data": memory(), "shape": (2,), "strides": (-8,), "offset": 8},
    lambda: {"data": memory(), "shape": (0,)},
    lambda: {"data": memory(), "shape": ()},
    lambda: {"data": memory(), "typestr": "<i2", "shape": (16,)},
]


@pytest.mark.parametrize("entries", BUFFERS)
def test_buffers(entries):
    in_both(lambda m: m.asarray(Exporter(**entries())))
    in_both(lambda m: m.asarray(Exporter(**entries())).copy())


@pytest.mark.parametrize("entries", [
    {"data": 3}, {"data": "abc"}, {"data": (1,)},
    {"data": memory(), "offset": "x"}, {"data": memory(), "offset": 1.0},
    {"data": memory(), "offset": None}, {"data": memoryview(memory())[::2]}])
def test_refused(entries):
    in_both(lambda m: m.asarray(Exporter(**entries)))


@pytest.mark.parametrize("entries", [
    {"shape": (5,)}, {"offset": 16}, {"offset": -8}, {"strides": (16,)},
    {"shape": (2,), "strides": (-8,)}])
def test_what_lies_outside_is_refused(entries):
    """NumPy reads there."""
    with pytest.raises(ValueError, match="beyond its buffer"):
        tnp.asarray(Exporter(data=memory(), **entries))


def test_memory_is_shared():
    for m in MODULES:
        data = memory()
        found = m.asarray(Exporter(data=data))
        found[0] = 77
        assert data[:8] == numpy.float64(77).tobytes()


def test_memory_is_kept():
    """NumPy lets a bytearray grow, and then reads what was freed."""
    data = memory()
    found = tnp.asarray(Exporter(data=data))
    with pytest.raises(BufferError):
        data.append(0)
    del found
    data.append(0)


def test_functions_take_them():
    in_both(lambda m: m.linspace(Exporter(data=memory()), 1, 2))
    in_both(lambda m: m.add(Exporter(data=memory()), 1))
    in_both(lambda m: m.concatenate([Exporter(data=memory()), [1.0]]))
    source = numpy.arange(3.0)
    in_both(lambda m: m.asarray(Exporter(data=(source.ctypes.data, True))))
