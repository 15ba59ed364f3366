"""Every example runs and prints what it should, and README shows the output of a real run."""

import json
import re
import runpy
import sys
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from povertyplan import Part, check, read
from povertyplan.cli import main
from povertyplan.model.tabular import cells
from povertyplan.outputs import findings_schema
from tests.support import played_year
from tests.support.torture import parts

PLAN = "examples/cao-thuong-2024/plan.md"
DOCUMENT = "examples/formats/plan.docx"  # the same plan

PRINTED = {
    "worst_rows.py": [
        "Ngò: 2.56% (1/39)",
        "Bậu: 2.27% (1/44)",
        "Thiểm: 2.17% (1/46)",
        "Tân Lập: 2.14% (3/140)",
        "Chám: 2.11% (2/95)",
    ],
    "add_up_a_district.py": ["54 of 3924 households are to be poor: 1.38%"],
    "accept_and_fail.py": [
        f"{PLAN}:54:25: phụ lục dẫn KH-BCĐ, còn kế hoạch ghi KH-UBND",
        f"{PLAN}:60:3: số thứ tự cột của phụ lục: 1 cột chưa đánh số; số 4 bị lặp",
        (f"{PLAN}:1:5: chưa ghi số và ngày của kế hoạch; phụ lục chưa ghi số của kế hoạch"),
        (
            f"{PLAN}:20:30: chỉ tiêu trong văn bản: mức giảm tỷ lệ hộ nghèo ghi là 0,91 điểm phần"
            " trăm, tức là lấy 2,31% trừ 1,4%, hai số đã làm tròn; tính từ số hộ thì là 0,93 điểm"
            " phần trăm"
        ),
        (
            f"{PLAN}:87:51: dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%, nhưng 54 trên 3.924 hộ"
            " là 1,38%"
        ),
    ],
    "write_formats.py": [
        "plan.csv: the same plan; PP201 at cell I70",
        "plan.docx: the same plan; PP201 at table 3!I31",
        "plan.html: the same plan; PP201 at line 140",
        "plan.json: the same plan; PP201 at no place",
        "plan.md: the same plan; PP201 at line 98",
        "plan.xlsx: the same plan; PP201 at cell Phụ lục!I35",
    ],
    "country.py": [
        "66,000 rows, 116 findings",
        "commune 0: 20",
        "commune 404: 16",
        "commune 505: 14",
        "commune 101: 12",
        "commune 303: 12",
        "commune 202: 8",
        "commune 179: 2",
        "commune 40: 1",
        "commune 44: 1",
        "commune 68: 1",
        "province 0: 13,427 of 698,130 households, 1.92%",
        "province 1: 13,718 of 695,040 households, 1.97%",
    ],
    "merge_communes.py": [
        "Thị trấn Cao Thượng: 54 of 3924 households poor, 1.38%",
        "Xã Cao Xá: 9 of 527 households poor, 1.71%",
        "Xã Việt Lập: 3 of 259 households poor, 1.16%",
        "Xã Ngọc Lý: 3 of 294 households poor, 1.02%",
        "Tân Yên: 69 of 5004 households poor, 1.38%",
        "2025: 33 units, findings: none",
    ],
    "correct_a_rate.py": ["total/poor_goal_rate: 1.39% becomes 1.38%", "no error left"],
}
#: The program that plays a whole year; docs/year/index.md shows what it prints.
YEAR = "whole_year"
#: What a program is given, if not the plan.
GIVEN = {"country.py": "6000"}


#: The programs for other tools, each with the most lines that it may take.
MOST_LINES = {"web_back_end.py": 15, "build_a_plan.py": 23, "property_tests.py": 40}


def run(name: str, *given: str) -> object:
    """Run a program with what it is given, and return its exit status."""
    program = f"examples/{name}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [program, *given])
        try:
            runpy.run_path(program, run_name="__main__")
        except SystemExit as stop:
            return stop.code
    return 0


def test_every_program_is_run() -> None:
    modules = {path.name for path in Path("examples").glob("*.py")}
    folders = {path.parent.name for path in Path("examples").glob("*/__main__.py")}
    programs = modules | folders
    assert programs == PRINTED.keys() | MOST_LINES.keys() | {YEAR}


@pytest.mark.parametrize("name", PRINTED)
def test_a_program(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(name, GIVEN.get(name, PLAN))
    captured = capsys.readouterr()
    assert (captured.out.splitlines(), captured.err) == (PRINTED[name], "")
    assert status == (name == "accept_and_fail.py")


@pytest.mark.parametrize("name", [*PRINTED, *MOST_LINES, YEAR])
def test_a_program_without_arguments_says_what_it_takes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"usage: {name} [-h]")


