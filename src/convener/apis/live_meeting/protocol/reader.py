"""From bytes to an XML document that can do no harm: bounded, no DTD, no entities but the five, no access to
anything."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from .faults import bad_syntax
from .writer import Element

LARGEST = 1024 * 1024
"""Bytes of a request (reference, 1.2)."""

DEEPEST = 16
MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 32

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK = "\ufeff"
"""Programs that write a mark before a text that has one send two. The parser would pass over one that is left, and with
it a document type behind it would not be seen here."""

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")
_PROLOG_PARTS = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NO_DTD = "A document type (DTD) is not allowed."
_UNDERSTOOD = {"utf-8", "utf8", "utf-16", "utf16", "utf-16le", "utf-16be", "us-ascii", "ascii", "unicode", ""}


def read_document(body: bytes) -> Element:
    """The root element of a request body in UTF-8 or UTF-16; raises a Fault ``Client.BadSyntax``.

    The encoding is that of the byte order mark, else what the first bytes look like. An XML declaration that says
    UTF-16 over UTF-8 bytes is believed to err: programs declare the encoding of the string that they built, and send
    another.
    """
    text = _decode(body).lstrip(_MARK)
    declaration = _DECLARATION.match(text)
    if declaration:
        named = _ENCODING.search(declaration.group())
        if named and named.group(1).lower() not in _UNDERSTOOD:
            raise bad_syntax("The encoding must be UTF-8 or UTF-16.")
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


def _decode(body: bytes) -> str:
    encoding = "utf-8"
    for mark, named in _BOMS:
        if body.startswith(mark):
            body, encoding = body[len(mark) :], named
            break
    else:
        # Without a mark the first sign of a document, "<" or white space, shows where the zero bytes of UTF-16 are.
        if body[:1] == b"\0":
            encoding = "utf-16-be"
        elif body[1:2] == b"\0":
            encoding = "utf-16-le"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        raise bad_syntax("The request is neither UTF-8 nor UTF-16.") from None


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
