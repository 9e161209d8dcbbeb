"""Names that programs use and no other comparison reads from both libraries."""

import warnings

import numpy as np
import numpy.polynomial
import pytest

import tnp
import tnp.polynomial


def test_emath():
    assert np.emath.sqrt(-4) == tnp.emath.sqrt(-4)
    assert np.emath.log(1) == tnp.emath.log(1)


def test_versions_compare_alike():
    for text in ("1.26.0", "2.0.0", "2.4.6", "2.5.0", "3.0.0rc1"):
        assert ((np.lib.NumpyVersion(np.__version__) < text) ==
                (tnp.lib.NumpyVersion(tnp._numpy_version) < text))


def test_the_version_is_that_of_the_numpy_compared_with():
    assert tnp._numpy_version == np.__version__


def test_row_stack_is_vstack():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        expected = np.row_stack(([1, 2], [3, 4]))
    np.testing.assert_array_equal(np.asarray(tnp.vstack(([1, 2], [3, 4]))), expected)


def test_show_config_gives_a_dict_on_demand():
    assert type(np.show_config(mode="dicts")) is type(tnp.show_config(mode="dicts"))


def test_show_runtime_prints(capsys):
    np.show_runtime()
    assert capsys.readouterr().out
    tnp.show_runtime()
    assert capsys.readouterr().out


def test_flatiter():
    assert isinstance(np.ones(2).flat, np.flatiter)
    assert isinstance(tnp.ones(2).flat, tnp.flatiter)


@pytest.mark.parametrize("pick", [
    lambda xp: xp.polynomial.chebyshev.Chebyshev,
    lambda xp: xp.polynomial.hermite.Hermite,
    lambda xp: xp.polynomial.hermite_e.HermiteE,
    lambda xp: xp.polynomial.laguerre.Laguerre,
    lambda xp: xp.polynomial.legendre.Legendre,
    lambda xp: xp.polynomial.polynomial.Polynomial,
])
def test_classes_of_series_by_their_modules(pick):
    expected, actual = pick(np)([1, 2, 3]), pick(tnp)([1, 2, 3])
    assert expected(0.5) == actual(0.5)
    assert str(expected) == str(actual)


def test_print_styles_of_series():
    texts = []
    for xp in (np, tnp):
        xp.polynomial.set_default_printstyle("ascii")
        texts.append(str(xp.polynomial.Polynomial([1, 2])))
        xp.polynomial.set_default_printstyle("unicode")
        texts.append(str(xp.polynomial.Polynomial([1, 2])))
    assert texts[:2] == texts[2:]
