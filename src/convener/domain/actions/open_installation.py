"""Open an installation with the secret key that its database was made with, and with no other one.

Links and AuthTokens are made by the key and stored as keyed hashes: with another key none of them is worth anything,
and nothing would say so. The database has a fingerprint of its key; one of an earlier version has none yet, and shows
by any personal link whether a key is the right one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from convener.domain.secrets import KEY_FILE, Secrets
from convener.domain.site import now
from convener.storage.models import ApiClient, Installation, Participant
from convener.storage.models.installation import ONLY_ROW

_BATCH = 1000
"""Participants whose links are made anew by one statement."""

_OR_ACCEPT = (
    "it is in the data folder of another server of this installation, or in a backup. To go on without it, which makes"
    " all links and AuthTokens void that were handed out: convener key accept"
)


class WrongKey(Exception):
    """The key of the data folder is missing, damaged, or not the one of the database; the message says which, where it
    belongs and what to do."""


def open_secrets(session: Session, folder: Path) -> Secrets:
    """The secrets by the key of this data folder, which the first start makes. Raises :class:`WrongKey`."""
    path = folder / KEY_FILE
    known = find_fingerprint(session)
    if not path.exists() and (known is not None or _has_secrets(session)):
        raise WrongKey(f"the secret key of this database is missing: put it at {path}; {_OR_ACCEPT}")
    secrets = _read(folder)
    if known is None:
        known = _note(session, secrets) if _opens_links(session, secrets) else ""
    if known != secrets.fingerprint:
        raise WrongKey(f"{path} is not the key that this database was made with: put that one there; {_OR_ACCEPT}")
    return secrets


def accept_key(session: Session, folder: Path) -> int:
    """Take the key of this data folder, made where there is none, as the one of the database from now on.

    Personal links get the form that the key gives them: those handed out before are void, those that APIs and mails
    give out afterwards work. AuthTokens and sign-ins are void. Returns how many links changed. Raises
    :class:`WrongKey` where the file is damaged.
    """
    secrets = _read(folder)
    row = session.get(Installation, ONLY_ROW)
    if row is None:
        session.add(Installation(id=ONLY_ROW, key_fingerprint=secrets.fingerprint, key_accepted_at=now()))
    else:
        row.key_fingerprint, row.key_accepted_at = secrets.fingerprint, now()
    changed, last = 0, 0
    while True:
        query = select(Participant.id, Participant.public_id).where(Participant.id > last).order_by(Participant.id)
        people = session.execute(query.limit(_BATCH)).all()
        if not people:
            return changed
        links = [
            {"id": number, "link_hash": secrets.link_hash(secrets.link(public_id))} for number, public_id in people
        ]
        session.execute(update(Participant), links)
        changed, last = changed + len(people), people[-1][0]


def find_fingerprint(session: Session) -> str | None:
    """The fingerprint of the key of this database; None where no server has noted it yet."""
    row = session.get(Installation, ONLY_ROW)
    return None if row is None else row.key_fingerprint


def fits(session: Session, secrets: Secrets) -> bool:
    """Whether these are the secrets of this database, as far as it can tell."""
    known = find_fingerprint(session)
    return _opens_links(session, secrets) if known is None else known == secrets.fingerprint


def _read(folder: Path) -> Secrets:
    try:
        return Secrets.in_folder(folder)
    except ValueError:
        path = folder / KEY_FILE
        raise WrongKey(
            f"{path} is cut off: put the whole key there; {_OR_ACCEPT}, after you removed the file"
        ) from None


def _has_secrets(session: Session) -> bool:
    """Whether links or AuthTokens were handed out."""
    return bool(session.scalar(select(exists(select(Participant.id)) | exists(select(ApiClient.id)))))


def _opens_links(session: Session, secrets: Secrets) -> bool:
    """Whether a personal link of this database is made by the key; True where there is none."""
    person = session.execute(select(Participant.public_id, Participant.link_hash).limit(1)).one_or_none()
    return person is None or secrets.link_hash(secrets.link(person.public_id)) == person.link_hash


def _note(session: Session, secrets: Secrets) -> str:
    """Note the key as that of the database, where no other process has noted one at this moment; returns the one that
    is noted."""
    row = Installation(id=ONLY_ROW, key_fingerprint=secrets.fingerprint, key_accepted_at=now())
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(select(Installation.key_fingerprint)).one()
    return row.key_fingerprint
