"""Corners of reading, showing and reporting that no document above reaches."""

import io
from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import (
    CheckFailed,
    Place,
    Plan,
    ReadError,
    Reading,
    Source,
    check,
    read_text,
)
from povertyplan.cli import main
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.sarif import as_sarif
from povertyplan.outputs.table import lines
from povertyplan.outputs.text import as_text
from povertyplan.reading import Notice

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


@pytest.mark.parametrize(
    ("source", "shown", "where"),
    [
        (Source("a.md"), "a.md", ""),
        (Source("a.md", 3), "a.md:3", "line 3"),
        (Source("a.xlsx", cell="B4"), "a.xlsx:B4", "cell B4"),
        (Source("a.xlsx", sheet="PL", cell="B4"), "a.xlsx:PL!B4", "cell PL!B4"),
        (Source("a.docx", paragraph=7), "a.docx:¶7", "paragraph 7"),
    ],
)
def test_sources_in_words_and_as_links(source: Source, shown: str, where: str) -> None:
    assert (str(source), source.where) == (shown, where)


def test_a_notice_has_a_known_code() -> None:
    with pytest.raises(ValueError, match=r"Notice\.code must be one of .*, got 'mine'"):
        Notice("mine")


def test_raise_for_errors() -> None:
    with pytest.raises(CheckFailed) as failed:
        check(WRONG).raise_for_errors()
    assert str(failed.value).splitlines() == [
        "1 error(s) found",
        "row 1 (Chợ): the poor rate of 2024 is printed as 1.44%, but 2 of 140 is 1.43%",
    ]
    check(Plan.of(2024, [ROW])).raise_for_errors()


def test_what_has_no_source_is_shown_at_its_file() -> None:
    reading = Reading(WRONG, notices=(Notice("unit-unnamed"),))
    checked = Checked("plan.md", reading, check(reading))
    found = list(as_text(checked, "en"))
    assert found[0].startswith("plan.md: PP201 error: ")
    assert found[1] == "plan.md: assumed: the document does not name its commune"
    assert '"uri": "plan.md"' in as_sarif([checked], "en", "1")


def test_a_source_without_a_column_and_a_report_without_gaps() -> None:
    place = Place(1, "poor_goal_rate")
    reading = Reading(WRONG, {place: Source("/somewhere/plan.md", 3)})
    report = evolve(check(reading), skipped=())
    checked = Checked("/somewhere/plan.md", reading, report)
    assert '"startLine": 3\n' in as_sarif([checked], "en", "1")
    assert '"uri": "/' not in as_sarif([checked], "en", "1")
    assert list(as_text(checked, "en"))[-1].endswith("errors: 1; warnings: 0; notes: 0")


def test_a_table_without_text() -> None:
    assert [line.split() for line in lines(Reading(Plan.of(2024, [ROW])), "en")][2:] == [
        ["2024", "2024", "2024"],
        ["1", "Chợ", "140", "2", "1.43%", "=", "1.43%"],
    ]
    assert next(lines(Reading(Plan.of(2024, [])), "en")) == "…, plan of 2024"


def test_output_that_nobody_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("povertyplan.checks.pages.page", closed)
        assert main(["explain", "PP101"]) == 0


def test_streams_that_are_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    assert main(["explain", "PP101"]) == 0
    assert out.getvalue().startswith("# PP101")


@pytest.mark.parametrize(
    "table",
    [
        # numbers and nothing else
        "| 1 | 2 | 3 |\n| 10 | 20 | 30 |\n| 11 | 21 | 31 |",
        # a row of dashes under a lone heading
        "| Khu vực | | |\n| a | - | - |",
        # a table of units and nothing that is poor
        "| Đơn vị | Số hộ 2023 | Số hộ 2024 |\n| Chợ | 10 | 20 |",
    ],
)
def test_tables_that_are_no_annex(table: str) -> None:
    with pytest.raises(ReadError, match="expected an annex"):
        read_text(table)


def annex(header: str, *rows: str) -> Reading:
    return read_text("Kế hoạch giảm nghèo năm 2024\n\n" + "\n".join((header, *rows)))


def test_units_named_by_numbers() -> None:
    reading = annex(
        "| TT | Tổ | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| TT | Tổ dân phố | | | |",
        "| 1 | 5 | 217 | 8 | 4 |",
        "| 2 | 6 | 95 | 2 | 2 |",
    )
    assert [target.unit.name for target in reading.plan.targets] == ["5", "6"]


