"""Makes the pictures of ``golden/`` by Excalidraw itself, in Chromium.

``python -m tests.domain.composition.drawing.make_golden``, in the folder of the repository, with the client's packages
installed.
"""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.domain.composition.drawing.drawn import scenes
from tests.domain.composition.drawing.stripes import stripes

GOLDEN = Path(__file__).parent / "golden"
PADDING = 20
SCALE = 1.5

_CLIENT = Path(__file__).parents[4] / "client"
_ENTRY = """
import { exportToCanvas, getCommonBounds, restoreElements } from "@excalidraw/excalidraw";
window.draw = async (stored, files, padding, scale) => {
  const elements = restoreElements(stored, null);
  const canvas = await exportToCanvas({
    elements, files, exportPadding: padding,
    appState: { exportBackground: false, exportWithDarkMode: false },
    getDimensions: (width, height) => ({ width: width * scale, height: height * scale, scale }),
  });
  const [left, top] = getCommonBounds(elements);
  return { url: canvas.toDataURL("image/png"), left: left - padding, top: top - padding };
};
window.ready = true;
"""


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory(dir=_CLIENT) as name:
        folder = Path(name)
        (folder / "entry.js").write_text(_ENTRY)
        (folder / "index.html").write_text('<!doctype html><script type="module" src="entry.js"></script>')
        vite = [str(_CLIENT / "node_modules" / ".bin" / "vite"), "build", str(folder), "--outDir", "built"]
        subprocess.run(vite, check=True, cwd=folder)
        fonts = _CLIENT / "node_modules/@excalidraw/excalidraw/dist/prod/fonts"
        shutil.copytree(fonts, folder / "built" / "fonts")
        handler = partial(SimpleHTTPRequestHandler, directory=str(folder / "built"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _draw(f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def _draw(address: str) -> None:
    buffer = io.BytesIO()
    stripes().save(buffer, "PNG")
    url = "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
    files = {"stripes": {"id": "stripes", "mimeType": "image/png", "dataURL": url, "created": 1}}
    made = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(f"window.EXCALIDRAW_ASSET_PATH = '{address}/';")
        page.goto(address)
        page.wait_for_function("window.ready")
        for name, elements in scenes().items():
            drawn = page.evaluate("([...all]) => window.draw(...all)", [elements, files, PADDING, SCALE])
            picture = Image.open(io.BytesIO(base64.b64decode(drawn["url"].partition(",")[2])))
            picture.save(GOLDEN / f"{name}.png", optimize=True)
            made[name] = {"left": drawn["left"], "top": drawn["top"], "scale": SCALE}
        browser.close()
    (GOLDEN / "views.json").write_text(json.dumps(made, indent=2) + "\n")


if __name__ == "__main__":
    main()
