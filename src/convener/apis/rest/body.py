"""Bodies of requests, read strictly: JSON by its Content-Type, each key once, no field that is not known, no value of
another type."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ClientException, ValidationException
from litestar.status_codes import HTTP_415_UNSUPPORTED_MEDIA_TYPE

from convener.apis.charsets import UTF_8, UnreadableText, declared_charset, decoded
from convener.domain.errors import InvalidParameter

MEDIA_TYPE = "application/json"
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`", re.DOTALL)
_WHERE = re.compile(r"(?P<message>.*) - at `\$\.(?P<key>.+)`", re.DOTALL)


class JsonRequest(Request[Any, Any, State]):
    """A request to a handler whose parameter ``data`` is a struct."""

    async def json(self) -> Any:
        """The body as the struct of the handler. Raises :class:`InvalidParameter` for a field that is not known or
        given twice, an HTTP exception with 415 for another Content-Type and with 400 for everything else."""
        struct = self.route_handler.parsed_fn_signature.parameters["data"].annotation
        body = await self.body()
        if body:
            body = _in_utf_8(self.headers.get("content-type", ""), body)
        return read_body(body or b"null", struct)


def _in_utf_8(content_type: str, body: bytes) -> bytes:
    """The body of a request that is JSON by its Content-Type, whatever charset that declares."""
    if content_type.partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise ClientException(f"The body must be {MEDIA_TYPE} in UTF-8.", status_code=HTTP_415_UNSUPPORTED_MEDIA_TYPE)
    try:
        codec = declared_charset(content_type) or UTF_8
        return body if codec == UTF_8 else decoded(body, codec, "The body").encode()
    except UnreadableText as error:
        raise ClientException(str(error), status_code=HTTP_415_UNSUPPORTED_MEDIA_TYPE) from None


def read_body(body: bytes, struct: type[msgspec.Struct]) -> msgspec.Struct:
    """A body as a struct, which forbids unknown fields; raises as :meth:`JsonRequest.json` does."""
    try:
        found = msgspec.json.decode(body, type=struct)
    except msgspec.ValidationError as error:
        raise _refusal(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ClientException(f"The body is not JSON: {error}.") from None
    # The decoder takes the last one of several values of a key.
    json.loads(body, object_pairs_hook=_refuse_duplicates)
    return found


def _refusal(message: str) -> Exception:
    if unknown := _UNKNOWN.match(message):
        return InvalidParameter(f"{unknown[1]} is not a known field.", unknown[1])
    if where := _WHERE.fullmatch(message):
        return ValidationException(where["message"], extra=[{"message": where["message"], "key": where["key"]}])
    return ValidationException(message, extra=[{"message": message}])


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise InvalidParameter(f"{name} is given more than once.", name)
        names.add(name)
