"""Pairs of digests in memory that the processes of a server share: made before they are forked, gone with them."""

from __future__ import annotations

import mmap
import struct

_ENTRY = struct.Struct("32s32sd")
"""A digest, what belongs to it, and until when, in seconds of the monotonic clock, which is one for the machine."""

_TOGETHER = 8
"""Entries among which one has its place."""


class SharedDigests:
    """Up to ``most`` pairs. Nobody waits for anybody: where two processes write one place at the same moment what is in
    it may be of both, and then is the pair of nobody, because digests are compared whole."""

    def __init__(self, most: int) -> None:
        self._groups = max(1, most // _TOGETHER)
        self._memory = mmap.mmap(-1, self._groups * _TOGETHER * _ENTRY.size)

    def get(self, digest: bytes) -> tuple[bytes, float]:
        """What belongs to ``digest``, and until when; nothing, and 0, where it is not known."""
        for offset in self._offsets(digest):
            found, other, until = _ENTRY.unpack_from(self._memory, offset)
            if found == digest:
                return other, until
        return b"", 0.0

    def store(self, digest: bytes, other: bytes, until: float) -> None:
        """``other`` belongs to ``digest``. Where all places are taken the one is given to it whose time ends first."""
        ends = {}
        for offset in self._offsets(digest):
            found, _, ends[offset] = _ENTRY.unpack_from(self._memory, offset)
            if found == digest:
                ends[offset] = 0.0
        _ENTRY.pack_into(self._memory, min(ends, key=lambda offset: ends[offset]), digest, other, until)

    def _offsets(self, digest: bytes) -> range:
        group = int.from_bytes(digest[:8], "big") % self._groups
        size = _ENTRY.size
        return range(group * _TOGETHER * size, (group + 1) * _TOGETHER * size, size)
