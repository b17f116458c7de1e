"""Grammar: what a message may hold, declared; and what one request held, read by it.

Each message declares its attributes and children (:class:`Attribute`, :class:`Child`); :meth:`Grammar.read` checks a
request against them and hands the values on. Children may stand in any order, as those of the published examples do.
"""

from __future__ import annotations

from dataclasses import dataclass

from .arguments import Arguments
from .elements import Element, attributes_of, content_of
from .faults import bad_syntax, not_allowed_field
from .options import (
    LEAST_DECIMAL,
    MOST_DECIMAL,
    Kind,
    Table,
    Text,
    Value,
    check_text,
    read_boolean,
    read_decimal,
    read_names,
    read_time,
)
from .queries import Fields, read_interval, read_query


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """An attribute of a request: its type, bounds, and the domain's word for it (default: the name)."""

    name: str
    kind: Kind
    meaning: str
    field: str = ""
    required: bool = False
    text: Text = Text.ASCII
    shortest: int = 1
    longest: int = 255
    least: int = LEAST_DECIMAL
    most: int = MOST_DECIMAL
    values: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The domain's word for it."""
        return self.field or self.name

    def read(self, value: str) -> Value:
        """The value, checked."""
        match self.kind:
            case Kind.BOOLEAN:
                return read_boolean(value, self.name)
            case Kind.DECIMAL:
                return read_decimal(value, self.name, self.least, self.most)
            case Kind.TIME:
                return read_time(value, self.name)
        if self.values and value not in self.values:
            raise bad_syntax(f"{self.name} must be one of {', '.join(self.values)}.", self.name)
        return check_text(value, self.name, self.text, self.shortest, self.longest)


class Child:
    """A child element that a request may hold, once. ``tags``: the names that it may have (one of them)."""

    tags: tuple[str, ...] = ()
    required = False
    table: Table | None = None

    def read(self, part: Element, arguments: Arguments) -> None:
        """Read the element into ``given``."""
        raise NotImplementedError


class OptionList(Child):
    """An OptionList of a table's rows with an access letter."""

    tags = ("OptionList",)

    def __init__(self, table: Table, access: str, *, required: bool = False) -> None:
        self.table, self.access, self.required = table, access, required

    def read(self, part: Element, arguments: Arguments) -> None:
        """Options by their fields."""
        arguments.options.update(self._new(self.table.read(part, self.access) if self.table else {}, arguments))

    def _new(self, values: dict[str, Value], arguments: Arguments) -> dict[str, Value]:
        if twice := values.keys() & arguments.options.keys():
            name = twice.pop()
            raise bad_syntax("It cannot be set and removed at once.", self.table.name_of(name) if self.table else name)
        return values


class RemoveList(OptionList):
    """A RemoveList of a table's rows: the same as an EmptyOption for each."""

    tags = ("RemoveList",)

    def __init__(self, table: Table) -> None:
        super().__init__(table, "X")

    def read(self, part: Element, arguments: Arguments) -> None:
        """Fields to remove."""
        arguments.options.update(
            self._new(dict.fromkeys(self.table.read_removed(part) if self.table else []), arguments)
        )


class FieldList(Child):
    """A FieldList: which rows the reply shall have. ``access``: the letter that can be asked for."""

    tags = ("FieldList",)

    def __init__(self, table: Table | None = None, *, required: bool = True, access: str = "R") -> None:
        self.table, self.required, self.access = table, required, access

    def read(self, part: Element, arguments: Arguments) -> None:
        """Rows and names asked for."""
        arguments.names = read_names(part)
        if self.table:
            arguments.requested = self.table.named(arguments.names, self.access)


class Query(Child):
    """One query of the allowed kinds; ``texts``/``lists``/``times`` say which."""

    def __init__(
        self, fields: Fields, *, texts: bool = True, lists: bool = False, times: bool = False, required: bool = True
    ) -> None:
        self.fields, self.required = fields, required
        kinds = (("StringQuery", texts), ("StringListQuery", lists), ("TimeIntervalQuery", times))
        self.tags = tuple(tag for tag, allowed in kinds if allowed)

    def read(self, part: Element, arguments: Arguments) -> None:
        """The search."""
        arguments.search = read_query(part, self.fields)


