"""Checks of texts that come from outside. A text is stored as given and encoded wherever it is output, so only what
cannot be stored or displayed at all is refused: control characters, halves of surrogate pairs, the two code points that
XML forbids, and too many characters.

A text that other people read (names, titles, questions, descriptions) loses besides what can be neither seen nor heard
and only deceives (:func:`clean`), and is refused where nothing is left of it (:func:`line`, :func:`lines`,
:func:`shown`). Keys and data of applications (:func:`key`) stay as they are.

The checks take the name of the parameter first, for the :class:`~convener.domain.errors.InvalidParameter` that they
raise, and return the text to store.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from typing import Literal

import email_validator
import idna

from .errors import InvalidParameter

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_BREAKS = re.compile("[\u2028\u2029]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters without a shape of their own: those with the property Default_Ignorable_Code_Point (Unicode 16,
DerivedCoreProperties.txt), the marks of interlinear annotations, and two signs that fonts draw as nothing."""

_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED = re.compile(f"({_MARKS}{{6}}){_MARKS}+")
"""More marks above and below one letter than any script writes: they would cover what stands around the text."""

_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flag of a part of a country, spelled by tags (UTS 51, ED-14a)."""

_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = ("R", "AL")
_VIRAMA = 9
"""The combining class of signs that join consonants (Unicode, section 4.3)."""
_BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u2800"
)
"""White space (what ``str.isspace`` says), and the empty pattern of Braille."""

_NUMBER_BEHIND = re.compile(r"\s*\(([2-9]|[1-9][0-9]{1,2})\)$")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")

email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
"""Domains without a public owner (``corp.local``) are in use inside networks with a mail server of their own."""

LONGEST_LOCAL_PART, LONGEST_ADDRESS = 64, 254
"""Octets (RFC 5321, 4.5.3.1)."""

MAX_SEARCH_KEY_BYTES = 1500
"""An index entry of PostgreSQL has at most 2,700 bytes, and may have another column (a key of metadata) before this
one."""

LANGUAGES = ("en", "fr", "de", "es", "pt", "ja", "zh", "ar")
"""Languages of the room and of mails; any other falls back to English."""


def line(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """One line of text of ``shortest`` to ``longest`` characters, without white space around it, as others read it."""
    value = _cleaned(parameter, value, longest, " ")
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def lines(parameter: str, value: str, longest: int) -> str:
    """Text of at most ``longest`` characters that may contain line ends and tabs, without white space around it, as
    others read it."""
    value = _cleaned(parameter, value, longest, "\n")
    _check(parameter, value, longest, 0, _UNPRINTABLE_BUT_LINES)
    return value


def shown(parameter: str, value: str) -> str:
    """A text that an API has checked by rules of its own, as others read it: cleaned, with the spaces around it."""
    cleaned = clean(value)
    if not is_visible(cleaned) and value.strip():
        raise _invisible(parameter)
    return cleaned


def clean(value: str) -> str:
    """The text without what has no shape or turns the text around it: format characters, controls of the direction,
    fillers, marks without a letter or stacked high.

    What a script or an emoji needs stays: joiners between letters of scripts that use them and between emoji, one
    variation selector behind a sign, tags of flags, marks of direction in texts that have letters written from right to
    left (Unicode, UAX 9 and 31, UTS 51; RFC 5892, A.1 and A.2).
    """
    if value.isascii():
        return value
    if _UNSEEN.search(value):
        value = "".join(_seen_signs(value))
    value = _STACKED.sub(r"\1", value)
    start = next((index for index, sign in enumerate(value) if not unicodedata.category(sign).startswith("M")), None)
    return value[start:] if start is not None else ""


def is_visible(value: str) -> bool:
    """Whether a person sees anything of the text: a letter, a digit or a sign that is not blank."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign != "\u2800" for sign in _UNSEEN.sub("", value))


def name_key(value: str) -> str:
    """The form in which names of people are compared: two names of one key look the same, or nearly so. Without case,
    width, blanks around and doubled, and characters without a shape."""
    return " ".join(fold(_UNSEEN.sub("", value)).split())


def name_stem(value: str) -> tuple[str, int]:
    """A name without the number in parentheses behind it, and that number, 1 where there is none: Ann (2) is Ann, 2."""
    found = _NUMBER_BEHIND.search(value)
    stem = value[: found.start()].rstrip() if found else ""
    return (stem, int(found[1])) if found and stem else (value, 1)


def numbered(name: str, number: int) -> str:
    """The name of the ``number``-th person of this name, as others read it: Ann, Ann (2), Ann (3); with 0 as it is."""
    stem, written = name_stem(name)
    if number in (0, written):
        return name
    return stem if number <= 1 else f"{stem} ({number})"


def key(parameter: str, value: str, longest: int, *, shortest: int = 0) -> str:
    """An identifier that an application supplies, ``shortest`` to ``longest`` characters: unchanged, white space
    included."""
    _check(parameter, value, longest, shortest, _UNPRINTABLE)
    return value


def email(parameter: str, value: str) -> str:
    """An e-mail address, or an empty text. Only the syntax is checked (RFC 5322, 6531 and 5891), and the length that
    RFC 5321 allows to what mail servers get (:func:`mail_form`); nothing is looked up."""
    value = value.strip()
    _check(parameter, value, 254, 0, _UNPRINTABLE)
    if value and not is_mailable(value):
        raise InvalidParameter(f"{parameter} must be an e-mail address, like ann@example.org.", parameter)
    return value


