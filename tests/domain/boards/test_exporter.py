"""What the file of a whiteboard has of a drawing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pycrdt import Array, Doc, Map

from convener.domain.boards.exporter import LONGEST_TEXT, ImageFile, write

RECTANGLE = {"id": "r", "type": "rectangle", "x": 1.0, "y": 2.5, "width": 10.0, "height": 5, "index": "a1"}


def drawing(**elements: object) -> Doc[Any]:
    document: Doc[Any] = Doc()
    root = document.get("elements", type=Map)
    for key, value in elements.items():
        root[key] = value
    return document


def exported(**elements: object) -> list[dict[str, Any]]:
    scene = json.loads(write(drawing(**elements)))
    assert (scene["type"], scene["version"], scene["files"]) == ("excalidraw", 2, {})
    found: list[dict[str, Any]] = scene["elements"]
    return found


def test_elements_are_written_from_the_lowest_to_the_highest() -> None:
    stroke = {"id": "s", "type": "freedraw", "x": 0, "y": 0, "index": "a0", "simulatePressure": True, "width": 0}
    low, high = exported(r=Map({"e": RECTANGLE}), s=Map({"e": stroke, "p": Array([0, 0, 80, -20, 16, 4])}))
    assert (low["points"], low["pressures"]) == ([[0, 0], [10, -2.5], [2, 0.5]], [])
    assert (low["width"], low["height"]) == (10, 3)
    assert high == {**RECTANGLE, "x": 1, "width": 10, "link": None, "frameId": None}
    assert exported() == []


def test_a_pen_that_feels_pressure_keeps_it() -> None:
    stroke = {"id": "s", "type": "freedraw", "x": 0, "y": 0, "index": "a0", "simulatePressure": False}
    [one] = exported(s=Map({"e": stroke, "p": Array([0, 0, 255, 8, 8, 51])}))
    assert (one["points"], one["pressures"]) == ([[0, 0], [1, 1]], [1, 0.2])


@pytest.mark.parametrize(
    "element",
    [
        {},
        "text",
        {**RECTANGLE, "id": "another"},
        {**RECTANGLE, "type": "iframe"},
        {**RECTANGLE, "isDeleted": True},
        {**RECTANGLE, "index": 7},
        {**RECTANGLE, "x": 1e7},
        {**RECTANGLE, "x": "1"},
        {**RECTANGLE, "width": float("nan")},
        {**RECTANGLE, "seed": 2.0**60},
        {**RECTANGLE, "text": "x" * (LONGEST_TEXT + 1)},
        {**RECTANGLE, "a": [[[[[[1]]]]]]},
    ],
)
def test_what_is_not_well_formed_is_left_out(element: object) -> None:
    assert exported(r=Map({"e": element})) == []
    assert exported(r=element) == []


def test_nothing_leads_elsewhere() -> None:
    [one] = exported(r=Map({"e": {**RECTANGLE, "link": "javascript:x", "customData": {"a": 1}, "frameId": "f"}}))
    assert (one["link"], one["frameId"]) == (None, None)
    assert "customData" not in one
    stroke = {"id": "s", "type": "freedraw", "x": 0, "y": 0, "index": None}
    for points in ("text", Array(["a", None, float("inf"), 8]), None):
        [one] = exported(s=Map({"e": stroke, "p": points}))
        assert one["points"] in ([], [[0, 0], [0, 1]])


FILE_ID = "0123456789abcdef" * 2 + "01234567"
IMAGE = {"id": "i", "type": "image", "x": 0, "y": 0, "width": 8, "height": 4, "index": "a2", "fileId": FILE_ID}


def test_images_that_are_seen_are_in_the_file() -> None:
    def image(file_id: str) -> ImageFile:
        return ImageFile(file_id=file_id, content_type="image/webp", content=b"RIFF", created=7)

    stored = [image(FILE_ID), image("f" * 40)]
    deleted = {**IMAGE, "id": "d", "fileId": "f" * 40, "isDeleted": True}
    scene = json.loads(write(drawing(i=Map({"e": IMAGE}), d=Map({"e": deleted})), stored))
    assert scene["elements"] == [{**IMAGE, "link": None, "frameId": None, "status": "saved"}]
    url = "data:image/webp;base64,UklGRg=="
    file = {"mimeType": "image/webp", "id": FILE_ID, "dataURL": url, "created": 7, "lastRetrieved": 7}
    assert scene["files"] == {FILE_ID: file}


@pytest.mark.parametrize("file_id", [None, 7, "", "../x", "data:image/png;base64,AA", FILE_ID.upper(), FILE_ID + "\n"])
def test_an_image_without_a_file_is_left_out(file_id: object) -> None:
    assert exported(i=Map({"e": {**IMAGE, "fileId": file_id}})) == []
