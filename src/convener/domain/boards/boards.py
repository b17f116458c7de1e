"""Whiteboards of a meeting: made, renamed, deleted, restored, and what can be shown to all.

A meeting keeps its boards from one run to the next. A personal room has those of the run under way alone, because
others meet in it. A deleted board can be restored until the center's buffer time ends; then it is removed for good.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers.settings import restores_since, restores_since_in, settings_of
from convener.domain.content import search_index
from convener.domain.errors import ContentNotFound, LimitReached
from convener.domain.events.kinds.boards import BoardDeleted, BoardUpdated
from convener.domain.events.log import record
from convener.domain.events.states import BoardState
from convener.domain.room import showing
from convener.domain.room.insiders import Insider
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import now
from convener.storage.core import insert
from convener.storage.models import Board, Center, Meeting, Participant, SharedDocument

from .schema import KIND
from .templates import Template, check_headings, first_update

MOST_BOARDS = 100
"""Boards that a meeting may have, without deleted ones."""

LONGEST_NAME = 80
LONGEST_KEY = 64


def create(
    session: Session, insider: Insider, name: str, template: Template, headings: Sequence[str], key: str
) -> Board:
    """Make a board. Called again by the same participant with the same ``key`` it gives the same one. Raises
    :class:`InvalidParameter`, :class:`LimitReached`."""
    meeting, participant = insider.meeting, insider.participant
    name = text.line("name", name, LONGEST_NAME, shortest=1)
    columns = check_headings(template, headings)
    key = text.key("key", key, LONGEST_KEY, shortest=1)
    made = select(Board).where(Board.meeting_id == meeting.id, Board.participant_id == participant.id, Board.key == key)
    if (found := session.scalar(made)) is not None:
        return found
    require_room_for_one(session, meeting)
    document = log.create(session, meeting, KIND, first_update(columns))
    board = insert(
        session,
        Board(
            board_id=document.document_id,
            document_id=document.id,
            center_id=meeting.center_id,
            meeting_id=meeting.id,
            participant_id=participant.id,
            key=key,
            name=name,
            template=template.value,
            created_at=now(),
            text="\n".join(columns),
        ),
    )
    search_index.add(session, board, [name, board.text])
    record_update(session, meeting, board, participant)
    return board


def rename(session: Session, insider: Insider, board_id: str, name: str) -> None:
    """Give a board another name. Raises :class:`DocumentNotFound`, :class:`InvalidParameter`."""
    set_name(session, insider.meeting, find(session, insider.meeting, board_id), name, insider.participant)


def remove(session: Session, insider: Insider, board_id: str) -> None:
    """Delete a board, which is shown no longer; where there is none of this id nothing happens."""
    try:
        board = find(session, insider.meeting, board_id)
    except DocumentNotFound:
        return
    set_deleted(session, insider.meeting, board, insider.participant)


def restore(session: Session, insider: Insider, board_id: str) -> None:
    """Bring a deleted board back. Raises :class:`DocumentNotFound` where it is gone for good, and
    :class:`LimitReached`."""
    board = next((one for one in list_deleted(session, insider.meeting) if one.board_id == board_id), None)
    if board is None:
        find(session, insider.meeting, board_id)
        return
    set_restored(session, insider.meeting, board, insider.participant)


def set_name(
    session: Session, meeting: Meeting | None, board: Board, name: str, participant: Participant | None = None
) -> None:
    """Give a board another name; it is a ``participant`` who does it, or nobody who is in the room. The caller has
    locked the meeting, or the row of a board of the library (``meeting``: None). Raises :class:`InvalidParameter`."""
    name = text.line("name", name, LONGEST_NAME, shortest=1)
    if board.name != name:
        board.name = name
        session.flush()
        renew_words(session, board)
        record_update(session, meeting, board, participant)


def set_deleted(
    session: Session, meeting: Meeting | None, board: Board, participant: Participant | None = None
) -> None:
    """Delete a board, as :func:`set_name` changes one."""
    board.deleted_at = now()
    if meeting is None:
        return
    showing.forget(session, meeting, KIND, board.board_id, participant)
    if participant is not None or meeting.inside:
        record(session, meeting, BoardDeleted(board=board.board_id), actor=participant)


def set_restored(
    session: Session, meeting: Meeting | None, board: Board, participant: Participant | None = None
) -> None:
    """Bring a deleted board back, as :func:`set_name` changes one. Raises :class:`LimitReached`."""
    if meeting is not None:
        require_room_for_one(session, meeting)
    board.deleted_at = None
    record_update(session, meeting, board, participant)


def renew_words(session: Session, board: Board) -> None:
    """Let a board be found by its name and what is written on it, as these are now."""
    search_index.remove(session, board)
    search_index.add(session, board, [board.name, board.text])


class _Boards:
    """Boards as items that can be shown to all."""

    name = KIND

    def count_pages(self, session: Session, meeting: Meeting, item_id: str) -> int:
        """A board is one page. Raises :class:`ContentNotFound`."""
        try:
            find(session, meeting, item_id)
        except DocumentNotFound as error:
            raise ContentNotFound(str(error)) from error
        return 1

    def after_opening(self, session: Session, meeting: Meeting, item_id: str) -> None:
        """The board belongs to this run of the meeting too."""
        document = session.get_one(SharedDocument, find(session, meeting, item_id).document_id)
        document.last_instance_id = meeting.instance_id


showing.register(_Boards())


def find(session: Session, meeting: Meeting, board_id: str) -> Board:
    """The board of this id that the meeting has. Raises :class:`DocumentNotFound`."""
    query = _of_meeting(meeting).where(Board.board_id == board_id, Board.deleted_at.is_(None))
    board = session.scalar(query) if text.is_storable(board_id) else None
    if board is None:
        raise DocumentNotFound("There is no such board.")
    return board


def list_boards(session: Session, meeting: Meeting) -> list[BoardState]:
    """The boards that the meeting has, in the order in which they were made."""
    query = _of_meeting(meeting).where(Board.deleted_at.is_(None)).order_by(Board.id)
    return _states(session, session.scalars(query).all())


def list_deleted(session: Session, meeting: Meeting) -> list[Board]:
    """The deleted boards that can be restored, those that were deleted last first."""
    since = restores_since_in(session, meeting.center_id)
    query = _of_meeting(meeting).where(Board.deleted_at > since).order_by(Board.deleted_at.desc(), Board.id.desc())
    return list(session.scalars(query.limit(MOST_BOARDS)))


def remove_due(session: Session, most: int) -> int:
    """Remove boards for good whose time to be restored is over, at most ``most``; returns how many."""
    gone: list[Board] = []
    for center in session.scalars(select(Center)):
        query = select(Board).where(Board.center_id == center.id, Board.deleted_at.is_not(None))
        query = query.where(Board.deleted_at <= restores_since(settings_of(center)))
        gone.extend(session.scalars(query.limit(most - len(gone))))
        if len(gone) >= most:
            break
    for board in gone:
        remove_for_good(session, board)
    return len(gone)


def remove_for_good(session: Session, board: Board) -> None:
    """Remove a deleted board with what is drawn on it."""
    session.execute(delete(Board).where(Board.id == board.id))
    log.remove(session, board.document_id)


def remove_all_of_meeting(session: Session, meeting_id: int) -> None:
    """Remove all boards of a meeting for good; their documents are removed with the others of the meeting."""
    session.execute(delete(Board).where(Board.meeting_id == meeting_id))


def _of_meeting(meeting: Meeting) -> Select[Board]:
    query = select(Board).where(Board.meeting_id == meeting.id)
    if meeting.place_of_id is None:
        return query
    document = SharedDocument.id == Board.document_id
    return query.join(SharedDocument, document).where(SharedDocument.instance_id == meeting.instance_id)


def require_room_for_one(session: Session, meeting: Meeting) -> None:
    """Raise :class:`LimitReached` where the meeting may have no further board."""
    query = select(func.count()).select_from(_of_meeting(meeting).where(Board.deleted_at.is_(None)).subquery())
    if (session.scalar(query) or 0) >= MOST_BOARDS:
        raise LimitReached(f"A meeting may have at most {MOST_BOARDS} boards. Delete some that nobody needs.")


def record_update(
    session: Session, meeting: Meeting | None, board: Board, participant: Participant | None = None
) -> None:
    """Tell those in the meeting's room, if there is anybody, and if the board is one of the run that is under way."""
    if meeting is None or (participant is None and not (meeting.inside and _is_of_run(session, meeting, board))):
        return
    [state] = _states(session, [board])
    record(session, meeting, BoardUpdated(board=state), actor=participant)


def _is_of_run(session: Session, meeting: Meeting, board: Board) -> bool:
    return session.scalar(_of_meeting(meeting).where(Board.id == board.id)) is not None


def _states(session: Session, boards: Sequence[Board]) -> list[BoardState]:
    ids = {one.participant_id for one in boards}
    query = select(Participant.id, Participant.public_id).where(Participant.id.in_(ids))
    creators = dict(session.execute(query).all()) if boards else {}
    return [
        BoardState(
            id=one.board_id,
            name=one.name,
            template=one.template,
            creator=creators.get(one.participant_id) if one.participant_id is not None else None,
            created_at=one.created_at,
        )
        for one in boards
    ]
