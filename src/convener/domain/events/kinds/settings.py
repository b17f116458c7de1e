"""Settings of a center."""

from __future__ import annotations

from convener.domain.events.payload import CenterPayload, Word, kind


@kind("center:settings:changed")
class SettingsChanged(CenterPayload, frozen=True, kw_only=True):
    """Settings have changed; ``changed`` holds their names."""

    changed: list[Word]
