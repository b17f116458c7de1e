"""What the drawn people look like, and the rooms they sit in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hair = Literal[
    "none", "long", "waves", "short", "side", "crop", "afro", "curls", "bun", "bob", "ponytail", "headscarf", "turban"
]
Clothes = Literal["sweater", "turtleneck", "shirt", "blazer", "cardigan", "hoodie", "stripes", "vneck"]
RoomKind = Literal["window", "books", "lounge", "kitchen", "bricks", "office", "study"]


@dataclass(frozen=True)
class Room:
    """What is behind a person. Colors are #rrggbb, here and below."""

    kind: RoomKind
    wall: str
    accent: str
    wood: str = "#a77a52"


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """One person, as ``drawing/person.js`` draws them. Lengths are units of a picture 1280 wide."""

    skin: str
    hair: Hair
    hairColor: str
    clothes: Clothes
    top: str
    room: Room
    under: str = "#f4f1ea"
    """What is worn below a jacket, or is between stripes."""
    headwear: str = ""
    """The color of a headscarf or turban."""
    iris: str = "#5a3a22"
    lips: str = "#b9625c"
    blush: str = "#e07a64"
    lashes: bool = False
    brow: float = 8
    """How thick the eyebrows are."""
    browColor: str = ""
    eyes: float = 15
    """How far the eyes are open."""
    nose: float = 18
    full: float = 2
    """How full the lips are."""
    smile: float = 1
    jaw: float = 84
    wide: float = 1
    """The width of the head, in parts of the usual one."""
    neck: float = 56
    beard: Literal["", "full", "stubble"] = ""
    beardColor: str = ""
    freckles: bool = False
    glasses: str = ""
    glassesShape: Literal["square", "round"] = "square"
    headset: str = ""
    earrings: str = ""
    light: Literal["left", "right"] = "left"
    """Where the light comes from."""
    size: float = 1
    """How near the camera is."""
    offset: float = 0
    """How far from the middle the person sits."""
    facing: float = 0
    """Which way the person looks, -1 to 1."""
    lean: float = 0
    """Radians."""