class TimesQuery(Child):
    """A TimeIntervalQuery beside a StringQuery: only what began within."""

    tags = ("TimeIntervalQuery",)

    def __init__(self, fields: Fields, *, required: bool = False) -> None:
        self.fields, self.required = fields, required

    def read(self, part: Element, arguments: Arguments) -> None:
        """The interval."""
        arguments.times = read_query(part, self.fields)


class TimeInterval(Child):
    """A TimeInterval."""

    tags = ("TimeInterval",)
    required = True

    def read(self, part: Element, arguments: Arguments) -> None:
        """Start and end."""
        arguments.interval = read_interval(part)


class TextList(Child):
    """A list of leaves: users, groups. ``item`` is the leaf's name."""

    def __init__(self, tag: str, item: str, *, text: Text = Text.USER_ID, longest: int = 64) -> None:
        self.tags, self.item, self.text, self.longest = (tag,), item, text, longest

    def read(self, part: Element, arguments: Arguments) -> None:
        """The texts of the leaves."""
        tag = self.tags[0]
        for leaf in part:
            if leaf.tag != self.item:
                raise not_allowed_field(str(leaf.tag), f"{tag} holds {self.item} elements only.")
        if not len(part):
            raise bad_syntax(f"{tag} needs a {self.item}.", tag)
        arguments.lists[tag] = [
            check_text(content_of(leaf), tag, self.text, 1, self.longest, index) for index, leaf in enumerate(part)
        ]


class LoginContext(Child):
    """A GeneralLoginContext: whose ticket is asked for."""

    tags = ("GeneralLoginContext",)
    required = True

    def read(self, part: Element, arguments: Arguments) -> None:
        """The user ID, among the attributes."""
        attributes = attributes_of(part)
        for name in attributes:
            if name != "userID":
                raise not_allowed_field(name)
        if "userID" not in attributes:
            raise bad_syntax("GeneralLoginContext needs userID.", "userID")
        arguments.attributes["userID"] = check_text(attributes["userID"], "userID", Text.USER_ID, 1, 64)


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What a request of one message may hold. ``either``: at least one of these children must be there."""

    attributes: tuple[Attribute, ...] = ()
    children: tuple[Child, ...] = ()
    either: tuple[str, ...] = ()

    def read(self, request: Element) -> Arguments:
        """What a request holds; raises a Fault where it breaks a rule."""
        arguments = self.read_attributes(request)
        self._read_children(request, arguments)
        self._require(request)
        return arguments

    def read_attributes(self, request: Element) -> Arguments:
        """The attributes alone, of a request whose children are requests themselves."""
        arguments = Arguments()
        known = {attribute.name: attribute for attribute in self.attributes}
        for name, value in attributes_of(request).items():
            if name not in known:
                raise not_allowed_field(name)
            arguments.attributes[known[name].key] = known[name].read(value)
        return arguments

    def _read_children(self, request: Element, arguments: Arguments) -> None:
        read: set[Child] = set()
        for part in request:
            # Two children may share a name (a query for the object, and one for times): the first that is free reads.
            readers = [child for child in self.children if part.tag in child.tags]
            if not readers:
                raise not_allowed_field(str(part.tag))
            reader = next((child for child in readers if child not in read), None)
            if reader is None:
                raise bad_syntax(f"{part.tag} is there twice.", str(part.tag))
            read.add(reader)
            reader.read(part, arguments)

    def _require(self, request: Element) -> None:
        names = attributes_of(request)
        for attribute in self.attributes:
            if attribute.required and attribute.name not in names:
                raise bad_syntax(f"{attribute.name} is required.", attribute.name)
        tags = {str(part.tag) for part in request}
        for child in self.children:
            if child.required and not tags & set(child.tags):
                raise bad_syntax(f"{' or '.join(child.tags)} is required.", child.tags[0])
        if self.either and not tags & set(self.either):
            raise bad_syntax(f"{' or '.join(self.either)} is required.", self.either[0])

    def name_of(self, field: str) -> str:
        """The API's name for a field of the domain, as this message knows it."""
        for attribute in self.attributes:
            if attribute.key == field:
                return attribute.name
        for child in self.children:
            if child.table is not None and (name := child.table.name_of(field)) != field:
                return name
        return field
