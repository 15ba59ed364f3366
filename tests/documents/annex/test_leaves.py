"""Sections of a single line: rows of the total, whatever their ordinals look like."""

import pytest

from povertyplan import check
from povertyplan.model.places import Part, Place
from povertyplan.reading import Reading
from tests.support.annexes import assumed_of_lines, names, read_table

HEAD = "TT | Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"
BARE = HEAD.removeprefix("TT | ")
CHO, NGO = "Chợ | 100 | 100 | 4 | 2", "Ngò | 120 | 120 | 6 | 3"
SUM, FAR = "220 | 220 | 10 | 5", "900 | 910 | 40 | 30"
ZERO = "0 | 0 | 0 | 0"
TOTAL = "Tổng | 1120 | 1130 | 50 | 35"


def annex(*rows: str, header: str = HEAD) -> Reading:
    return read_table(header, *rows)


def sections(reading: Reading) -> list[tuple[str, list[int]]]:
    return [(section.label, list(section.rows)) for section in reading.plan.sections]


def assumed(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices if notice.code == "section-as-row"]


@pytest.mark.parametrize(
    ("rows", "read", "of_section"),
    [
        (  # last
            (f"I | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}", f"II | Đồi | {FAR}"),
            ["Chợ", "Ngò", "Đồi"],
            [("Phố", [1, 2])],
        ),
        (  # first
            (f"I | Đồi | {FAR}", f"II | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}"),
            ["Đồi", "Chợ", "Ngò"],
            [("Phố", [2, 3])],
        ),
        (  # first and last, one of them of nothing
            (f"A | Đồi | {FAR}", f"B | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}",
             f"C | Cù | {ZERO}"),
            ["Đồi", "Chợ", "Ngò", "Cù"],
            [("Phố", [2, 3])],
        ),
        (  # areas without numbers
            (f"| Khu vực phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}", f"| Vùng đồi | {FAR}"),
            ["Chợ", "Ngò", "Vùng đồi"],
            [("Khu vực phố", [1, 2])],
        ),
        (  # three levels, of which the lowest lacks rows
            (f"A | Phố | {SUM}", f"I | {CHO}", f"II | {NGO}", f"B | Đồi | {FAR}"),
            ["Chợ", "Ngò", "Đồi"],
            [("Phố", [1, 2])],
        ),
        (  # three levels, of which one part has a row
            (f"A | Phố | {SUM}", "I | Bến | 100 | 100 | 4 | 2", f"1 | {CHO}", f"II | {NGO}",
             f"B | Đồi | {FAR}"),
            ["Chợ", "Ngò", "Đồi"],
            [("Phố", []), ("Bến", [1])],
        ),
        (  # numbers with and without parts
            (f"1 | Phố | {SUM}", f"1.1 | {CHO}", f"1.2 | {NGO}", f"2 | Đồi | {FAR}"),
            ["Chợ", "Ngò", "Đồi"],
            [("Phố", [1, 2])],
        ),
        (  # letters below numerals
            (f"I | Phố | {SUM}", f"a | {CHO}", f"b | {NGO}", f"II | Đồi | {FAR}"),
            ["Chợ", "Ngò", "Đồi"],
            [("Phố", [1, 2])],
        ),
    ],
)  # fmt: skip
def test_a_section_of_one_line_is_a_row(
    rows: tuple[str, ...], read: list[str], of_section: list[tuple[str, list[int]]]
) -> None:
    reading = annex(*rows, f"| {TOTAL}")
    assert names(reading) == read
    assert sections(reading) == of_section
    assert check(reading, select=["PP1"]).findings == ()
    assert not assumed(reading)
    wrong = annex(*rows, f"| {TOTAL.replace('1130', '1031')}")
    assert names(wrong) == read
    (finding,) = check(wrong, select=["PP1"]).findings
    assert finding.place.row is Part.TOTAL
    assert finding.expected == 1130


@pytest.mark.parametrize("total", ["", "| Tổng | 9 | 9 | 9 | 9"])
def test_without_a_total_that_counts_it_the_row_is_assumed(total: str) -> None:
    rows = (f"I | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}", f"II | Đồi | {FAR}")
    reading = annex(*rows, *filter(None, [total]))
    assert names(reading) == ["Chợ", "Ngò", "Đồi"]
    assert assumed(reading) == ["section-as-row"]


def test_a_section_of_nothing_leaves_the_total_a_total() -> None:
    rows = (f"I | Cù | {ZERO}", f"II | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}")
    reading = annex(*rows, f"| Tổng | {SUM}")
    assert names(reading) == ["Cù", "Chợ", "Ngò"]
    assert reading.plan.total is not None
    assert sections(reading) == [("Phố", [2, 3])]


def test_a_section_without_figures_is_no_row() -> None:
    rows = (f"I | Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}", "II | Đồi | | | |")
    reading = annex(*rows, f"| Tổng | {SUM}")
    assert names(reading) == ["Chợ", "Ngò"]


