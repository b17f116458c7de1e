"""The language of who asks."""

from __future__ import annotations

from convener.domain.text import LANGUAGES


def preferred_language(accept_language: str) -> str:
    """The language of ours (:data:`LANGUAGES`) that an ``Accept-Language`` (RFC 9110, 12.5.4) wants most; English where
    it wants none of them."""
    weighed: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        language, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        weighed.append((quality, language.strip().partition("-")[0].lower()))
    best = [language for quality, language in sorted(weighed, key=lambda one: -one[0]) if quality > 0]
    return next((language for language in best if language in LANGUAGES), "en")
