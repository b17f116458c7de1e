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
    are announced, :class:`BadFile` where it breaks off."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise TooLarge(f"An upload of this kind may have at most {most} bytes.")
    gathered = bytearray()
    try:
        async for piece in request.stream():
            gathered += piece
            if len(gathered) >= WRITTEN_AT_ONCE:
                await asyncio.to_thread(write, bytes(gathered))
                gathered.clear()
    except InternalServerException:
        raise BadFile("The upload broke off.", "length") from None
    await asyncio.to_thread(write, bytes(gathered))
