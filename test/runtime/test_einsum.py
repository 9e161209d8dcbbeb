"""`einsum` and `einsum_path` against NumPy: both forms, paths, views, errors."""

import numpy as np
import pytest

import tnp
from same import check

LETTERS = "abcdefgh"

CALLS = [
    "xp.einsum('ij,jk->ik', xp.arange(6).reshape(2, 3), xp.arange(12).reshape(3, 4))",
    "xp.einsum('ij,jk', xp.arange(6).reshape(2, 3), xp.arange(12).reshape(3, 4))",
    "xp.einsum('ii', xp.arange(9).reshape(3, 3))",
    "xp.einsum('ii->i', xp.arange(9).reshape(3, 3))",
    "xp.einsum('...ij->...ji', xp.arange(24).reshape(2, 3, 4))",
    "xp.einsum('i...,i...', xp.arange(6).reshape(2, 3), xp.arange(6).reshape(2, 3))",
    "xp.einsum('ijk->', xp.arange(24).reshape(2, 3, 4))",
    "xp.einsum(xp.arange(6).reshape(2, 3), [0, 1], xp.arange(3), [1])",
    "xp.einsum(xp.arange(6).reshape(2, 3), [0, 1], [1, 0])",
    "xp.einsum(xp.arange(24).reshape(2, 3, 4), [Ellipsis, 2], [2, Ellipsis])",
    "xp.einsum('i,j,k->ijk', [1, 2], [3, 4], [5, 6], optimize=True)",
    "xp.einsum('ij,jk,kl->il', *[xp.arange(4).reshape(2, 2)] * 3, optimize='optimal')",
    "xp.einsum('ij,jk,kl->il', *[xp.arange(4).reshape(2, 2)] * 3,"
    " optimize=['einsum_path', (1, 2), (0, 1)])",
    "xp.einsum('ij,jk,kl->il', *[xp.arange(4).reshape(2, 2)] * 3,"
    " optimize=('greedy', 4))",
    "xp.einsum('ij->ji', xp.arange(6).reshape(2, 3), order='F').flags.f_contiguous",
    "xp.einsum('ij->ij', xp.arange(6).reshape(2, 3).T, order='C').flags.c_contiguous",
    "xp.einsum('i,i', [1, 2], [3, 4], dtype='f4')",
    "xp.einsum('i,i->', xp.ones(3), xp.ones(3), out=xp.zeros((), 'f4'), casting='same_kind')",
    # Errors.
    "xp.einsum('ij,jk->ik', xp.ones((2, 2)))",
    "xp.einsum('ij', xp.ones(3))",
    "xp.einsum('i', xp.ones((2, 2)))",
    "xp.einsum('i->ij', xp.ones(3))",
    "xp.einsum('i->ii', xp.ones(3))",
]


@pytest.mark.parametrize("text", CALLS)
def test_calls(text):
    check(text)


def test_what_is_no_path():
    a = tnp.ones(3)
    with pytest.raises(KeyError, match="fastest"):
        tnp.einsum("i,i,i", a, a, a, optimize="fastest")
    with pytest.raises(TypeError, match="Did not understand the path"):
        tnp.einsum("i,i", a, a, optimize=3.5)
    with pytest.raises(TypeError, match="could not be cast|Cannot cast"):
        tnp.einsum("i,i->", a, a, out=tnp.zeros((), int))


def test_a_result_without_sums_is_a_view():
    a = tnp.arange(9.0).reshape(3, 3)
    diagonal = tnp.einsum("ii->i", a)
    assert diagonal.base is a.base
    diagonal[...] = 0
    assert a.trace() == 0


def random_sum(rng):
    extents = dict(zip(LETTERS, rng.integers(1, 6, len(LETTERS))))
    count = rng.integers(1, 6)
    terms = ["".join(rng.permutation(list(LETTERS))[:rng.integers(1, 5)])
             for _ in range(count)]
    every = sorted(set("".join(terms)))
    output = "".join(rng.permutation(every)[:rng.integers(0, 3)])
    arrays = [rng.integers(-3, 4, [extents[c] for c in term]) for term in terms]
    return ",".join(terms) + "->" + output, arrays


@pytest.mark.parametrize("seed", range(60))
def test_random_sums_and_paths(seed):
    subscripts, arrays = random_sum(np.random.default_rng(seed))
    expected = np.einsum(subscripts, *arrays)
    for optimize in (False, "greedy", "optimal", ("greedy", 20), ("optimal", 30)):
        path = np.einsum_path(subscripts, *arrays, optimize=optimize)
        assert tnp.einsum_path(subscripts, *arrays, optimize=optimize) == path
        for way in (optimize, path[0]):
            actual = tnp.einsum(subscripts, *arrays, optimize=way)
            np.testing.assert_array_equal(np.asarray(actual), expected)


def test_paths_of_the_list_form_and_of_ellipses():
    a, b = np.ones((2, 3)), np.ones((3, 4))
    assert (tnp.einsum_path(a, [0, 1], b, [1, 2])[0] ==
            np.einsum_path(a, [0, 1], b, [1, 2])[0])
    assert (tnp.einsum_path("...i,i...", a, a.T)[0] ==
            np.einsum_path("...i,i...", a, a.T)[0])


def test_a_path_must_take_every_operand():
    with pytest.raises(RuntimeError, match="1 more operands"):
        tnp.einsum("i,i,i", *[np.ones(2)] * 3, optimize=["einsum_path", (0, 1)])
    with pytest.raises(IndexError):
        tnp.einsum("i,i", *[np.ones(2)] * 2, optimize=["einsum_path", (0, 5)])


def test_gradients_flow_through_a_path():
    a = tnp.ones((2, 2))._requires_grad_()
    loss = tnp.einsum("ij,jk,ki->", a, a, a, optimize=True)
    loss._backward()
    np.testing.assert_array_equal(np.asarray(a._grad), np.full((2, 2), 6.0))
