"""Presence: who is in the room. Connections open and break; visits, statuses and events follow them.

The flow of a stay: a browser opens a socket for a participant (:func:`connect`). The participant comes into the room,
where a visit begins, or into the lobby until :func:`admit`. Further tabs of the same participant join that visit. When
the last connection breaks (:mod:`convener.domain.room.loss`) the participant has a grace to reconnect; then the visit
ends (:mod:`convener.domain.room.nodes`). It ends at once when the participant leaves (:func:`leave`), is removed
(:func:`remove_participant`), or the room closes (:func:`close_room`, :func:`end_meeting`). The first visit starts the
meeting, and the last one that ends leaves it empty.

Every function locks the meeting's row first (:func:`convener.domain.meetings.meetings.lock_meeting`) or its caller has,
so two nodes that serve the same meeting agree on the order.

A participant whose last connection is lost keeps that connection's row, on the node :data:`LOST`, until the grace is
over, and with it the mesh slot: neither a reload nor a restart of the server costs anybody the slot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from convener.domain.access.policy import EntryCheck, EntryState, entry_state, must_wait
from convener.domain.attendance import visited_hours
from convener.domain.events.kinds.lobby import PersonWaiting, WaitingGone
from convener.domain.events.kinds.presence import LeavingReason, PersonEntered, PersonLeft, PersonMoved
from convener.domain.events.log import record
from convener.domain.meetings import instances, meetings, state
from convener.domain.meetings.instances import Ending
from convener.domain.meetings.participants import ParticipantStatus, role_now
from convener.domain.meetings.state import MeetingChange, MeetingStatus
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit

from . import audience_rights, mesh_slots, namesakes, person_history, recorder_peers, recording, roster
from .media_flags import NOTHING, Media, apply_media
from .mesh_slots import LOST
from .peer_ids import is_genuine, new_peer_id

LONGEST_BROWSER = 255
"""Stored characters of a User-Agent header (Live Meeting service API, reference 6.6)."""

LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class Arrival:
    """Where a connection has arrived: in the room (``visit`` is set) or in the lobby. ``slots``: the mesh slots now."""

    meeting: Meeting
    connection: RoomConnection
    visit: Visit | None
    slots: mesh_slots.Peers


@dataclass(frozen=True)
class _Opened:
    """The row of a new socket. ``alone``: it is the only open one of its participant. ``returned``: its page had it
    before the socket broke."""

    connection: RoomConnection
    alone: bool
    returned: bool


@dataclass(frozen=True)
class Origin:
    """Where a participant comes from: the browser as it names itself, and the client's (or its proxy's) address."""

    browser: str = ""
    address: str = ""


def connect(
    session: Session,
    site: Site,
    participant: Participant,
    node: str,
    media: Media,
    *,
    peer_id: str | None = None,
    takes_over: bool = False,
    origin: Origin | None = None,
) -> Arrival:
    """A browser of this participant has opened a room socket on ``node``.

    ``peer_id`` is the id that this page had before its socket broke: where it is genuine the page keeps it, and the
    other browsers keep their connections to it. ``media``: what the page would send, of which not all may be true
    (:func:`_media_on_entering`). ``takes_over``: the participant goes on in this page, so other connections end, and
    it gets their mesh slot. With the lobby on, a participant who must wait arrives in the lobby
    (:func:`convener.domain.access.policy.must_wait`). Raises :class:`EntryClosed` where the participant may not enter
    now.
    """
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    session.refresh(participant)
    _require_open(session, site, meeting, participant)
    before = mesh_slots.current(session, meeting)
    opened = _connection(session, site, meeting, participant, node, peer_id, takes_over=takes_over)
    connection = opened.connection
    visit = roster.open_visit(session, participant)
    if visit is None and must_wait(session, meeting, participant):
        if participant.waiting_since is None:
            participant.waiting_since = now()
            waiting = PersonWaiting(waiting=roster.waiting_state(participant))
            record(session, meeting, waiting, participant=participant)
        session.flush()
        return Arrival(meeting, connection, None, before)
    media = _allowed_media(meeting, participant, visit, media)
    allowed = _media_on_entering(session, site, meeting, visit, opened, media, before)
    visit = _enter_room(session, site, meeting, participant, connection, visit, allowed, origin or Origin())
    after = mesh_slots.assign(session, site, meeting, before, newest=connection)
    _correct_media(session, site, meeting, visit, before, after, media)
    return Arrival(meeting, connection, visit, after)


def admit(
    session: Session,
    site: Site,
    participant: Participant,
    peer_id: str,
    media: Media,
    *,
    origin: Origin | None = None,
) -> Arrival | None:
    """Bring a waiting connection into the room after its participant was admitted; None where it has closed meanwhile.

    Where the participant still has to wait the arrival has no visit. Raises :class:`EntryClosed` like :func:`connect`.
    """
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    session.refresh(participant)
    connection = session.get(RoomConnection, peer_id)
    if connection is None:
        return None
    _require_open(session, site, meeting, participant)
    visit = roster.open_visit(session, participant)
    if visit is None and must_wait(session, meeting, participant):
        return Arrival(meeting, connection, None, [])
    before = mesh_slots.current(session, meeting)
    opened = _Opened(connection, alone=True, returned=False)
    media = _allowed_media(meeting, participant, visit, media)
    allowed = _media_on_entering(session, site, meeting, visit, opened, media, before)
    visit = _enter_room(session, site, meeting, participant, connection, visit, allowed, origin or Origin())
    after = mesh_slots.assign(session, site, meeting, before, newest=connection)
    _correct_media(session, site, meeting, visit, before, after, media)
    return Arrival(meeting, connection, visit, after)


def leave(session: Session, site: Site, participant: Participant) -> None:
    """The participant leaves, with all tabs, at once."""
    meeting = meetings.lock_meeting(session, participant.meeting_id)
    _remove(session, site, meeting, participant, "left")


def remove_participant(
    session: Session,
    site: Site,
    meeting: Meeting,
    participant: Participant,
    reason: LeavingReason,
    actor: Participant | None = None,
) -> None:
    """Remove a participant from the room and the lobby. ``reason``: removed or cancelled. The caller has locked the
    meeting."""
    _remove(session, site, meeting, participant, reason, actor)


def close_room(session: Session, site: Site, meeting: Meeting, reason: LeavingReason) -> None:
    """Disconnect everybody, in the lobby too. ``reason``: ended or cancelled. The caller has locked the meeting."""
    moment = now()
    before = mesh_slots.current(session, meeting)
    for visit in roster.open_visits(session, meeting.id):
        close_visit(session, meeting, visit, reason, moment, everybody=True)
    empty_lobby(session, meeting)
    mesh_slots.assign(session, site, meeting, before)


def end_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """End the meeting for all. The caller has locked the meeting and checked that the actor may."""
    close_room(session, site, meeting, "ended")
    finish_meeting(session, meeting, MeetingChange.ENDED, Ending.ENDED)


# -------------------------------------------------------------------------------------------------- parts


def _require_open(session: Session, site: Site, meeting: Meeting, participant: Participant) -> None:
    state = entry_state(session, site, meeting, participant)
    if state is EntryState.LOCKED and participant.admitted_at is not None:
        # To admit from the lobby of a locked room is a decision about this participant.
        return
    EntryCheck(state, meeting).require_open()


def _connection(
    session: Session,
    site: Site,
    meeting: Meeting,
    participant: Participant,
    node: str,
    peer_id: str | None,
    *,
    takes_over: bool,
) -> _Opened:
    """The row of a new socket, which inherits the mesh slot of a lost one, or of one that it takes over from."""
    theirs = {row.peer_id: row for row in roster.connections_of(session, participant)}
    if peer_id is not None and not is_genuine(site, participant, peer_id):
        peer_id = None
    connection = theirs.pop(peer_id, None) if peer_id else None
    returned = connection is not None
    if connection is None:
        connection = RoomConnection(
            peer_id=peer_id or new_peer_id(site, participant),
            meeting_id=meeting.id,
            participant_id=participant.id,
            media=False,
        )
        session.add(connection)
    connection.node, connection.opened_at = node, now()
    if takes_over and any(other.node != LOST for other in theirs.values()):
        record(session, meeting, PersonMoved(), participant=participant)
    for other in list(theirs.values()):
        if takes_over or other.node == LOST:
            connection.media = connection.media or other.media
            session.delete(theirs.pop(other.peer_id))
    session.flush()
    return _Opened(connection, alone=not theirs, returned=returned)


def _allowed_media(meeting: Meeting, participant: Participant, visit: Visit | None, media: Media) -> Media:
    """What of ``media`` the role may send."""
    role = role_now(meeting, participant) if visit is None else visit.role
    return audience_rights.allowed_media(meeting, role, media, may_unmute=visit is not None and visit.may_unmute)


def _media_on_entering(
    session: Session,
    site: Site,
    meeting: Meeting,
    visit: Visit | None,
    opened: _Opened,
    media: Media,
    before: mesh_slots.Peers,
) -> Media:
    """What of ``media`` is true when this page comes in; ``before`` are the slots before it did.

    - A participant without a slot sends nothing, and of several tabs only the one with the slot sends.
    - A page that was in the room before has no more than the server's state: a mute while it was away holds. What its
      participant switched on meanwhile it says by ``setMedia``, after it has heard what happened.
    - A new page (a reload) says itself what it sends, but what another muted or stopped stays off.
    """
    has_slot = opened.connection.media
    if not has_slot and len(before) >= site.mesh_limit:
        return Media()
    if visit is None:
        return media
    if not (opened.alone or has_slot):
        return Media()
    if opened.returned:
        return Media(
            bool(media.microphone) and visit.microphone,
            bool(media.camera) and visit.camera,
            bool(media.screen) and visit.screen,
        )
    claimed = {source for source in person_history.SOURCES if getattr(media, source) and not getattr(visit, source)}
    if not claimed:
        return media
    public_id = visit.participant.public_id
    stopped = person_history.stopped_by_other(session, meeting.id, public_id, meeting.last_seq)
    return replace(media, **dict.fromkeys(claimed & stopped))


def _correct_media(
    session: Session,
    site: Site,
    meeting: Meeting,
    visit: Visit,
    before: mesh_slots.Peers,
    after: mesh_slots.Peers,
    media: Media,
) -> None:
    """After the slots are assigned: a host who took the slot of another sends, and whoever has none does not."""
    person = visit.participant.public_id
    had_slot, has_slot = (any(one == person for _, one in slots) for slots in (before, after))
    wanted = NOTHING if not has_slot else Media()
    if has_slot and not had_slot and len(before) >= site.mesh_limit:
        wanted = media
    if apply_media(visit, wanted):
        roster.person_updated(session, meeting, visit)


def _enter_room(
    session: Session,
    site: Site,
    meeting: Meeting,
    participant: Participant,
    connection: RoomConnection,
    visit: Visit | None,
    media: Media,
    origin: Origin,
) -> Visit:
    if participant.waiting_since is not None:
        stop_waiting(session, meeting, participant)
    if visit is None:
        visit = _begin_visit(session, site, meeting, participant, media, origin)
    else:
        changed = visit.grace_until is not None
        visit.grace_until = visit.lost_at = None
        if not namesakes.has_name(visit):
            changed = True
            roster.set_name(session, meeting, visit)
        changed = apply_media(visit, media) or changed
        if changed:
            roster.person_updated(session, meeting, visit)
    connection.visit_id = visit.id
    session.flush()
    return visit


def _begin_visit(
    session: Session, site: Site, meeting: Meeting, participant: Participant, media: Media, origin: Origin
) -> Visit:
    user, moment = participant.user, now()
    begins = meeting.status in (MeetingStatus.SCHEDULED.value, MeetingStatus.FINISHED.value)
    if begins:
        meeting.started_at, meeting.finished_at = moment, None
    first = begins or meeting.instance_id is None
    if first:
        instances.begin_instance(session, meeting, moment)
    role = role_now(meeting, participant)
    visit = Visit(
        vid=random_text(LOWERCASE_AND_DIGITS, 16),
        meeting_id=meeting.id,
        instance_id=meeting.instance_id,
        participant_id=participant.id,
        role=role,
        entered_at=moment,
        microphone=bool(media.microphone),
        camera=bool(media.camera),
        screen=bool(media.screen),
        email=participant.email or (user.email if user else ""),
        company=participant.company or (user.company if user else ""),
        extra1=participant.extra1,
        extra2=participant.extra2,
        extra3=participant.extra3,
        browser=origin.browser[:LONGEST_BROWSER],
        address=origin.address[:LONGEST_ADDRESS],
    )
    visit.participant = participant
    roster.set_name(session, meeting, visit, first=first)
    session.add(visit)
    participant.status = ParticipantStatus.IN_PROGRESS.value
    is_host = role == MeetingRole.HOST.value
    meeting.inside += 1
    meeting.hosts_inside += is_host
    meeting.peak = max(meeting.peak, meeting.inside)
    meeting.empty_since = None
    moved = state.move(meeting, MeetingChange.HOST_ENTERS if is_host else MeetingChange.OTHER_ENTERS)
    session.flush()
    record(session, meeting, PersonEntered(person=roster.person_state(visit)), participant=participant)
    if moved:
        state.record_update(session, meeting)
    if first:
        recording.start_at_beginning(session, site, meeting)
    return visit


def _remove(
    session: Session,
    site: Site,
    meeting: Meeting,
    participant: Participant,
    reason: LeavingReason,
    actor: Participant | None = None,
) -> None:
    before = mesh_slots.current(session, meeting)
    session.execute(delete(RoomConnection).where(RoomConnection.participant_id == participant.id))
    if participant.waiting_since is not None:
        stop_waiting(session, meeting, participant)
    visit = roster.open_visit(session, participant)
    if visit is not None:
        close_visit(session, meeting, visit, reason, now(), actor=actor)
    mesh_slots.assign(session, site, meeting, before)


def close_visit(
    session: Session,
    meeting: Meeting,
    visit: Visit,
    reason: LeavingReason,
    left_at: datetime,
    *,
    everybody: bool = False,
    actor: Participant | None = None,
) -> None:
    """End a visit. The caller deletes the connections and assigns the mesh slots anew. ``everybody``: the whole room
    closes, so nobody stays who would need to be told of each single one."""
    left_at = max(left_at, visit.entered_at)  # the clock may have jumped to the past meanwhile
    visit.left_at, visit.left_reason = left_at, reason
    visit.grace_until = None
    visit.microphone = visit.camera = visit.screen = False
    visit.hand_at = None
    visited_hours.record_visit(session, meeting, visit.entered_at, left_at)
    participant = visit.participant
    participant.status = ParticipantStatus.QUIT.value
    was_host = visit.role == MeetingRole.HOST.value
    meeting.inside -= 1
    meeting.hosts_inside -= was_host
    left = PersonLeft(reason=reason, everybody=everybody)
    record(session, meeting, left, participant=participant, actor=actor)
    if meeting.inside == 0:
        recording.stop(session, meeting, None, "empty")
        meeting.empty_since = now() if meeting.status != MeetingStatus.FINISHED.value else None
    elif was_host and meeting.hosts_inside == 0 and not everybody:
        state.move(meeting, MeetingChange.HOST_LEAVES)
        state.record_update(session, meeting)


def stop_waiting(session: Session, meeting: Meeting, participant: Participant) -> None:
    """The participant is not in the lobby any more."""
    participant.waiting_since = None
    record(session, meeting, WaitingGone(), participant=participant)


def empty_lobby(session: Session, meeting: Meeting) -> None:
    """Delete all connections of the meeting, and let nobody wait any longer."""
    session.execute(delete(RoomConnection).where(RoomConnection.meeting_id == meeting.id))
    waiting = update(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    session.execute(waiting.values(waiting_since=None))


def delete_connections(session: Session, visit_ids: list[int]) -> None:
    """Delete the connections of these visits."""
    session.execute(delete(RoomConnection).where(RoomConnection.visit_id.in_(visit_ids)))


def finish_meeting(session: Session, meeting: Meeting, change: MeetingChange, ending: Ending) -> None:
    """Finish the meeting, which the caller has locked, and its instance."""
    recording.stop(session, meeting, None, "ended")
    state.move(meeting, change)
    meeting.finished_at, meeting.empty_since = now(), None
    meeting.locked = False
    recorder_peers.clear(meeting)
    state.record_update(session, meeting)
    instances.end_instance(session, meeting, ending, meeting.finished_at)