def is_mailable(address: str) -> bool:
    """Whether mail can be sent to the address, as far as its syntax says."""
    try:
        email_validator.validate_email(address, check_deliverability=False, globally_deliverable=False)
        local, _, domain = mail_form(address).rpartition("@")
    except (email_validator.EmailNotValidError, InvalidParameter):
        return False
    # In octets, of which a local part beyond ASCII has more than characters (RFC 6531, 3.3).
    return len(local.encode()) <= LONGEST_LOCAL_PART and len(local.encode()) + 1 + len(domain) <= LONGEST_ADDRESS


def mail_form(address: str) -> str:
    """The address as mail servers, mails and calendar entries have it: its domain in ASCII and small letters. Raises
    :class:`InvalidParameter` where it has none."""
    local, at, domain = address.strip().rpartition("@")
    if not at or not local:
        raise InvalidParameter("This is no e-mail address.", "email")
    return f"{local}@{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """The name of a domain or host in ASCII and small letters, by IDNA 2008 with the mappings of UTS 46, and without
    its transitional ones: ``straße.de`` and ``strasse.de`` belong to different people. Raises
    :class:`InvalidParameter` where there is no such name."""
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise InvalidParameter(f"{domain!r} is not the name of a domain.", "email") from None


def unicode_domain(domain: str) -> str:
    """The name for which a name in ASCII stands by IDNA 2008; itself where it stands for no other."""
    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


def fold_address(address: str) -> str:
    """The form in which addresses are compared: without case, the domain as in :func:`mail_form`. Other texts are
    folded as names are."""
    try:
        return fold(mail_form(address))
    except InvalidParameter:
        return fold(address)


def address_spellings(address: str) -> set[str]:
    """The address in the forms in which it may be stored where no folded one is, in lower case: with its domain as it
    is given, in ASCII, and in the letters for which that stands."""
    local, _, domain = mail_form(address).rpartition("@")
    domains = {domain, unicode_domain(domain)}
    return {fold_address(address), address.lower(), *(f"{local}@{one}".lower() for one in domains)}


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


def direction(known_language: str) -> Literal["ltr", "rtl"]:
    """How one of :data:`LANGUAGES` is written, as HTML's ``dir`` says it."""
    return "rtl" if known_language == "ar" else "ltr"


def storable_text(value: str, longest: int) -> str:
    """A text from a URL, which its sender cannot correct, made storable: one line, as others read it, without white
    space around it, cut to ``longest`` characters; empty where nothing of it can be seen."""
    value = clean(_UNPRINTABLE.sub(" ", _BREAKS.sub(" ", value))).strip(_BLANKS)[:longest].rstrip()
    return value if is_visible(value) else ""


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


def _seen_signs(value: str) -> Iterator[str]:
    """The characters of a text without those that have no shape and no use where they stand."""
    flags = {index for found in _FLAG.finditer(value) for index in range(found.start() + 1, found.end())}
    right_to_left = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in _UNSEEN.sub("", value))
    seen = deque(_UNSEEN.sub("", value))
    before = ""
    for index, sign in enumerate(value):
        if not _UNSEEN.match(sign):
            seen.popleft()
        elif index not in flags and not _is_needed(before, sign, seen[0] if seen else "", right_to_left=right_to_left):
            continue
        yield sign
        before = sign


def _is_needed(before: str, sign: str, following: str, *, right_to_left: bool) -> bool:
    """Whether a character without a shape changes what is seen between these two."""
    if sign in _DIRECTION_MARKS:
        return right_to_left
    if not before or (_UNSEEN.match(before) and not (sign == "\u200d" and before == "\ufe0f")):
        return False
    if sign in _JOINERS:
        return _joins(before, sign, following)
    if "\u180b" <= sign <= "\u180f":
        return _is_mongolian(before)
    if "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return before in "0123456789#*" if before.isascii() else unicodedata.category(before)[0] in "LNPSM"
    return False


def _joins(before: str, joiner: str, following: str) -> bool:
    """Whether a joiner or non-joiner between these two is one that scripts or emoji write."""
    if unicodedata.combining(before) == _VIRAMA or (following and unicodedata.combining(following) == _VIRAMA):
        return True
    cursive = [_is_cursive(before), _is_cursive(following)]
    if joiner == "\u200c":
        return all(cursive)
    is_emoji = before == "\ufe0f" or unicodedata.category(before) == "So" or "\U0001f3fb" <= before <= "\U0001f3ff"
    followed = bool(following) and not following.isascii() and unicodedata.category(following) in ("So", "Sm")
    return any(cursive) or (is_emoji and followed)


def _is_cursive(sign: str) -> bool:
    """Whether it is a letter, or a mark on one, of a script whose letters join."""
    return sign != "" and (
        unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT or "\u0610" <= sign <= "\u08ff" or _is_mongolian(sign)
    )


def _is_mongolian(sign: str) -> bool:
    return "\u1820" <= sign <= "\u18aa"


def _cleaned(parameter: str, value: str, longest: int, line_end: str) -> str:
    """The text without what cannot be seen, and without white space around it; refused where that was all."""
    value = value.strip()
    if value.isascii() or len(value) > 4 * longest:
        return value
    value = clean(_BREAKS.sub(line_end, value)).strip(_BLANKS)
    if not is_visible(value):
        raise _invisible(parameter)
    return value


def _invisible(parameter: str) -> InvalidParameter:
    return InvalidParameter(f"{parameter} must have characters that can be seen.", parameter)


def _check(parameter: str, value: str, longest: int, shortest: int, unprintable: re.Pattern[str]) -> None:
    if len(value) < shortest:
        raise InvalidParameter(f"{parameter} must not be empty.", parameter)
    if len(value) > longest:
        raise InvalidParameter(f"{parameter} may have at most {longest} characters, not {len(value)}.", parameter)
    if unprintable.search(value):
        raise InvalidParameter(f"{parameter} must not contain control characters.", parameter)
