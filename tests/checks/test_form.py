"""PP5: the form of the document."""

from povertyplan import check
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
    assert str(finding) == ("document: rows of one name: Chợ; ordinals that repeat or skip: 4")


def test_dotted_ordinals_are_not_counted() -> None:
    reading = read_table(
        "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1.1 | Chợ | 217 | 8 | 4",
        "1.4 | Ngò | 95 | 2 | 2",
    )
    assert check(reading, select=["PP505"]).findings == ()
