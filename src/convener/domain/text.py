"""Checks of text that comes from outside. Text is stored as given and encoded at every way out, so only what cannot be
stored or shown at all is refused: control characters, halves of surrogate pairs, the two code points that XML forbids,
too much of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from .errors import InvalidParameter

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_WORD = r"[^@\s<>()\[\]\\,;:\".]+"
_EMAIL = re.compile(rf"{_WORD}(\.{_WORD})*@{_WORD}(\.{_WORD})*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")

MAX_SEARCH_KEY_BYTES = 1500
"""Bytes: what stands before it in an index (a key of metadata) has room too."""

LANGUAGES = ("en", "fr", "de", "es", "pt", "ja", "zh", "ar")
"""Languages of the room and of mails; another one falls back to English."""


def line(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """One line of text, without white space around it; raises :class:`InvalidParameter` naming ``parameter``."""
    value = value.strip()
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def lines(parameter: str, value: str, longest: int) -> str:
    """Text that may have line ends and tabs."""
    value = value.strip()
    _check(parameter, value, longest, 0, _UNPRINTABLE_BUT_LINES)
    return value


def key(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """An identifier that an application brings along: kept to the letter, white space too."""
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def email(parameter: str, value: str) -> str:
    """An e-mail address or nothing; syntax only, as RFC 5321 limits it in length."""
    value = value.strip()
    _check(parameter, value, 254, 0, _UNPRINTABLE)
    if value and not _EMAIL.fullmatch(value):
        raise InvalidParameter(f"{parameter} must be an e-mail address, like ann@example.org.", parameter)
    return value


def language(parameter: str, value: str) -> str:
    """A BCP 47 tag to one of our languages; unknown ones are English, malformed ones an error."""
    value = value.strip()
    if not value:
        return "en"
    if len(value) > 35 or not _LANGUAGE.fullmatch(value):
        raise InvalidParameter(f"{parameter} must be a language tag (BCP 47), like en or pt-BR.", parameter)
    primary = re.split("[-_]", value)[0].lower()
    return primary if primary in LANGUAGES else "en"


def storable_text(value: str, longest: int) -> str:
    """What is kept of a text that nobody could put right, as a program put it into a URL: one line, without white
    space around it, cut where it is too long."""
    return _UNPRINTABLE.sub(" ", value).strip()[:longest].rstrip()


def is_storable(value: str) -> bool:
    """Whether a database takes the text at all; one that it does not take need not be looked for."""
    return not _UNSTORABLE.search(value)


def fold(value: str) -> str:
    """What two user IDs or meeting names share that differ in case alone."""
    return unicodedata.normalize("NFKC", value).casefold()


def search_key(value: str) -> str:
    """The text as it is kept for being looked for: folded. An index of PostgreSQL takes no more than 2,700 bytes, so of
    a very long one its beginning is kept, with a hash of the whole: it is found by all of it, or by how it begins."""
    folded = fold(value)
    encoded = folded.encode() if len(folded) > MAX_SEARCH_KEY_BYTES // 4 else b""
    if len(encoded) <= MAX_SEARCH_KEY_BYTES:
        return folded
    digest = hashlib.blake2b(encoded, digest_size=16).hexdigest()
    return encoded[: MAX_SEARCH_KEY_BYTES - len(digest)].decode(errors="ignore") + digest


def _check(parameter: str, value: str, longest: int, shortest: int, unprintable: re.Pattern[str]) -> None:
    if len(value) < shortest:
        raise InvalidParameter(f"{parameter} must not be empty.", parameter)
    if len(value) > longest:
        raise InvalidParameter(f"{parameter} may have at most {longest} characters, not {len(value)}.", parameter)
    if unprintable.search(value):
        raise InvalidParameter(f"{parameter} must not contain control characters.", parameter)
