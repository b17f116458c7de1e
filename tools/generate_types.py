"""Writes the client's TypeScript types from what the server declares, so that nothing is typed twice.

``python tools/generate_types.py`` writes the types of the REST API, with its paths, from the OpenAPI document of its
routes, and the types of the room protocol from its msgspec structs; with ``--check`` it writes nothing and ends with 1
where a file on disk is not what would be written. Needs the client's ``node_modules`` (openapi-typescript).
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from convener.apis import rest
from convener.realtime.protocol import messages

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / "client"
ROOM_TYPES = CLIENT / "src" / "room" / "protocol.generated.ts"
REST_TYPES = CLIENT / "src" / "api" / "schema.generated.ts"

REF = "#/components/schemas/"

SENT_BY_BROWSER = {"SignalData", "SessionDescription", "IceCandidate", "TrackNote"}
"""Structs of the room in which the browser may leave out a field that has a default (all commands as well); in
everything else the server always sends each field."""


def room_document() -> dict[str, Any]:
    """An OpenAPI 3.1 document that holds nothing but the structs of the room protocol and its unions (``Any…``)."""
    found = _structs()
    _, schemas = msgspec.json.schema_components(found, ref_template=REF + "{name}")
    for struct in found:
        schema = schemas[struct.__name__]
        if not (struct.__name__ in SENT_BY_BROWSER or issubclass(struct, messages.Command)):
            schema["required"] = list(schema["properties"])
        elif struct.__struct_config__.tag:
            schema["required"] = ["type", *(name for name in schema.get("required", []) if name != "type")]
    for name, union in vars(messages).items():
        if name.startswith("Any") and hasattr(union, "__args__"):
            schemas[name] = {"anyOf": [{"$ref": REF + member.__name__} for member in union.__args__]}
    schemas["Events"]["properties"]["events"]["items"] = {"$ref": REF + "AnyEvent"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "The room", "version": "v1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def _structs() -> list[type[msgspec.Struct]]:
    """The public structs that the protocol itself defines, in its order, without the abstract ones."""
    defined = [
        thing
        for thing in vars(messages).values()
        if inspect.isclass(thing) and issubclass(thing, msgspec.Struct) and thing.__module__ == messages.__name__
    ]
    return [
        thing
        for thing in defined
        if thing.__struct_config__.tag or not any(thing in other.__mro__[1:] for other in defined)
    ]


def typescript(document: dict[str, Any], source: str) -> str:
    """The document's types as TypeScript, formatted as the client's other files are not: generated files stay raw.

    ``source`` names what the document was made from, for the first line.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "types.json", Path(folder) / "types.ts"
        given.write_text(json.dumps(document), encoding="utf-8")
        program = CLIENT / "node_modules" / ".bin" / "openapi-typescript"
        flags = ["--root-types", "--root-types-no-schema-prefix", "--alphabetize", "--default-non-nullable=false"]
        subprocess.run([str(program), str(given), "-o", str(made), *flags], check=True, capture_output=True, cwd=CLIENT)
        text = made.read_text(encoding="utf-8")
    body = text.split("*/", 1)[1].lstrip() if text.startswith("/**") else text
    return f"// Made from {source} by tools/generate_types.py: do not edit.\n\n{body}"


def main() -> int:
    """Writes or checks both files; the exit status."""
    stale = 0
    for file, text in (
        (ROOM_TYPES, typescript(room_document(), "src/convener/realtime/protocol/messages.py")),
        (REST_TYPES, typescript(rest.document(), "the routes of src/convener/apis/rest")),
    ):
        if "--check" in sys.argv[1:]:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                print(f"{file.relative_to(ROOT)} is not up to date: run tools/generate_types.py")
                stale = 1
        else:
            file.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
