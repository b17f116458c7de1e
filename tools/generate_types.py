"""Writes the client's TypeScript types from the msgspec structs of the wire, so that nothing is typed twice.

``python tools/generate_types.py`` writes the files of ``TARGETS``; with ``--check`` it writes nothing and ends with 1
where a file on disk is not what would be written. Needs the client's ``node_modules`` (openapi-typescript).
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from convener.apis.rest.v1 import schemas
from convener.realtime.protocol import messages

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

CLIENT = ROOT / "client"
TARGETS: dict[ModuleType, Path] = {
    messages: CLIENT / "src" / "room" / "protocol.generated.ts",
    schemas: CLIENT / "src" / "api" / "schema.generated.ts",
}

SENT_BY_BROWSER: dict[ModuleType, set[str]] = {
    messages: {"SignalData", "SessionDescription", "IceCandidate", "TrackNote"},
    schemas: {
        "SignIn",
        "NewMeeting",
        "Key",
        "EntryRequest",
        "InvitationKey",
        "InvitationAnswer",
        "RecordingKey",
        "RecordingEntryRequest",
    },
}
"""Structs in which the browser may leave out a field that has a default (all commands as well); in everything else
the server always sends each field."""


def structs(module: ModuleType) -> list[type[msgspec.Struct]]:
    """The public structs that the module itself defines, in its order, without the abstract ones."""
    defined = [
        thing
        for thing in vars(module).values()
        if inspect.isclass(thing) and issubclass(thing, msgspec.Struct) and thing.__module__ == module.__name__
    ]
    return [thing for thing in defined if thing.__struct_config__.tag or not _is_abstract(thing, defined)]


def _is_abstract(struct: type[msgspec.Struct], defined: list[type[msgspec.Struct]]) -> bool:
    return any(struct in other.__mro__[1:] for other in defined)


def _may_leave_out(module: ModuleType, struct: type[msgspec.Struct]) -> bool:
    command = getattr(module, "Command", None)
    return struct.__name__ in SENT_BY_BROWSER[module] or (command is not None and issubclass(struct, command))


def document(module: ModuleType) -> dict[str, Any]:
    """An OpenAPI 3.1 document that holds nothing but the module's structs and its unions (``Any…``)."""
    found = structs(module)
    _, schemas = msgspec.json.schema_components(found, ref_template="#/components/schemas/{name}")
    for struct in found:
        schema = schemas[struct.__name__]
        if not _may_leave_out(module, struct):
            schema["required"] = list(schema["properties"])
        elif struct.__struct_config__.tag:
            schema["required"] = ["type", *(name for name in schema.get("required", []) if name != "type")]
        for field in schema["properties"].values():
            field.pop("default", None)
    for name, union in vars(module).items():
        if name.startswith("Any") and hasattr(union, "__args__"):
            members = [{"$ref": f"#/components/schemas/{member.__name__}"} for member in union.__args__]
            schemas[name] = {"anyOf": members}
    if "Events" in schemas:
        schemas["Events"]["properties"]["events"]["items"] = {"$ref": "#/components/schemas/AnyEvent"}
    return {
        "openapi": "3.1.0",
        "info": {"title": module.__name__, "version": "1"},
        "paths": {},
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def typescript(module: ModuleType) -> str:
    """The module's types as TypeScript, formatted as the client's other files are not: generated files stay raw."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "types.json", Path(folder) / "types.ts"
        source.write_text(json.dumps(document(module)), encoding="utf-8")
        program = CLIENT / "node_modules" / ".bin" / "openapi-typescript"
        flags = ["--root-types", "--root-types-no-schema-prefix", "--alphabetize"]
        subprocess.run(
            [str(program), str(source), "-o", str(target), *flags], check=True, capture_output=True, cwd=CLIENT
        )
        text = target.read_text(encoding="utf-8")
    place = module.__name__.replace(".", "/")
    body = text.split("*/", 1)[1].lstrip() if text.startswith("/**") else text
    return f"// Made from src/{place}.py by tools/generate_types.py: do not edit.\n\n{body}"


def main() -> int:
    """Writes or checks both files; the exit status."""
    stale = 0
    for module, file in TARGETS.items():
        text = typescript(module)
        if "--check" in sys.argv[1:]:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                print(f"{file.relative_to(ROOT)} is not up to date: run tools/generate_types.py")
                stale = 1
        else:
            file.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
