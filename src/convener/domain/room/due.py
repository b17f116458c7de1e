"""What is to be done in meetings after some time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Due:
    """In which ``meetings`` (by primary key) something is to be done now, and after how long more may be; None: not
    before something happens."""

    meetings: list[int]
    after: timedelta | None = None
