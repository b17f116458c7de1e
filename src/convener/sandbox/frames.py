"""Results of a process one by one, on its standard output: each with its length before it (four bytes, big-endian)."""

from __future__ import annotations

import struct
import sys

HEAD = struct.Struct(">I")


def write_frame(content: bytes) -> None:
    """Hand the next result to the parent process."""
    # Standard output is a pipe, to which the limit on files does not apply.
    sys.stdout.buffer.write(HEAD.pack(len(content)) + content)
    sys.stdout.buffer.flush()
