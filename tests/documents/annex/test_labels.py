"""What a line is by its ordinal and its label."""

import pytest

from povertyplan import Unit, check
from povertyplan.documents.annex.labels import LineKind, kind_by_words
from povertyplan.reading import Reading
from tests.support.annexes import HEADER, assumed_of_lines, names, read_table

HEAD = "TT | Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"
ROWS = ("1 | Chợ | 100 | 100 | 4 | 2", "2 | Ngò | 120 | 120 | 6 | 3")
MORE = ("3 | Bậu | 80 | 81 | 3 | 3", "4 | Đình | 50 | 52 | 5 | 2")
SUM, MORE_SUM, WHOLE = "220 | 220 | 10 | 5", "130 | 133 | 8 | 5", "350 | 353 | 18 | 10"


def annex(*rows: str, header: str = HEAD) -> Reading:
    return read_table(header, *rows)


@pytest.mark.parametrize(
    "label",
    [
        "Tổng thị trấn", "Tổng xã", "Tổng chung", "Cộng chung", "Chung toàn xã", "Toàn TT", "Cả xã",
        "Toàn đặc khu", "Toàn địa bàn", "Tổng hợp", "Tổng 3 TDP", "Tổng.", "Σ", "Tất cả", "TỔNG :",
        "Tổng cộng toàn xã (I+II)", "Total", "Tổng số hộ của các thôn", "Toàn bộ các thôn",
        "Tổng các khu", "Tổng các mục",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ordinal", ["", "3"])
def test_a_total_by_its_label(label: str, ordinal: str) -> None:
    reading = annex(*ROWS, f"{ordinal} | {label} | 220 | 220 | 10 | 6")
    numbered_word = ordinal and " " not in label
    assert names(reading) == ["Chợ", "Ngò"]
    assert assumed_of_lines(reading) == []
    assert reading.plan.total is not None or numbered_word
    assert [one.code for one in check(reading, select=["PP1"]).findings] == ["PP101"]


def test_a_numbered_total_before_its_rows() -> None:
    reading = annex(f"1 | Toàn xã | {SUM}", *ROWS)
    assert names(reading) == ["Chợ", "Ngò"]
    assert reading.plan.total is not None


@pytest.mark.parametrize("name", ["Tổng Đà", "Cộng Hoà", "Toàn Thịnh", "Cả", "Chung", "Tổng"])
def test_units_that_are_called_like_a_total(name: str) -> None:
    reading = annex(*ROWS, f"3 | {name} | 300 | 310 | 7 | 6")
    assert names(reading) == ["Chợ", "Ngò", name]


@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize(
    ("labels", "figures"),
    [
        (("I. Khu vực thành thị", "II. Khu vực nông thôn"), True),
        (("I. Khu vực thành thị", "II. Khu vực nông thôn"), False),
        (("A - Cụm 1", "B - Cụm 2"), True),
    ],
)
def test_sections_that_stand_in_the_column_of_names(
    labels: tuple[str, str], *, both: bool, figures: bool
) -> None:
    sums = (SUM, MORE_SUM) if figures else (" | | | ", " | | | ")
    one, two = (
        f"{label if both else ''} | {label} | {own}"
        for label, own in zip(labels, sums, strict=True)
    )
    reading = annex(one, *ROWS, two, *MORE, f" | Tổng | {WHOLE}")
    assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
    assert [one.rows for one in reading.plan.sections] == [range(1, 3), range(3, 5)]
    assert [one.label for one in reading.plan.sections] == [
        label.split(" ", 1)[1].removeprefix("- ") for label in labels
    ]
    assert assumed_of_lines(reading) == []
    assert check(reading, select=["PP1"]).findings == ()


def test_a_total_may_bear_the_communes_name() -> None:
    reading = read_table(
        HEADER,
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        " | Xã Tân Yên | 100 | 2 | 2,00 | 2",
        title="UBND XÃ TÂN YÊN\n\nKẾ HOẠCH\n\nGiảm nghèo năm 2024",
    )
    assert reading.plan.unit.name == "Tân Yên"
    assert reading.plan.total is not None
    assert len(reading.plan.targets) == 1


def test_a_label_in_the_place_of_the_ordinal_and_a_blank_figure() -> None:
    reading = read_table(
        "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 217 | 8 |",
        "Tổng | | 217 | 8 |",
    )
    assert reading.plan.total is not None
    assert reading.plan.targets[0].goal.poor.count is None


@pytest.mark.parametrize("ordinal", ["I", "II", "A"])
def test_a_line_numbered_as_a_section_is_one_whatever_its_label(ordinal: str) -> None:
    commune = Unit("Cao Thượng")
    for label in ("Hoa Thám", ""):
        assert kind_by_words(ordinal, label, commune, has_figures=True) is LineKind.SECTION
    assert kind_by_words("", "Hoa Thám", commune, has_figures=True) is LineKind.ROW
