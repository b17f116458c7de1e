"""What a poll asks: its kinds of answers, its states, who sees the results when, and the checks of a question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from convener.domain import text
from convener.domain.errors import InvalidParameter

LONGEST_QUESTION = 500
LONGEST_ANSWER = 255
LONGEST_COMMENT = 1000
MOST_ANSWERS = 20


class PollKind(StrEnum):
    """The kinds of answers."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    RATING = "rating"
    TEXT = "text"


class PollState(StrEnum):
    """The states of a poll."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Shown(StrEnum):
    """When those who vote see the results: while they vote, once the poll is closed, or never, so that only those who
    run polls see them. Those who run polls always see those of a named poll."""

    LIVE = "live"
    CLOSED = "closed"
    RUNNERS = "runners"


FIXED_ANSWERS: dict[PollKind, tuple[str, ...]] = {
    PollKind.TRUE_FALSE: ("True", "False"),
    PollKind.RATING: ("1", "2", "3", "4", "5"),
    PollKind.TEXT: (),
}
"""The answers of the kinds that have fixed ones; those of the others come with the question."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """The question of a new poll, checked by :meth:`checked`. ``answers``: for kinds single and multiple, 2 to 20.
    ``correct``: positions (from 0) of the right ones, none where no answer is right or wrong."""

    kind: PollKind
    text: str
    answers: tuple[str, ...] = ()
    correct: frozenset[int] = frozenset()
    anonymous: bool = False
    shown: Shown = Shown.CLOSED

    def checked(self) -> Question:
        """The question with trimmed texts and the answers of its kind. Raises :class:`InvalidParameter`."""
        fixed = FIXED_ANSWERS.get(self.kind)
        if fixed is not None and self.answers not in ((), fixed):
            raise InvalidParameter(f"A poll of kind {self.kind.value} has answers of its own.", "answers")
        answers = tuple(text.line("answers", one, LONGEST_ANSWER, shortest=1) for one in self.answers)
        answers = answers if fixed is None else fixed
        if fixed is None and not 2 <= len(answers) <= MOST_ANSWERS:
            raise InvalidParameter(f"A poll has 2 to {MOST_ANSWERS} answers.", "answers")
        if len({text.fold(one) for one in answers}) < len(answers):
            raise InvalidParameter("The answers of a poll must differ.", "answers")
        if not self.correct <= set(range(len(answers))) or (self.correct and self.kind is PollKind.RATING):
            raise InvalidParameter("Only answers of the poll can be correct, and no rating is.", "correct")
        if len(self.correct) > 1 and self.kind is PollKind.TRUE_FALSE:
            raise InvalidParameter("Either True or False can be correct.", "correct")
        if self.anonymous and self.shown is Shown.LIVE:
            raise InvalidParameter(
                "The results of an anonymous poll are shown once it is closed: live ones tell who voted what.", "shown"
            )
        return replace(self, text=text.line("question", self.text, LONGEST_QUESTION, shortest=1), answers=answers)
