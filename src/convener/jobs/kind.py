"""What a kind of background work is: how it is done, and on which terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import msgspec

from convener.domain.jobs.leases import Terms
from convener.domain.jobs.queue import JobPayload
from convener.settings import Settings

from .context import JobContext

P = TypeVar("P", bound=JobPayload)

LEASE = timedelta(seconds=60)
"""How long a worker counts as alive without a sign of life; it gives four in this time."""


class Retry(Exception):
    """Raised by a handler: this attempt failed, a later one may succeed. ``after``: how long to wait, where the kind's
    own delay is not right."""

    def __init__(self, problem: str, *, after: timedelta | None = None) -> None:
        super().__init__(problem)
        self.after = after


class Failed(Exception):
    """Raised by a handler: no attempt can succeed."""


def doubled(first: timedelta, longest: timedelta) -> Callable[[int], timedelta]:
    """Delays after so many failed attempts: ``first``, doubled each time, at most ``longest``."""
    return lambda attempts: min(first * 2.0 ** min(attempts - 1, 40), longest)


def _needs_nothing(_settings: Settings) -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of background work, made by :func:`job_kind` or :func:`periodic_kind` in a module of
    :mod:`convener.jobs.kinds`.

    ``run`` does a job with its stored payload; it raises :class:`Retry`, :class:`Failed`, or what it likes, which is
    logged as a defect and tried again. ``retry_delay``: how long to wait after so many failed attempts. ``check``
    raises :class:`~convener.settings.SettingsError` where the settings do not let jobs of this kind be done.
    """

    terms: Terms
    run: Callable[[JobContext, Mapping[str, object]], None]
    retry_delay: Callable[[int], timedelta]
    check: Callable[[Settings], None] = _needs_nothing

    @property
    def name(self) -> str:
        """The name of the kind."""
        return self.terms.kind


def job_kind(
    payload: type[P],
    handler: Callable[[JobContext, P], None],
    *,
    concurrency: int = 1,
    attempts: int = 5,
    retry_delay: Callable[[int], timedelta] = doubled(timedelta(seconds=30), timedelta(hours=1)),  # noqa: B008 - pure
    lease: timedelta = LEASE,
    check: Callable[[Settings], None] = _needs_nothing,
) -> Kind:
    """A kind whose jobs are asked for with a ``payload`` (:func:`convener.domain.jobs.queue.enqueue`).

    ``concurrency``: jobs that are done at once, over all workers. A job whose worker died is taken up again when the
    ``lease`` is over; that attempt counts, so a job that kills its workers ends as failed.
    """

    def run(context: JobContext, stored: Mapping[str, object]) -> None:
        try:
            read = msgspec.convert(stored, payload)
        except msgspec.ValidationError as error:
            raise Failed(f"its payload cannot be read: {error}") from error
        handler(context, read)

    terms = Terms(kind=payload.kind, concurrency=concurrency, attempts=attempts, lease=lease)
    return Kind(terms=terms, run=run, retry_delay=retry_delay, check=check)


def periodic_kind(
    name: str,
    handler: Callable[[JobContext], None],
    *,
    every: timedelta,
    lease: timedelta = LEASE,
    check: Callable[[Settings], None] = _needs_nothing,
) -> Kind:
    """A kind with one job, which is done by one of all workers, and again ``every`` so long after it ended. Where it
    failed, it is tried again at its next time; where its worker died, at once, unless others died of it too."""
    terms = Terms(kind=name, concurrency=1, attempts=3, lease=lease, every=every)
    return Kind(
        terms=terms, run=lambda context, _stored: handler(context), retry_delay=lambda _attempts: every, check=check
    )
