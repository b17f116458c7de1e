"""A file as the reply to a GET: whole, or the part that is asked for, with the conditions of RFC 9110 (sections 13 and
14). So a download that broke off goes on where it was, and a video can be played from anywhere in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.response import Stream

_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.ASCII | re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file to send. ``identity`` is one for each content, and another for each other; ``read`` gives the bytes from a
    first up to, not including, an end, in pieces."""

    size: int
    content_type: str
    identity: str | bytes
    read: Callable[[int, int], Iterator[bytes]]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """The strong entity tag."""
        identity = self.identity if isinstance(self.identity, bytes) else self.identity.encode()
        return f'"{hashlib.blake2b(identity, digest_size=16).hexdigest()}"'


def saved_as(name: str) -> str:
    """The ``Content-Disposition`` of a file that a browser saves under this name (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def is_continued(headers: Mapping[str, str]) -> bool:
    """Whether a request asks for a later part of a file: the first one was counted already."""
    found = _RANGE.fullmatch(headers.get("range", "").strip())
    return found is not None and found[1].lstrip("0") != ""


def file_reply(asked: Mapping[str, str], file: SentFile) -> Response[Any]:
    """The reply to a request with these headers: 200, 206, 304, 412 or 416. One range is served; several are answered
    with the whole, as is a range under an ``If-Range`` that is not this file's tag."""
    headers = {**file.headers, "Accept-Ranges": "bytes", "ETag": file.tag}
    if "if-match" in asked and not _is_among(asked["if-match"], file.tag):
        return Response(b"", status_code=412, headers=headers)
    if "if-none-match" in asked and _is_among(asked["if-none-match"], file.tag, weak=True):
        return Response(None, status_code=304, headers=headers)
    part = None
    if "if-range" not in asked or asked["if-range"].strip() == file.tag:
        part = _part(asked.get("range", ""), file.size)
    if part is None:
        return _stream(file, 0, file.size, headers, 200)
    start, end = part
    if start >= end:
        headers["Content-Range"] = f"bytes */{file.size}"
        return Response(b"", status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return _stream(file, start, end, headers, 206)


def _is_among(tags: str, tag: str, *, weak: bool = False) -> bool:
    if tags.strip() == "*":
        return True
    found = _TAG.findall(tags)
    return tag in found or (weak and f"W/{tag}" in found)


def _part(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None where the whole file is to be sent."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    first, last = int(found[1]), int(found[2]) if found[2] else None
    if last is not None and last < first:
        return None
    return first, size if last is None else min(last + 1, size)


def _stream(file: SentFile, start: int, end: int, headers: dict[str, str], status: int) -> Response[Any]:
    pieces = file.read(start, end)
    # The first piece now: a store that does not answer is an error to tell, not a reply that breaks off.
    first = next(pieces, b"")
    headers["Content-Length"] = str(end - start)
    return Stream(chain([first], pieces), status_code=status, headers=headers, media_type=file.content_type)
