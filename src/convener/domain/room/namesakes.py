"""Namesakes: people of one name in a run of a meeting are told apart. The later one is called Ann (2), for everybody
and until the run ends, also after a break, another visit, or when the first Ann has left; and a guest who has the name
of a user is marked as a guest.

A visit keeps the name as it was given, and the number; :func:`shown_name` is what others read. The caller has locked
the meeting, so two nodes that let people in at once agree on the order.
"""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, exists, func, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.meetings.participants import display_name
from convener.storage.models import Meeting, Participant, Visit

LONGEST_KEY = 64
"""Characters of a name by which namesakes are found; longer names that begin alike are numbered too."""

_OTHER = Visit.participant_id != bindparam("participant_id")
_OF_NAME = (Visit.instance_id == bindparam("instance_id"), Visit.name_key == bindparam("name_key"))

# Built once: this runs whenever a participant enters.
_NAMESAKES = (
    select(
        func.count(case((_OTHER, Visit.participant_id)).distinct()),
        func.max(case((Visit.participant_id == bindparam("participant_id"), Visit.name_number))),
        func.max(case((and_(_OTHER, Visit.name_number == bindparam("wanted")), 1), else_=0)),
        func.max(case((and_(_OTHER, Participant.user_id.is_not(None)), 1), else_=0)),
        func.max(
            case((and_(_OTHER, Participant.user_id.is_(None), Visit.left_at.is_(None), ~Visit.guest), 1), else_=0)
        ),
    )
    .join(Participant, Participant.id == Visit.participant_id)
    .where(*_OF_NAME)
)


def shown_name(visit: Visit) -> str:
    """The name of a visit's participant, as everybody reads it."""
    return text.numbered(visit.name, visit.name_number)


def set_name(session: Session, meeting: Meeting, visit: Visit, *, first: bool = False) -> list[Visit]:
    """Give the visit the name of its participant, with a number where others of this run have the same. ``first``: the
    run has no visits yet. Returns visits of guests who are marked from now on, because a user has their name."""
    participant = visit.participant
    name = display_name(participant)
    stem, number = text.name_stem(name)
    is_guest = participant.user_id is None
    asked = {
        "instance_id": meeting.instance_id,
        "name_key": _key(stem),
        "participant_id": participant.id,
        "wanted": number,
    }
    of_user, guests = False, False
    if not first:
        others, own, taken, of_user, guests = session.execute(_NAMESAKES, asked).one()
        if own is not None:
            number = own
        elif taken:
            number = _free_number(session, asked, others + 1)
    # Only now: what is asked of this name must not find the visit itself.
    visit.name, visit.name_key, visit.name_number = name, _key(stem), number
    visit.guest = is_guest and (bool(of_user) or visit.name_key == _owner_key(meeting))
    return _mark_guests(session, asked) if guests and not is_guest else []


def has_name(visit: Visit) -> bool:
    """Whether the visit still has the name of its participant."""
    return visit.name == display_name(visit.participant)


def _key(stem: str) -> str:
    return text.name_key(stem)[:LONGEST_KEY]


def _owner_key(meeting: Meeting) -> str:
    owner = meeting.owner
    stem, _ = text.name_stem(owner.display_name or owner.external_id or owner.user_id)
    return _key(stem)


def _free_number(session: Session, asked: dict[str, str | int | None], number: int) -> int:
    """The first number from this one on that no visit of this name has: somebody may have typed one."""
    while session.scalar(select(exists().where(*_OF_NAME, Visit.name_number == number)), asked):
        number += 1
    return number


def _mark_guests(session: Session, asked: dict[str, str | int | None]) -> list[Visit]:
    query = select(Visit).join(Participant, Participant.id == Visit.participant_id)
    query = query.where(*_OF_NAME, Visit.left_at.is_(None), ~Visit.guest, Participant.user_id.is_(None))
    marked = list(session.scalars(query.options(joinedload(Visit.participant)).order_by(Visit.id), asked))
    for visit in marked:
        visit.guest = True
    return marked
