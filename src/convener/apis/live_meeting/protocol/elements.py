"""What one element holds, as its readers need it."""

from __future__ import annotations

import re

from .faults import bad_syntax
from .writer import Element


def attributes_of(element: Element) -> dict[str, str]:
    """Attributes of an element by name; those of other namespaces, which XML libraries add, are left out."""
    return {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}


_LINE_BREAKS = re.compile(r"\A[ \t\r\n]*[\r\n][ \t\r\n]*|[ \t\r\n]*[\r\n][ \t\r\n]*\Z")
"""White space around a text that writers put there for the eye: it holds a line break."""


def content_of(element: Element) -> str:
    """The text of a leaf element, without trailing spaces; raises a Fault where it holds elements.

    Leading spaces belong to it (reference, section 2), unless they indent it: writers that lay out a document put line
    breaks around the text of an element.
    """
    if len(element):
        raise bad_syntax(f"{element.tag} holds text, not elements.", str(element.tag))
    return _LINE_BREAKS.sub("", element.text or "").rstrip(" ")


__all__ = ["Element", "attributes_of", "content_of"]
