"""What the function of a message gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from sqlalchemy.orm import Session

from convener.domain.accounts.passwords import Hashing
from convener.domain.site import Site
from convener.services import Services
from convener.storage.rows import CenterRow, UserRow

from .protocol.arguments import Arguments
from .protocol.writer import Element, Markup, element


@dataclass(frozen=True)
class Call:
    """A message that may be carried out, inside its transaction. ``caller`` has the right role; what the caller may do
    with one object is asked of the domain. ``name`` is that of the message; ``hashing``: for a password that it sets,
    whose hash is not computed inside the transaction."""

    session: Session
    services: Services
    center: CenterRow
    caller: UserRow
    name: str
    arguments: Arguments
    hashing: Hashing

    @property
    def site(self) -> Site:
        """The rules of this installation."""
        return self.services.site

    def reply(self, children: Iterable[Element] = (), **attributes: str) -> Element:
        """The reply element of this message."""
        return element(f"{self.name}Reply", attributes, children)

    def reply_of_text(self, pieces: Iterable[str], *, streams: bool = False) -> Markup:
        """The same of what is text already; there are pieces, or nothing is in it."""
        name = f"{self.name}Reply"
        if not streams and not (pieces := list(pieces)):
            return Markup([f"<{name}/>"])
        return Markup(chain([f"<{name}>"], pieces, [f"</{name}>"]), streams)
