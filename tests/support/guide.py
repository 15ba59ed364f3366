"""The guides for officers: their commands, and the files on which they are run."""

import re
import shlex
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cached_property
from io import StringIO
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from attrs import define

from povertyplan.cli import main
from tests.support import played_year
from tests.support.cause_pages import is_sheet, lines_shown, table_shown, workbook
from tests.support.written import compound, docx, xlsx

_FOLDER = Path("docs/vi")
#: The units of which plans are expected.
_COMMUNES = "thị trấn Cao Thượng\nxã Quang Minh\nxã Tân Hoà\nxã Việt Lập\n"
_CAO_THUONG = Path("examples/formats/plan.docx").resolve()
_BLOCK = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<printed>(?:.*\n)*?)```$", re.MULTILINE)
#: A file that a page shows: its paragraphs as a list, its table, or both.
_SHOWN = re.compile(r"`(?P<name>[\w-]+\.(?:docx|xlsx))`:\n(?P<shown>(?:\n(?:[-|].*\n)+)+)")
_FIGURE = re.compile(r"\d+(?:,\d+)?")
#: How the corrected copies that the guide takes differ from the files that it shows.
_CORRECTED = {
    "`ke-hoach.docx`": "`ke-hoach-da-sua.docx`",
    "`phu-luc.xlsx`": "`phu-luc-da-sua.xlsx`",
    "Số hộ nghèo giảm: 5 hộ": "Số hộ nghèo giảm: 6 hộ",
    "1,84": "1,82",
}


@define(slots=False)
class Guide:
    """A page of commands, and what writes the files that they take and it does not show."""

    page: Path
    write_files: Callable[[Path], None]

    @property
    def text(self) -> str:
        """The page as it stands."""
        return self.page.read_text(encoding="utf-8")

    @property
    def commands(self) -> list[str]:
        """The commands of the guide."""
        return [block["command"] for block in _BLOCK.finditer(self.text)]

    @cached_property
    def results(self) -> tuple[tuple[int, str], ...]:
        """What each command of the tool returns and prints, all of them run in one folder."""
        with TemporaryDirectory() as name:
            folder = Path(name)
            self.write_files(folder)
            _write(folder, _files_shown(self.text))
            of_tool = [command for command in self.commands if command.startswith("povertyplan ")]
            return tuple(_run(command, folder) for command in of_tool)

    def with_results(self) -> str:
        """Return the guide with what its commands print today."""
        printed = (text for _, text in self.results)

        def shown(block: re.Match[str]) -> str:
            is_of_tool = block["command"].startswith("povertyplan ")
            text = _as_long(block["printed"], next(printed)) if is_of_tool else block["printed"]
            return f"```console\n$ {block['command']}\n{text}```"

        return _BLOCK.sub(shown, self.text)

    def write(self) -> None:
        """Write the guide with what its commands print today."""
        self.page.write_text(self.with_results(), encoding="utf-8")


def _run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command in a folder; return its exit status and what it prints on the screen."""
    printed = StringIO()
    called, _, file = command.partition(" > ")
    output = StringIO() if file else printed
    arguments = shlex.split(called)[1:]
    if "--lang" not in arguments:  # as where the system is set to Vietnamese
        arguments += ["--lang", "vi"]
    with chdir(folder), redirect_stdout(output), redirect_stderr(printed):
        status = main(arguments)
    is_page = arguments[0] == "explain"
    return status, _beginning(printed.getvalue()) if is_page else printed.getvalue()


def _as_long(shown: str, printed: str) -> str:
    """Return what a command prints, without the lines for which ``…`` stands in the guide."""
    before, elided, after = shown.partition("…\n")
    if not elided:
        return printed
    lines = printed.splitlines(keepends=True)
    kept, left = before.count("\n"), after.count("\n")
    return "".join([*lines[:kept], elided, *lines[len(lines) - left :]])


def _beginning(page: str) -> str:
    """Return a page up to its first heading, and a sign that it goes on."""
    return f"{page.partition('## ')[0]}…\n"


def _files_shown(page: str) -> dict[str, bytes]:
    """Return the files that a page shows, by their names."""
    files = {}
    for file in _SHOWN.finditer(page):
        name, shown = file["name"], file["shown"]
        files[name] = _document(name, lines_shown(shown), table_shown(shown))
    return files


def _document(name: str, lines: list[str], table: list[list[str]]) -> bytes:
    """Write paragraphs and a table as a .docx or an .xlsx, with formulas if it shows them."""
    if name.endswith(".docx"):
        return docx(lines, *([table] if table else []))
    if is_sheet(table):
        return workbook(table)
    return xlsx(lines, table, stored=lambda text: bool(_FIGURE.fullmatch(text)))


def write_plans(folder: Path) -> None:
    """Write the plan of the guide, as it is and corrected, and a folder of several plans."""
    corrected = PLAN.text
    for wrong, right in _CORRECTED.items():
        corrected = corrected.replace(wrong, right)
    files = _files_shown(PLAN.text) | _files_shown(corrected)
    of_another = _files_shown(corrected.replace("Tân Hoà", "Việt Lập"))
    _write(folder, files)
    copy(_CAO_THUONG, folder / "cao-thuong.docx")
    (folder / "ke-hoach-cu.doc").write_bytes(compound("WordDocument"))
    (folder / "danh-sach-xa.txt").write_text(_COMMUNES, encoding="utf-8")
    communes = folder / "cac-xa"
    communes.mkdir()
    copy(_CAO_THUONG, communes / "cao-thuong.docx")
    (communes / "tan-hoa.xlsx").write_bytes(files["phu-luc.xlsx"])
    (communes / "viet-lap.xlsx").write_bytes(of_another["phu-luc-da-sua.xlsx"])
    (communes / "quang-minh.pdf").write_bytes(b"%PDF-1.4")
    (communes / "ghi-chu.txt").write_text("Xã Quang Minh nộp ngày 20.", encoding="utf-8")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder."""
    for name, data in files.items():
        (folder / name).write_bytes(data)


#: How a plan is checked.
PLAN = Guide(_FOLDER / "huong-dan.md", write_plans)
#: The whole year on one page.
YEAR = Guide(_FOLDER / "ca-nam.md", played_year.write_documents)
_OTHERS = {*_FOLDER.glob("*.md")} - {PLAN.page, YEAR.page}
_GUIDES = [PLAN, YEAR, *(Guide(page, write_plans) for page in sorted(_OTHERS))]
#: All pages of commands.
GUIDES = [guide for guide in _GUIDES if guide.commands]
