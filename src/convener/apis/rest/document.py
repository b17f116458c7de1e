"""The OpenAPI document of the modern API, made from its routes and its wire types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec
from litestar import Litestar, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, Tag

from convener import __version__

from .router import router
from .v1.operations import SECURITY_SCHEMES
from .v1.schemas.wire import Wire

MEDIA_TYPE = "application/vnd.oai.openapi+json"
SCHEMAS = "#/components/schemas/"
DESCRIPTION = """\
The API that the web client of Convener uses: JSON over HTTP.

Errors have a status of 400 and more and the body `Problem`: a stable word for programs, a sentence for people.

Bodies are read strictly: a field that is not known, one that is given twice, and a value of another type are refused.
New fields may come in replies at any time; clients ignore those that they do not know."""
TAGS = (
    Tag("account", "The account of the signed-in user."),
    Tag("boards", "Whiteboards of meetings."),
    Tag("center", "The conference center."),
    Tag("check", "What the check of browser and network asks for."),
    Tag("documents", "Documents that were brought to meetings, and their pages."),
    Tag("entry", "Entering a meeting by a link, a code or an entry URL."),
    Tag("invitations", "Answers to invitations."),
    Tag("meetings", "Meetings of the signed-in organizer."),
    Tag("minutes", "Minutes of a meeting's runs: drafted when a run ends, edited and released by its hosts."),
    Tag("recordings", "Viewing recordings."),
    Tag("session", "Signing in and out in a browser."),
    Tag("users", "Users of the center, for its administrators."),
)


@cache
def document() -> dict[str, Any]:
    """The document; needs no server and no database. Not to be changed by those who get it."""
    application = Litestar(
        route_handlers=[router()],  # only the routes are read
        openapi_config=OpenAPIConfig(
            title="Convener",
            version=__version__,
            description=DESCRIPTION,
            license=License(name="Apache 2.0", identifier="Apache-2.0"),
            tags=list(TAGS),
            components=Components(security_schemes=dict(SECURITY_SCHEMES)),
            use_handler_docstrings=True,
        ),
    )
    made = application.openapi_schema.to_schema()
    operations = [operation for path in made["paths"].values() for operation in path.values()]
    for operation in operations:
        _complete_operation(operation)
    _complete_schemas(made["components"]["schemas"], [operation.get("requestBody") for operation in operations])
    return made


def _complete_operation(operation: dict[str, Any]) -> None:
    """What the framework cannot be told: a title in words, that no proof is needed, that there is no content, when to
    try again."""
    operation["summary"] = re.sub(r"(?<!^)(?=[A-Z])", " ", operation["operationId"]).capitalize()
    operation.setdefault("security", [])
    operation["responses"].get("204", {}).pop("content", None)
    for status in ("429", "503"):
        if response := operation["responses"].get(status):
            response["headers"] = {
                "Retry-After": {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}},
            }


def _complete_schemas(schemas: dict[str, Any], bodies: Iterable[object]) -> None:
    """What the wire types say themselves. The server sends every field of a reply, with its default where there is
    nothing to say; in a request those with a default may be left out, and no others may be there."""
    documented = {struct.__name__: struct.__doc__ for struct in _descendants(Wire)}
    received = set(_reachable(schemas, bodies))
    for name, schema in schemas.items():
        schema["description"] = cleandoc(documented[name] or "").replace("``", "`")
        if name in received:
            schema["additionalProperties"] = False
        else:
            schema["required"] = list(schema["properties"])


def _descendants(struct: type[Wire]) -> Iterator[type[Wire]]:
    for child in struct.__subclasses__():
        yield child
        yield from _descendants(child)


def _reachable(schemas: dict[str, Any], roots: Iterable[object]) -> Iterator[str]:
    for root in roots:
        for name in _references(root):
            yield name
            yield from _reachable(schemas, [schemas[name]])


def _references(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(reference := tree.get("$ref"), str):
            yield reference.removeprefix(SCHEMAS)
        for value in tree.values():
            yield from _references(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _references(value)


@get(
    ["/api/v1/openapi.json", "/api/v1/openapi", "/api/v1/openapi/openapi.json"],
    media_type=MEDIA_TYPE,
    include_in_schema=False,
)
async def document_handler() -> Response[bytes]:
    """The document for those who write a client."""
    return Response(msgspec.json.encode(document()), media_type=MEDIA_TYPE)