@pytest.mark.parametrize("total", ["", f"| Tổng | {SUM}"])
def test_sections_that_state_the_sums_of_the_rows_again_are_no_rows(total: str) -> None:
    again = ("I | Khu vực bến | 100 | 100 | 4 | 2", "II | Khu vực bãi | 120 | 120 | 6 | 3")
    rows = (f"1 | {CHO}", f"2 | {NGO}", *filter(None, [total]))
    below = annex(*rows, *again)
    assert names(below) == ["Chợ", "Ngò"]
    assert sections(below) == [("Khu vực bến", []), ("Khu vực bãi", [])]
    above = annex(*again, *rows)
    assert names(above) == ["Chợ", "Ngò"]
    assert sections(above) == []
    assert [code for code, _ in assumed_of_lines(above)] == ["line-set-aside"] * 2
    for reading in (below, above):
        assert check(reading, select=["PP1"]).findings == ()


def test_a_last_line_without_a_number_is_no_part_of_the_section_above() -> None:
    more = (f"3 | Bến | {ZERO}", f"4 | Cầu | {ZERO}")
    rows = (f"| Phố | {SUM}", f"1 | {CHO}", f"2 | {NGO}", *more, f"| Đồi | {FAR}", f"| {TOTAL}")
    reading = annex(*rows)
    assert names(reading) == ["Chợ", "Ngò", "Bến", "Cầu", "Đồi"]
    assert sections(reading) == [("Phố", [1, 2, 3, 4])]
    assert assumed_of_lines(reading) == [("row-unnumbered", "“Đồi”")]
    assert check(reading, select=["PP1"]).findings == ()


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (BARE, (f"Phố | {SUM}", CHO, NGO, f"Đồi | {FAR}", TOTAL)),
        (BARE, (f"Đồi | {FAR}", f"Phố | {SUM}", CHO, NGO, TOTAL)),
        (HEAD, (f"1 | Phố | {SUM}", f"- | {CHO}", f"- | {NGO}", f"2 | Đồi | {FAR}", f"| {TOTAL}")),
        (HEAD, (f"1 | Phố | {SUM}", f"| {CHO}", f"| {NGO}", f"2 | Đồi | {FAR}", f"| {TOTAL}")),
    ],
)
def test_a_single_heading_that_the_total_leaves_out(header: str, rows: tuple[str, ...]) -> None:
    reading = annex(*rows, header=header)
    assert sorted(names(reading)) == ["Chợ", "Ngò", "Đồi"]
    ((label, part),) = sections(reading)
    assert label == "Phố"
    assert [names(reading)[row - 1] for row in part] == ["Chợ", "Ngò"]
    assert assumed_of_lines(reading) == [("section-assumed", "“Phố”")]
    assert check(reading, select=["PP1"]).findings == ()


@pytest.mark.parametrize("total", ["1340 | 1350 | 60 | 40", "9 | 9 | 9 | 9"])
def test_a_sum_that_the_total_may_count_is_a_row(total: str) -> None:
    reading = annex(f"Đồi | {SUM}", CHO, NGO, f"Gò | {FAR}", f"Tổng | {total}", header=BARE)
    assert names(reading) == ["Đồi", "Chợ", "Ngò", "Gò"]
    assert sections(reading) == []


@pytest.mark.parametrize(
    "below",
    [
        (f"1 | Phố | {SUM}", f"a | {CHO}", f"b | {NGO}", f"2 | Đồi | {FAR}"),
        (f"1 | Phố | {SUM}", f"- | {CHO}", f"- | {NGO}", f"2 | Đồi | {FAR}", f"3 | Gò | {ZERO}"),
        (f"1 | Phố | {SUM}", f"| {CHO}", f"| {NGO}", f"2 | Đồi | {FAR}", f"3 | Gò | {ZERO}"),
    ],
)
@pytest.mark.parametrize("far", ["II | Núi | 900 | 910 | 40 | 30", "II | Núi | 0 | 0 | 0 | 0"])
def test_groups_inside_a_section_are_headings(below: tuple[str, ...], far: str) -> None:
    reading = annex("I | Vùng thấp | 1120 | 1130 | 50 | 35", *below, far)
    assert names(reading)[:3] == ["Chợ", "Ngò", "Đồi"]
    assert ("Phố", [1, 2]) in sections(reading)
    assert check(reading, select=["PP1"]).findings == ()


def test_a_wrong_total_over_groups_is_found() -> None:
    reading = annex(
        "I | Vùng thấp | 1120 | 1130 | 50 | 35",
        *(f"1 | Phố | {SUM}", f"a | {CHO}", f"b | {NGO}", f"2 | Đồi | {FAR}"),
        *(f"II | Núi | {FAR}", "| Tổng | 2020 | 2040 | 91 | 65"),
    )
    (finding,) = check(reading, select=["PP1"]).findings
    assert finding.place == Place(Part.TOTAL, "poor_base")
