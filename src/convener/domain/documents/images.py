"""One image that people put on a drawing, made fit to be shown: looked at and written anew by the confined program
:mod:`.drawing`, so nothing of the file that was sent reaches a browser."""

from __future__ import annotations

import threading
from typing import IO

import structlog

from convener.domain.errors import BadFile, StorageFailed
from convener.sandbox.process import ProcessNotStarted

from . import conversion
from .drawing import IMAGE_ALONE
from .inspector import image_type
from .pages import DrawnPage, Picture, Unreadable

log = structlog.get_logger("convener.domain.documents.images")

ACCEPTED = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
"""Content types of images that are taken, by their first bytes."""

LONGEST_HEAD = 32

_SLOTS = threading.BoundedSemaphore(2)
"""The number of images that are written anew at a time: people wait for them, so not behind long documents."""


class ImageTypeRefused(BadFile):
    """A file that is no image of a type that is taken."""

    word = "image_type"

    def __init__(self) -> None:
        super().__init__("Images are PNG, JPEG, WebP or GIF files; no other type is taken, SVG neither.", "type")


class ImageDamaged(BadFile):
    """An image that cannot be read."""

    word = "image_damaged"

    def __init__(self) -> None:
        super().__init__("The image cannot be read: it is damaged, or needs too much time or memory.", "image")


class ImageTooLarge(BadFile):
    """An image with too many pixels."""

    word = "image_too_large"

    def __init__(self) -> None:
        super().__init__("The image has too many pixels. Please make it smaller.", "length")


def prepare(file: IO[bytes]) -> Picture:
    """The image as WebP, as it is seen (of an animation the first picture), not larger than screens need; what is
    transparent stays so. ``file`` is a real file with the whole content. Raises :class:`ImageTypeRefused`,
    :class:`ImageTooLarge`, :class:`ImageDamaged`, :class:`StorageFailed` where it cannot be looked at now."""
    file.seek(0)
    if image_type(file.read(LONGEST_HEAD)) not in ACCEPTED:
        raise ImageTypeRefused
    file.seek(0)
    try:
        drawn = list(conversion.draw(file, IMAGE_ALONE, slots=_SLOTS))
    except ProcessNotStarted as error:
        log.error("the program that draws images cannot be started", error=str(error))
        raise StorageFailed("The image could not be examined; please try again later.") from error
    last = drawn[-1] if drawn else None
    if isinstance(last, DrawnPage):
        return last.pictures[0]
    if isinstance(last, Unreadable) and last.reason == "large":
        raise ImageTooLarge
    raise ImageDamaged
