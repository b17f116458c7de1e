"""Sends STUN requests from one socket as fast as it can: a process of its own.

``python -m tests.faults.stun_flood PORT SECONDS`` prints ``flooding`` when it begins, and at the end how many it sent
and how many answers came, as JSON.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import time

REQUEST = b"\x00\x01\x00\x00\x21\x12\xa4\x42" + b"flood of one"


def flood(port: int, seconds: float) -> dict[str, int]:
    """How many requests were ``sent`` and ``answered``."""
    sent = answered = 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.setblocking(False)
        ours.connect(("127.0.0.1", port))
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for _ in range(20):
                with contextlib.suppress(BlockingIOError, ConnectionRefusedError):
                    ours.send(REQUEST)
                    sent += 1
                with contextlib.suppress(BlockingIOError, ConnectionRefusedError):
                    ours.recv(100)
                    answered += 1
            time.sleep(0.001)
    return {"sent": sent, "answered": answered}


if __name__ == "__main__":
    print("flooding", flush=True)
    print(json.dumps(flood(int(sys.argv[1]), float(sys.argv[2]))))
