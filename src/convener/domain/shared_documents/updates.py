"""Reads a Yjs update (format v1) that comes from somebody who is not trusted, and refuses all that is not well formed.

The rules, which are also said in ``docs/documents.md``:

1. An update has the structs of one client id at most, and that id belongs to its sender.
2. Clocks have no gap: the first struct begins at the next clock of its client id or before.
3. What a struct refers to (left and right neighbour, parent) and what is deleted is known already.
4. Contents are those that the kind of document allows: values of bounded depth, strings, formats, types, deletions.
5. Roots are those of the kind; types lie within each other :attr:`UpdateRules.max_depth` deep at most.
6. Values with members are those that the kind allows, and name no member twice.
7. Lengths and counts are bounded, text is UTF-8, JSON is JSON, and nothing is left over.

So everybody who reads the log in its order reads the same, and no reader has to wait for what never comes. Where an
update was refused for rule 2 or 3 its sender may know more than this server does at the moment: :class:`UpdateGap`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from convener.domain.errors import DomainError

from .encoding import read_integer

GARBAGE, DELETED, STRING, EMBED, FORMAT, TYPE, ANY = 0, 1, 4, 5, 6, 7, 8
"""Contents of structs that may be allowed; those for JSON, bytes and documents inside of documents never are."""

_NAMED_TYPES = (3, 5)
_MAX_CLOCK = 1 << 31
_MAX_RANGES = 65_536
_MAX_NAME = 255
_MAX_FORMAT = 4096
_MAX_ANY_DEPTH = 16


class BadUpdate(DomainError):
    """An update that is not well formed, or not allowed; nobody else is shown it."""

    word = "bad_update"


class UpdateGap(DomainError):
    """An update that builds on something that is not known here: its sender has to read the document anew and send
    again."""

    word = "resync"


class _Bad(ValueError):
    pass


class _Gap(ValueError):
    pass


class UpdateRules(Struct, frozen=True, kw_only=True):
    """What a kind of document may contain: names of its roots, contents, numbers of types (of Yjs), and how deep types
    may lie within each other."""

    roots: frozenset[bytes]
    contents: frozenset[int] = frozenset({DELETED, STRING, FORMAT, TYPE, ANY})
    types: frozenset[int]
    max_depth: int = 24
    max_structs: int = 20_000
    max_types: int | None = None
    """Types that a document may have had in all; None: as many as its bytes allow."""
    may_be_value: Callable[[Mapping[str, str | None], int], bool] | None = None
    """Whether a value with these members (texts have their value, others None), in which no text is longer than so many
    characters, may be in a document; None: every one may."""
    former_roots: frozenset[bytes] = frozenset()
    """Roots that updates could have which are stored already."""

    def of_stored(self) -> UpdateRules:
        """The same for updates that are stored already: they were checked by the rules of their time."""
        return replace(self, roots=self.roots | self.former_roots, may_be_value=None)


@dataclass(frozen=True, slots=True)
class Change:
    """What an update adds: structs of ``client`` (None: it only deletes) up to the clock ``end``; ``starts`` and
    ``depths`` say how deep those lie that are new. ``types``: how many of these are types."""

    client: int | None
    end: int
    starts: tuple[int, ...]
    depths: tuple[int, ...]
    types: int = 0


class StoredStructure(Struct, array_like=True):
    """A :class:`Structure` as it is stored: for each client id its next clock, and where depths change."""

    clients: dict[int, tuple[int, list[int], list[int]]]
    types: int = 0


class Structure:
    """What must be known of a document to check the next update: for each client id the next clock, and how deep its
    structs lie. It is a fold over the log: :meth:`check`, then :meth:`apply`."""

    def __init__(self) -> None:
        self.clocks: dict[int, int] = {}
        self.types = 0
        """How many types the document has had."""
        self._starts: dict[int, list[int]] = {}
        self._depths: dict[int, list[int]] = {}

    @classmethod
    def read(cls, data: bytes) -> Structure:
        """The structure that :meth:`stored` has written."""
        made = cls()
        stored = msgspec.msgpack.decode(data, type=StoredStructure)
        made.types = stored.types
        for client, (clock, starts, depths) in stored.clients.items():
            made.clocks[client], made._starts[client], made._depths[client] = clock, starts, depths
        return made

    def stored(self) -> bytes:
        """The form in which it is stored."""
        clients = {one: (clock, self._starts[one], self._depths[one]) for one, clock in self.clocks.items()}
        return msgspec.msgpack.encode(StoredStructure(clients, self.types))

    def apply(self, change: Change) -> None:
        """The update that was checked is part of the document from now on."""
        if change.client is None or change.end <= self.clocks.get(change.client, 0):
            return
        self.clocks[change.client] = change.end
        self.types += change.types
        starts = self._starts.setdefault(change.client, [])
        depths = self._depths.setdefault(change.client, [])
        for start, depth in zip(change.starts, change.depths, strict=True):
            if not depths or depths[-1] != depth:
                starts.append(start)
                depths.append(depth)

    def depth(self, client: int, clock: int) -> int:
        """How deep this known struct lies: 0 in a root."""
        return self._depths[client][bisect_right(self._starts[client], clock) - 1]

    def check(self, data: bytes, limits: UpdateRules) -> Change:
        """What the update adds. Raises :class:`BadUpdate` or :class:`UpdateGap`."""
        try:
            return _Reader(data, self, limits).read()
        except _Gap as error:
            raise UpdateGap(f"The document must be read anew: {error}.") from None
        except (IndexError, ValueError, RecursionError) as error:
            reason = str(error) if isinstance(error, _Bad) else "it is cut off or malformed"
            raise BadUpdate(f"This is no update of such a document: {reason}.") from None


class _Reader:
    """Reads one update. ``at`` is where it has got to."""

    def __init__(self, data: bytes, known: Structure, limits: UpdateRules) -> None:
        self.data = data
        self.at = 0
        self.known = known
        self.limits = limits
        self.client = -1
        self.have = 0
        self.clock = 0
        self.starts: list[int] = []
        self.depths: list[int] = []
        self.types = 0
        self.longest = 0

    def read(self) -> Change:
        clients = self._integer()
        if clients > 1:
            raise _Bad("it has structs of several clients")
        if clients:
            self._structs()
        self._deletions()
        if self.at != len(self.data):
            raise _Bad("something is left over")
        client = self.client if clients else None
        return Change(client, max(self.clock, self.have), tuple(self.starts), tuple(self.depths), self.types)

    def _structs(self) -> None:
        count = self._integer()
        self.client = self._integer()
        self.clock = self._integer()
        self.have = self.known.clocks.get(self.client, 0)
        if not 0 < count <= self.limits.max_structs:
            raise _Bad("it has too many structs, or none")
        if self.client >= 1 << 53:
            raise _Bad("the client id is too large")
        if self.clock > self.have:
            raise _Gap("structs are missing before these")
        for _ in range(count):
            length, depth = self._struct()
            if not 0 < length < 1 << 24:
                raise _Bad("a struct has an impossible length")
            end = self.clock + length
            if end > self.have and (not self.depths or self.depths[-1] != depth):
                self.starts.append(max(self.clock, self.have))
                self.depths.append(depth)
            self.clock = end
        if self.clock >= _MAX_CLOCK:
            raise _Bad("the clock is too large")

    def _struct(self) -> tuple[int, int]:
        """The length of the next struct, and how deep it lies."""
        info = self.data[self.at]
        self.at += 1
        content = info & 31
        if content == GARBAGE:
            if info:
                raise _Bad("a struct is unknown")
            return self._integer(), 0
        if content not in self.limits.contents:
            raise _Bad("such contents are not allowed")
        depth = self._place(info)
        if content == TYPE:
            self._count_type(depth)
        return self._content(content), depth

    def _count_type(self, depth: int) -> None:
        if depth >= self.limits.max_depth:
            raise _Bad("types lie too deep within each other")
        self.types += self.clock >= self.have
        most = self.limits.max_types
        if most is not None and self.known.types + self.types > most:
            raise _Bad("the document has too many parts")

    def _place(self, info: int) -> int:
        """How deep the struct lies by what it refers to."""
        left = self._reference() if info & 0x80 else None
        right = self._reference() if info & 0x40 else None
        if left is not None or right is not None:
            return left if left is not None else right or 0
        parent = self._integer()
        if parent == 1:
            if self._string() not in self.limits.roots:
                raise _Bad("the document has no such part")
            depth = 0
        elif parent == 0:
            depth = self._reference() + 1
        else:
            raise _Bad("a parent is unknown")
        if info & 0x20:
            self._name()
        return depth

    def _reference(self) -> int:
        """The depth of the struct that is referred to."""
        client, clock = self._integer(), self._integer()
        if client == self.client and clock >= self.have:
            if clock >= self.clock:
                raise _Bad("a struct refers to a later one")
            return self.depths[bisect_right(self.starts, clock) - 1]
        if clock >= self.known.clocks.get(client, 0):
            raise _Gap("it refers to something that is not known here")
        return self.known.depth(client, clock)

    def _content(self, content: int) -> int:
        """Read the content; returns its length in clocks."""
        if content == STRING:
            return len(self._string().decode().encode("utf-16-le")) // 2
        if content == DELETED:
            return self._integer()
        if content == TYPE:
            kind = self._integer()
            if kind not in self.limits.types:
                raise _Bad("such a type is not allowed")
            if kind in _NAMED_TYPES:
                self._name()
            return 1
        if content == FORMAT:
            self._name()
            self._json(_MAX_FORMAT)
            return 1
        if content == EMBED:
            self._json(65_536)
            return 1
        count = self._integer()
        if count > len(self.data):
            raise _Bad("it claims more values than it has")
        for _ in range(count):
            self._any(0)
        return count

    def _any(self, depth: int) -> str | None:
        """Read a value; a text is returned."""
        if depth > _MAX_ANY_DEPTH:
            raise _Bad("a value is nested too deep")
        kind = self.data[self.at]
        self.at += 1
        if kind in (127, 126, 121, 120):  # undefined, null, false, true
            return None
        if kind == 125:  # an integer with its sign
            begin = self.at
            while self.data[self.at] >= 128:
                self.at += 1
            self.at += 1
            if self.at - begin > 8:
                raise _Bad("a number is too large")
        elif kind == 124:
            self.at += 4
        elif kind == 123:
            self.at += 8
        elif kind == 119:
            text = self._string().decode()
            self.longest = max(self.longest, len(text))
            return text
        elif kind == 118:
            self._members(depth)
        elif kind == 117:
            for _ in range(self._integer()):
                self._any(depth + 1)
        else:
            raise _Bad("such a value is not allowed")
        return None

    def _members(self, depth: int) -> None:
        if depth == 0:
            self.longest = 0
        count = self._integer()
        members: dict[str, str | None] = {}
        for _ in range(count):
            name = self._name()
            members[name] = self._any(depth + 1)
        may_be = self.limits.may_be_value
        if depth == 0 and may_be is not None and (len(members) < count or not may_be(members, self.longest)):
            raise _Bad("such an element is not allowed")

    def _deletions(self) -> None:
        clients = self._integer()
        for _ in range(clients):
            client, ranges = self._integer(), self._integer()
            if ranges > _MAX_RANGES:
                raise _Bad("it deletes too many pieces")
            mine = client == self.client
            top = max(self.clock, self.have) if mine else self.known.clocks.get(client, 0)
            for _ in range(ranges):
                clock, length = self._integer(), self._integer()
                if not length:
                    raise _Bad("a deletion is empty")
                if clock + length > top:
                    raise _Gap("it deletes something that is not known here")

    def _integer(self) -> int:
        number, self.at = read_integer(self.data, self.at)
        return number

    def _string(self) -> bytes:
        length = self._integer()
        begin = self.at
        self.at += length
        if self.at > len(self.data):
            raise _Bad("it is cut off")
        return self.data[begin : self.at]

    def _name(self) -> str:
        name = self._string()
        if len(name) > _MAX_NAME:
            raise _Bad("a name is too long")
        return name.decode()

    def _json(self, longest: int) -> None:
        text = self._string()
        if len(text) > longest:
            raise _Bad("a format is too long")
        try:
            msgspec.json.decode(text)
        except msgspec.DecodeError:
            raise _Bad("a format is no JSON") from None
