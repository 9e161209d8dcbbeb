"""Python threads beside each other, the GIL in long loops, and fork."""

import os
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import tnp

THREADS = 8


def run_together(work):
    """work(i) in each of THREADS threads, started at once; raises the first
    error of any."""
    errors = []
    barrier = threading.Barrier(THREADS)

    def run(i):
        barrier.wait()
        try:
            work(i)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture
def often():
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def one_of_everything(seed, size):
    random = np.random.default_rng(seed)
    x, y = random.random(size) + .5, random.random(size)
    a, b = tnp.array(x), tnp.array(y)
    order = random.integers(0, size, size)
    np.testing.assert_array_equal((a + b).__array__(), x + y)
    np.testing.assert_array_equal((a / 3 - b).__array__(), x / 3 - y)
    np.testing.assert_array_equal(tnp.sort(a).__array__(), np.sort(x))
    np.testing.assert_array_equal(a[tnp.array(order)].__array__(), x[order])
    np.testing.assert_array_equal(a[a > 1].__array__(), x[x > 1])
    np.testing.assert_array_equal(a.astype("int8").__array__(),
                                  x.astype("int8"))
    np.testing.assert_array_equal(tnp.cumsum(a).__array__(), np.cumsum(x))
    assert a.max().item() == x.max() and a.argmin().item() == x.argmin()
    assert abs(a.sum().item() - x.sum()) < 1e-9 * size
    grid = a[:size // 10 * 10].reshape(10, -1)
    np.testing.assert_allclose((grid @ grid.T).__array__(),
                               grid.__array__() @ grid.__array__().T)


@pytest.mark.parametrize("size, rounds", [(7, 60), (700, 20), (60_000, 4)])
def test_threads_have_their_own_arrays(often, size, rounds):
    run_together(lambda i: [one_of_everything(100 * i + k, size)
                            for k in range(rounds)])


def test_arrays_pass_between_threads(often):
    """Made in one thread, released in another, of every kept size."""
    shelf = [[] for _ in range(THREADS)]

    def work(i):
        for k in range(300):
            size = (1, 8, 100, 600, 5000, 200_000)[k % 6]
            shelf[(i + 1) % THREADS].append(tnp.full(size, i))
            if shelf[i]:
                a = shelf[i].pop()
                assert (a == a[0]).all()

    run_together(work)


def test_threads_read_one_array(often):
    x = np.random.default_rng(0).random(100_000)
    a = tnp.array(x)
    total = a.sum()

    def work(i):
        for _ in range(20):
            assert a.sum() == total
            assert (tnp.sort(a)[1:] >= tnp.sort(a)[:-1]).all()

    run_together(work)


def test_errstate_belongs_to_its_thread(often):
    def work(i):
        with tnp.errstate(divide="raise" if i % 2 else "ignore"):
            for size in (3, 50_000):
                zeros = tnp.zeros(size)
                for _ in range(10):
                    if i % 2:
                        with pytest.raises(FloatingPointError):
                            1 / zeros
                    else:
                        assert tnp.isinf(1 / zeros).all()

    run_together(work)


@pytest.mark.parametrize("name, call", [
    ("ufunc", lambda a, m: tnp.arctan2(a, a)),
    ("reduction", lambda a, m: tnp.logaddexp.reduce(a)),
    ("cumsum", lambda a, m: tnp.cumsum(a)),
    ("sort", lambda a, m: tnp.sort(a)),
    ("argsort", lambda a, m: tnp.argsort(a)),
    ("cast", lambda a, m: a.astype("float16")),
    ("copy", lambda a, m: a[::-1].copy()),
    ("matmul", lambda a, m: m @ m),
])
def test_other_threads_run_during_long_loops(name, call):
    """While one call takes long, a thread that counts goes on counting."""
    a = tnp.array(np.random.default_rng(0).random(3_000_000))
    m = a[:1_000_000].reshape(1000, 1000)
    call(a, m)
    counts = []
    stop = threading.Event()

    def count():
        while not stop.is_set():
            counts.append(time.perf_counter())
            time.sleep(0)

    thread = threading.Thread(target=count)
    before = sys.getswitchinterval()
    # Nobody is asked to give the lock up: it is given up freely.
    sys.setswitchinterval(1000)
    thread.start()
    try:
        # On a busy machine the other thread may be late.
        for _ in range(50):
            begin = time.perf_counter()
            call(a, m)
            end = time.perf_counter()
            inside = [t for t in counts if begin < t < end]
            if inside:
                break
    finally:
        stop.set()
        sys.setswitchinterval(before)
        thread.join()
    assert inside, f"{name}: {end - begin:.3f} s without a turn"


def test_a_thread_that_ends_gives_its_memory_back():
    """Thousands of threads that keep blocks would need gigabytes."""
    program = (
        "import resource, threading, tnp\n"
        "def work():\n"
        "    [tnp.ones(2 ** 19) for _ in range(3)]\n"
        "def run(n):\n"
        "    for _ in range(n):\n"
        "        t = threading.Thread(target=work); t.start(); t.join()\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = run(20)\n"
        "print((run(300) - before) // 1024)\n")
    done = subprocess.run([sys.executable, "-c", program], check=True,
                          capture_output=True, text=True)
    assert int(done.stdout) < 100


def test_daemon_threads_may_be_in_a_loop_at_the_end():
    program = (
        "import threading, time, tnp\n"
        "a = tnp.ones(300_000)\n"
        "def work():\n"
        "    while True: tnp.sin(a)\n"
        "for _ in range(3):\n"
        "    threading.Thread(target=work, daemon=True).start()\n"
        "time.sleep(.1); print('end')\n")
    done = subprocess.run([sys.executable, "-c", program], check=True,
                          capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("end\n", "")


def test_errors_and_warnings_come_through_long_loops():
    zeros = tnp.zeros(100_000)
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        1 / zeros
    with tnp.errstate(all="raise"), pytest.raises(FloatingPointError):
        tnp.log(zeros)
    with pytest.raises(ValueError, match="negative integer powers"):
        tnp.ones(100_000, int) ** -1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_fork_while_threads_work():
    """A child goes on with arrays of its own, whatever the threads do."""
    stop = threading.Event()

    def busy():
        while not stop.is_set():
            tnp.sort(tnp.ones(50_000))

    threads = [threading.Thread(target=busy) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for seed in range(5):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    one_of_everything(seed, 1000)
                    status = 0
                finally:
                    os._exit(status)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        for thread in threads:
            thread.join()
