"""What torch's users expect of a GPU: streams, memory given back, the look."""

import gc

import numpy as np
import pytest
import torch

import tnp

pytestmark = pytest.mark.cuda


def test_work_goes_to_the_current_stream():
    a = tnp.ones((2000, 2000), "float32")._cuda()
    torch.cuda.synchronize()
    stream = torch.cuda.Stream()
    begun, ended = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    with torch.cuda.stream(stream):
        begun.record()
        for _ in range(20):
            b = a @ a
        ended.record()
        assert not ended.query(), "the products did not go to the stream"
    ended.synchronize()
    assert begun.elapsed_time(ended) > 0
    torch.cuda.current_stream().wait_stream(stream)
    assert float(b[0, 0]) == 2000


def test_a_stream_waits_for_what_it_uses():
    stream = torch.cuda.Stream()
    a = tnp.zeros(1_000_000)._cuda()
    for _ in range(50):
        a += 1
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        total = (a * 2).sum()
    torch.cuda.current_stream().wait_stream(stream)
    assert float(total) == 100 * 1_000_000


def test_memory_is_returned_after_use():
    def work():
        a = tnp.asarray(np.random.default_rng(0).normal(size=(300, 300)))._cuda()
        b = tnp.sort(a @ a.T, axis=0)
        c = tnp.where(b > 0, b, -b)[::2].copy()
        c[c > 1] = 0
        c.flat[[1, 2]] = 3
        a._requires_grad_()
        (tnp.hypot(a, c[0, 0]) ** 2).sum()._backward()
        return float(c.sum())

    work()
    gc.collect()
    before = torch.cuda.memory_allocated()
    for _ in range(20):
        work()
    gc.collect()
    assert torch.cuda.memory_allocated() == before


def test_memory_is_returned_after_an_error():
    a = tnp.ones((100, 100))._cuda()
    before = torch.cuda.memory_allocated()
    for _ in range(20):
        with pytest.raises(IndexError):
            a[[0, 100]]
        with pytest.raises(ValueError):
            a + tnp.ones(7)._cuda()
    gc.collect()
    assert torch.cuda.memory_allocated() == before
    assert float(a.sum()) == 10_000  # the device still works


def test_text():
    a = tnp.asarray([1.0, 2.5])._cuda()
    assert repr(a) == repr(tnp.asarray([1.0, 2.5]))
    with tnp.printoptions(_style="torch"):
        assert repr(a) == repr(a._torch())
        total = tnp.arange(10)._cuda().sum()
        assert repr(total) == "tensor(45, device='cuda:0')"
        assert repr(a._requires_grad_()) == repr(a._torch())


def test_tensors_cross_without_a_copy():
    t = torch.arange(6.0, device="cuda")
    a = t._np_compat()
    assert a._torch().data_ptr() == t.data_ptr()
    assert tnp.from_dlpack(t)._torch().data_ptr() == t.data_ptr()
    assert torch.from_dlpack(a).data_ptr() == t.data_ptr()


def test_numpy_is_refused_without_a_copy():
    with pytest.raises((TypeError, ValueError)):
        np.asarray(tnp.ones(3)._cuda())
