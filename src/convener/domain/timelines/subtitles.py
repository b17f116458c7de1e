"""Subtitles of recordings: WebVTT (W3C) as it is, SubRip as WebVTT."""

from __future__ import annotations

import re

from convener.domain import text
from convener.domain.errors import InvalidParameter

SUBTITLES = "subtitles"
"""The kind of a part with subtitles; its name is this, a hyphen, and the language."""

CONTENT_TYPE = "text/vtt"
MOST_BYTES = 2 * 1024 * 1024

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)
_TIME = r"(?:[0-9]{1,3}:)?[0-5]?[0-9]:[0-5]?[0-9][.,][0-9]{3}"
_TIMES = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})(.*)", re.ASCII)


def part_name(language: str) -> str:
    """The name of the part with the subtitles in this language, a BCP 47 tag. Raises :class:`InvalidParameter`."""
    if not _LANGUAGE.fullmatch(language):
        raise InvalidParameter("language must be a language tag (BCP 47), like en or pt-BR.", "language")
    return f"{SUBTITLES}-{language}"


def as_webvtt(content: bytes) -> bytes:
    """The subtitles as WebVTT, from WebVTT or SubRip, UTF-8 with or without a mark. Raises :class:`InvalidParameter`
    where it is neither, or is too long."""
    if len(content) > MOST_BYTES:
        raise InvalidParameter(f"Subtitles have at most {MOST_BYTES} bytes.", "file")
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        raise _unknown() from None
    if not any(_TIMES.match(line.strip()) for line in lines):
        raise _unknown()
    is_webvtt = lines[0].startswith("WEBVTT")
    written = [_with_points(line) for line in lines]
    if not is_webvtt:
        written = ["WEBVTT", "", *written]
    return "\n".join(text.clean(line) for line in written).encode()


def _with_points(line: str) -> str:
    """A line of times with points before the milliseconds, where SubRip has commas, and hours, which it needs not."""
    found = _TIMES.fullmatch(line.strip())
    return f"{_full(found[1])} --> {_full(found[2])}{found[3]}" if found else line


def _full(time: str) -> str:
    return ":".join(one.zfill(2) if "." not in one else one.zfill(6) for one in time.replace(",", ".").split(":"))


def _unknown() -> InvalidParameter:
    return InvalidParameter("These are no subtitles as WebVTT or SubRip (SRT) files have them.", "file")
