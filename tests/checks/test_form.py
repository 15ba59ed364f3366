"""PP5: the form of the document."""

from pathlib import Path

import pytest

from povertyplan import Plan, Reading, check, read_text
from povertyplan.reading import Form
from tests.support.annexes import annex, read_table


def test_last_years_title_left_standing() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 2", title="KẾ HOẠCH\n\nGiảm nghèo năm 2023")
    (finding,) = check(reading, select=["PP507"]).findings
    assert (finding.printed, finding.expected) == ("2023", "2024")
    assert str(reading.sources[finding.place]) == "plan.md:3:16"


def test_rows_of_one_name_and_ordinals_that_skip() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 1",
        "2 | CHỢ | 100 | 2 | 2,00 | 1",
        "4 | Ngò | 100 | 2 | 2,00 | 1",
    )
    (finding,) = check(reading, select=["PP505"]).findings
    assert str(finding) == (
        "rows of the annex: repeated names: Chợ; ordinal 3 is missing (after 2 comes 4)"
    )


@pytest.mark.parametrize(
    ("names", "ordinals", "place"),
    [
        (("Chợ", "chợ"), ("1", "2"), "document/names"),
        (("Chợ", "chợ"), ("1", "1"), "document/names"),
        (("Chợ", "Ngò"), ("1", "1"), "document/ordinals"),
    ],
)
def test_rows_are_told_apart_by_names_first(
    names: tuple[str, ...], ordinals: tuple[str, ...], place: str
) -> None:
    plan = Plan.of(2024, [{"name": name} for name in names])
    (finding,) = check(Reading(plan, form=Form(ordinals=ordinals)), select=["PP505"]).findings
    assert str(finding.place) == place


def test_dotted_ordinals_are_not_counted() -> None:
    reading = read_table(
        "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1.1 | Chợ | 217 | 8 | 4",
        "1.4 | Ngò | 95 | 2 | 2",
    )
    assert check(reading, select=["PP505"]).findings == ()


def test_an_ordinal_of_five_thousand_digits_is_none() -> None:
    text = Path("examples/cao-thuong-2024/plan.md").read_text(encoding="utf-8")
    reading = read_text(text.replace("| 5 | Bậu |", f"| {'9' * 5000} | Bậu |"))
    assert "PP505" not in [finding.code for finding in check(reading).findings]


def test_a_column_number_of_five_thousand_digits_is_none() -> None:
    form = Form(column_numbers=("1", "9" * 5001, "2", "2"))
    (finding,) = check(Reading(Plan.of(2024, []), form=form)).findings
    assert "annex: repeated: 2" in str(finding)


def test_an_ordinal_typed_wrong_is_out_of_line() -> None:
    rows = (f"{ordinal} | Tổ {ordinal} | 100 | 2 | 2,00 | 1" for ordinal in (1, 2, 30, 4, 5))
    (finding,) = check(annex(*rows), select=["PP505"]).findings
    assert "30" in str(finding)


def test_several_gaps_are_listed_together() -> None:
    rows = (f"{ordinal} | Tổ {ordinal} | 100 | 2 | 2,00 | 1" for ordinal in (1, 3, 5, 6, 7, 8))
    (finding,) = check(annex(*rows), select=["PP505"]).findings
    assert str(finding) == "rows of the annex: missing ordinals: 2, 4"


def test_a_gap_of_several_ordinals_names_them() -> None:
    rows = (f"{ordinal} | Tổ {ordinal} | 100 | 2 | 2,00 | 1" for ordinal in (1, 2, 5, 6, 7, 8))
    (finding,) = check(annex(*rows), select=["PP505"]).findings
    said = [finding.text(lang) for lang in ("en", "vi")]
    assert said == [
        "rows of the annex: ordinals 3, 4 are missing (after 2 comes 5)",
        "các dòng của phụ lục: thiếu các số thứ tự 3, 4 (sau 2 là 5)",
    ]


@pytest.mark.parametrize(
    ("numbers", "vi"),
    [
        (("1", "", "", "2"), "2 cột chưa đánh số"),
        (("1", "2", "2", "4", "5"), "số 2 bị lặp; thiếu số 3"),
        (("1", "2", "4"), "thiếu số 3"),
        (("", "1", "3", "4"), "1 cột chưa đánh số; thiếu số 2"),
    ],
)
def test_what_is_in_order_about_column_numbers_is_not_told(
    numbers: tuple[str, ...], vi: str
) -> None:
    reading = Reading(Plan.of(2024, []), form=Form(column_numbers=numbers))
    (finding,) = check(reading, select=["PP502"]).findings
    assert finding.text("vi") == f"số thứ tự cột của phụ lục: {vi}"


@pytest.mark.parametrize("numbers", [("2", "4"), ("7", "12")])
def test_numbers_of_which_half_are_missing_do_not_count_the_columns(
    numbers: tuple[str, ...],
) -> None:
    reading = Reading(Plan.of(2024, []), form=Form(column_numbers=numbers))
    assert check(reading, select=["PP502"]).findings == ()
