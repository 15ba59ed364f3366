"""Documents as LibreOffice opens them: converted, and their printed pages as a reader sees them."""

import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

#: How long LibreOffice may take for all files of a call, its first start included.
_MOST_SECONDS = 120


@frozen
class PrintedPage:
    """A page as it is printed: its size in points, and its lines of text."""

    width: float
    height: float
    lines: Sequence[str]

    @property
    def is_landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height

    @property
    def text(self) -> str:
        """All words of the page, a blank between two of them."""
        return " ".join(" ".join(self.lines).split())


def converted(files: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    """
    Return files as LibreOffice converts them, under the same names.

    The names have the endings of the files' formats, *ending* is that of the wanted one, such
    as ``pdf``.  One run converts all: it takes seconds to start, and a moment for a file.
    """
    with TemporaryDirectory() as folder:
        sources, copies = Path(folder, "sources"), Path(folder, "copies")
        sources.mkdir()
        for name, data in files.items():
            (sources / name).write_bytes(data)
        options = ("--headless", f"-env:UserInstallation=file://{_profile().name}")
        wanted = ("--convert-to", ending, "--outdir", str(copies))
        named = [str(sources / name) for name in files]
        command = ["soffice", *options, *wanted, *named]
        subprocess.run(command, check=True, capture_output=True, timeout=_MOST_SECONDS)
        return {name: (copies / name).with_suffix(f".{ending}").read_bytes() for name in files}


@cache
def _profile() -> TemporaryDirectory[str]:
    """Return the folder of LibreOffice's settings, the same for all calls of a process."""
    return TemporaryDirectory()


def printed(files: Mapping[str, bytes]) -> dict[str, list[PrintedPage]]:
    """Return the pages of files as LibreOffice prints them, under the names of the files."""
    return {name: pages_of(data) for name, data in converted(files, "pdf").items()}


def pages_of(pdf: bytes) -> list[PrintedPage]:
    """Return the pages of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415  # only those who run these tests install it

    pages = PdfReader(BytesIO(pdf)).pages
    return [
        PrintedPage(
            float(page.mediabox.width),
            float(page.mediabox.height),
            page.extract_text().splitlines(),
        )
        for page in pages
    ]
