"""An archive (ZIP, not compressed) that is sent while it is made: nothing of it is ever stored."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

_EARLIEST = datetime(1980, 1, 1)
"""Of times in archives."""


@dataclass(frozen=True, kw_only=True)
class ArchivedFile:
    """A file of an archive: ``read`` gives its ``size`` bytes in pieces."""

    name: str
    size: int
    read: Callable[[], Iterator[bytes]]


class _Sink:
    """Where the archive is written: what came since it was asked last. It cannot be searched, so sizes and checksums
    follow their files."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def collect(self) -> bytes:
        written = b"".join(self._pieces)
        self._pieces.clear()
        return written


def stream(files: Iterable[ArchivedFile], moment: datetime) -> Iterator[bytes]:
    """The bytes of an archive with these files, all of which have this time."""
    sink = _Sink()
    when = max(moment.replace(tzinfo=None), _EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_STORED) as archive:
        for one in files:
            info = zipfile.ZipInfo(one.name, when)
            info.file_size = one.size
            with archive.open(info, "w", force_zip64=one.size > zipfile.ZIP64_LIMIT // 2) as file:
                for piece in one.read():
                    file.write(piece)
                    yield sink.collect()
    yield sink.collect()
