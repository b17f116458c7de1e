"""Draws the picture of a video, scene by scene, and only what has changed."""

from __future__ import annotations

from bisect import bisect_right
from types import TracebackType

from av import VideoFrame
from av.error import FFmpegError
from PIL import Image

from .canvas import Lettering, Planes, Scaler, blank, blend, lettering_of, planes_of
from .layout import Box, Scene, Tile, TileKind, scenes
from .lettering import BACKGROUND, CARD, card, pill
from .pages import Page
from .pictures import PictureSource
from .plan import Plan

_NAME_SIZE = 16
"""Pixels of the letters of names, on a picture 720 pixels high."""

_MOST_LETTERINGS = 100
"""In memory at once."""

_LIVE = (TileKind.CAMERA, TileKind.SCREEN)


class Stage:
    """The picture of a video; times only go forward."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._scenes = scenes(plan)
        self._starts = [scene.at for scene in self._scenes]
        self._scene: Scene | None = None
        self._sources: dict[int, PictureSource | None] = {}
        self._scalers: dict[int, Scaler] = {}
        self._names: dict[tuple[str, int], Lettering] = {}
        self._pages: dict[tuple[int, Box], Page] = {}
        self._ground = _color(BACKGROUND)
        self._empty = {TileKind.CAMERA: _color(CARD)}
        self.planes = blank(plan.width, plan.height)

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for source in self._sources.values():
            if source is not None:
                source.close()

    def draw(self, time: int) -> bool:
        """Draw the picture of this time; returns whether it is another one than before."""
        scene = self._scenes[bisect_right(self._starts, time) - 1]
        if scene is not self._scene:
            self._scene = scene
            self._close_unused(time)
            self.planes.fill(self._ground)
            self._open_pages(scene)
            for tile in scene.tiles:
                if tile.kind is TileKind.PICTURE:
                    self._pages[tile.source, tile.box].draw(time)
                self._draw_tile(tile, self._picture(tile, time) or self._last(tile))
            return True
        changed = False
        for tile in scene.tiles:
            if tile.kind is TileKind.PICTURE and self._pages[tile.source, tile.box].draw(time):
                self._draw_tile(tile, None)
                changed = True
            if tile.kind in _LIVE and (picture := self._picture(tile, time)) is not None:
                self._draw_tile(tile, picture)
                changed = True
        return changed

    def _draw_tile(self, tile: Tile, picture: VideoFrame | None) -> None:
        box = tile.box
        if tile.kind is TileKind.MORE:
            self._write(tile)
            return
        part = self.planes.part(box)
        if picture is not None:
            where, planes = self._scalers.setdefault(tile.source, Scaler()).fit(picture, box)
            if where != box:
                part.fill(self._empty.get(tile.kind, self._ground))
            self.planes.part(where).replace_by(planes)
        elif tile.kind is TileKind.PICTURE:
            self._draw_page(tile)
        else:
            part.replace_by(planes_of(card(tile.text, tile.person, box.width, box.height)))
        self._write(tile)

    def _draw_page(self, tile: Tile) -> None:
        page = self._pages[tile.source, tile.box]
        if page.is_there:
            self.planes.part(page.where).replace_by(page.planes)

    def _open_pages(self, scene: Scene) -> None:
        """Open what is shown in a scene, and close the others."""
        shown = [tile for tile in scene.tiles if tile.kind is TileKind.PICTURE]
        self._pages = {
            (tile.source, tile.box): self._pages.get((tile.source, tile.box))
            or Page(self._plan.pictures[tile.source], tile.box)
            for tile in shown
        }

    def _write(self, tile: Tile) -> None:
        """The name in the lower left corner of a tile, messages above it; how many are not seen in the lower right
        corner."""
        size = _NAME_SIZE * self._plan.height // 720
        margin = size // 4 * 2
        bottom = tile.box.y + tile.box.height - margin
        lines = [f"{name}: {text}" for name, text in tile.messages] + ([tile.text] if tile.text else [])
        for line in reversed(lines):
            lettering = self._lettering(line, size, tile.box.width - size)
            width, height = lettering.size
            bottom -= height
            if bottom < tile.box.y:
                return
            x = tile.box.x + (tile.box.width - width - margin if tile.kind is TileKind.MORE else margin)
            blend(self.planes, lettering, x, bottom)
            bottom -= margin

    def _lettering(self, line: str, size: int, most: int) -> Lettering:
        if (line, most) not in self._names:
            if len(self._names) >= _MOST_LETTERINGS:
                self._names.clear()
            self._names[line, most] = lettering_of(pill(line, size, most))
        return self._names[line, most]

    def _picture(self, tile: Tile, time: int) -> VideoFrame | None:
        source = self._source(tile)
        return None if source is None else source.picture_at(time)

    def _last(self, tile: Tile) -> VideoFrame | None:
        source = self._source(tile)
        return None if source is None else source.last

    def _source(self, tile: Tile) -> PictureSource | None:
        if tile.kind not in _LIVE:
            return None
        if tile.source not in self._sources:
            try:
                self._sources[tile.source] = PictureSource(self._plan.tracks[tile.source])
            except FFmpegError:
                self._sources[tile.source] = None  # nothing that can be seen was captured
        return self._sources[tile.source]

    def _close_unused(self, time: int) -> None:
        """Close the files of which nothing is seen any more."""
        for number, source in list(self._sources.items()):
            if source is not None and self._plan.tracks[number].pieces[-1].end <= time:
                source.close()
                self._sources[number] = None
                self._scalers.pop(number, None)


def _color(color: tuple[int, int, int]) -> Planes:
    return planes_of(Image.new("RGB", (2, 2), color))