PORTRAITS: dict[str, Portrait] = {
    "ann": Portrait(
        skin="#f0c8a8",
        hair="waves",
        hairColor="#8a4526",
        clothes="sweater",
        top="#2f7d76",
        iris="#4f7d5c",
        lips="#c4655f",
        lashes=True,
        brow=7,
        full=3,
        jaw=74,
        neck=50,
        freckles=True,
        room=Room("window", "#e3dccd", "#7c9cff"),
        offset=-20,
        facing=0.1,
    ),
    "bob": Portrait(
        skin="#ecc0a0",
        hair="short",
        hairColor="#8d8a86",
        clothes="shirt",
        top="#4a74b4",
        iris="#4c7697",
        brow=9,
        jaw=92,
        neck=62,
        beard="full",
        beardColor="#a5a19b",
        glasses="#2b2d33",
        room=Room("books", "#d6dbe2", "#3f6ea6", "#8c6242"),
        light="right",
        size=1.04,
        facing=-0.12,
    ),
    "cleo": Portrait(
        skin="#7c4a31",
        hair="afro",
        hairColor="#2a1a15",
        clothes="blazer",
        top="#e0a32e",
        under="#fbf6ec",
        iris="#3a2014",
        lips="#9b4348",
        blush="#b4533d",
        lashes=True,
        brow=8,
        browColor="#20130f",
        full=5,
        nose=21,
        jaw=78,
        neck=50,
        earrings="#d9a93a",
        room=Room("lounge", "#dfe5df", "#5c8f86"),
        facing=0.18,
        lean=0.02,
        size=0.93,
    ),
    "dai": Portrait(
        skin="#ebc39c",
        hair="side",
        hairColor="#1d1a1f",
        clothes="blazer",
        top="#3a4459",
        under="#f2f4f8",
        iris="#2c1b13",
        lips="#bd7466",
        brow=9,
        eyes=12,
        nose=17,
        jaw=84,
        room=Room("office", "#cfd6de", "#6f8bb8"),
        light="right",
        facing=-0.05,
        offset=16,
    ),
    "fatima": Portrait(
        skin="#d9a57c",
        hair="headscarf",
        hairColor="#2a1d18",
        headwear="#8f86c9",
        clothes="cardigan",
        top="#4b4677",
        under="#8f86c9",
        iris="#4a2e1a",
        lips="#b25a58",
        lashes=True,
        brow=8,
        full=3,
        jaw=76,
        room=Room("study", "#efe3d8", "#c97b63"),
        facing=0.08,
    ),
    "kwame": Portrait(
        skin="#68422e",
        hair="crop",
        hairColor="#17100e",
        clothes="hoodie",
        top="#5e6b7d",
        under="#e9e6df",
        iris="#2a160e",
        lips="#8a4a45",
        blush="#8f4632",
        brow=10,
        nose=23,
        full=5,
        jaw=94,
        neck=64,
        beard="stubble",
        headset="#2a2f38",
        room=Room("bricks", "#b0664d", "#4f86a8"),
        light="right",
        size=1.05,
        facing=0.15,
    ),
    "ingrid": Portrait(
        skin="#f3d2bb",
        hair="bob",
        hairColor="#dcd8d2",
        clothes="turtleneck",
        top="#8a2f46",
        iris="#5b87a8",
        lips="#bf5a60",
        browColor="#a39b92",
        brow=6,
        eyes=13,
        jaw=80,
        neck=52,
        glasses="#b6323e",
        earrings="#e8e6e0",
        room=Room("kitchen", "#d5e0dc", "#5f8fa3", "#b58a5e"),
        facing=-0.15,
        size=0.98,
    ),
    "priya": Portrait(
        skin="#a76e48",
        hair="long",
        hairColor="#241815",
        clothes="vneck",
        top="#c4486b",
        iris="#33190d",
        lips="#a94a4c",
        blush="#c75a45",
        lashes=True,
        brow=8,
        full=4,
        jaw=76,
        neck=50,
        earrings="#e2b95a",
        room=Room("books", "#ece3d3", "#b8864b", "#a87c55"),
        facing=0.12,
        offset=-24,
    ),
    "mateo": Portrait(
        skin="#cf9a6c",
        hair="curls",
        hairColor="#3a2317",
        clothes="cardigan",
        top="#3f6b50",
        under="#f3efe6",
        iris="#6b4a26",
        brow=10,
        jaw=90,
        neck=62,
        beard="stubble",
        room=Room("window", "#d9e2e6", "#e08a5b"),
        light="left",
        facing=-0.1,
        lean=-0.02,
    ),
    "lena": Portrait(
        skin="#f6d6c0",
        hair="ponytail",
        hairColor="#d8a95a",
        clothes="stripes",
        top="#34507f",
        under="#f7f4ee",
        iris="#5a86b4",
        lips="#cf6d68",
        browColor="#a77f45",
        lashes=True,
        brow=7,
        full=3,
        jaw=74,
        neck=50,
        room=Room("lounge", "#e6dce6", "#8a6fa8"),
        light="right",
        facing=0.05,
    ),
    "arjun": Portrait(
        skin="#b47d53",
        hair="turban",
        hairColor="#231815",
        headwear="#cf6a3a",
        clothes="sweater",
        top="#2d3f63",
        iris="#3a2012",
        lips="#a85c50",
        brow=10,
        jaw=92,
        neck=60,
        beard="full",
        room=Room("study", "#dbe4ec", "#4d78a8"),
        facing=-0.08,
        size=0.94,
    ),
    "mei": Portrait(
        skin="#f2cfae",
        hair="bob",
        hairColor="#231d22",
        clothes="cardigan",
        top="#d98292",
        under="#fbf3ee",
        iris="#2f1c14",
        lips="#c95f66",
        lashes=True,
        brow=6,
        eyes=13,
        nose=16,
        full=3,
        jaw=76,
        neck=48,
        glasses="#4a3f3a",
        glassesShape="round",
        room=Room("kitchen", "#efe6d6", "#d98f5c", "#c39a6b"),
        light="right",
        facing=0.14,
        size=0.97,
    ),
    "tom": Portrait(
        skin="#e2ac88",
        hair="none",
        hairColor="#7a4a2c",
        clothes="vneck",
        top="#7a8a3f",
        iris="#5d7d8a",
        brow=9,
        jaw=96,
        neck=66,
        beard="full",
        beardColor="#94562f",
        room=Room("office", "#d8d3c8", "#c07a4f"),
        size=1.04,
        facing=0.1,
        offset=20,
    ),
    "zoe": Portrait(
        skin="#c68c64",
        hair="bun",
        hairColor="#33201a",
        clothes="hoodie",
        top="#7c9cff",
        under="#eef2ff",
        iris="#4f3a20",
        lips="#b65655",
        lashes=True,
        brow=8,
        full=4,
        jaw=78,
        neck=50,
        headset="#e9edf5",
        room=Room("bricks", "#8f8a84", "#e0a04a"),
        facing=-0.14,
        lean=0.02,
        size=0.95,
    ),
}
"""By the name under which they are asked for."""
