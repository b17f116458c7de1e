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


def cut_webvtt(file: bytes, start: int, end: int | None) -> bytes:
    """The cues of a WebVTT file between two times (milliseconds), the first being 0 from then on; None: to its end.
    Only cues are left: comments may say what was said."""
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n", file.decode()):
        lines = block.strip("\n").split("\n")
        number = next((at for at, line in enumerate(lines) if _TIMES.fullmatch(line.strip())), None)
        times = _TIMES.fullmatch(lines[number].strip()) if number is not None else None
        if number is None or times is None:
            continue
        begin, until = _milliseconds(times[1]), _milliseconds(times[2])
        if until <= start or (end is not None and begin >= end):
            continue
        begin, until = max(begin, start) - start, (until if end is None else min(until, end)) - start
        cue = [f"{_written(begin)} --> {_written(until)}{times[3]}", *lines[number + 1 :]]
        found.append("\n".join(cue))
    return ("\n\n".join(["WEBVTT", *found]) + "\n").encode()


def _milliseconds(time: str) -> int:
    *hours, minutes, seconds = time.replace(",", ".").split(":")
    whole, rest = seconds.split(".")
    return ((int(hours[0] if hours else 0) * 60 + int(minutes)) * 60 + int(whole)) * 1_000 + int(rest)


def _written(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1_000)
    return f"{seconds // 3_600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _with_points(line: str) -> str:
    """A line of times with points before the milliseconds, where SubRip has commas, and hours, which it needs not."""
    found = _TIMES.fullmatch(line.strip())
    return f"{_full(found[1])} --> {_full(found[2])}{found[3]}" if found else line


def _full(time: str) -> str:
    return ":".join(one.zfill(2) if "." not in one else one.zfill(6) for one in time.replace(",", ".").split(":"))


def _unknown() -> InvalidParameter:
    return InvalidParameter("These are no subtitles as WebVTT or SubRip (SRT) files have them.", "file")
