"""What a check found, for programs and for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """What a finding means."""

    OK = "ok"
    MISSING = "missing"  # an extra that is not there
    WARNING = "warning"
    BROKEN = "broken"  # something needed does not work


MARKS = {Health.OK: "ok     ", Health.MISSING: "-      ", Health.WARNING: "warning", Health.BROKEN: "BROKEN "}


@dataclass(frozen=True)
class Finding:
    """One result of a check. ``advice``: what would put it right, or what a missing extra would add."""

    subject: str
    health: Health
    message: str
    advice: str = ""

    @property
    def broken(self) -> bool:
        """Whether something needed does not work."""
        return self.health is Health.BROKEN

    def as_dict(self) -> dict[str, str]:
        """The finding for programs."""
        return {
            "subject": self.subject,
            "health": self.health.value,
            "message": self.message,
            "advice": self.advice,
        }


def as_text(findings: Sequence[Finding]) -> str:
    """The findings for people: one or two lines each, and a sentence that sums them up."""
    width = max(len(finding.subject) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{MARKS[finding.health]}  {finding.subject:<{width}}  {finding.message}")
        if finding.advice:
            lines.append(f"{'':7}  {'':<{width}}  -> {finding.advice}")
    broken = sum(finding.broken for finding in findings)
    if broken:
        lines += ["", f"{broken} {'thing that is' if broken == 1 else 'things that are'} needed will not work."]
    else:
        lines += ["", "Everything that is needed works."]
    return "\n".join(lines)