def test_names_without_a_heading() -> None:
    reading = annex(
        "| | | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| 1 | Chợ | 217 | 8 | 4 |",
        "| 2 | Ngò | 95 | 2 | 2 |",
    )
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert reading.form.ordinals == ("1", "2")


def test_headings_over_both_households_and_persons_and_over_two_years() -> None:
    reading = annex(
        "| Đơn vị | Số hộ, số khẩu (kế hoạch, thực hiện 2023-2024) | | Hộ nghèo | |",
        "| | Hộ 2023 | Khẩu 2023 | 2023 | 2024 |",
        "| Chợ | 217 | 818 | 8 | 4 |",
    )
    base = reading.plan.targets[0].base
    assert (base.households, base.persons, base.poor.count) == (217, 818, 8)


def test_one_heading_over_the_whole_table() -> None:
    reading = annex(
        "| BIỂU CHỈ TIÊU NĂM 2024 | | | |",
        "| Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| Chợ | 217 | 8 | 4 |",
    )
    assert reading.plan.years == (2023, 2024)


def test_a_label_in_the_place_of_the_ordinal_and_a_blank_figure() -> None:
    reading = annex(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| 1 | Chợ | 217 | 8 | |",
        "| Tổng | | 217 | 8 | |",
    )
    assert reading.plan.total is not None
    assert reading.plan.targets[0].goal.poor.count is None


def test_a_section_without_rows() -> None:
    reading = annex(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| A | B | 1 | 2 | 3 |",
        "| I | Khu vực 1 | | | |",
        "| II | Khu vực 2 | | | |",
        "| 1 | Chợ | 217 | 8 | 4 |",
        "| | Cộng | 217 | 8 | 4 |",
    )
    assert [section.rows for section in reading.plan.sections] == [range(1, 1), range(1, 2)]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            "Hộ nghèo 2023 | Số hộ nghèo năm 2023 | Hộ nghèo 2024",
            "column 2: Hộ nghèo 2023; column 3",
        ),
        ("Hộ nghèo | Số hộ nghèo | Hộ nghèo 2023 | Hộ nghèo 2024", "column 2: Hộ nghèo; column 3"),
        (
            "Hộ nghèo | Số hộ nghèo | Hộ cận nghèo 2023 | Hộ nghèo 2024",
            "column 2: Hộ nghèo; column 3",
        ),
    ],
)
def test_columns_of_one_meaning_are_refused(columns: str, found: str) -> None:
    figures = " | ".join("5" for _ in columns.split("|"))
    with pytest.raises(ReadError, match=f"expected columns that can be told apart, found {found}"):
        annex(f"| Đơn vị | {columns} |", f"| Chợ | {figures} |")


def test_a_line_of_formulas() -> None:
    reading = annex(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |",
        "| A | B | 1 | 2 | 3=2/1*100 | 4 |",
        "| 1 | Chợ | 136 | 3 | 2,21 | 2 |",
    )
    assert reading.form.column_numbers == ("1", "2", "3", "4")
    assert reading.form.formulas == ("3=2/1*100",)


def test_dotted_ordinals_are_not_counted() -> None:
    reading = annex(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| 1.1 | Chợ | 217 | 8 | 4 |",
        "| 1.4 | Ngò | 95 | 2 | 2 |",
    )
    assert check(reading, select=["PP505"]).findings == ()


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("| Ngò | 95 | 2 | 2 |", True),
        ("| Khu vực khác | | | |", False),
        ("| Họ tên | Tuổi | Lương | Phép |\n| An | 30 | 5 | 12 |", False),
        ("| Ngò | 95 | 2 |", False),
        ("| Người lập | Người duyệt | Chủ tịch | Ngày |", False),
    ],
)
def test_what_goes_on_and_what_does_not(second: str, *, joined: bool) -> None:
    reading = annex(
        "| Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
        "| Chợ | 217 | 8 | 4 |",
        "",
        second,
    )
    assert len(reading.plan.targets) == 1 + joined


def test_an_annex_without_rows() -> None:
    with pytest.raises(ReadError, match="found one without rows"):
        annex(
            "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |",
            "| A | B | 1 | 2 | 3 |",
            "| | Người lập: | | | |",
        )
