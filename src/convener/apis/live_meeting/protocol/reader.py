"""From bytes to an XML document that can do no harm: bounded, no DTD, no entities but the five, no access to
anything."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from convener.apis.charsets import (
    UTF_8,
    ContradictingCharsets,
    UnreadableText,
    codec_of,
    declared_charset,
    decoded,
)

from .faults import bad_syntax
from .writer import Element

LARGEST = 1024 * 1024
"""Bytes of a request (reference, 1.2)."""

DEEPEST = 16
MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 32

_BOMS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK = "\ufeff"
"""Programs that write a mark before a text that has one send two. The parser would pass over one that is left, and with
it a document type behind it would not be seen here."""

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
_PROLOG_PARTS = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NO_DTD = "A document type (DTD) is not allowed."
_BELIED = {"utf-16", "utf16", "utf-16le", "utf-16be", "ucs-2", "iso-10646-ucs-2", "unicode"}
"""Encodings that cannot be those of a document whose first bytes are not UTF-16: programs declare the encoding of the
string that they built, and send another."""


def read_document(body: bytes, content_type: str = "") -> Element:
    """The root element of a request body; raises a Fault ``Client.BadSyntax``.

    The encoding is that of the byte order mark, or UTF-16 where the first bytes look like it; else the one that the XML
    declaration names, else the one of the Content-Type, else UTF-8. (RFC 7303 has the Content-Type before the
    declaration; but programs that have no idea what they send let their HTTP library fill it in.)
    """
    text = _decode(body, content_type).lstrip(_MARK)
    declaration = _DECLARATION.match(text)
    if declaration:
        text = text[declaration.end() :].lstrip(_MARK)
    _refuse_doctype(text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        raise bad_syntax(f"The request is not well-formed XML: {str(error)[:300]}") from None
    if root is None:
        raise bad_syntax("The request is not well-formed XML: it is empty.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise bad_syntax(_NO_DTD)
    _check_bounds(root)
    return root


def _decode(body: bytes, content_type: str) -> str:
    outer = _declared_outside(content_type)
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], encoding)
    # Without a mark the first sign of a document, "<" or white space, shows where the zero bytes of UTF-16 are.
    if body[:1] == b"\0":
        return _decoded(body, "utf-16-be")
    if body[1:2] == b"\0":
        return _decoded(body, "utf-16-le")
    return _decoded(body, _declared(body) or outer or UTF_8)


def _decoded(body: bytes, encoding: str) -> str:
    try:
        return decoded(body, encoding, "The request")
    except UnreadableText as error:
        unicode = encoding.startswith("utf")
        raise bad_syntax("The request is neither UTF-8 nor UTF-16." if unicode else str(error)) from None


def _declared_outside(content_type: str) -> str | None:
    """The codec for the charset of the Content-Type; None where it is nothing that this document can be."""
    try:
        codec = declared_charset(content_type)
    except ContradictingCharsets as error:
        raise bad_syntax(str(error)) from None
    except UnreadableText:
        return None
    return None if codec is None or codec.startswith(("utf_16", "utf_32")) else codec


def _declared(body: bytes) -> str | None:
    """The codec for the encoding of an XML declaration; None where it names none, or one that it cannot have."""
    if body.lstrip()[:5] != b"<?xml":
        return None
    named = _ENCODING.match(body)
    name = named.group(1).decode("latin-1").strip() if named else ""
    if not name or name.lower() in _BELIED:
        return None
    try:
        return codec_of(name)
    except UnreadableText as error:
        raise bad_syntax(str(error)) from None


def _refuse_doctype(text: str) -> None:
    """A document type can only stand before the root element."""
    position = 0
    while part := _PROLOG_PARTS.match(text, position):
        position = part.end()
    if text.startswith("<!DOCTYPE", position):
        raise bad_syntax(_NO_DTD)


def _check_bounds(root: Element) -> None:
    elements = 0
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        if not isinstance(element.tag, str):
            raise bad_syntax("Entities are not allowed.")
        if depth > DEEPEST or elements > MOST_ELEMENTS or len(element.attrib) > MOST_ATTRIBUTES:
            raise bad_syntax("The request is nested too deeply or has too many parts.")
