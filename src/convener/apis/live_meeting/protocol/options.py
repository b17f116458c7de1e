"""Options: the typed values of the API, and how one row of a table says all about one of them.

A row (:class:`Option`) tells name, element type, where it may be given, its bounds, its meaning, and under which field
the domain keeps it. Parsing, checking, replying and the page ``docs/live-meeting-api.md`` all come from the rows of a
:class:`Table`; the tables stand in the modules of their messages.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from .elements import Element, attributes_of, content_of
from .faults import bad_character, bad_syntax, not_allowed_field
from .writer import attribute_text, boolean, clean, element, instant, leaves, markup, value_option

Value = str | int | bool | datetime | list[str] | None
"""What an option carries: text, number, truth, time (aware, UTC), texts; None for "no value"."""

LEAST_DECIMAL, MOST_DECIMAL = -(2**63), 2**63 - 1


class Kind(StrEnum):
    """The element of an option."""

    STRING = "StringOption"
    BOOLEAN = "BooleanOption"
    DECIMAL = "DecimalOption"
    TIME = "TimeOption"
    ENUMERATION = "EnumerationOption"
    STRINGS = "StringListOption"
    LOCALE = "LocaleOption"
    LOCALES = "LocaleListOption"
    SHARING = "ApplicationSharingOption"
    PRINTING = "PrintingOption"


_OF_ONE_VALUE = frozenset({Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME})


class Text(StrEnum):
    """Which characters a text may have (reference, section 2)."""

    ANY = "any printable"
    ASCII = "printable ASCII"
    NAME = "letters, digits, some signs and the space"
    USER_ID = "ASCII without , ; \\ % < > *"
    LINES = "any, and line ends"
    CODE = "digits and signs, no letters"


_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_ODD = {
    Text.ANY: re.compile(f"[{_CONTROL}]"),
    Text.LINES: re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"),
    Text.ASCII: re.compile(r"[^\x20-\x7e]"),
    Text.NAME: re.compile(r"[^A-Za-z0-9 *\[\].@_'!#$%&+/=?^{|}~`-]"),
    Text.CODE: re.compile(r"[^\x20-\x7e]|[A-Za-z]"),
    Text.USER_ID: re.compile(r"[^\x20-\x7e]|[,;\\%<>*]"),
}
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)


@dataclass(frozen=True, kw_only=True, eq=False)
class Option:
    """A row: one option of one kind of object.

    ``access``: C may be given on create, M on modify, X may be removed, R can be asked for; further letters are those
    of the table. ``field`` is the domain's word for it (default: the name). ``values`` are the values of an
    enumeration, with the domain's words for them. ``alternate``: an element that is accepted besides. ``shortest`` …
    ``longest`` are characters, ``least`` … ``most`` a number's range. ``secret``: a password, which a blank value does
    not remove: what a form left blank would open the door.
    """

    name: str
    kind: Kind
    access: str
    meaning: str
    field: str = ""
    aliases: tuple[str, ...] = ()
    text: Text = Text.ASCII
    shortest: int = 1
    longest: int = 255
    least: int = LEAST_DECIMAL
    most: int = MOST_DECIMAL
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    alternate: Kind | None = None
    default: str = "-"
    secret: bool = False

    @property
    def key(self) -> str:
        """The domain's word for it."""
        return self.field or self.name

    @property
    def _removed_when_blank(self) -> bool:
        """Whether a blank value says the same as an EmptyOption, as some programs mean it."""
        return "X" in self.access and self.shortest > 0 and not self.secret

    def read(self, node: Element) -> Value:
        """The value of an option element, None where it shall have none; raises a Fault where it breaks a rule."""
        kind = node.tag
        if kind == "EmptyOption":
            return None
        if kind != self.kind and kind != self.alternate:
            raise not_allowed_field(self.name, f"{self.name} is a {self.kind}, not a {kind}.")
        attributes = attributes_of(node)
        for attribute in attributes:
            if attribute not in ("name", "value"):
                raise not_allowed_field(attribute)
        if self.kind in (Kind.STRINGS, Kind.LOCALE, Kind.LOCALES):
            return self._read_parts(node)
        value = attributes.get("value")
        if value is None:
            raise bad_syntax(f"{self.name} has no value.", self.name)
        match self.kind:
            case Kind.STRING:
                return None if self._removed_when_blank and not value.strip(" ") else self.check(value)
            case Kind.BOOLEAN:
                return read_boolean(value, self.name)
            case Kind.DECIMAL:
                return read_decimal(value, self.name, self.least, self.most)
            case Kind.TIME:
                return read_time(value, self.name)
        if self.alternate is not None and kind == self.alternate:
            # The one such case: whether documents may be saved as PDF, as a boolean of older programs.
            value = "All" if read_boolean(value, self.name) else "Disabled"
        if value not in self.values:
            raise bad_syntax(f"{self.name} must be one of {', '.join(self.values)}.", self.name)
        return self.values[value]

    def _read_parts(self, node: Element) -> Value:
        if self.kind is Kind.STRINGS:
            return [
                check_text(content_of(part), self.name, self.text, self.shortest, self.longest, index)
                for index, part in enumerate(_parts(node, "String", self.name))
            ]
        locales = [read_locale(part, self.name) for part in _parts(node, "Locale", self.name)]
        if self.kind is Kind.LOCALES:
            return locales
        if len(locales) != 1:
            raise bad_syntax(f"{self.name} needs exactly one Locale.", self.name)
        return locales[0]

    def check(self, value: str) -> str:
        """A text within the row's bounds, without trailing spaces."""
        return check_text(value, self.name, self.text, self.shortest, self.longest)

    def write(self, value: Value) -> Element:
        """The option element for a value that is there."""
        if self.kind in _OF_ONE_VALUE and not self.values:
            return value_option(self.kind, self.name, write_value(value))
        attributes = {"name": self.name}
        if isinstance(value, list):
            if self.kind is Kind.LOCALES:
                return element(self.kind, attributes, [write_locale(one) for one in value])
            return element(self.kind, attributes, leaves("String", value))
        if self.kind is Kind.LOCALE:
            return element(self.kind, attributes, [write_locale(str(value))])
        attributes["value"] = self._outward(str(value))
        return element(self.kind, attributes, leaves("String", self.values) if self.kind is Kind.ENUMERATION else [])

    def markup(self, value: Value) -> str:
        """The same as text."""
        if self.kind not in _OF_ONE_VALUE:
            return markup(self.write(value))
        text = self._outward(str(value)) if self.values else write_value(value)
        return f'{self._head}{attribute_text(text)}"/>'

    @cached_property
    def _head(self) -> str:
        return f'<{self.kind} name="{self.name}" value="'

    def write_plain(self, value: Value) -> str:
        """The value as the text of an attribute, for the older messages that have no options."""
        if isinstance(value, list):
            return ",".join(value)
        return self._outward(str(value)) if self.values else write_value(value)

    def _outward(self, value: str) -> str:
        return next((name for name, word in self.values.items() if word == value), value)


