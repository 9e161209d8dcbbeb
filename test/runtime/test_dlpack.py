"""DLPack both ways, with NumPy, with torch and with capsules of the old kind."""

import gc

import numpy as np
import pytest
import tnp
import torch

from array_compare import as_numpy

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64", "float16", "float32", "float64", "complex64",
          "complex128"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_to_numpy_shares_memory(dtype):
    a = tnp.arange(12).astype(dtype).reshape(3, 4)
    for view in (a, a[1:, ::2], a[::-1], a.T, a[:0], a[1, 2:3].reshape(())):
        theirs = np.from_dlpack(view)
        assert theirs.dtype.name == dtype
        assert theirs.shape == view.shape
        np.testing.assert_array_equal(theirs, as_numpy(view))
    theirs = np.from_dlpack(a)
    a[0, 0] = 1
    assert theirs[0, 0] == 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_from_numpy_shares_memory(dtype):
    them = np.arange(12).astype(dtype).reshape(3, 4)
    for view in (them, them[1:, ::2], them[::-1], them.T, them[:0]):
        ours = tnp.from_dlpack(view)
        assert ours.dtype.name == dtype and ours.shape == view.shape
        assert not ours.flags.owndata and ours.flags.writeable
        np.testing.assert_array_equal(as_numpy(ours), view)
    ours = tnp.from_dlpack(them)
    ours[0, 0] = 1
    assert them[0, 0] == 1


def test_torch_both_ways():
    tensor = torch.arange(6.0)
    ours = tnp.from_dlpack(tensor)
    ours[0] = 7
    assert tensor[0] == 7
    back = torch.from_dlpack(ours)
    back[1] = 8
    assert ours[1] == 8
    half = tnp.from_dlpack(torch.ones(2, dtype=torch.bfloat16))
    assert half.dtype.name == "bfloat16"
    assert torch.from_dlpack(half).dtype is torch.bfloat16


class Exporter:
    """Hands out a capsule made before."""

    def __init__(self, capsule):
        self.capsule = capsule

    def __dlpack__(self, **_):
        return self.capsule


class OldExporter(Exporter):
    """Of the time before the keywords."""

    def __dlpack__(self):
        return self.capsule


def test_read_only():
    a = tnp.arange(3.0)
    a.flags.writeable = False
    assert not np.from_dlpack(a).flags.writeable
    with pytest.raises(BufferError, match="Cannot export readonly array"):
        a.__dlpack__()
    them = np.arange(3.0)
    them.flags.writeable = False
    assert not tnp.from_dlpack(them).flags.writeable
    # A capsule without a version cannot say.
    assert not tnp.from_dlpack(Exporter(np.arange(3.0).__dlpack__())).flags.writeable
    assert not tnp.from_dlpack(OldExporter(np.arange(3.0).__dlpack__())).flags.writeable


def test_copies():
    a = tnp.arange(3.0)
    copied = np.from_dlpack(a, copy=True)
    copied[0] = 9
    assert a[0] == 0
    them = np.arange(3.0)
    mine = tnp.from_dlpack(them, copy=True)
    mine[0] = 9
    assert them[0] == 0


@pytest.mark.parametrize("call", [
    lambda m: m.ones(3).__dlpack__(stream=1),
    lambda m: m.ones(3).__dlpack__(max_version=1),
    lambda m: m.ones(3).__dlpack__(max_version=(1,)),
    lambda m: m.ones(3).__dlpack__(max_version=("a", 0)),
    lambda m: m.ones(3).__dlpack__(dl_device=1),
    lambda m: m.ones(3).__dlpack__(dl_device=(2, 0)),
    lambda m: m.ones(3).__dlpack__(dl_device=(1, 1)),
    lambda m: m.ones(3).__dlpack__(copy="x"),
    lambda m: m.from_dlpack(5),
    lambda m: m.from_dlpack(m.ones(3).__dlpack__()),
    lambda m: m.from_dlpack(m.ones(3), device="gpu"),
    lambda m: m.from_dlpack(Exporter(5)),
    lambda m: m.from_dlpack(OldExporter(m.ones(3).__dlpack__()), copy=True),
    lambda m: m.from_dlpack(torch.zeros(3, requires_grad=True)),
])
def test_errors(call):
    outcomes = []
    for module in (np, tnp):
        with pytest.raises(Exception) as caught:
            call(module)
        outcomes.append((caught.type, str(caught.value)))
    assert outcomes[0] == outcomes[1]


def test_a_capsule_serves_once():
    capsule = tnp.ones(3).__dlpack__()
    tnp.from_dlpack(Exporter(capsule))
    with pytest.raises(ValueError, match="incorrect name"):
        tnp.from_dlpack(Exporter(capsule))


def test_device():
    assert tnp.ones(3).__dlpack_device__() == np.ones(3).__dlpack_device__()


def test_gradients_are_refused():
    a = tnp.ones(3)._requires_grad_()
    with pytest.raises(BufferError, match="require gradient"):
        np.from_dlpack(a)


def test_memory_lives_as_long_as_it_is_used():
    ours = tnp.from_dlpack(np.full(1000, 3.0))
    theirs = np.from_dlpack(tnp.full(1000, 4.0))
    gc.collect()
    assert ours.sum() == 3000 and theirs.sum() == 4000


def test_unused_capsules_free_their_memory():
    class Owner(tnp.ndarray):
        pass

    freed = []
    import weakref
    a = tnp.ones(4).view(Owner)
    weakref.finalize(a, freed.append, True)
    capsule = a.__dlpack__()
    del a
    del capsule
    gc.collect()
    assert freed == [True]
