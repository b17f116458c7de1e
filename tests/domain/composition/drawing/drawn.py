"""Elements of Excalidraw as browsers write them, for tests of the renderer."""

from __future__ import annotations

import math
from typing import Any

Element = dict[str, Any]

INK, RED, GREEN, BLUE, VIOLET = "#1e1e1e", "#e03131", "#2f9e44", "#1971c2", "#9c36b5"


def element(type_: str, x: float, y: float, **more: Any) -> Element:
    """An element; without a shaky hand, as those that are made here."""
    return {
        "id": f"{type_}-{x}-{y}",
        "type": type_,
        "x": x,
        "y": y,
        "width": 0,
        "height": 0,
        "angle": 0,
        "strokeColor": INK,
        "backgroundColor": "transparent",
        "fillStyle": "solid",
        "strokeWidth": 2,
        "strokeStyle": "solid",
        "roughness": 0,
        "opacity": 100,
        "groupIds": [],
        "frameId": None,
        "index": None,
        "roundness": None,
        "seed": 1,
        "version": 1,
        "versionNonce": 1,
        "isDeleted": False,
        "boundElements": None,
        "updated": 1,
        "link": None,
        "locked": False,
        **more,
    }


def shape(type_: str, x: float, y: float, width: float = 120, height: float = 80, **more: Any) -> Element:
    """A rectangle, ellipse or diamond."""
    return element(type_, x, y, width=width, height=height, **more)


def linear(type_: str, x: float, y: float, points: list[tuple[float, float]], **more: Any) -> Element:
    """A line, an arrow, or a stroke by hand."""
    across, down = [one for one, _ in points], [one for _, one in points]
    of_type: Element = {}
    if type_ == "arrow":
        of_type = {"startArrowhead": None, "endArrowhead": "arrow", "elbowed": False}
    if type_ == "freedraw":
        of_type = {"pressures": [], "simulatePressure": True}
    if type_ in ("line", "arrow"):
        of_type |= {"startBinding": None, "endBinding": None}
    return element(
        type_,
        x,
        y,
        points=[list(point) for point in points],
        width=max(across) - min(across),
        height=max(down) - min(down),
        **{"lastCommittedPoint": None, **of_type, **more},
    )


def wave(length: int = 200, height: float = 25, steps: int = 60) -> list[tuple[float, float]]:
    """Points of a stroke that goes up and down."""
    return [(at * length / steps, height * math.sin(at / 6)) for at in range(steps)]


def text(x: float, y: float, written: str, width: float, height: float, **more: Any) -> Element:
    """A text."""
    return element(
        "text",
        x,
        y,
        width=width,
        height=height,
        **{
            "text": written,
            "originalText": written,
            "fontSize": 20,
            "fontFamily": 6,
            "textAlign": "left",
            "verticalAlign": "top",
            "containerId": None,
            "autoResize": False,
            "lineHeight": 1.35,
            **more,
        },
    )


def scenes() -> dict[str, list[Element]]:
    """Drawings that are compared with what Excalidraw makes of them, by their names."""
    return {
        name: [{**one, "id": f"e{at}", "index": f"a{at:02}"} for at, one in enumerate(elements)]
        for name, elements in _scenes().items()
    }


