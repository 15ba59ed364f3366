"""The summary of many plans: lines, separated values, JSON."""

import csv
import json

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from povertyplan.model.fields import Count
from povertyplan.outputs import summary_schema
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.overview import Overview
from povertyplan.outputs.summary import as_summary
from povertyplan.outputs.summary_json import as_summary_json
from povertyplan.outputs.summary_table import as_separated_values
from tests.outputs.test_overview import digest
from tests.support.unread import unread

PDF = unread("c.pdf", "Đây là tệp PDF.")
PLANS = [digest("A", errors=2), digest("B", without=(Count.POOR_BASE,)), digest("", "", errors=1)]
OVERVIEW = Overview.of([*PLANS, digest("A")], [PDF], ["xã A", "xã A", "xã Đ"])


def lines(overview: Overview, lang: str = "vi") -> list[str]:
    return [line for passage in as_summary(overview, lang) for line in Screen().lines(passage)]


def test_lines_for_people() -> None:
    assert lines(OVERVIEW) == [
        "đã đọc 4 kế hoạch, trong đó 2 kế hoạch có lỗi; 1 tệp không đọc được",
        "PP201 Tỷ lệ không khớp số hộ: 3 lần, trong 2 kế hoạch",
        "Các kế hoạch có lỗi, xếp theo số lỗi giảm dần:",
        "  xã A (xã A.docx): 2 lỗi",
        "  .docx: 1 lỗi",
        "Tổng hợp 4 kế hoạch, năm 2023 và năm 2024:",
        "  số hộ năm 2023: 400",
        "  số hộ nghèo năm 2023: 30 (bằng 10,00% số hộ, tính trên 3 kế hoạch ghi đủ cả hai số)",
        "    chưa cộng 1 kế hoạch không ghi số này: xã B.docx",
        "  số hộ cận nghèo năm 2023: 20 (bằng 5,00% số hộ)",
        "  số hộ năm 2024: 800",
        "  số hộ nghèo năm 2024: 32 (bằng 4,00% số hộ)",
        "  số hộ cận nghèo năm 2024: 16 (bằng 2,00% số hộ)",
        "Bị cộng nhiều lần vì một đơn vị có nhiều tệp:",
        "  xã A: xã A.docx, xã A.docx",
        "Các kế hoạch không ghi tên đơn vị:",
        "  .docx",
        "Còn thiếu kế hoạch của 1 đơn vị trong danh sách:",
        "  xã Đ",
        "    có thể nằm trong 2 tệp không đọc được hoặc không ghi tên đơn vị",
        "Kế hoạch của đơn vị không có trong danh sách:",
        "  xã B (xã B.docx)",
        "Đơn vị bị ghi hai lần trong danh sách:",
        "  xã A",
    ]


def test_figures_that_no_plan_states_and_units_that_are_all_there() -> None:
    households = (Count.HOUSEHOLDS_BASE, Count.POOR_GOAL)
    printed = lines(Overview.of([digest("A", without=households)], [], ["A"]))
    assert "  số hộ năm 2023: không kế hoạch nào ghi" in printed
    assert "  số hộ nghèo năm 2023: 10" in printed
    assert printed[-1] == "Mọi đơn vị trong danh sách đều đã có kế hoạch."
    assert lines(Overview.of([], [], ["A"]))[-1] == "  A"
    assert lines(Overview.of([], [])) == [
        "đã đọc 0 kế hoạch, trong đó 0 kế hoạch có lỗi; 0 tệp không đọc được"
    ]


def test_plans_of_which_nothing_could_be_compared_are_named() -> None:
    overview = Overview.of([evolve(digest("A"), is_compared=False)], [])
    assert lines(overview)[1:3] == [
        "Các kế hoạch không có số liệu nào đối chiếu được:",
        "  xã A (xã A.docx)",
    ]
    _, row = as_separated_values(overview, "en")
    assert row.startswith("no figures compared,xã A.docx,")
    (plan,) = json.loads(as_summary_json(overview, "en"))["plans"]
    assert not plan["compared"]


def test_separated_values_for_excel() -> None:
    text = "\n".join(as_separated_values(OVERVIEW, "vi"))
    assert text.startswith("\ufeff")
    header, *rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    assert header[:6] == ["tình trạng", "tệp", "đơn vị", "năm N-1", "năm N", "số hộ năm N-1"]
    assert {len(row) for row in rows} == {len(header)}
    plan, figures, numbers = rows[1][:5], rows[1][5:11], rows[1][11:]
    assert plan == ["đã kiểm tra", "xã B.docx", "xã B", "2023", "2024"]
    assert figures == ["100", "", "5", "200", "8", "4"]
    assert numbers == ["0", "0", "0", ""]
    assert rows[-2] == ["không đọc được", "c.pdf", *[""] * 12, "Đây là tệp PDF."]
    assert rows[-1] == ["chưa có kế hoạch", "", "xã Đ", *[""] * 12]
    assert len(list(as_separated_values(Overview.of(PLANS, []), "en"))) == 4


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@a", "  =1", "＝1", "\t=1"])
def test_no_name_is_a_formula(name: str) -> None:
    _, row = as_separated_values(Overview.of([], [unread(name, "no")]), "en")
    _, file, *_ = next(csv.reader([row]))
    assert file.startswith(("'", "\N{REPLACEMENT CHARACTER}"))


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_json_is_as_its_schema_says(lang: str) -> None:
    schema = summary_schema()
    Draft202012Validator.check_schema(schema)
    for overview in (OVERVIEW, Overview.of(PLANS, []), Overview.of([], [])):
        Draft202012Validator(schema).validate(json.loads(as_summary_json(overview, lang)))


def test_json_has_the_figures_and_the_exact_sums() -> None:
    data = json.loads(as_summary_json(OVERVIEW, "en"))
    assert data["plans"][1]["figures"]["poor_base"] is None
    assert data["plans"][0]["counts"] == {"errors": 2, "warnings": 0, "notes": 0}
    (sums,) = data["sums"]
    assert sums["figures"]["poor_base"] == {"sum": 30, "plans": 3, "lacking": ["xã B.docx"]}
    assert sums["rates"]["poor_base_rate"] == {
        "count": 30,
        "whole": 300,
        "plans": 3,
        "rate": "10.00%",
    }
    assert data["expected"] == {
        "missing": ["xã Đ"],
        "others": ["xã B.docx"],
        "repeated": ["xã A"],
    }
    assert data["refused"][0]["file"] == "c.pdf"
    assert [check["code"] for check in data["checks"]] == ["PP201"]
    households = (Count.HOUSEHOLDS_BASE,)
    (lacking,) = json.loads(
        as_summary_json(Overview.of([digest("A", without=households)], []), "en")
    )["sums"]
    assert lacking["figures"]["households_base"]["sum"] is None
    assert lacking["rates"]["poor_base_rate"]["rate"] is None
