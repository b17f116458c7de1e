"""A running server's center with users and meetings, made by the domain, and their entry URLs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from sqlalchemy import String, cast, select, update

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.domain.secrets import Secrets
from convener.domain.site import Site, now
from convener.settings import Settings
from convener.storage.database import Database, Session
from convener.storage.models import Center, Meeting, MeetingAccess, Recording, User, Visit
from tests.factories.meetings import insert_hosted_meeting
from tests.servers import RunningServer

USER_PASSWORD = "correct horse battery"


class EntryFactory:
    """Meetings in the database of a running server, made by the domain, and their entry URLs."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.database = Database(f"sqlite:///{server.data / 'convener.sqlite3'}")
        self.site = Site.of(Settings(), Secrets.in_folder(server.data))

    def clear(self) -> None:
        """Take away all that a test has made, so that the next one can use the same names on the same server."""
        with self.database.write() as session:
            for table in (Meeting, Recording):
                renamed = table.name_folded + "," + cast(table.id, String)
                session.execute(update(table).where(table.life != "removed").values(name_folded=renamed))
            session.execute(update(Meeting).values(life="removed", cancelled_at=now()))
            session.execute(update(Recording).values(life="removed", removed_at=now()))
            made = update(User).where(User.user_id != users.FIRST_ADMINISTRATOR, User.deleted_at.is_(None))
            folded = User.user_id_folded + "," + cast(User.id, String)
            session.execute(made.values(deleted_at=now(), user_id_folded=folded))
            session.execute(update(Center).values(settings={}))
        self.database.close()

    @contextmanager
    def center(self, name: str = "main") -> Iterator[tuple[Session, Center]]:
        """A transaction and the center of this name, made where it is not there."""
        with self.database.write() as session:
            yield session, centers.ensure_center(session, name, name.capitalize())

    def user(self, user_id: str, role: str = "member", center: str = "main") -> int:
        """A user who can sign in."""
        with self.center(center) as (session, where):
            return users.create_user(session, where, user_id, role, USER_PASSWORD).id

    def meeting(self, name: str, *, owner: int | None = None, center: str = "main", **columns: Any) -> int:
        """A meeting of the Live Meeting kind, with these columns."""
        with self.center(center) as (session, where):
            query = select(User).where(User.id == owner if owner else User.center_id == where.id)
            user = session.scalars(query.order_by(User.id)).first()
            assert user is not None
            meeting, _ = insert_hosted_meeting(session, self.site, user, "Spring review")
            values = {"doors": "always", "audience_entry": "none", "presenter_entry": "password", **columns}
            for column, value in {"name": name, "name_folded": text.fold(name), **values}.items():
                setattr(meeting, column, value)
            return meeting.id

    def listed(self, meeting_id: int, side: str, user: int) -> None:
        """Put the user on the access list of that side."""
        with self.database.write() as session:
            session.add(MeetingAccess(meeting_id=meeting_id, side=side, user_id=user))

    def url(self, side: str, name: str, center: str = "main", **fields: str) -> str:
        """The entry URL, percent-encoded as programs do it."""
        query = "".join(f"&{field}={quote(value, safe='')}" for field, value in fields.items())
        return f"{self.server.base_url}/cc/{center}/{side}?id={quote(name)}{query}"

    def visits(self, meeting_id: int) -> list[Visit]:
        """All stays in the meeting."""
        with self.database.read() as session:
            return list(session.scalars(select(Visit).where(Visit.meeting_id == meeting_id).order_by(Visit.id)))

    def row(self, meeting_id: int) -> Meeting:
        """The meeting as it is now."""
        with self.database.read() as session:
            return session.get_one(Meeting, meeting_id)
