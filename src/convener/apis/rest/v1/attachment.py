"""Files that a browser saves."""

from __future__ import annotations

from litestar import Response

from convener.apis.file_reply import saved_as
from convener.domain.actions.open_download import file_name


def attachment(body: bytes, media_type: str, name: str) -> Response[bytes]:
    """This body as a file of this name, under headers with which it can do nothing but be saved: what others wrote is
    in it."""
    headers = {
        "Content-Disposition": saved_as(file_name(name)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(body, media_type=media_type, headers=headers)
