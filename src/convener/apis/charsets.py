"""Charsets of what comes: what a Content-Type declares, and texts decoded by it."""

from __future__ import annotations

import re
from encodings import normalize_encoding
from encodings.aliases import aliases
from functools import lru_cache

UTF_8 = "utf_8"
LONGEST_NAME = 40

_PARAMETER = re.compile(r"""[;,]\s*charset\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s;,"']*))""", re.IGNORECASE)
_NO_CHARSETS = frozenset(
    {"base64_codec", "bz2_codec", "hex_codec", "mbcs", "quopri_codec", "rot_13", "utf_7", "uu_codec", "zlib_codec"}
)
_CODECS = {**{codec: codec for codec in ("koi8_u", *aliases.values())}, **aliases}
"""Names of codecs, and what each is called else. The interpreter is asked for none that is not among them: it remembers
each name that it does not find."""

_MEANT = {"ascii": UTF_8, "latin_1": "cp1252"}
"""The larger charset by which one is decoded: programs that say ASCII send UTF-8 once a name has an accent, and those
that say ISO-8859-1 send windows-1252 (WHATWG Encoding Standard, 4.2)."""


class UnreadableText(ValueError):
    """A text whose charset is not known, or not the one that is declared; the message is a sentence for the caller."""


class ContradictingCharsets(UnreadableText):
    """Two different charsets are declared."""


@lru_cache(maxsize=256)
def declared_charset(content_type: str) -> str | None:
    """The codec of the charset that a Content-Type declares, None where it declares none. The same one twice is one.

    Raises :class:`ContradictingCharsets` where two differ, :class:`UnreadableText` where one is not known.
    """
    names = [next(filter(None, found.groups()), "") for found in _PARAMETER.finditer(content_type)]
    codecs = {codec_of(name): name for name in reversed(names) if name}
    if len(codecs) > 1:
        named = " and ".join(name[:LONGEST_NAME] for name in reversed(codecs.values()))
        raise ContradictingCharsets(f"The Content-Type names different charsets: {named}.")
    return next(iter(codecs), None)


@lru_cache(maxsize=256)
def codec_of(name: str) -> str:
    """The codec for a charset's name; raises :class:`UnreadableText` where there is none."""
    codec = _CODECS.get(normalize_encoding(name.strip()).lower())
    if codec is None or codec in _NO_CHARSETS:
        raise UnreadableText(f"The charset {name[:LONGEST_NAME]!r} is not known.")
    return _MEANT.get(codec, codec)


def decoded(content: bytes | bytearray, codec: str, what: str) -> str:
    """``content`` as text. ``what`` it is, for the message of :class:`UnreadableText` where it cannot be decoded."""
    try:
        return content.decode(codec)
    except UnicodeError:
        raise not_in(codec, what) from None


def not_in(codec: str, what: str) -> UnreadableText:
    """What a text becomes that is not in the charset that was declared."""
    return UnreadableText(f"{what} must be {'UTF-8' if codec == UTF_8 else codec.replace('_', '-')}.")
