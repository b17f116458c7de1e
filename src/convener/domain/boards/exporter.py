"""Writes a drawing as a file of Excalidraw, which opens elsewhere: a program of its own, confined as
:mod:`convener.domain.shared_documents.opener` is, because it opens the document. Standard input is an :class:`Order`
(MessagePack).

Who drew may have a program of their own, so nothing of an element is believed: the client, which shows elements, has
the same rules (``room/features/whiteboard/drawing/elements.ts``).
"""

from __future__ import annotations

import base64
import math
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from convener.domain.shared_documents.opener import open_document
from convener.recording.drawings import Element, extent

from .schema import ELEMENTS, MOST_ELEMENTS, is_file_id

if TYPE_CHECKING:
    from pycrdt import Doc

TYPES = frozenset({"arrow", "diamond", "ellipse", "freedraw", "image", "line", "rectangle", "text"})
"""The types of elements that people can make."""

LEFT_OUT = frozenset({"link", "customData", "frameId"})
"""What others could be led astray by: addresses, what programs note, and parts of frames, which there are not."""

STEPS = 8
"""Steps of a coordinate of a stroke in one unit of the drawing."""

PRESSURES = 255
MOST_POINTS = 50_000
LONGEST_TEXT = 20_000
FARTHEST = 1e6
MOST_DEPTH = 4

_PLACES = frozenset({"x", "y", "width", "height"})


class ImageFile(Struct, frozen=True, kw_only=True):
    """An image on the drawing. ``created``: when it came, in milliseconds since 1970."""

    file_id: str
    content_type: str
    content: bytes
    created: int


class Order(Struct, frozen=True, kw_only=True):
    """What is to be written: the ``updates`` that make the drawing, and the images that were put on it."""

    updates: list[bytes]
    images: list[ImageFile] = []


def write(document: Doc[Any], images: Sequence[ImageFile] = ()) -> bytes:
    """The drawing as a file of Excalidraw, with those of the images that are seen on it."""
    elements = read_elements(document)
    seen = {one["fileId"] for one in elements if one["type"] == "image"}
    scene = {
        "type": "excalidraw",
        "version": 2,
        "source": "convener",
        "elements": elements,
        "appState": {"viewBackgroundColor": "#ffffff", "gridSize": None},
        "files": {one.file_id: _file(one) for one in images if one.file_id in seen},
    }
    return msgspec.json.format(msgspec.json.encode(scene), indent=2)


def _file(image: ImageFile) -> dict[str, object]:
    content = base64.b64encode(image.content).decode()
    return {
        "mimeType": image.content_type,
        "id": image.file_id,
        "dataURL": f"data:{image.content_type};base64,{content}",
        "created": image.created,
        "lastRetrieved": image.created,
    }


def read_elements(document: Doc[Any]) -> list[Element]:
    """The elements of a drawing that are well formed, without those that were deleted, from the lowest to the
    highest."""
    from pycrdt import Map

    found: list[Element] = []
    root = document.get(ELEMENTS, type=Map)
    for key in sorted(root)[:MOST_ELEMENTS]:
        element = read_element(key, root.get(key))
        if element is not None:
            found.append(element)
    return sorted(found, key=lambda one: (one["index"] or "~", one["id"]))


def read_element(key: str, map_: object) -> Element | None:
    """The element of this id that the map describes; None where it is not well formed, or was deleted."""
    from pycrdt import Map

    stored: Mapping[str, Any] = dict(map_) if isinstance(map_, Map) else {}
    plain = stored.get("e")
    if not isinstance(plain, dict) or plain.get("id") != key or plain.get("type") not in TYPES:
        return None
    if plain.get("isDeleted") or not isinstance(plain.get("index"), str | None) or not _is_harmless(plain, 0):
        return None
    if plain["type"] == "image" and not is_file_id(plain.get("fileId")):
        return None
    kept = {name: _number(value) for name, value in plain.items() if name not in LEFT_OUT}
    element: Element = {**kept, "index": plain.get("index"), "link": None, "frameId": None}
    if element["type"] == "image":
        return element | {"status": "saved"}
    if element["type"] != "freedraw":
        return element
    return element | _points(stored.get("p"), with_pressure=element.get("simulatePressure") is False)


def _points(stored: object, *, with_pressure: bool) -> Element:
    from pycrdt import Array

    size = 3 if with_pressure else 2
    numbers = [_finite(one) for one in stored] if isinstance(stored, Array) else []
    places = [numbers[at : at + size] for at in range(0, len(numbers) - size + 1, size)][:MOST_POINTS]
    points = [[_number(x / STEPS), _number(y / STEPS)] for x, y, *_ in places]
    width, height = extent(points)
    return {
        "points": points,
        "pressures": [one[2] / PRESSURES for one in places] if with_pressure else [],
        "lastCommittedPoint": None,
        "width": width,
        "height": height,
    }


def _finite(value: object) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0


def _number(value: Any) -> Any:
    """Whole numbers are integers again, also inside: Yjs has numbers of one kind."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_number(one) for one in value]
    if isinstance(value, dict):
        return {name: _number(one) for name, one in value.items()}
    return value


def _is_harmless(value: object, depth: int) -> bool:
    """Whether no number is out of reach, no text too long, and nothing nested deep."""
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= 2**53
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if depth > MOST_DEPTH or not isinstance(value, dict | list):
        return False
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return all(_is_harmless(one, depth + 1) and (name not in _PLACES or _is_near(one)) for name, one in inside)


def _is_near(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= FARTHEST


def main() -> None:
    """Read the order from standard input and write the file."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(write(open_document(order.updates), order.images))
