"""The guides for officers: their commands, and the files on which they are run."""

import re
import shlex
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cached_property
from io import StringIO
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from attrs import define, evolve

from povertyplan import DocumentInfo, Headline, write_bytes
from povertyplan.cli import main
from tests.support import played_year
from tests.support.cause_pages import lines_shown, read_example, section, table_shown
from tests.support.written import docx

#: The units of which plans are expected.
_COMMUNES = "thị trấn Cao Thượng\nxã Quang Minh\nxã Tân Hoà\n"
_CAO_THUONG = Path("examples/formats/plan.docx").resolve()
_BLOCK = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<printed>(?:.*\n)*?)```$", re.MULTILINE)
#: What the guide says to correct in the text and in the annex.
_CORRECTED = {"Số hộ nghèo giảm: 5 hộ": "Số hộ nghèo giảm: 6 hộ", "1,84": "1,82"}


@define(slots=False)
class Guide:
    """A page of commands, and what writes the files that they take."""

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
    """Run a command in a folder; return its exit status and what it prints."""
    printed = StringIO()
    arguments = shlex.split(command)[1:]
    if "--lang" not in arguments:  # as where the system is set to Vietnamese
        arguments += ["--lang", "vi"]
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed):
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


def _write_plans(folder: Path) -> None:
    """Write the plan of the guide, as it is and corrected, and a folder of several plans."""
    shown = section(PLAN.text, "Kế hoạch dùng làm ví dụ")
    lines, table = lines_shown(shown), table_shown(shown)
    _write_plan(folder, "", lines, table)
    corrected_lines = [_CORRECTED.get(line, line) for line in lines]
    corrected_table = [[_CORRECTED.get(cell, cell) for cell in row] for row in table]
    _write_plan(folder, "-da-sua", corrected_lines, corrected_table)
    copy(_CAO_THUONG, folder / "cao-thuong.docx")
    (folder / "danh-sach-xa.txt").write_text(_COMMUNES, encoding="utf-8")
    communes = folder / "cac-xa"
    communes.mkdir()
    copy(_CAO_THUONG, communes / "cao-thuong.docx")
    copy(folder / "phu-luc.xlsx", communes / "tan-hoa.xlsx")
    (communes / "quang-minh.pdf").write_bytes(b"%PDF-1.4")
    (communes / "ghi-chu.txt").write_text("Xã Quang Minh nộp ngày 20.", encoding="utf-8")
    expected = "TT. Cao Thượng\nXã Tân Hòa\nXã Quang Minh\n"
    (folder / "danh-sach.txt").write_text(expected, encoding="utf-8")


def _write_plan(folder: Path, suffix: str, lines: list[str], table: list[list[str]]) -> None:
    """Write the text of a plan as a .docx and its annex as an .xlsx."""
    plan = read_example(lines, table).plan
    annex = evolve(plan, headline=Headline(), document=DocumentInfo())
    (folder / f"phu-luc{suffix}.xlsx").write_bytes(write_bytes(annex, format="xlsx"))
    # A text without its annex is no plan, which `write` could write.
    (folder / f"ke-hoach{suffix}.docx").write_bytes(docx(lines))


#: How a plan is checked.
PLAN = Guide(Path("docs/vi/huong-dan.md"), _write_plans)
#: The whole year on one page.
YEAR = Guide(Path("docs/vi/ca-nam.md"), played_year.write_documents)
GUIDES = (PLAN, YEAR)
