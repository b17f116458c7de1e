"""Transfers: an address, valid for five minutes, to which one thing is uploaded or from which one is downloaded (GetURL
and mass transfer; Live Meeting service API, reference section 11).

The address contains a secret and needs no other credentials; it acts for the user who asked for it. The address of an
upload is valid for one upload, that of a download for any number within its time, so that a broken one can be resumed.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import IO, Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.errors import BadFile, TransferExpired, TransferNotFound
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Center, Content, Meeting, Recording, Transfer, User
from convener.storage.rows import AnyUser

LIFETIME = timedelta(minutes=5)
KEPT_AFTER_EXPIRY = timedelta(hours=1)
"""How long the row of an expired address stays, so that a late program is told that it is late."""

MOST_BYTES = 10_000_000
"""The most bytes of an uploaded document, as transferred. Videos have a limit of their own (the setting
``video_limit``)."""

LONGEST_TOKEN = 64


class TransferKind(StrEnum):
    """What is transferred, and in which direction."""

    PACKAGE = "package"
    OLD_PACKAGE = "old_package"
    DOCUMENT = "document"
    VIDEO = "film"
    DOCUMENT_DOWNLOAD = "document_download"
    BOARD_DOWNLOAD = "board_download"
    RECORDING_DOWNLOAD = "recording_download"
    RECORDING_PLAYBACK = "recording_view"
    POLL_REPORT = "poll_report"
    ATTENDANCE_REPORT = "attendance_report"


UPLOADS = frozenset({TransferKind.PACKAGE, TransferKind.OLD_PACKAGE, TransferKind.DOCUMENT, TransferKind.VIDEO})


class Encoding(StrEnum):
    """The encoding of the body of an upload."""

    NONE = "none"
    BASE64 = "base64"


def create(
    session: Session,
    site: Site,
    user: AnyUser,
    kind: TransferKind,
    *,
    meeting: Meeting | None = None,
    recording: Recording | None = None,
    content: Content | None = None,
    size: int | None = None,
    encoding: Encoding = Encoding.NONE,
    options: dict[str, Any] | None = None,
) -> str:
    """Create an address; returns its secret. The caller has checked that the user may transfer this.

    ``size``: bytes of an upload as transferred; ``options``: JSON values that depend on the kind.
    """
    token, moment = random_text(LOWERCASE_AND_DIGITS, 40), now()
    session.add(
        Transfer(
            token_hash=site.secrets.hash("transfer", token),
            center_id=user.center_id,
            user_id=user.id,
            kind=kind.value,
            meeting_id=meeting.id if meeting else None,
            recording_id=recording.id if recording else None,
            content_id=content.id if content else None,
            bytes=size,
            encoding=encoding.value,
            options=options or {},
            created_at=moment,
            expires_at=moment + LIFETIME,
        )
    )
    session.flush()
    return token


@dataclass(frozen=True)
class TransferOrder:
    """What is to be transferred by an address, on behalf of which user."""

    kind: TransferKind
    center_id: int
    user_id: int
    meeting_id: int | None
    recording_id: int | None
    content_id: int | None
    size: int
    encoding: Encoding
    options: dict[str, Any] = field(default_factory=dict)


def redeem(session: Session, site: Site, center: str, token: str, *, upload: bool) -> TransferOrder:
    """The order of the address with this secret, below the center with this name.

    An upload's address is used by this: of two uploads at once one gets the order. Raises :class:`TransferNotFound`
    where there is no such address, or it is of another center or for the other direction; :class:`TransferExpired`
    where it has expired or was used, or the user's account is no longer active.
    """
    query = (
        select(Transfer, User)
        .join(Center, Center.id == Transfer.center_id)
        .join(User, User.id == Transfer.user_id)
        .where(Transfer.token_hash == site.secrets.hash("transfer", token), Center.name == center.lower())
    )
    found = text.is_storable(token + center) and len(token) <= LONGEST_TOKEN
    row = session.execute(query).first() if found else None
    if row is None or (TransferKind(row[0].kind) in UPLOADS) is not upload:
        raise TransferNotFound("This address leads to no upload or download.")
    transfer, user = row
    if transfer.expires_at <= now() or not users.is_active(user):
        raise TransferExpired("The time of this address is over; ask for a new one.")
    if upload:
        fresh = update(Transfer).where(Transfer.token_hash == transfer.token_hash, Transfer.used_at.is_(None))
        done = session.execute(fresh.values(used_at=now()).execution_options(synchronize_session=False))
        if not isinstance(done, CursorResult) or done.rowcount != 1:
            raise TransferExpired("This address was used; ask for a new one.")
    return TransferOrder(
        kind=TransferKind(transfer.kind),
        center_id=transfer.center_id,
        user_id=transfer.user_id,
        meeting_id=transfer.meeting_id,
        recording_id=transfer.recording_id,
        content_id=transfer.content_id,
        size=transfer.bytes or 0,
        encoding=Encoding(transfer.encoding),
        options=transfer.options,
    )


def delete_expired(session: Session, most: int) -> int:
    """Delete at most ``most`` addresses that expired more than :data:`KEPT_AFTER_EXPIRY` ago; returns their number."""
    old = select(Transfer.token_hash).where(Transfer.expires_at < now() - KEPT_AFTER_EXPIRY).limit(most)
    done = session.execute(delete(Transfer).where(Transfer.token_hash.in_(old.scalar_subquery())))
    return done.rowcount if isinstance(done, CursorResult) else 0


class UploadBody:
    """The body of an upload on its way into ``file``: counted as transferred (``bytes_received``), decoded as stored
    (``bytes_written``)."""

    def __init__(self, order: TransferOrder, file: IO[bytes]) -> None:
        self._order = order
        self._file = file
        self._rest = b""
        self._ended = False
        self.bytes_received = 0
        self.bytes_written = 0

    def write(self, piece: bytes) -> None:
        """Add the next piece. Raises :class:`BadFile` where there are more bytes than the order says, or they are not
        base64."""
        self.bytes_received += len(piece)
        if self.bytes_received > self._order.size:
            raise self._wrong_length()
        if self._order.encoding is Encoding.BASE64:
            piece = self._decoded(piece)
        self._file.write(piece)
        self.bytes_written += len(piece)

    def finish(self) -> None:
        """The body is complete. Raises :class:`BadFile` where there were fewer bytes than the order says."""
        if self.bytes_received != self._order.size:
            raise self._wrong_length()
        if self._rest:
            raise _not_base64()
        self._file.flush()

    def _decoded(self, piece: bytes) -> bytes:
        """Base64 with line ends anywhere, as programs of the time sent it."""
        text = self._rest + piece.translate(None, b" \t\r\n")
        whole = len(text) - len(text) % 4
        self._rest = text[whole:]
        if not whole:
            return b""
        if self._ended:
            raise _not_base64()
        self._ended = text[:whole].endswith(b"=")
        try:
            return base64.b64decode(text[:whole], validate=True)
        except binascii.Error:
            raise _not_base64() from None

    def _wrong_length(self) -> BadFile:
        return BadFile(f"{self._order.size} bytes were announced; another number came.", "length")


def _not_base64() -> BadFile:
    return BadFile("The body is not base64.", "encoding")
