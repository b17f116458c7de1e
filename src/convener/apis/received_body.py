"""The body of a request that is a file: written as it comes, and never held in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from litestar import Request
from litestar.exceptions import ClientException, InternalServerException

from convener.domain.errors import BadFile

WRITTEN_AT_ONCE = 256 * 1024
"""Bytes that are gathered before a thread writes them."""


class TooLarge(ClientException):
    """More came than may ever come."""

    status_code = 413


async def write_body(request: Request[Any, Any, Any], write: Callable[[bytes], object], most: int) -> None:
    """Give the body to ``write``, piece by piece, in threads. Raises :class:`TooLarge` where more than ``most`` bytes
    are announced, or come, :class:`BadFile` where it breaks off."""
    if (announced_length(request) or 0) > most:
        raise _too_large(most)
    received, gathered = 0, bytearray()
    try:
        async for piece in request.stream():
            gathered += piece
            if len(gathered) >= WRITTEN_AT_ONCE:
                received += len(gathered)
                await asyncio.to_thread(write, bytes(gathered))
                gathered.clear()
                if received > most:
                    raise _too_large(most)
    except InternalServerException:
        raise BadFile("The upload broke off.", "length") from None
    await asyncio.to_thread(write, bytes(gathered))
    if received + len(gathered) > most:
        raise _too_large(most)


def announced_length(request: Request[Any, Any, Any]) -> int | None:
    """How many bytes the body has, as its head says; None where it does not."""
    announced = request.headers.get("content-length", "")
    return int(announced) if announced.isdecimal() else None


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"An upload of this kind may have at most {most} bytes.")
