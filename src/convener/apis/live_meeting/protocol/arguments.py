"""What one request of a message held, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from convener.domain.search import Search, TextSearch

from .faults import bad_syntax
from .options import Option, Value


@dataclass
class Arguments:
    """``attributes`` and ``options`` by the domain's words; an option None is "remove it", or "no default for it".
    ``requested``: the options that a FieldList names, ``names``: all that it names; ``lists``: texts of lists by their
    element."""

    attributes: dict[str, Value] = field(default_factory=dict)
    options: dict[str, Value] = field(default_factory=dict)
    requested: list[Option] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    search: Search | None = None
    times: Search | None = None
    interval: tuple[datetime, datetime] | None = None
    lists: dict[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A text attribute, None where it is not there."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """A number attribute, None where it is not there."""
        value = self.attributes.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool:
        """A boolean attribute; absent is False."""
        return self.attributes.get(name) is True

    def text_query(self) -> TextSearch:
        """The query for one object, or several by a list of values."""
        if not isinstance(self.search, TextSearch):
            raise bad_syntax("StringQuery is required.", "StringQuery")
        return self.search
