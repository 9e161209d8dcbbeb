"""`show_config` and `show_runtime` say what tnp runs on."""

import pytest

import tnp


def test_show_config_prints_what_it_returns_on_demand(capsys):
    assert tnp.show_config() is None
    text = capsys.readouterr().out
    report = tnp.show_config(mode="dicts")
    assert report["libtorch"]
    for line in report["libtorch"]:
        assert line in text


def test_show_config_has_two_modes():
    with pytest.raises(AttributeError, match="Invalid `mode`"):
        tnp.show_config("html")


def test_show_runtime_names_the_platform(capsys):
    tnp.show_runtime()
    text = capsys.readouterr().out
    assert "python: 3." in text and "processors:" in text
