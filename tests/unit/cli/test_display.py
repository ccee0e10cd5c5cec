"""Before Qt is loaded, the program knows whether a window can open, and why not."""

import sys

import pytest

from digest_app.cli.display import why_no_display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")


def test_without_a_display_the_reason_names_the_variables():
    assert "DISPLAY" in why_no_display({})


def test_a_wayland_session_is_a_display():
    assert why_no_display({"WAYLAND_DISPLAY": "wayland-0"}) == ""


def test_a_platform_that_was_chosen_is_believed():
    assert why_no_display({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_remote_display_is_believed():
    assert why_no_display({"DISPLAY": "desk.example:10.0"}) == ""
