"""No name of the first floor plan's dialect is left: each thing has its word of the field.

``python -m tests.test_names [FOLDER …]`` lists what is found, for whoever renames.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

WORDS = frozenset(
    """accident booking bookings bury closings desk doom doomed door doors estate estates film films happening
    happenings hold holding house keeper kept letter letters life lives parcel said settle sweep told""".split()  # noqa: SIM905
)
"""Words that no name has as a part."""

NAMES = frozenset(
    """Link Look Need Pace Rules Said Seat Side Stay Threads Visitor Way Words alive at_once clients endings entering
    entries lock people place_of places preferences put quick recording_changes recording_lists recording_visits rules
    seen take take_media viewing visited want words""".split()  # noqa: SIM905
)
"""Names that nothing has as a whole."""

EXEMPT = {
    ("src/convener/cli/client.py", "client"): "the command `convener client` of the published contract",
    ("src/convener/realtime/features/people.py", "people"): "the feature of the room; the wire has the word",
    ("tests/realtime/models/people.py", "people"): "the same",
    ("tests/factories/browsers.py", "people"): "the same",
    ("src/convener/apis/live_meeting/messages/visitors.py", "visitors"): "ListVisitors of the published API",
    (
        "src/convener/storage/models/recordings.py",
        "recording_visits",
    ): "visits are the word; the module of this name is gone",
}
"""(file, name) and why it stays."""

Named = tuple[Path, int, str, str]
"""File, line, what is named, its name."""


def _parts(name: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)}


def is_old(name: str) -> bool:
    """Whether a name belongs to the dialect."""
    return name.strip("_") in NAMES or bool(_parts(name) & WORDS)


def _python_names(file: Path) -> Iterator[Named]:
    yield file, 1, "module", file.stem
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield file, node.lineno, "class", node.name
            for part in node.body:
                if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == "__tablename__":
                    yield file, part.lineno, "table", ast.literal_eval(part.value)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not node.name.startswith("test_"):  # whose names are sentences
                yield file, node.lineno, "function", node.name
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            for argument in every:
                if argument is not None:
                    yield file, argument.lineno, "parameter", argument.arg


_DECLARED = re.compile(r"^\s*(?:export )?(?:default )?(?:async )?(class|function|interface|type) (\w+)", re.MULTILINE)


def _typescript_names(file: Path) -> Iterator[Named]:
    yield file, 1, "module", file.name.split(".")[0]
    text = file.read_text(encoding="utf-8")
    for match in _DECLARED.finditer(text):
        yield file, text.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)


def names(*folders: Path) -> Iterator[Named]:
    """All names of modules, classes, functions, parameters and tables below the folders."""
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            if "versions" not in file.parts:
                yield from _python_names(file)
        for file in sorted([*folder.rglob("*.ts"), *folder.rglob("*.tsx")]):
            if not {"node_modules", "generated"} & set(file.parts):
                yield from _typescript_names(file)


def old_names(*folders: Path) -> list[str]:
    """What is left of the dialect, a line each."""
    return [
        f"{file.relative_to(ROOT)}:{line}: {kind} {name}"
        for file, line, kind, name in names(*folders)
        if is_old(name) and (str(file.relative_to(ROOT)), name) not in EXEMPT
    ]


def test_no_name_of_the_old_dialect_is_left() -> None:
    left = old_names(ROOT / "src", ROOT / "tests", ROOT / "tools", ROOT / "client" / "src")
    assert not left, "\n".join(left)


def test_what_an_old_name_is() -> None:
    assert all(map(is_old, ("Door", "look_by_door", "hold_by_key", "said", "_kept", "FilmKind", "put", "Link")))
    assert not any(map(is_old, ("Lifecycle", "inside", "output", "threshold", "links", "LinkKind", "take_over")))


if __name__ == "__main__":
    print("\n".join(old_names(*(Path(one).resolve() for one in sys.argv[1:] or ["src"]))))