def write_value(value: Value) -> str:
    """A value as it stands in an attribute."""
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, datetime):
        return instant(value)
    return clean(str(value))


def same(*values: str) -> dict[str, str]:
    """Values of an enumeration that the domain knows by the same words."""
    return {value: value for value in values}


ENTRY_CONTROL = {"ACL": "acl", "None": "none", "Password": "password"}
LIFE = {"Active": "active", "Expired": "expired", "Deleted": "deleted", "Undeleted": "undeleted", "Removed": "removed"}
SHARING = same("SharingDisallowed", "Disabled", "Single", "Desktop")
PRINTING = same("Disabled", "Presenter", "All")
EXPIRY_UNITS = same("Days", "Weeks", "Months")


class Table:
    """All options of one kind of object. ``loose``: names are matched whatever the case of their first letter."""

    def __init__(self, what: str, options: Iterable[Option], *, loose: bool = False) -> None:
        self.what = what
        self.options = tuple(options)
        self.loose = loose
        self._by_name: dict[str, Option] = {}
        for option in self.options:
            for name in (option.name, *option.aliases):
                self._by_name[self._loosen(name)] = option
        self._by_key = {option.key: option for option in reversed(self.options)}

    def find(self, name: str) -> Option | None:
        """The row of this name, in any of its spellings."""
        return self._by_name.get(self._loosen(name))

    def name_of(self, key: str) -> str:
        """The API's name for a field of the domain; the field itself where there is none."""
        option = self._by_key.get(key)
        return option.name if option else key

    def _loosen(self, name: str) -> str:
        return name[:1].lower() + name[1:] if self.loose else name

    def read(self, node: Element, access: str) -> dict[str, Value]:
        """The options of an OptionList by their fields; raises a Fault for an unknown one, one that lacks ``access``,
        or one that is there twice. A nested OptionList belongs to the outer one."""
        values: dict[str, Value] = {}
        for part in node:
            if part.tag == "OptionList":
                inner = self.read(part, access)
                if twice := values.keys() & inner.keys():
                    raise bad_syntax("An option is there twice.", self.name_of(twice.pop()))
                values.update(inner)
                continue
            name = attributes_of(part).get("name")
            if name is None:
                raise bad_syntax(f"A {part.tag} needs a name.", "name")
            option = self.find(name)
            if option is None or access not in option.access:
                raise not_allowed_field(name)
            if part.tag == "EmptyOption" and access != "C" and "X" not in option.access:
                raise not_allowed_field(name, f"{option.name} cannot be removed.")
            if option.key in values:
                raise bad_syntax(f"{option.name} is there twice.", option.name)
            values[option.key] = option.read(part)
        return values

    def read_removed(self, node: Element) -> list[str]:
        """The fields of a RemoveList; raises a Fault for what cannot be removed."""
        keys: list[str] = []
        for name in read_names(node):
            option = self.find(name)
            if option is None or "X" not in option.access:
                raise not_allowed_field(name)
            keys.append(option.key)
        return keys

    def named(self, names: Iterable[str], access: str = "R") -> list[Option]:
        """The rows that a FieldList names, in its order; names that are not known are left out."""
        found = (self.find(name) for name in names)
        return list(dict.fromkeys(option for option in found if option is not None and access in option.access))