@pytest.mark.parametrize(("name", "most"), MOST_LINES.items())
def test_a_program_is_short(name: str, most: int) -> None:
    lines = Path(f"examples/{name}").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.strip() and not line.lstrip().startswith(('"""', "#"))]
    assert len(said) <= most


def test_the_year_of_a_plan_is_played_as_its_page_shows() -> None:
    page = played_year.PAGE.read_text(encoding="utf-8")
    assert page == played_year.with_results(), "run python -m tests.support.pages"


def test_a_draft_with_two_rows_of_one_name_is_not_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    text = Path(PLAN).read_text(encoding="utf-8")
    draft.write_text(text.replace("| Ngò |", "| Chám |"), encoding="utf-8")
    assert run("accept_and_fail.py", str(draft)) == 1
    assert "trùng tên Chám" in capsys.readouterr().out


def test_the_web_back_end_answers_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("web_back_end.py", "examples/formats/plan.xlsx") == 0
    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, findings_schema())
    (file,) = answer["files"]
    (error,) = [finding for finding in file["findings"] if finding["severity"] == "error"]
    assert "tỷ lệ hộ nghèo năm 2024 ghi 1,39%" in error["message"]
    assert error["source"]["cell"] == "I35"


def test_the_guide_of_a_web_back_end_shows_its_function() -> None:
    program = Path("examples/web_back_end.py").read_text(encoding="utf-8")
    _, begun, rest = program.partition("def answer(")
    function, _, _ = rest.partition("\n\n\n")
    assert begun + function in Path("docs/web.md").read_text(encoding="utf-8")


def test_the_web_back_end_says_why_a_document_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(b"%PDF-1.7")
    assert run("web_back_end.py", str(tmp_path / "ke-hoach.pdf")) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["file"], file["status"]) == ("ke-hoach.pdf", "refused")


@pytest.mark.parametrize(
    ("tool", "said"),
    [("float", r"called wrong: \d+ of \d+ is \d+\.\d+%"), ("exact", "every right rate is .*")],
)
def test_a_tool_that_divides_floats_fails_the_property_tests(
    tool: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("property_tests.py", tool)
    printed = capsys.readouterr().out.strip()
    assert re.fullmatch(said, printed or str(status))


def test_the_plan_built_from_its_counts_is_the_one_that_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build_a_plan.py", "examples/cao-thuong-2024/counts.csv") == 0
    (tmp_path / "plan.json").write_text(capsys.readouterr().out, encoding="utf-8")
    built, printed = read(tmp_path / "plan.json").plan, read(PLAN).plan
    assert check(built).ok
    names = [target.unit.name for target in built.targets]
    assert names == [target.unit.name for target in printed.targets]
    different = cells(built).items() - cells(printed).items()
    in_total = [str(place) for place, _ in different if place.row is Part.TOTAL]
    assert in_total == ["total/poor_goal_rate"], "the rate that the document prints wrong"


@pytest.mark.parametrize("file", sorted(Path("examples/formats").iterdir()), ids=str)
def test_every_format_has_the_plan_and_the_errors_that_it_has(file: Path) -> None:
    original, reading = read(PLAN), read(file)
    assert reading.plan == original.plan
    found, expected = (check(each, ignore=["PP5"]).findings for each in (reading, original))
    assert list(map(repr, found)) == list(map(repr, expected))


def stored_cells(workbook: Path) -> dict[str, list[tuple[str, object, str]]]:
    """Return the cells of each sheet: the markup around them is the library's that writes it."""
    sheets = load_workbook(workbook).worksheets
    return {
        sheet.title: [
            (cell.coordinate, cell.value, cell.number_format) for row in sheet for cell in row
        ]
        for sheet in sheets
    }


def contents(file: Path) -> object:
    """Return what a file holds: a package by its parts, for they may be packed anew."""
    if file.suffix == ".xlsx":
        return stored_cells(file)
    data = file.read_bytes()
    return parts(data) if file.suffix == ".docx" else data


def test_the_documents_are_those_that_write_makes_of_the_plan(tmp_path: Path) -> None:
    assert run("write_formats.py", PLAN, str(tmp_path)) == 0
    kept, written = (
        {file.name: contents(file) for file in folder.iterdir()}
        for folder in (Path("examples/formats"), tmp_path)
    )
    other = {name for name in kept.keys() | written.keys() if kept.get(name) != written.get(name)}
    assert not other, f"run python examples/write_formats.py {PLAN} examples/formats"


def test_readme_shows_a_real_run(capsys: pytest.CaptureFixture[str]) -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"\$ povertyplan check {DOCUMENT}\n((?s:.*?))```", readme)
    main(["check", DOCUMENT, "--lang", "en"])
    assert capsys.readouterr().out == block
