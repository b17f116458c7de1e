"""Checks of texts that come from outside. A text is stored as given and encoded wherever it is output, so only what
cannot be stored or displayed at all is refused: control characters, halves of surrogate pairs, the two code points that
XML forbids, and too many characters.

The checks take the name of the parameter first, for the :class:`~convener.domain.errors.InvalidParameter` that they
raise, and return the text to store.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

import email_validator

from .errors import InvalidParameter

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")

email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
"""Domains without a public owner (``corp.local``) are in use inside networks with a mail server of their own."""

MAX_SEARCH_KEY_BYTES = 1500
"""An index entry of PostgreSQL has at most 2,700 bytes, and may have another column (a key of metadata) before this
one."""

LANGUAGES = ("en", "fr", "de", "es", "pt", "ja", "zh", "ar")
"""Languages of the room and of mails; any other falls back to English."""


def line(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """One line of text of ``shortest`` to ``longest`` characters, without white space around it."""
    value = value.strip()
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def lines(parameter: str, value: str, longest: int) -> str:
    """Text of at most ``longest`` characters that may contain line ends and tabs, without white space around it."""
    value = value.strip()
    _check(parameter, value, longest, 0, _UNPRINTABLE_BUT_LINES)
    return value


def key(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """An identifier that an application supplies, ``shortest`` to ``longest`` characters: unchanged, white space
    included."""
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def email(parameter: str, value: str) -> str:
    """An e-mail address, or an empty text. Only the syntax is checked (RFC 5322, 6531 and 5891), and the length that
    RFC 5321 allows; nothing is looked up."""
    value = value.strip()
    _check(parameter, value, 254, 0, _UNPRINTABLE)
    if value:
        try:
            email_validator.validate_email(value, check_deliverability=False, globally_deliverable=False)
        except email_validator.EmailNotValidError:
            message = f"{parameter} must be an e-mail address, like ann@example.org."
            raise InvalidParameter(message, parameter) from None
    return value


def language(parameter: str, value: str) -> str:
    """The one of :data:`LANGUAGES` that a BCP 47 tag names; an unknown language is English, a malformed tag an
    error."""
    value = value.strip()
    if not value:
        return "en"
    if len(value) > 35 or not _LANGUAGE.fullmatch(value):
        raise InvalidParameter(f"{parameter} must be a language tag (BCP 47), like en or pt-BR.", parameter)
    primary = re.split("[-_]", value)[0].lower()
    return primary if primary in LANGUAGES else "en"


def storable_text(value: str, longest: int) -> str:
    """A text from a URL, which its sender cannot correct, made storable: one line, without white space around it, cut
    to ``longest`` characters."""
    return _UNPRINTABLE.sub(" ", value).strip()[:longest].rstrip()


def is_storable(value: str) -> bool:
    """Whether the database accepts the text; a text that it does not accept need not be searched for."""
    return not _UNSTORABLE.search(value)


def fold(value: str) -> str:
    """The form in which user IDs and names are compared: NFKC, without case."""
    return unicodedata.normalize("NFKC", value).casefold()


def search_key(value: str) -> str:
    """The text as a searchable column stores it: folded, and where that has more than :data:`MAX_SEARCH_KEY_BYTES`
    bytes, its beginning and a hash of the whole. So a long text is found by all of it, or by how it begins."""
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
