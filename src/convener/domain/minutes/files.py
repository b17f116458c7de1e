"""Minutes as a file, in the formats of notes and by the same confined process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from convener.domain.meetings.times import plain, spoken
from convener.domain.notes.exporter import Order
from convener.domain.notes.files import NotesOrder
from convener.domain.permissions import MeetingRole
from convener.domain.polls.questions import PollKind
from convener.domain.reports.attendance import Attendance
from convener.domain.shared_documents.content import Block, Content, Run
from convener.domain.text import LANGUAGES

from .labels import MinutesLabels, file_labels, labels_for
from .text import Task
from .views import MinutesView, PollResult


def shown_title(view: MinutesView, labels: MinutesLabels) -> str:
    """The meeting's title; one without is named after who held it."""
    return view.title or labels.untitled.format(organizer=view.organizer)


def order_file(view: MinutesView, language: str) -> NotesOrder:
    """What a file of these minutes is made of (:func:`convener.domain.notes.files.write_file`)."""
    known = language if language in LANGUAGES else "en"
    labels = labels_for(known)
    title = shown_title(view, labels)
    content = Content(blocks=list(_Layout(view, labels, known).blocks()))
    order = Order(content=content, title=title, labels=file_labels(known))
    return NotesOrder(f"{labels.minutes} {title} {view.instance.started_at:%Y-%m-%d}", order)


def lasted(seconds: float, language: str) -> str:
    """A duration in words, like "1 hr 5 min"; less than a minute counts as one."""
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    parts = [format_unit(hours, "duration-hour", "short", locale=language)] if hours else []
    parts += [format_unit(rest, "duration-minute", "short", locale=language)] if rest or not hours else []
    return plain(" ".join(parts))


class _Layout:
    """Minutes as blocks of a text; sections that have nothing are left out."""

    def __init__(self, view: MinutesView, labels: MinutesLabels, language: str) -> None:
        self._view, self._labels, self._language = view, labels, language

    def blocks(self) -> Iterator[Block]:
        view, labels = self._view, self._labels
        zone = ZoneInfo(view.meeting.time_zone or "UTC")
        when = spoken(view.instance.started_at, view.ended_at, zone, self._language)
        yield _paragraph(Run(f"{labels.when}: ", {"bold": {}}), Run(when))
        for line in filter(None, (one.strip() for one in view.text.summary.splitlines())):
            yield _paragraph(Run(line))
        yield from self._section(
            labels.agenda, "orderedList", [self._point(one.text, one.minutes) for one in view.text.agenda]
        )
        yield from self._section(labels.decisions, "bulletList", [one.text for one in view.text.decisions])
        yield from self._tasks()
        yield from self._polls()
        yield from self._section(labels.documents, "bulletList", view.documents)
        yield from self._recordings()
        number = format_decimal(len(view.people), locale=self._language)
        yield from self._section(
            f"{labels.people} ({number})", "bulletList", [self._person(one) for one in view.people]
        )

    def _section(self, heading: str, kind: str, lines: list[str]) -> Iterator[Block]:
        if lines:
            yield _heading(heading)
            yield Block(kind, {}, [Block("listItem", {}, [_paragraph(Run(one))]) for one in lines])

    def _point(self, text: str, minutes: int | None) -> str:
        return f"{text} ({lasted(60 * minutes, self._language)})" if minutes else text

    def _tasks(self) -> Iterator[Block]:
        tasks = self._view.text.tasks
        if tasks:
            yield _heading(self._labels.tasks)
            items = [Block("taskItem", {"checked": one.done}, [_paragraph(*self._task(one))]) for one in tasks]
            yield Block("taskList", {}, [*items])

    def _task(self, task: Task) -> Iterator[Run]:
        yield Run(task.text)
        carried = self._labels.carried if task.carried else ""
        beside = [one for one in (task.assignee, self._day(task.due), carried) if one]
        if beside:
            yield Run(f" ({', '.join(beside)})")

    def _day(self, day: date | None) -> str:
        return plain(format_date(day, "long", locale=self._language)) if day else ""

    def _polls(self) -> Iterator[Block]:
        if self._view.polls:
            yield _heading(self._labels.polls)
        for poll in self._view.polls:
            yield _paragraph(Run(poll.question, {"bold": {}}))
            lines = list(self._poll(poll))
            yield Block("bulletList", {}, [Block("listItem", {}, [_paragraph(Run(one))]) for one in lines])

    def _poll(self, poll: PollResult) -> Iterator[str]:
        withheld = poll.voters is None or any(one.votes is None for one in poll.answers)
        # The answers of true or false are stored in English.
        true_or_false = poll.kind == PollKind.TRUE_FALSE.value
        for answer in poll.answers:
            text = (self._labels.true, self._labels.false)[answer.position] if true_or_false else answer.text
            right = " ✓" if answer.correct else ""
            if answer.votes is None or answer.percent is None:
                yield f"{text}{right}"
                continue
            share = format_percent(answer.percent / 100, locale=self._language)
            yield f"{text}{right}: {format_decimal(answer.votes, locale=self._language)} ({plain(share)})"
        yield from poll.comments
        if withheld:
            yield self._labels.withheld
        if poll.voters is not None:
            yield f"{self._labels.votes}: {format_decimal(poll.voters, locale=self._language)}"

    def _recordings(self) -> Iterator[Block]:
        ready = [one for one in self._view.recordings if one.url]
        if ready:
            yield _heading(self._labels.recordings)
            lines = [_paragraph(Run(one.title, {"link": {"href": one.url}})) for one in ready]
            yield Block("bulletList", {}, [Block("listItem", {}, [line]) for line in lines])

    def _person(self, person: Attendance) -> str:
        role = {MeetingRole.HOST.value: self._labels.host, MeetingRole.PRESENTER.value: self._labels.presenter}
        beside = [role.get(person.role, ""), lasted(person.seconds, self._language)]
        return f"{person.name} ({', '.join(one for one in beside if one)})"


def _heading(text: str) -> Block:
    return Block("heading", {"level": 1}, [Run(text)])


def _paragraph(*runs: Run) -> Block:
    return Block("paragraph", {}, list(runs))
