"""Makes the files that a Chromium takes for camera and microphone of a drawn person.

A video has no seam and is played again and again. Videos are made by a Chromium too, on a canvas, the first time that
somebody asks for them, and kept in ``.tools/people`` (which ``make clean`` removes) until the drawing changes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page
from tools.people import sounds
from tools.people.portraits import PORTRAITS

HERE = Path(__file__).parent
KEPT = HERE.parent.parent / ".tools" / "people"
SCRIPTS = ("shapes", "rooms", "hair", "clothes", "person", "motion")
FILE_RATE = 30
"""Chromium plays a file of JPEGs at 30 frames a second, whatever it was made for (its FileVideoCaptureDevice)."""


@dataclass(frozen=True)
class Video:
    """How large a video is, and how long."""

    width: int = 1280
    height: int = 720
    seconds: int = 8
    rate: int = 15
    """Different pictures a second; a divisor of 30."""
    quality: float = 0.86

    @property
    def count(self) -> int:
        """Different pictures."""
        return self.seconds * self.rate


SMALL = Video(width=320, height=180, seconds=2, rate=10, quality=0.7)
"""For tests, which need a person, but no beauty: made in a moment."""


class People:
    """Drawn people, for whom files are made by ``browser`` where there are none yet."""

    def __init__(self, browser: Browser, video: Video = Video(), folder: Path = KEPT) -> None:
        self._browser, self._video, self._folder = browser, video, folder
        folder.mkdir(parents=True, exist_ok=True)

    def options(self, name: str, *, talking: bool = False) -> list[str]:
        """The options by which a Chromium has this person before its camera.

        A browser has one camera, so each person needs a browser of their own. Only one of a meeting should talk: who
        is silent has a microphone too, which hears nothing.
        """
        voice = self._sound("speech" if talking else "silence")
        return [
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={self.camera(name, talking=talking)}",
            f"--use-file-for-fake-audio-capture={voice}",
        ]

    def camera(self, name: str, *, talking: bool = False) -> Path:
        """The video of a person (MJPEG). Raises KeyError for a name that is not in ``PORTRAITS``."""
        portrait = asdict(PORTRAITS[name])
        kind = f"{name}-{'talks' if talking else 'listens'}-{self._video.width}"
        path = self._folder / f"{kind}-{_version(portrait, self._video)}.mjpeg"
        if not path.exists():
            for outdated in self._folder.glob(f"{kind}-*.mjpeg"):
                outdated.unlink(missing_ok=True)
            with _written(path) as unfinished, unfinished.open("wb") as file, self._page() as page:
                for frame in self._frames(page, name, talking):
                    file.write(frame * (FILE_RATE // self._video.rate))
        return path

    def stills(self, names: Iterable[str]) -> dict[str, bytes]:
        """One picture of each of these people (JPEG)."""
        with self._page() as page:
            return {name: next(self._frames(page, name, talking=False, batch=1)) for name in names}

    def _frames(self, page: Page, name: str, talking: bool, batch: int = 15) -> Iterator[bytes]:
        """All pictures of a round; so many are drawn and handed over at once."""
        video = self._video
        person = {**asdict(PORTRAITS[name]), "seed": 1 + list(PORTRAITS).index(name)}
        for start in range(0, video.count, batch):
            wanted = {
                "width": video.width,
                "height": video.height,
                "quality": video.quality,
                "count": video.count,
                "from": start,
                "to": min(start + batch, video.count),
                "talking": talking,
            }
            encoded: list[str] = page.evaluate("([person, wanted]) => draw(person, wanted)", [person, wanted])
            yield from map(base64.b64decode, encoded)

    @contextmanager
    def _page(self) -> Iterator[Page]:
        page = self._browser.new_page()
        try:
            for script in SCRIPTS:
                page.add_script_tag(path=HERE / "drawing" / f"{script}.js")
            yield page
        finally:
            page.close()

    def _sound(self, kind: str) -> Path:
        path = self._folder / f"{kind}-{_digest((HERE / 'sounds.py').read_bytes())}.wav"
        if not path.exists():
            with _written(path) as unfinished:
                {"speech": sounds.write_speech, "silence": sounds.write_silence}[kind](unfinished)
        return path


@contextmanager
def _written(path: Path) -> Iterator[Path]:
    """A path to write to. The file gets its name when it is complete, so that two runs do not disturb each other."""
    folder = path.with_name(f".{path.name}.{id(path)}")
    folder.mkdir()
    try:
        yield folder / "file"
        (folder / "file").replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(portrait: dict[str, object], video: Video) -> str:
    return _digest(json.dumps([portrait, asdict(video), _drawing()], sort_keys=True).encode())


@cache
def _drawing() -> str:
    return _digest(b"".join((HERE / "drawing" / f"{script}.js").read_bytes() for script in SCRIPTS))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
