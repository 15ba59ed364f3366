"""
The pictures of the page in README and the guides: ``python -m tests.support.pictures``.

They are taken of what the guides' own commands write, in Chromium, at twice the size of a screen.
"""

import shutil
import subprocess
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from povertyplan.cli import main
from tests.support.browser import chromium
from tests.support.guide import write_plans

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PICTURES = Path("docs/pictures").resolve()
_EXAMPLE = Path("examples/formats/plan.docx").resolve()
#: The parts of the page of a plan that are shown, by the names of the pictures.
_PARTS = {
    "phieu-ket-luan": ("#p1-sheet header", "#p1-found"),
    "phieu-phai-sua": ("#p1-m1",),
    "phieu-xem-lai": ("#p1-m3",),
    "phieu-the-thuc": ("section:has(#p1-m4)", ".aside"),
    "phieu-bang": ("label.filter", ".annex .scroll"),
}
#: Colours of a palette: enough for the tints of three groups, and letters without jagged edges.
_COLOURS = 128
#: Paints the first page of the printed page.
_FIRST_PAGE = ("pdftoppm", "-r", "110", "-png", "-singlefile", "phieu.pdf", "phieu")
_MARGIN = 9  #: pixels of a screen around what is shown


def write() -> None:
    """Write the pictures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_plans(folder)
        with chdir(folder):
            _write_in(folder)


def _write_in(folder: Path) -> None:
    """Write the pictures of what the commands of the guides write into a folder."""
    main(["check", "cao-thuong.docx", "--lang", "vi", "--page", "phieu.html"])
    expected = ["--expected", "danh-sach-xa.txt"]
    main(["check", shutil.copy(_EXAMPLE, "plan.docx"), "--lang", "vi", "--page", "page.html"])
    main(["check", "cac-xa", *expected, "--lang", "vi", "--page", "cac-xa.html"])
    with chromium() as browser:
        screen = browser.new_page(viewport={"width": 1120, "height": 1010})
        screen.goto((folder / "page.html").as_uri())
        _save("page", screen.screenshot())
        page = browser.new_page(viewport={"width": 920, "height": 1000}, device_scale_factor=2)
        page.goto((folder / "phieu.html").as_uri())
        page.pdf(path="phieu.pdf", format="A4", print_background=True)
        page.check("#p1-only")
        for picture, parts in _PARTS.items():
            _save(picture, _cropped(page, parts))
        page.set_viewport_size({"width": 1180, "height": 1000})
        _save("phieu-hinh", _cropped(page, ("figure >> nth=2",)))
        page.goto((folder / "cac-xa.html").as_uri())
        _save("phieu-tong-hop", _cropped(page, ("#overview",)))
    subprocess.run(_FIRST_PAGE, check=True)
    _save("phieu-in", Path("phieu.png").read_bytes())


def _cropped(page: "Page", parts: tuple[str, ...]) -> bytes:
    """Return a picture of some parts of a page, from the first to the last."""
    boxes = [page.locator(part).first.bounding_box() for part in parts]
    shown = [box for box in boxes if box is not None]
    scrolled = page.evaluate("scrollY")
    left, top = min(box["x"] for box in shown), min(box["y"] for box in shown)
    right = max(box["x"] + box["width"] for box in shown)
    bottom = max(box["y"] + box["height"] for box in shown)
    return page.screenshot(
        full_page=True,
        clip={
            "x": left - _MARGIN,
            "y": top + scrolled - _MARGIN,
            "width": right - left + 2 * _MARGIN,
            "height": bottom - top + 2 * _MARGIN,
        },
    )


def _save(name: str, data: bytes) -> None:
    """Save a picture with a palette, which takes a third of the bytes."""
    from PIL import Image  # noqa: PLC0415  # only these pictures take it

    picture = Image.open(BytesIO(data)).convert("RGB")
    small = picture.quantize(
        _COLOURS, method=Image.Quantize.FASTOCTREE, kmeans=2, dither=Image.Dither.NONE
    )
    small.save(_PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    write()
