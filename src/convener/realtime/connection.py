"""One room socket, as the hub sees it: a bounded queue of frames and the state of its participant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Origin

from .audience import Listener
from .outgoing import OutgoingFrame
from .protocol.messages import Closing
from .protocol.wire import Wire, encode
from .sockets import FrameQueue, SocketSend

StateT = TypeVar("StateT")


class Connection(FrameQueue):
    """A socket and the state of its participant.

    ``seq`` is the number of the last event that was sent to this browser, or that it does not need; None while no
    events are sent to it: before it is in the room, and while a new snapshot is made for it.
    """

    __slots__ = (
        "_closing_after_answer",
        "_states",
        "answering",
        "answers_probes",
        "in_lobby",
        "listener",
        "media",
        "meeting_id",
        "next_activity_at",
        "opened_at",
        "origin",
        "page_hidden_at",
        "participant_id",
        "peer_id",
        "seq",
        "session_token",
        "silent_seconds",
    )

    def __init__(self, socket_send: SocketSend, write_at_once: Callable[[bytes], bool], origin: Origin) -> None:
        super().__init__(socket_send, write_at_once)
        self.origin = origin
        self.session_token = ""
        """The sign-in of the browser, where a user is signed in; it gives no right to enter."""
        self.next_activity_at = 0.0
        """When (in the time of the event loop) to record again that this sign-in is active."""
        self.peer_id = ""
        self.listener = Listener("", "")
        """Who listens, once the participant has entered."""
        self.participant_id = 0
        self.meeting_id = 0
        self.opened_at: datetime | None = None
        """When the participant entered by this socket; None before."""
        self.media = Media()
        self.answers_probes = False
        """Whether the browser says at once that it is there, when it is asked."""
        self.silent_seconds = 0
        """For how long nothing was heard of it (:mod:`convener.realtime.silence`)."""
        self.page_hidden_at: float | None = None
        """When (in the time of the event loop) the page said that it goes away; None where it has not."""
        self.seq: int | None = None
        self.in_lobby = False
        self.answering = False
        """Whether a command of this page is carried out at this moment, which will be answered."""
        self._closing_after_answer: Closing | None = None
        self._states: dict[type[Any], Any] = {}

    @property
    def person_id(self) -> str:
        """The public id of the participant; empty before it has entered."""
        return self.listener.person_id

    def state_of(self, kind: type[StateT]) -> StateT:
        """What a feature keeps of this connection, made by ``kind()`` when it is first asked for."""
        state = self._states.get(kind)
        if state is None:
            state = self._states[kind] = kind()
        return state

    def close_after_answer(self, closing: Closing) -> None:
        """Close, after the command that is carried out at this moment is answered: it may be the cause, and what it did
        may be known before its transaction has returned."""
        if self.answering:
            self._closing_after_answer = self._closing_after_answer or closing
            self.closing = True
        else:
            self.close(closing)

    def answered(self) -> None:
        """The command was answered."""
        self.answering = False
        if self._closing_after_answer is not None:
            self.close(self._closing_after_answer)

    def encode_closing(self, closing: Closing) -> OutgoingFrame:
        """The frame that says why the socket is closed."""
        return OutgoingFrame(encode(closing))

    def send(self, message: Wire) -> None:
        """Send a message, or queue it."""
        self.send_frame(OutgoingFrame(encode(message)))
