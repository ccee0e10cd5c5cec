"""Pictures leave small, and in a format that is read everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from digest_app.ui.article.gallery import measure
from digest_app.ui.digests.shrinking import EXPORTED, PREVIEWED, _written, for_export, for_preview
from tests.gui.test_pictures import picture


def test_a_small_picture_leaves_as_it_is() -> None:
    assert for_export(picture(400, 300)) == picture(400, 300)


@pytest.mark.parametrize(
    ("size", "made"), [((4000, 1000), (1600, 400)), ((500, 3200), (250, 1600))]
)
def test_a_large_picture_leaves_smaller(size: tuple[int, int], made: tuple[int, int]) -> None:
    small = for_export(picture(*size))

    assert measure(small) == made
    assert max(made) == EXPORTED
    assert small.startswith(b"\xff\xd8")


def test_a_picture_in_a_newer_format_leaves_in_an_older_one() -> None:
    assert for_export(picture(300, 200, "WEBP")).startswith(b"\xff\xd8")


def test_what_is_transparent_stays_so() -> None:
    image = QImage(3000, 100, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))

    made = QImage.fromData(for_export(_written(image, "PNG", -1)))

    assert made.pixelColor(5, 5).alpha() == 0


def test_a_damaged_picture_does_not_leave() -> None:
    assert for_export(picture()[:60]) == b""
    assert for_preview(b"words") == b""


def test_the_preview_s_pictures_are_quick_to_show() -> None:
    assert measure(for_preview(picture(4000, 1000)))[0] == PREVIEWED
