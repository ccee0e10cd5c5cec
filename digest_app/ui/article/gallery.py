"""Pictures of the open article: measured before they are decoded, decoded off this thread.

A picture is only ever bytes that the library held. How large it would be is read from its head,
and one that would take too much memory is not decoded at all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from digest_app.domain.figures import MOST_PIXELS, says_something

#: Decoded pictures that are kept, in bytes; what was not seen for longest goes first.
_KEPT_BYTES = 96 * 1024 * 1024
_FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp"})


class Held(NamedTuple):
    """A picture's bytes, and how many pixels it is wide and high as it is to be seen."""

    data: bytes
    width: int
    height: int


def measured(pictures: Mapping[str, bytes]) -> dict[str, Held]:
    """Return those of the pictures that can be shown and say something; decodes none of them."""
    sizes = {target: measure(data) for target, data in pictures.items()}
    return {
        target: Held(pictures[target], *size)
        for target, size in sizes.items()
        if says_something(*size)
    }


def measure(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels; 0, 0 for what must not be decoded."""
    reader, _buffer = _reader(data)
    if bytes(reader.format().data()) not in _FORMATS:
        return 0, 0
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return 0, 0
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size.transpose()
    return size.width(), size.height()


def decoded(data: bytes, width: int, height: int) -> QImage:
    """Return a picture in this size; a null image where its bytes are damaged."""
    if measure(data) == (0, 0):
        return QImage()
    reader, _buffer = _reader(data)
    scaled = QSize(width, height)
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        scaled.transpose()
    if reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize):
        reader.setScaledSize(scaled)  # a JPEG is decoded no larger than it is shown
    image = reader.read()
    if image.isNull() or image.size() == QSize(width, height):
        return image
    smooth, any_shape = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode
    return image.scaled(width, height, any_shape.IgnoreAspectRatio, smooth)


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader, buffer


class _Wish(NamedTuple):
    target: str
    width: int
    height: int


class Gallery(QObject):
    """Decodes pictures when they come into sight. ``came`` carries what marks one, ``went`` too."""

    came = Signal(object)
    went = Signal(object)
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: Mapping[str, Held] = {}
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._wishes: dict[str, _Wish] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def hold(self, pictures: Mapping[str, Held]) -> None:
        """Hold the pictures of another article."""
        self._pool.clear()
        self._held = dict(pictures)
        self._images.clear()
        self._wishes.clear()

    def image(self, target: str) -> QImage | None:
        """Return a picture that was decoded already."""
        return self._images.get(target)

    def want(self, target: str, width: int, height: int) -> None:
        """Decode a picture in this size, unless it is here or on its way."""
        image, wish = self._images.get(target), _Wish(target, width, height)
        if image is not None and image.size() == QSize(width, height):
            self._images.move_to_end(target)
        elif target in self._held and self._wishes.get(target) != wish:
            self._wishes[target] = wish
            self._pool.start(partial(self._decode, wish, self._held[target].data))

    def _decode(self, wish: _Wish, data: bytes) -> None:
        self._done.emit(wish, decoded(data, wish.width, wish.height))

    def _take(self, wish: _Wish, image: QImage) -> None:
        """Keep a picture, unless another article or another size is wanted by now."""
        if self._wishes.get(wish.target) != wish or image.isNull():
            return
        self._images[wish.target] = image
        self._images.move_to_end(wish.target)
        while len(self._images) > 1 and self._size() > _KEPT_BYTES:
            gone, _ = self._images.popitem(last=False)
            self._wishes.pop(gone, None)
            self.went.emit(gone)
        self.came.emit(wish.target)

    def _size(self) -> int:
        return sum(image.sizeInBytes() for image in self._images.values())

    def close(self) -> None:
        """Wait for what is being decoded."""
        self._pool.clear()
        self._pool.waitForDone()
