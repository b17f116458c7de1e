"""Parameters of a call, from wherever HTTP carries them: a form (urlencoded or multipart), a JSON object, the query."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from convener.apis.charsets import UTF_8, UnreadableText, codec_of, declared_charset, decoded, not_in
from convener.domain.errors import DomainError, InvalidParameter

MOST_FIELDS = 100
"""Fields of a form; the methods have nine parameters at most, the rest is what a client sends beside them."""

BYTE_ORDER_MARK = "\ufeff"
FORM, MULTIPART, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_FLOAT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


class InvalidBody(DomainError):
    """A body that cannot be read at all, so that no parameter is to blame."""

    word = "invalid_body"


class _Object(tuple[tuple[str, object], ...]):
    """A JSON object as its pairs: a dict would hide a key that is given twice."""

    __slots__ = ()


def read_pairs(content_type: str, body: bytes, query: bytes) -> Iterator[tuple[str, object]]:
    """Names and values of a call, in the order of the body, then of the query; raises :class:`InvalidBody`."""
    try:
        if body:
            yield from _read_body(content_type, body)
        if query:
            yield from _urlencoded(query, UTF_8, "The query")
    except UnreadableText as error:
        raise InvalidBody(str(error)) from None


def _read_body(content_type: str, body: bytes) -> Iterable[tuple[str, object]]:
    kind, options = parse_options_header(content_type)
    codec = declared_charset(content_type) or UTF_8
    if kind in ("", FORM):
        return _urlencoded(body, codec, "The body")
    if kind == MULTIPART:
        return _multipart(options.get("boundary", ""), codec, body)
    if kind == JSON:
        return _json(decoded(body, codec, "The body"))
    raise InvalidBody(f"The Content-Type of the body must be {FORM}, {MULTIPART} or {JSON}, not {kind[:80]}.")


def _urlencoded(raw: bytes, codec: str, what: str) -> list[tuple[str, str]]:
    text = decoded(raw, codec, what)
    try:
        return parse_qsl(text, keep_blank_values=True, encoding=codec, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise not_in(codec, what) from None
    except ValueError:
        raise InvalidBody(f"{what} has more than {MOST_FIELDS} fields.") from None


def _multipart(boundary: str, codec: str, body: bytes) -> Iterator[tuple[str, object]]:
    """The fields. ``codec``: of those that do not say theirs (RFC 7578, 4.6: a field ``_charset_`` says it too)."""
    try:
        parser = PushMultipartParser(boundary, max_segment_count=MOST_FIELDS, content_length=len(body))
        with parser:
            segment: MultipartSegment | None = None
            content = bytearray()
            for part in parser.parse(body):
                if isinstance(part, MultipartSegment):
                    segment = part
                    content.clear()
                elif part is not None:
                    content += part
                elif segment is not None:
                    field = _field(segment, codec, content)
                    if segment.name == "_charset_" and isinstance(field, str):
                        codec = codec_of(field)
                    yield segment.name or "", field
    except MultipartError as error:
        raise InvalidBody(f"The multipart body cannot be read: {error}.") from None
    except UnicodeError:
        raise InvalidBody("The multipart body must be UTF-8.") from None


def _field(segment: MultipartSegment, codec: str, content: bytearray) -> object:
    """The text of a field; None-text (an uploaded file) stays bytes and is refused where it is a parameter."""
    if segment.filename is not None:
        return bytes(content)
    declared = declared_charset(segment.header("Content-Type") or "")
    return decoded(content, declared or codec, segment.name or "A field")


def _json(text: str) -> _Object:
    try:
        # Numbers stay the text that was sent: 123 is a good user id, and 0.10 stays 0.10.
        read = json.loads(
            text.removeprefix(BYTE_ORDER_MARK),
            object_pairs_hook=_Object,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError) as error:
        raise InvalidBody(f"The body is not JSON: {str(error)[:100]}.") from None
    if not isinstance(read, _Object):
        raise InvalidBody('The JSON body must be an object, like {"meetingKey": "abc"}.')
    return read


def _no_number(literal: str) -> NoReturn:
    raise ValueError(f"{literal} is not a JSON number")


class Parameters:
    """The parameters that a method knows; what else a client sends is ignored. Null in JSON is "not given"."""

    def __init__(self, pairs: Iterable[tuple[str, object]], known: frozenset[str]) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            if name not in known or value is None:
                continue
            if not isinstance(value, str):
                raise InvalidParameter(f"{name} must be text.", name)
            if name in self._values:
                raise InvalidParameter(f"{name} is given more than once.", name)
            self._values[name] = value

    def required(self, name: str) -> str:
        """A parameter that must be there; whether it may be empty is a matter of the rules."""
        try:
            return self._values[name]
        except KeyError:
            raise InvalidParameter(f"{name} is required and missing.", name) from None

    def optional(self, name: str) -> str | None:
        """A parameter that may be missing, without the blanks around it; an empty one counts as missing. Keys and ids
        are :meth:`required`, and stay as they are."""
        return self._values.get(name, "").strip() or None

    def time(self, name: str, time_zone: str) -> datetime | None:
        """``yyyy-MM-dd HH:mm:ss`` in the time zone, as an instant.

        A local time that a change of the clocks leaves out counts as later by what the clocks leap; of one that comes
        twice the first is meant (RFC 5545, 3.3.5).
        """
        text = self.optional(name)
        if text is None:
            return None
        match = _TIME.fullmatch(text)
        try:
            local = datetime(*map(int, match.groups())) if match else None  # type: ignore[arg-type]
        except ValueError:
            local = None
        if local is None or local.year < 1970:
            raise InvalidParameter(f"{name} must be a date and time like 2026-11-21 14:30:00, from 1970 on.", name)
        try:
            return local.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
        except OverflowError:
            raise InvalidParameter(f"{name} must be before the end of the year 9999 (UTC).", name) from None

    def number(self, name: str) -> float | None:
        """A number with a decimal point, like ``0.5``."""
        text = self.optional(name)
        if text is None:
            return None
        if not _FLOAT.fullmatch(text):
            raise InvalidParameter(f"{name} must be a number like 0.5 or 2.", name)
        return float(text)
