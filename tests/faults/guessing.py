"""Guesses passwords through the XML API on many connections, as fast as replies come: a process of its own.

``python -m tests.faults.guessing PORT CONNECTIONS ADDRESSES SECONDS`` prints ``guessing`` at the first
reply, and at the end what all said, as JSON. With more
than one address the connections come from as many networks, as a proxy on this machine tells them apart.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter

ANSWERS = {b"The credentials are wrong": "wrong", b"Too many attempts": "refused", b"Too many are signing in": "busy"}


async def _guess(port: int, number: int, addresses: int, until: float, found: Counter[str]) -> None:
    """One connection that guesses on and on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    address = f"2001:db8:0:{number % addresses:x}::1"
    for guess in range(1_000_000):
        if time.monotonic() > until:
            break
        user = f'authUser="user{number}" authPassword="guess {guess}"'
        body = f"<PlaceWareConfCenter {user}><GetUserProfileRequest/></PlaceWareConfCenter>".encode()
        head = f"POST /cc/main/xml/4.0 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {address}\r\nContent-Length: {len(body)}"
        writer.write(head.encode() + b"\r\n\r\n" + body)
        head_read = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head_read.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        reply = await reader.readexactly(int(length.partition(b":")[2]))
        if not found:
            print("guessing", flush=True)
        found[next((word for text, word in ANSWERS.items() if text in reply), "other")] += 1
    writer.close()
    await writer.wait_closed()


async def guess(port: int, connections: int, addresses: int, seconds: float) -> Counter[str]:
    """What the replies to all guesses said: wrong, refused, busy, other."""
    found: Counter[str] = Counter()
    until = time.monotonic() + seconds
    await asyncio.gather(*(_guess(port, number, addresses, until, found) for number in range(connections)))
    return found


if __name__ == "__main__":
    port, connections, addresses = map(int, sys.argv[1:4])
    print(json.dumps(asyncio.run(guess(port, connections, addresses, float(sys.argv[4])))))
