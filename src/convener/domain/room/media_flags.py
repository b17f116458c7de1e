"""What a participant sends, as flags of the visit."""

from __future__ import annotations

from dataclasses import dataclass

from convener.storage.models import Visit


@dataclass(frozen=True)
class Media:
    """What a participant sends; None is unchanged."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


NOTHING = Media(microphone=False, camera=False, screen=False)
"""What a participant without a slot in the mesh sends."""


def apply_media(visit: Visit, media: Media) -> bool:
    """Apply ``media`` to the visit; returns whether anything is different now."""
    before = (visit.microphone, visit.camera, visit.screen)
    if media.microphone is not None:
        visit.microphone = media.microphone
    if media.camera is not None:
        visit.camera = media.camera
    if media.screen is not None:
        visit.screen = media.screen
    return (visit.microphone, visit.camera, visit.screen) != before
