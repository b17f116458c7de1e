"""The files of the built client below ``/assets``: each has a hash in its name and never changes.

Browsers that take gzip get the copy ``NAME.gz`` that the build has put beside a file, others the file.
"""

from __future__ import annotations

from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from litestar import Request, Response, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.exceptions import NotFoundException
from litestar.response.file import ASGIFileResponse
from litestar.static_files import create_static_files_router

LONGEST_FILE_NAME = 255
"""Bytes; no file system that is in use has longer ones."""

WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""Of a worker: browsers take it from the answer with its script (W3C Content Security Policy 3, 4.2.2)."""

_UNCHANGING = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)


def asset_routers(folder: Path) -> list[Router]:
    """What serves the files of ``folder``, which is ``/assets``; nothing where the client is not built."""
    if not folder.is_dir():
        return []
    return [_router("/assets", folder), _router("/assets/workers", folder / "workers", WORKER_POLICY)]


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether this ``Accept-Encoding`` header takes gzip (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.partition(";")
        try:
            weights[coding.strip()] = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            return False
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0))) > 0


def _router(path: str, folder: Path, policy: str | None = None) -> Router:
    def mark(response: Response[Any]) -> Response[Any]:
        response.headers["Vary"] = "Accept-Encoding"
        if policy is not None:
            response.headers["Content-Security-Policy"] = policy
        return response

    return create_static_files_router(
        path=path,
        directories=[folder],
        cache_control=_UNCHANGING,
        before_request=_send_copies(path, folder),
        after_request=mark,
        include_in_schema=False,
        name=path,
    )


def _send_copies(path: str, folder: Path) -> Callable[[Request[Any, Any, State]], ASGIFileResponse | None]:
    """A function that answers with the compressed copy where there is one and the browser takes it. Of names that no
    file can have it says that there is none, instead of an error of the file system."""
    copies = {f"{path}/{file.relative_to(folder).with_suffix('')}": file for file in folder.rglob("*.gz")}

    def answer(request: Request[Any, Any, State]) -> ASGIFileResponse | None:
        name = request.scope["path"]
        if "\0" in name or any(len(part.encode(errors="replace")) > LONGEST_FILE_NAME for part in name.split("/")):
            raise NotFoundException
        copy = copies.get(name)
        if copy is None or not accepts_gzip(request.headers.get("accept-encoding", "")):
            return None
        return ASGIFileResponse(
            file_path=copy,
            filename=copy.stem,
            media_type=guess_type(copy.stem)[0] or "application/octet-stream",
            content_disposition_type="inline",
            is_head_response=request.method == "HEAD",
            headers={"Content-Encoding": "gzip", _UNCHANGING.HEADER_NAME: _UNCHANGING.to_header()},
        )

    return answer