# ------------------------------------------------------------------------------------------- single values


def _parts(node: Element, tag: str, name: str) -> list[Element]:
    for part in node:
        if part.tag != tag:
            raise not_allowed_field(str(part.tag), f"{name} holds {tag} elements only.")
    return list(node)


def check_text(
    value: str, name: str, text: Text, shortest: int = 1, longest: int = 255, index: int | None = None
) -> str:
    """A text without trailing spaces, of allowed characters, long enough and not too long; raises a Fault. ``index``:
    it is an item of a list."""
    value = value.rstrip(" ")
    odd = _ODD[text].search(value)
    if odd:
        raise bad_character(value, odd.group(), name, index)
    if len(value) < shortest:
        raise bad_syntax(f"{name} must not be empty.", name)
    if len(value) > longest:
        raise bad_syntax(f"{name} may have at most {longest} characters, not {len(value)}.", name)
    return value


def read_boolean(value: str, name: str) -> bool:
    """``True`` or ``False`` in any case."""
    word = value.strip().lower()
    if word not in ("true", "false"):
        raise bad_syntax(f"{name} must be True or False.", name)
    return word == "true"


def read_decimal(value: str, name: str, least: int = LEAST_DECIMAL, most: int = MOST_DECIMAL) -> int:
    """A whole number within bounds."""
    value = value.strip()
    if not _DECIMAL.fullmatch(value):
        raise bad_syntax(f"{name} must be a whole number.", name)
    number = int(value)
    if not least <= number <= most:
        raise bad_syntax(f"{name} must be {least} to {most}.", name)
    return number


def read_time(value: str, name: str) -> datetime:
    """``yyyy-mm-ddThh:mm:ssZ``."""
    found = _TIME.fullmatch(value.strip())
    if not found:
        raise bad_syntax(f"{name} must be a time like 2031-05-06T09:00:00Z.", name)
    try:
        year, month, day, hour, minute, second = (int(part) for part in found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise bad_syntax(f"{name} is no time that there is.", name) from None


def read_locale(node: Element, name: str) -> str:
    """A Locale element as a tag: ``de-DE``. The variant is accepted and not used."""
    attributes = attributes_of(node)
    for attribute in attributes:
        if attribute not in ("language", "country", "variant"):
            raise not_allowed_field(attribute)
    language, country = attributes.get("language", ""), attributes.get("country", "")
    if not language or not country:
        raise bad_syntax("A Locale needs language and country.", name)
    return f"{check_text(language, name, Text.ASCII)}-{check_text(country, name, Text.ASCII)}"


def write_locale(tag: str) -> Element:
    """A tag (``de-DE``) as a Locale element."""
    language, _, country = tag.partition("-")
    return element("Locale", {"language": language, "country": country})


def read_names(node: Element) -> list[str]:
    """The texts of a FieldList or RemoveList; raises a Fault for an empty list or one that names something twice."""
    names = [check_text(content_of(part), str(node.tag), Text.ANY) for part in _parts(node, "Name", str(node.tag))]
    if not names:
        raise bad_syntax(f"{node.tag} needs a Name.", str(node.tag))
    if len(set(names)) != len(names):
        raise bad_syntax(f"{node.tag} names something twice.", str(node.tag))
    return names