def _scenes() -> dict[str, list[Element]]:
    return {
        "shapes": [
            *(shape(type_, 20 + 160 * at, 20) for at, type_ in enumerate(("rectangle", "ellipse", "diamond"))),
            *(
                shape(type_, 20 + 160 * at, 130, roundness={"type": 3 if at == 0 else 2}, strokeColor=RED)
                for at, type_ in enumerate(("rectangle", "ellipse", "diamond"))
            ),
            *(
                shape(type_, 20 + 160 * at, 240, angle=0.5, backgroundColor="#ffec99", strokeWidth=4)
                for at, type_ in enumerate(("rectangle", "ellipse", "diamond"))
            ),
        ],
        "fills": [
            shape("rectangle", 20 + 150 * at, 20, backgroundColor=BLUE, fillStyle=fill)
            for at, fill in enumerate(("solid", "hachure", "cross-hatch", "zigzag"))
        ]
        + [
            shape("ellipse", 20, 130, backgroundColor=GREEN, strokeColor="transparent", opacity=40),
            shape("diamond", 90, 130, backgroundColor=RED, opacity=60),
        ],
        "dashes": [
            *(
                shape(type_, 20 + 160 * at, 20, strokeStyle=style, strokeWidth=width)
                for at, (type_, style, width) in enumerate(
                    (("rectangle", "dashed", 2), ("ellipse", "dotted", 2), ("diamond", "dashed", 4))
                )
            ),
            linear("line", 20, 130, [(0, 0), (200, 30), (400, 0)], strokeStyle="dotted", strokeWidth=4),
        ],
        "strokes": [
            linear("freedraw", 20, 60, wave()),
            linear("freedraw", 260, 60, wave(), strokeWidth=4, strokeColor=RED),
            linear(
                "freedraw",
                20,
                150,
                wave(),
                simulatePressure=False,
                pressures=[0.1 + 0.8 * at / 60 for at in range(60)],
                strokeColor=BLUE,
                lastCommittedPoint=[1, 1],
            ),
            linear("freedraw", 260, 150, wave(220, 4), strokeWidth=12, opacity=35, strokeColor=GREEN),
            linear("freedraw", 30, 220, [(0, 0)], strokeWidth=4),
            linear("freedraw", 60, 220, [(0, 0), (40, 5)]),
            linear("freedraw", 130, 200, [(0, 0), (60, 0), (1, 1), (60, 3), (0, 30), (80, 40)], strokeColor=VIOLET),
            linear("freedraw", 260, 210, wave(150, 20), angle=1.2),
        ],
        "lines": [
            linear("line", 20, 20, [(0, 0), (100, 50)]),
            linear("line", 140, 20, [(0, 0), (60, 60), (120, 0)], roundness={"type": 2}),
            linear("line", 280, 20, [(0, 0), (80, 0), (40, 60), (0, 0)], backgroundColor="#a5d8ff"),
            linear("arrow", 20, 110, [(0, 0), (120, 20)]),
            linear("arrow", 180, 110, [(0, 0), (60, 60), (120, 0)], roundness={"type": 2}),
            linear("arrow", 330, 110, [(0, 0), (60, 0), (60, 60), (120, 60)], elbowed=True),
            *(
                linear(
                    "arrow",
                    20 + 160 * (at % 3),
                    210 + 40 * (at // 3),
                    [(0, 0), (120, 10)],
                    startArrowhead=head,
                    endArrowhead=head,
                    strokeColor=BLUE,
                )
                for at, head in enumerate(
                    ("bar", "dot", "triangle", "triangle_outline", "diamond", "crowfoot_many", "crowfoot_one")
                )
            ),
            linear("arrow", 340, 300, [(0, 0), (100, -40)], angle=0.7, strokeStyle="dotted", strokeWidth=4),
        ],
        "texts": [
            text(20, 20, "Quarterly results", 165, 27),
            text(20, 60, "left\nof two lines", 120, 54, strokeColor=RED),
            text(180, 60, "centre\nof two lines", 120, 54, textAlign="center"),
            text(340, 60, "right\nof two lines", 120, 54, textAlign="right"),
            text(20, 130, "By hand: äöü", 150, 35, fontFamily=5, fontSize=28, lineHeight=1.25),
            text(260, 130, "code = 1", 110, 24, fontFamily=3, lineHeight=1.2),
            text(20, 190, "Łódź, Привет", 160, 38, fontSize=28),
            text(260, 200, "turned", 80, 38, fontSize=28, angle=0.6, strokeColor=BLUE),
        ],
        "pictures": [
            element("image", 20, 20, width=120, height=80, fileId="stripes", status="saved", scale=[1, 1], crop=None),
            element("image", 170, 20, width=120, height=80, fileId="stripes", status="saved", scale=[-1, 1], crop=None),
            element(
                "image",
                330,
                20,
                width=120,
                height=80,
                fileId="stripes",
                status="saved",
                scale=[1, 1],
                crop=None,
                angle=0.4,
            ),
            element(
                "image",
                20,
                130,
                width=100,
                height=60,
                fileId="stripes",
                status="saved",
                scale=[1, 1],
                opacity=50,
                roundness={"type": 3},
                crop={"x": 30, "y": 0, "width": 30, "height": 30, "naturalWidth": 60, "naturalHeight": 40},
            ),
        ],
    }
