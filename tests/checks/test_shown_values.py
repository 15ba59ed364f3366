"""PP606: rates that nothing but their number format rounds, from stored numbers to findings."""

import re

import pytest
from attrs import evolve

from povertyplan import Edit, Percent, Place, Reading, Severity, check, read_bytes
from povertyplan.records import from_json, to_json
from tests.support.written import computed, repacked, xls, xlsx

HEADER = ["TT", "Đơn vị", "Số hộ 2023", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023", "Hộ nghèo 2024"]
ROWS = [["1", "Chợ", "160", "23", "14.38", "20"], ["2", "Ngò", "160", "5", "3.13", "2"]]
RATE = Place(1, "poor_base_rate")


def reading(*, formula: str = "D4/C4*100", number: str = "14.374999999999998") -> Reading:
    """Read a workbook whose cell E4, under the format 0.00, holds a number."""
    data = xlsx(["Giảm nghèo năm 2024"], [HEADER, *ROWS], stored=str.isascii)
    formulas = {"E4": formula, "E5": "D5/C5*100"} if formula else {}

    def change(_: str, xml: bytes) -> bytes:
        return re.sub(rb"<v>14\.38", f"<v>{number}".encode(), xml)

    return read_bytes(repacked(computed(data, formulas), change), format="xlsx")


def told(found: Reading) -> list[str]:
    report = check(found, select=["PP606"])
    assert report.checked == ("PP606",)
    return [f"{one.severity}: {one}" for one in report.findings]


def test_a_quotient_that_excel_alone_rounds_up() -> None:
    assert told(reading()) == [
        ("note: row 1 (Chợ): the poor rate of 2023, computed by D4/C4*100, is rounded by its"
         " number format alone: Excel shows 14.38%, LibreOffice 14.37%"),
    ]  # fmt: skip
    assert check(reading()).numbers[Severity.ERROR] == 0


def test_the_formula_is_told_as_it_stands() -> None:
    (told_of,) = check(reading(formula="'Phụ lục'!D4 / 160 * 100"), select=["PP606"]).findings
    assert dict(told_of.terms)["formula"] == "'Phụ lục'!D4 / 160 * 100"


def test_a_number_that_was_pasted_without_its_formula() -> None:
    assert told(reading(formula="")) == [
        ("note: row 1 (Chợ): the poor rate of 2023 has more digits than its number format shows:"
         " Excel rounds it to 14.38%, LibreOffice to 14.37%"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["14.38", "14.375", "14.375000000000002", "14.3751"])
def test_what_both_programs_show_alike_is_not_told(number: str) -> None:
    assert told(reading(number=number)) == []


def test_shares_of_one_are_told_in_per_cent() -> None:
    rows: list[list[object]] = [
        [row, f"Thôn {row}", 160, 23, 0.14374999999999996, 20] for row in range(1, 7)
    ]
    formats = dict.fromkeys(((row, 4) for row in range(1, 7)), "0.0000")
    found = read_bytes(xls([HEADER, *rows], formats=formats), file="plan.xls")
    assert {text for _, text in found.form.by_format} == {"14.37%"}
    assert len(told(found)) == len(rows)


def test_a_workbook_of_before_2007() -> None:
    rows: list[list[object]] = [
        [*HEADER],
        [1, "Chợ", 160, 23, 23 / 160 * 100, 20],
        [2, "Ngò", 160, 5, 3.13, 2],
    ]
    found = read_bytes(xls(rows, formats={(1, 4): "0.00"}), file="plan.xls")
    assert found.form.by_format == ((RATE, "14.37%"),)
    assert len(told(found)) == 1


def test_a_rate_that_is_edited_or_not_known_is_not_told() -> None:
    found = reading()
    edited = found.edited([Edit(RATE, Percent.parse("14,38"), Percent.parse("14,37"))])
    assert told(edited) == []
    assert told(from_json(to_json(found), Reading)) == told(found)
    elsewhere = ((RATE, "x"), (Place(9, "poor_base_rate"), "1%"), (Place(1, "poor_base"), "1%"))
    assert told(evolve(found, form=evolve(found.form, by_format=elsewhere))) == []


def test_without_a_workbook_nothing_is_compared() -> None:
    bare = check(reading().plan, select=["PP606"])
    assert ([one.code for one in bare.skipped], bare.checked) == (["PP606"], ())
    typed = reading(formula="", number="14.38")
    report = check(typed, select=["PP606"])
    assert (report.skipped, report.checked) == ((), ())


def test_a_quotient_of_more_digits_than_documents_print_is_left_to_the_rate() -> None:
    rows = [["1", "Chợ", "1", "99999999999999", "14.38", "20"], ROWS[1]]
    data = xlsx(["Giảm nghèo năm 2024"], [HEADER, *rows], stored=str.isascii)
    read_as = read_bytes(computed(data, {"E4": "D4/C4*100"}), format="xlsx")
    codes = {finding.code for finding in check(read_as).errors}
    assert "PP604" not in codes
    assert codes >= {"PP201"}
