"""The page as a whole: self-contained, linked, small, the same each time."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import cycle, pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Count, Plan, PovertyTarget, Reading, Unit, read
from povertyplan.model.fields import Flat
from povertyplan.outputs.outcome import Counterpart
from povertyplan.outputs.page import as_page
from povertyplan.reading import TableReading
from povertyplan.strategies import plans
from povertyplan.year import (
    Flow,
    FlowTable,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    UnitReport,
)
from tests.support.commands import EXAMPLE
from tests.support.communes import plan_of
from tests.support.page import Page, checked
from tests.support.page_examples import PAGES, page_of
from tests.support.slips import SOUND, repeated
from tests.support.unread import unread

READING = read(EXAMPLE)


def many_rows(number: int) -> Plan:
    """Return a plan with the rows of the real plan again and again, each with its number."""
    rows = [
        PovertyTarget.of(Unit(f"{target.unit.name} {row}"), *target.years, target.flat())
        for row, target in zip(range(number), cycle(SOUND.targets))
    ]
    return evolve(SOUND, targets=tuple(rows), total=None)


EACH = pytest.mark.parametrize("name", PAGES)
PAGE = as_page([checked(READING)], "vi", version="0.2.0")


def sheet(plan: Plan, lang: str = "vi") -> Page:
    return Page(as_page([checked(plan)], lang))


@EACH
def test_it_loads_nothing_and_runs_nothing(name: str) -> None:
    page = Page(page_of(name, "vi"))
    assert page.tags().isdisjoint({"script", "img", "link", "iframe", "form", "object"})
    assert not page.values("src")
    assert not page.values("style")
    assert not [key for _, attributes in page.elements for key in attributes if key[:2] == "on"]
    assert all(address.startswith("#") for address in page.values("href"))


@EACH
def test_no_heading_skips_a_level(name: str) -> None:
    tags = [tag for tag, _ in Page(page_of(name, "vi")).elements]
    levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_it_tells_where_causes_were_not_searched_to_the_end() -> None:
    told = "Quá nhiều số liệu không khớp nên chưa tìm hết nguyên nhân;"
    assert told in as_page([checked(repeated(5))], "vi", version="0.2.0")
    assert told not in PAGE


@EACH
def test_its_policy_allows_its_one_style(name: str) -> None:
    page = page_of(name, "vi")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [text for text in Page(page).values("content") if "default-src" in text]
    assert f"default-src 'none'; style-src 'sha256-{allowed}'" in policy


@EACH
def test_every_link_has_its_place_and_every_name_is_one(name: str) -> None:
    page = Page(page_of(name, "vi"))
    names = page.values("id")
    assert len(names) == len(set(names))
    links = [address[1:] for address in page.values("href")]
    links += page.values("aria-labelledby") + page.values("for")
    assert set(links) <= set(names)


def test_it_is_small_and_the_same_each_time() -> None:
    assert len(PAGE.encode()) <= 60_000
    assert as_page([checked(READING)], "vi", version="0.2.0") == PAGE


def test_a_row_takes_at_most_130_bytes() -> None:
    short, long = (as_page([checked(many_rows(number))], "vi") for number in (500, 1000))
    assert len(long.encode()) - len(short.encode()) <= 130 * 500


def test_the_chairman_reads_the_verdict_first() -> None:
    text = Page(PAGE).text
    assert "Số liệu chưa khớp: 1 lỗi phải sửa, 2 chỗ cần xem lại, 4 điểm về thể thức." in text
    order = ["Phải sửa", "Cần xem lại", "Thể thức văn bản", "Nội dung chưa kiểm tra được",
             "Người kiểm tra", "Số liệu như văn bản đang ghi", "Nhìn nhanh"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_page_is_in_the_language_asked_for() -> None:
    page = Page(as_page([checked(READING)], "en"))
    assert "The figures do not agree: 1 error to correct" in page.text
    assert page.values("lang") == ["en"]


def test_a_day_is_printed_only_if_one_is_given() -> None:
    assert "……/……/………" in PAGE
    assert "29/11/2026" in as_page([checked(READING)], "vi", date="29/11/2026")


def test_a_plan_without_findings_is_good() -> None:
    row = {"name": "Chợ", "households_base": 136, "poor_base": 3, "poor_base_rate": "2.21"}
    page = sheet(Plan.of(2024, [row], total={key: row[key] for key in row if key != "name"}))
    assert "verdict clean" in page.values("class")
    assert "Đạt, không có số liệu mâu thuẫn." in page.text


def test_a_table_without_marks_has_no_filter_and_no_note_on_them() -> None:
    row = {"name": "Chợ", "households_base": 136, "poor_base": 3, "poor_base_rate": "2.21"}
    assert "input" not in sheet(Plan.of(2024, [row])).tags()
    assert {"input", "caption"} <= Page(PAGE).tags()
    assert "caption" not in sheet(Plan.of(2024, [row])).tags()


def test_a_broad_table_is_printed_on_its_side() -> None:
    assert "annex broad" in Page(page_of("report", "vi")).values("class")
    assert "annex broad" not in Page(PAGE).values("class")


def test_a_plan_without_figures_has_held_nothing() -> None:
    page = sheet(Plan.of(2024, [{"name": "Chợ"}]))
    assert "verdict correct" in page.values("class")


def test_a_table_of_the_year_has_a_sheet() -> None:
    unit, year = Unit("Chợ"), ReportingPeriod(2024)
    flow = PovertyFlow(unit, year, Flow(start=3, to_other=1, left=1, new=0, relapsed=0, end=2))
    reading = TableReading(FlowTable(Unit("Cao Thượng"), year, [flow]))
    page = Page(as_page([checked(reading)], "vi"))
    assert "Biểu diễn biến hộ nghèo" in page.text


def test_reports_beside_their_plan_show_how_far_units_have_come() -> None:
    june = ReportingPeriod(2024, "06")
    counts: Flat = {Count.POOR_START: 3, Count.POOR_END: 2}
    table = ProgressReport(Unit("Xã"), june, [UnitReport.of(Unit("Chợ"), june, counts)])
    plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_goal": 1}], unit="Xã")
    outcome = checked(TableReading(table))
    drawn = {year: as_page([evolve(outcome, against=beside)], "vi")
             for year, beside in (
                 (2024, Counterpart("plan.md", Reading(plan))),
                 (2025, Counterpart("plan.md", Reading(evolve(plan, year=2025, targets=())))),
                 (0, None),
             )}  # fmt: skip
    assert "Giảm hộ nghèo từng đơn vị so với kế hoạch" in drawn[2024]
    assert "so với kế hoạch" not in drawn[2025] + drawn[0]
    assert "Diễn biến hộ nghèo, tháng 06 năm 2024" in drawn[0]


def test_several_files_stand_in_an_overview_above_their_sheets() -> None:
    several = [checked(READING, "a.md"), checked(READING, "b.md")]
    page = Page(as_page([*several, unread("c.pdf")], "vi", expected=["Cao Thượng", "Tân Yên"]))
    assert {"#p1-sheet", "#p2-sheet", "#overview"} <= set(page.values("href"))
    for told in (
        "Trong 2 văn bản đã kiểm tra, 2 văn bản phải sửa.",
        "Tân Yên",
        "c.pdf: Đây là tệp PDF",
        "Tính nhiều lần",
    ):
        assert told in page.text


def test_an_overview_says_what_all_of_it_comes_to() -> None:
    good = checked(plan_of(3), "a.docx")
    none_wrong = "Trong 1 văn bản đã kiểm tra, không văn bản nào phải sửa."
    of_good = Page(as_page([good], "vi", expected=["Hưng Thịnh"]))
    assert none_wrong in of_good.text.split("\n")
    with_open_points = Page(as_page([good, unread("c.pdf")], "vi", expected=["Yên Lạc"]))
    more = "1 tệp không đọc được, 1 đơn vị chưa có kế hoạch."
    assert f"{none_wrong}{more}" in with_open_points.text.split("\n")
    of_none = Page(as_page([unread("c.pdf")], "vi"))
    assert "Không đọc được văn bản nào." in of_none.text.split("\n")


def test_why_a_file_was_not_read_is_told_in_the_language_of_the_page() -> None:
    told = [as_page([unread("c.pdf")], lang) for lang in ("vi", "en")]
    assert "Đây là tệp PDF" in told[0]
    assert "This is a PDF" not in told[0]
    assert "This is a PDF" in told[1]


def test_the_program_is_named_with_its_version_if_one_is_known() -> None:
    assert "Lập bằng povertyplan 0.2.0. Văn bản gốc" in PAGE
    assert "Lập bằng povertyplan. Văn bản gốc" in as_page([checked(READING)], "vi")


def test_parts_are_told_apart_by_their_names() -> None:
    page = Page(as_page([checked(READING, "a.md"), checked(READING, "b.md")], "vi"))
    parts = [attributes for tag, attributes in page.elements if tag == "section"]
    parts += [attributes for _, attributes in page.elements if attributes.get("role") == "region"]
    names = [part.get("aria-label") or part.get("aria-labelledby") for part in parts]
    assert len(names) == 14
    assert len(set(names)) == len(names)


def test_a_document_without_figures_stands_in_the_overview() -> None:
    blank = Plan.of(2024, [{"name": "Chợ"}], unit="Ngò")
    page = Page(as_page([checked(blank, "a.md"), checked(READING, "b.md")], "vi"))
    # The one with errors stands first.
    assert page.values("href").index("#p2-sheet") < page.values("href").index("#p1-sheet")


@given(plan=plans(), lang=st.sampled_from(["en", "vi"]))
@settings(max_examples=10)
def test_every_plan_has_a_page_whose_links_lead_somewhere(plan: Plan, lang: str) -> None:
    page = sheet(plan, lang)
    names = page.values("id")
    assert len(names) == len(set(names))
    assert {address[1:] for address in page.values("href")} <= set(names)
