"""Queries: StringQuery, StringListQuery and TimeIntervalQuery, read into searches of the domain (reference, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from convener.domain.search import Search, TextSearch, TimeSearch

from .elements import Element, attributes_of, content_of
from .faults import bad_syntax, not_allowed_field
from .options import Text, check_text, read_boolean, read_time

MOST_VALUES = 100


@dataclass(frozen=True, kw_only=True)
class Fields:
    """By which fields a message can search, and the domain's words for them. ``prefix``: fields that begin with it are
    allowed too (``metadata.``). ``tag``: the attribute of that name is allowed. ``like``: patterns are."""

    texts: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    prefix: str | None = None
    tag: bool = False
    loose: bool = False

    def text_field(self, name: str) -> str:
        """The domain's word for a field of texts; raises a Fault for one that cannot be asked for."""
        if self.prefix and name.startswith(self.prefix) and len(name) > len(self.prefix):
            return name
        return self._find(self.texts, name)

    def time_field(self, name: str) -> str:
        """The same for a field of times."""
        return self._find(self.times, name)

    def _find(self, known: Mapping[str, str], name: str) -> str:
        if self.loose:
            name = name[:1].lower() + name[1:]
        if name not in known:
            raise bad_syntax(f"One cannot look for {name or 'nothing'} here.", "fieldName")
        return known[name]


def read_query(node: Element, fields: Fields) -> Search:
    """The search of a query element; raises a Fault."""
    attributes = attributes_of(node)
    allowed = {"fieldName", "ownedOnly"} | ({"tag"} if fields.tag else set())
    if node.tag == "StringQuery":
        allowed |= {"operator", "value"}
    for name in attributes:
        if name not in allowed:
            raise not_allowed_field(name)
    field_name = attributes.get("fieldName")
    if field_name is None:
        raise bad_syntax("A query needs a fieldName.", "fieldName")
    owned_only = read_boolean(attributes.get("ownedOnly", "False"), "ownedOnly")
    tag = attributes.get("tag")
    if tag is not None:
        tag = check_text(tag, "tag", Text.ASCII, 1, 3)
    match node.tag:
        case "StringQuery":
            operator = attributes.get("operator", "=").strip()
            if operator.upper() not in ("=", "LIKE"):
                raise bad_syntax("The operator must be = or LIKE.", "operator")
            if "value" not in attributes:
                raise bad_syntax("A StringQuery needs a value.", "value")
            if len(node):
                raise not_allowed_field(str(node[0].tag))
            values = (check_text(attributes["value"], "value", Text.ANY, 0, 1023),)
            return TextSearch(
                field=fields.text_field(field_name),
                values=values,
                like=operator != "=",
                owned_only=owned_only,
                tag=tag,
            )
        case "StringListQuery":
            return TextSearch(field=fields.text_field(field_name), values=_values(node), owned_only=owned_only, tag=tag)
    start, end = _only_interval(node)
    return TimeSearch(field=fields.time_field(field_name), start=start, end=end, owned_only=owned_only, tag=tag)


def _values(node: Element) -> tuple[str, ...]:
    for part in node:
        if part.tag != "String":
            raise not_allowed_field(str(part.tag))
    if not 1 <= len(node) <= MOST_VALUES:
        raise bad_syntax(f"A StringListQuery has 1 to {MOST_VALUES} Strings.", "String")
    return tuple(check_text(content_of(part), "String", Text.ANY, 0, 1023, index) for index, part in enumerate(node))


def _only_interval(node: Element) -> tuple[datetime, datetime]:
    for part in node:
        if part.tag != "TimeInterval":
            raise not_allowed_field(str(part.tag))
    if len(node) != 1:
        raise bad_syntax(f"{node.tag} needs one TimeInterval.", "TimeInterval")
    return read_interval(node[0])


def read_interval(node: Element) -> tuple[datetime, datetime]:
    """Start and end of a TimeInterval; raises a Fault where the end lies before the start."""
    attributes = attributes_of(node)
    for name in attributes:
        if name not in ("startTime", "endTime"):
            raise not_allowed_field(name)
    moments = []
    for name in ("startTime", "endTime"):
        if name not in attributes:
            raise bad_syntax(f"A TimeInterval needs {name}.", name)
        moments.append(read_time(attributes[name], name))
    if moments[1] < moments[0]:
        raise bad_syntax("endTime lies before startTime.", "endTime")
    return moments[0], moments[1]
