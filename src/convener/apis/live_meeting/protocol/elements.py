"""What one element holds, as its readers need it."""

from __future__ import annotations

from .faults import bad_syntax
from .writer import Element


def attributes_of(element: Element) -> dict[str, str]:
    """Attributes of an element by name; those of other namespaces, which XML libraries add, are left out."""
    return {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}


def content_of(element: Element) -> str:
    """The text of a leaf element, without trailing spaces; raises a Fault where it holds elements."""
    if len(element):
        raise bad_syntax(f"{element.tag} holds text, not elements.", str(element.tag))
    return (element.text or "").rstrip(" ")


__all__ = ["Element", "attributes_of", "content_of"]
