"""Discrete Fourier transforms against NumPy's: type, shape, errors, and values
within a bound on the whole result, as another library adds in another order."""

import warnings

import numpy
import pytest

import tnp

DTYPES = ("?", "i1", "u8", "i8", "f2", "f4", "f8", "c8", "c16")
ONE = ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")
MANY = ("fftn", "ifftn", "rfftn", "irfftn")
TWO = ("fft2", "ifft2", "rfft2", "irfft2")


def outcome(library, name, args, kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return getattr(library.fft, name)(*args, **kwargs)
        except Exception as error:  # every kind is compared
            return type(error).__name__, str(error)


def check(name, x, *args, **kwargs):
    theirs = outcome(numpy, name, (x, *args), kwargs)
    ours = outcome(tnp, name, (tnp.asarray(x), *args), kwargs)
    if isinstance(theirs, tuple):
        assert ours == theirs
        return
    assert isinstance(ours, tnp.ndarray), ours
    ours = numpy.asarray(ours)
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    if theirs.size == 0:
        return
    scale = float(max(abs(part.astype(complex)).max(initial=0)
                      for part in (theirs, x)))
    epsilon = float(numpy.finfo(theirs.real.dtype).eps)
    steps = max(1, numpy.log2(theirs.size))
    error = float(abs(ours.astype(complex) - theirs.astype(complex)).max())
    assert error <= 4 * epsilon * steps * scale


def numbers(shape, dtype):
    draw = numpy.random.default_rng(7)
    values = draw.normal(0, 3, shape)
    if dtype[0] == "c":
        values = values + 1j * draw.normal(0, 3, shape)
    if dtype[0] == "u":
        values = abs(values)
    return values.astype(dtype)


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("dtype", DTYPES)
def test_one_axis(name, dtype):
    for shape in ((1,), (2,), (7,), (16,), (3, 8), (2, 3, 5)):
        x = numbers(shape, dtype)
        check(name, x)
        for axis in range(-x.ndim, x.ndim):
            for n in (None, 1, 4, 11):
                check(name, x, n, axis)
        check(name, x.T, norm="ortho")
    for norm in (None, "backward", "ortho", "forward"):
        check(name, numbers((4, 6), dtype), 5, 0, norm)


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("dtype", ("i8", "f4", "f8", "c16"))
def test_many_axes(name, dtype):
    x = numbers((3, 4, 6), dtype)
    for axes in (None, (0,), (1, 2), (2, 0), (-1, -2), (0, 0)):
        check(name, x, axes=axes)
        check(name, x, axes=axes, norm="ortho")
    for s, axes in (((2, 8), (0, 2)), ((-1, 3), (0, 1)), ((5,), None),
                    ((2, 3, 4), None)):
        check(name, x, s, axes, "forward")


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("dtype", ("i1", "f2", "f4", "f8", "c8", "c16"))
def test_axes_at_once(name, dtype):
    """Two or three axes go to ATen together, where lengths allow."""
    for shape in ((4, 6), (8, 9, 10), (3, 4, 5, 2), (17, 4), (1, 6)):
        x = numbers(shape, dtype)
        for axes in (None, (0, 1), (1, 0), (-1, -2), (-1, 0), (0, 0),
                     tuple(range(len(shape)))[::-1]):
            for norm in (None, "ortho", "forward"):
                check(name, x, axes=axes, norm=norm)
        check(name, x.T, axes=(0, 1))
        check(name, x[::2, ::-1], axes=(0, 1))
        check(name, x, s=x.shape[:2], axes=(0, 1))
        check(name, x, s=(3, 7), axes=(0, 1))


@pytest.mark.parametrize("name", TWO)
def test_two_axes(name):
    x = numbers((3, 4, 6), "f8")
    check(name, x)
    check(name, x, (2, 2))
    check(name, x, axes=(0, 1))
    check(name, x[0], norm="forward")


@pytest.mark.parametrize("n", (64, 1000, 1009, 4096))
def test_long(n):
    for name in ONE:
        check(name, numbers(n, "f8"))


@pytest.mark.parametrize("name, shape, args, kwargs", [
    ("fft", (6,), (0,), {}), ("fft", (6,), (), {"norm": "x"}), ("fft", (), (), {}),
    ("fft", (6,), (), {"axis": 2}), ("fft", (0,), (), {}), ("irfft", (1,), (), {}),
    ("irfft", (0,), (), {}), ("fft", (6,), (-1,), {}), ("ifft", (0, 3), (), {}),
    ("fft", (3, 0), (4,), {}), ("fft2", (6,), (), {}),
    ("fftn", (6,), ((3,), (0, 1)), {}), ("fftn", (3, 3), ((3,), (0, 1)), {}),
    ("fftn", (2, 0), (), {}), ("rfftn", (6,), (), {"axes": ()}),
    ("irfftn", (6,), (), {"axes": ()}), ("rfft", (4, 3), (), {"axis": -3})])
def test_refused(name, shape, args, kwargs):
    check(name, numbers(shape, "f8"), *args, **kwargs)


def test_complex_input_of_real_transforms():
    for n in (5, 6):
        check("rfft", numbers(n, "c16"))


def test_extents_without_axes_are_deprecated():
    x = numbers((3, 4), "f8")
    for name in (*MANY, *TWO):
        with pytest.warns(DeprecationWarning) as theirs:
            getattr(numpy.fft, name)(x, (2, 2), None)
        with pytest.warns(DeprecationWarning) as ours:
            getattr(tnp.fft, name)(tnp.asarray(x), (2, 2), None)
        assert str(ours[0].message) == str(theirs[0].message)


def test_no_axes():
    x = numbers((2, 3), "f4")
    check("fftn", x, axes=())


def test_out():
    x = numbers(6, "f8")
    out = tnp.empty(6, complex)
    assert tnp.fft.fft(tnp.asarray(x), out=out) is out
    numpy.testing.assert_allclose(numpy.asarray(out), numpy.fft.fft(x))
    with pytest.raises(ValueError, match="output array has wrong shape"):
        tnp.fft.fft(tnp.asarray(x), out=tnp.empty(5, complex))
    with pytest.raises(TypeError, match="Cannot cast"):
        tnp.fft.fft(tnp.asarray(x), out=tnp.empty(6))


@pytest.mark.parametrize("n", (1, 2, 5, 8, 100))
def test_frequencies(n):
    for name in ("fftfreq", "rfftfreq"):
        for d in (1.0, 0.1, 3):
            theirs = getattr(numpy.fft, name)(n, d)
            ours = getattr(tnp.fft, name)(n, d)
            assert ours.dtype == theirs.dtype.name
            assert ours.tolist() == theirs.tolist()
    with pytest.raises(ZeroDivisionError):
        tnp.fft.fftfreq(0)


@pytest.mark.parametrize("shape", ((5,), (4,), (3, 4), (2, 3, 5), (0,)))
@pytest.mark.parametrize("axes", (None, 0, (-1,), (0, -1)))
def test_shifts(shape, axes):
    x = numbers(shape, "i8")
    for name in ("fftshift", "ifftshift"):
        assert (getattr(tnp.fft, name)(tnp.asarray(x), axes).tolist()
                == getattr(numpy.fft, name)(x, axes).tolist())


def test_gradients():
    x = tnp.asarray(numbers(8, "f8"))._requires_grad_()
    loss = (abs(tnp.fft.rfft(x)) ** 2).sum()
    loss._backward()
    h = 1e-6
    for i in range(8):
        moved = numpy.asarray(x._detach()).copy()
        moved[i] += h
        up = (abs(numpy.fft.rfft(moved)) ** 2).sum()
        moved[i] -= 2 * h
        down = (abs(numpy.fft.rfft(moved)) ** 2).sum()
        assert abs((up - down) / (2 * h) - x._grad[i].item()) < 1e-5
