"""Write ``docs/live-meeting-api.md`` out of what the API declares about its messages and options, below the
introduction in ``tools/live_meeting_api_introduction.md``. Run it after a change of either; a test compares them."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from convener.apis import live_meeting
from convener.apis.live_meeting.batch import MOST_OF_A_REPLY, MOST_PARTS, ON_FAULT
from convener.apis.live_meeting.protocol.grammar import (
    Attribute,
    Child,
    FieldList,
    LoginContext,
    OptionList,
    Query,
    RemoveList,
    TextList,
    TimeInterval,
    TimesQuery,
)
from convener.apis.live_meeting.protocol.options import LEAST_DECIMAL, MOST_DECIMAL, Kind, Option, Table, Text
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.registry import MESSAGES, Message
from convener.domain.permissions import CenterAction, CenterRole, center_allows

DOCUMENT = Path(__file__).parent.parent / "docs" / "live-meeting-api.md"
INTRODUCTION = Path(__file__).parent / "live_meeting_api_introduction.md"

SECTIONS = {
    "tickets": "Sessions",
    "service": "The conferencing service",
    "seats": "Seats",
    "meetings": "Meetings",
    "visitors": "Visitors",
    "invitations": "Invitations (Convener's)",
    "polls": "Polls (Convener's)",
    "recordings": "Recordings",
    "resources": "Resources and transfers",
    "users": "Users",
    "groups": "Groups",
}
"""Modules of messages in the order of the page; further ones follow by name."""

OWN = {CenterAction.MANAGE_OWN_MEETING, CenterAction.OWN_PROFILE}
"""What organizers do with what is theirs alone."""

SHORT_KINDS = {
    Kind.STRING: "string",
    Kind.BOOLEAN: "boolean",
    Kind.DECIMAL: "decimal",
    Kind.TIME: "time",
    Kind.ENUMERATION: "enumeration",
}


def document() -> str:
    """The page."""
    modules = _modules()
    parts = [INTRODUCTION.read_text("utf-8").rstrip() + "\n", "\n## Messages\n\n", *_overview(modules)]
    for title, messages in _sections():
        parts.append(f"\n### {title}\n")
        for message in messages:
            parts += _message(message)
    parts += _batch()
    tables = _tables(modules)
    parts.append("\n## Options\n\n" + OPTIONS_HEAD + _beyond_ascii(tables))
    for table in tables:
        parts += _table(table)
    return "".join(parts)


OPTIONS_HEAD = """\
Each table is one kind of object. **Access**: C can be given on create, M on modify, X can be removed (RemoveList or
EmptyOption), R can be asked for in a FieldList or is returned. Of users, P can stand in ModifyUserProfile, which
refuses those with A (they are for administrators and ModifyUser), and 7 marks what only GetUser7 and GetUserProfile7
return. Of the service, S can be set, L is returned to members too, and 7 marks
what only GetConferencingServiceData7 returns. Lengths are in characters; "any" is any printable character, "ASCII" any
of U+0020 to U+007E. "-" is: no value. Of texts that other people read (titles, names, descriptions, messages) what
nobody sees and what turns the text around is left out, and one of nothing else is refused; the client's own data stay
as they are.
"""


PUBLISHED_BEYOND_ASCII = {
    *(
        "billing",
        "company",
        "firstName",
        "lastName",
        "userName",
        "infoA",
        "infoP",
        "lobbyMessage",
        "opaque1",
        "opaque2",
    ),
    *("seatLabelBlue", "seatLabelGreen", "seatLabelPurple", "seatLabelRed", "seatLabelYellow", "seatPrompt", "title"),
}
"""Options in which the reference allows characters beyond ASCII (section 2)."""


BEYOND_ASCII_HEAD = """
The original service took characters beyond ASCII in a few options only (billing, company, names of people, title, texts
of the lobby and of the mood colours, infoA, infoP, opaque1, opaque2) and refused them elsewhere. Here the options whose
values are "any" take them, so also these: """


def _beyond_ascii(tables: Iterable[Table]) -> str:
    """Where such characters are taken besides."""
    more = {
        option.name
        for table in tables
        for option in table.options
        if set(option.access) & set("CMS")
        and option.text in (Text.ANY, Text.LINES)
        and option.kind in (Kind.STRING, Kind.STRINGS)
    }
    names = ", ".join(sorted(more - PUBLISHED_BEYOND_ASCII))
    return BEYOND_ASCII_HEAD + names + ".\n"


def _modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(live_meeting.__path__, f"{live_meeting.__name__}.")
    return [importlib.import_module(info.name) for info in sorted(found, key=lambda info: info.name)]


def _home(message: Message) -> str:
    return message.carry_out.__module__.rpartition(".")[2]


def _sections() -> Iterator[tuple[str, list[Message]]]:
    by_module: dict[str, list[Message]] = {name: [] for name in SECTIONS}
    for message in MESSAGES.values():
        by_module.setdefault(_home(message), []).append(message)
    for name, messages in by_module.items():
        if messages:
            yield SECTIONS.get(name, name.capitalize()), messages


def _who(message: Message) -> str:
    roles = [role for role in CenterRole if center_allows(role.value, message.may)]
    own = " (own)" if message.may in OWN else ""
    return ", ".join(f"{role.value}s{own if role is CenterRole.ORGANIZER else ''}" for role in roles)


def _overview(modules: Iterable[ModuleType]) -> Iterator[str]:
    yield "| message | who may | what it does |\n| --- | --- | --- |\n"
    yield "| GetPostingURL, GetCustomizedLinks (by GET) | everyone | where to post; links of the center's pages |\n"
    for _, messages in _sections():
        for message in messages:
            yield f"| [{message.name}](#{message.name.lower()}) | {_who(message)} | {_cell(message.meaning)} |\n"
    yield "| [Batch](#batch) | as its parts | many requests in one |\n"


def _message(message: Message) -> Iterator[str]:
    yield f"\n#### {message.name}\n\n{message.meaning}\n\n"
    yield f"Who may: {_who(message)}."
    yield " Changes nothing.\n" if message.reads else "\n"
    notes = _sentences(message.carry_out.__doc__ or "")
    if notes:
        yield f"\n{notes}\n"
    yield from _attributes(message.grammar.attributes)
    if message.grammar.children:
        yield "\n| child | | what it holds |\n| --- | --- | --- |\n"
        for child in message.grammar.children:
            yield f"| {' or '.join(child.tags)} | {_needed(child, message)} | {_holds(child)} |\n"
    if message.faults:
        yield f"\nFaults: {', '.join(message.faults)}.\n"


def _needed(child: Child, message: Message) -> str:
    if child.required:
        return "required"
    return "one of them" if set(child.tags) & set(message.grammar.either) else "optional"


def _attributes(attributes: Iterable[Attribute]) -> Iterator[str]:
    rows = [
        f"| {one.name} | {SHORT_KINDS[one.kind]} | {_bounds(one)} | {'required' if one.required else 'optional'} "
        f"| {_cell(one.meaning)} |\n"
        for one in attributes
    ]
    if rows:
        yield "\n| attribute | type | values | | meaning |\n| --- | --- | --- | --- | --- |\n"
        yield from rows


def _holds(child: Child) -> str:
    match child:
        case RemoveList():
            return f"names of {_link(child.table)} with access X"
        case OptionList():
            return f"{_link(child.table)} with access {child.access}"
        case FieldList():
            return f"names of {_link(child.table)}" if child.table else "names of what is asked for"
        case TimesQuery() | Query():
            return _fields(child.fields)
        case TimeInterval():
            return "startTime, endTime"
        case TextList():
            return f"{child.item} elements, 1 or more"
        case LoginContext():
            return "attribute userID"
        case _:
            return ""


def _fields(fields: Fields) -> str:
    said = []
    if fields.texts:
        said.append("texts: " + ", ".join(fields.texts) + (f", {fields.prefix}KEY" if fields.prefix else ""))
    if fields.times:
        said.append("times: " + ", ".join(fields.times))
    return "fieldName of " + "; ".join(said) + ("; attribute tag" if fields.tag else "")


def _batch() -> Iterator[str]:
    yield "\n### Many requests in one (Convener's)\n\n#### Batch\n\n"
    yield f"Carries out 1 to {MOST_PARTS} requests in their order, each in a transaction of its own. The reply has in "
    yield "the same order a reply, a Fault or, after a stop, an empty NotRun for each. A Batch cannot hold a Batch. "
    yield f"After replies of {MOST_OF_A_REPLY:,} elements what is left is not carried out: Client.ResourceLimit.\n\n"
    yield "Who may: as its parts.\n"
    yield from _attributes([ON_FAULT])


def _tables(modules: Iterable[ModuleType]) -> list[Table]:
    """All tables of options, each once, in the order of the sections."""
    order = list(SECTIONS)
    found: dict[int, tuple[int, str, Table]] = {}
    for module in modules:
        name = module.__name__.rpartition(".")[2]
        section = name.removesuffix("_options").rstrip("s")
        place = next((index for index, one in enumerate(order) if one.rstrip("s") == section), len(order))
        for value in vars(module).values():
            if isinstance(value, Table):
                before = found.get(id(value))
                if before is None or place < before[0]:
                    found[id(value)] = (place, value.what, value)
    return [table for _, _, table in sorted(found.values(), key=lambda one: one[:2])]


def _table(table: Table) -> Iterator[str]:
    yield f"\n### {table.what.capitalize()} options\n\n"
    yield "| name | type | values | default | access | meaning |\n| --- | --- | --- | --- | --- | --- |\n"
    for option in table.options:
        names = ", ".join((option.name, *option.aliases))
        kind = option.kind.removesuffix("Option")
        if option.alternate is not None:
            kind += f" or {option.alternate.removesuffix('Option')}"
        shown = f"| {names} | {kind} | {_bounds(option)} | {_cell(option.default)} | {' '.join(option.access)} |"
        yield f"{shown} {_cell(option.meaning)} |\n"


def _link(table: Table | None) -> str:
    return f"[{table.what} options](#{table.what.replace(' ', '-')}-options)" if table else "nothing"


def _bounds(one: Option | Attribute) -> str:
    values = one.values if isinstance(one, Attribute) else tuple(one.values)
    if values:
        return _cell(", ".join(values))
    if one.kind is Kind.DECIMAL:
        least = "…" if one.least == LEAST_DECIMAL else f"{one.least:,}"
        most = "…" if one.most == MOST_DECIMAL else f"{one.most:,}"
        return "" if least == most else f"{least} to {most}"
    if one.kind in (Kind.STRING, Kind.STRINGS):
        shown = {"any printable": "any", "printable ASCII": "ASCII"}.get(one.text.value, one.text.value)
        return f"{one.shortest} to {one.longest:,} characters, {_cell(shown)}"
    return "True, False" if one.kind is Kind.BOOLEAN else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _sentences(docstring: str) -> str:
    """A docstring as a paragraph; one that refers to our modules is for developers alone."""
    return "" if "`" in docstring else " ".join(docstring.split())


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
    sys.stdout.write(f"{DOCUMENT} written\n")
