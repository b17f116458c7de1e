"""Writes the client's TypeScript types from what the server declares, so that nothing is typed twice.

``python tools/generate_types.py`` writes the types of the REST API, with its paths, from the OpenAPI document of its
routes, and the types of the room protocol from what features register; with ``--check`` it writes nothing and ends with
1 where a file on disk is not what would be written. Needs the client's ``node_modules`` (openapi-typescript).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from convener.apis import rest
from convener.realtime.registry import REGISTRY, Registry

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / "client"
ROOM_TYPES = CLIENT / "src" / "room" / "protocol.generated.ts"
REST_TYPES = CLIENT / "src" / "api" / "schema.generated.ts"

REF = "#/components/schemas/"
NONE = {"type": "object", "properties": {"type": {"const": "none"}}, "required": ["type"]}
"""A union that has no member yet: a message that never comes."""


def room_document(registry: Registry = REGISTRY) -> dict[str, Any]:
    """An OpenAPI 3.1 document that holds nothing but the structs of the room protocol and its unions (``Any…``).

    The browser may leave out a field that has a default in commands and what they contain; in everything else the
    server always sends each field.
    """
    unions = {
        "AnyCommand": registry.command_structs,
        "AnyEvent": registry.event_structs,
        "AnyPassing": registry.passing_structs,
        "AnyServerMessage": registry.server_structs,
    }
    messages = list(dict.fromkeys(struct for members in unions.values() for struct in members))
    _, schemas = msgspec.json.schema_components(messages, ref_template=REF + "{name}")
    sent_by_browser = _reachable(schemas, [struct.__name__ for struct in registry.command_structs])
    for name, schema in schemas.items():
        required = schema.get("required", []) if name in sent_by_browser else list(schema["properties"])
        if "type" in schema["properties"] and "const" not in schema["properties"]["type"]:
            schema["required"] = required
        else:
            tagged = ["type"] if "type" in schema["properties"] else []
            schema["required"] = tagged + [field for field in required if field != "type"]
    for name, members in unions.items():
        schemas[name] = {"anyOf": [{"$ref": REF + member.__name__} for member in members]} if members else NONE
    for name, union in (("Events", "AnyEvent"), ("Passing", "AnyPassing")):
        field = "events" if name == "Events" else "messages"
        schemas[name]["properties"][field]["items"] = {"$ref": REF + union}
    return {
        "openapi": "3.1.0",
        "info": {"title": "The room", "version": "v1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def _reachable(schemas: dict[str, Any], names: list[str]) -> set[str]:
    """The names of these schemas, and of all that they refer to."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(part.rpartition("/")[2] for part in _refs(schemas[name]))
    return found


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _refs(child)
    elif isinstance(node, list):
        for child in node:
            yield from _refs(child)


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
        (ROOM_TYPES, typescript(room_document(), "what src/convener/realtime registers")),
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
