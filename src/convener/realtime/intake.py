"""Accepts the frames of one connection: refuses those that are too large, too many, or not a command."""

from __future__ import annotations

from . import close_reasons, metrics
from .connection import Connection
from .feature import COMMANDS, Rate
from .frames import BadFrame, read_command
from .protocol.messages import Refused
from .protocol.wire import MAX_FRAME_BYTES, Command
from .refusals import Refusals
from .registry import REGISTRY
from .token_bucket import TokenBucket


class Intake:
    """Turns the frames of ``connection`` into commands."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._buckets: dict[str, TokenBucket] = {}
        self._refusals = Refusals(connection)

    def accept(self, frame: str | bytes) -> Command | None:
        """The command in a frame. None where it is refused: then the browser has been told so, or the connection is
        closing."""
        if len(frame) > MAX_FRAME_BYTES:
            self._connection.close(close_reasons.TOO_LARGE)
            return None
        try:
            command = read_command(frame)
        except BadFrame as error:
            self._refuse_unreadable(str(error))
            return None
        spec = REGISTRY.commands.get(type(command))
        if not self._bucket(spec.rate if spec is not None else COMMANDS).consume():
            metrics.COMMANDS.labels(type(command).__name__, "too_many").inc()
            self._connection.send(
                Refused(ref=command.ref, error="too_many_requests", message="Please not so fast."),
            )
            self._refusals.count()
            return None
        return command

    def _bucket(self, rate: Rate) -> TokenBucket:
        bucket = self._buckets.get(rate.name)
        if bucket is None:
            bucket = self._buckets[rate.name] = TokenBucket(rate.per_second, rate.burst)
        return bucket

    def _refuse_unreadable(self, message: str) -> None:
        metrics.COMMANDS.labels("unreadable", "refused").inc()
        if self._connection.opened_at is None:
            self._connection.close(close_reasons.NO_ENTER)
            return
        self._connection.send(Refused(ref=None, error="invalid_message", message=message))
        self._refusals.count_unreadable()
