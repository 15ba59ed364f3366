"""Separated values."""

from pathlib import Path

import pytest

from povertyplan import Place, ReadError, read, read_text
from tests.support.small import CHO, HEADER, SEPARATED, target


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_separated_values(separator: str, tmp_path: Path) -> None:
    text = SEPARATED.replace("3,13", '"3,13"' if separator == "," else "3,13")
    text = text.replace(";", separator).replace("Chợ", '"Chợ"')
    reading = read_text(text, format="csv", file="plan.csv")
    assert target(reading) == CHO
    assert str(reading.sources[Place(1, "poor_base_rate")]) == "plan.csv:E7"
    assert reading.sources[Place(1, "poor_base_rate")].line == 7
    file = tmp_path / "plan.csv"
    file.write_bytes(text.encode("utf-8-sig"))
    assert read(file).plan == reading.plan


def test_a_field_of_two_lines_moves_the_lines_below() -> None:
    text = SEPARATED.replace("Đơn vị", '"Đơn\nvị"').replace("Chợ", '" Chợ"')
    source = read_text(text, format="csv").sources[Place(1, "poor_goal")]
    assert (source.line, source.cell) == (8, "F7")


def test_only_the_ends_of_lines_end_a_line() -> None:
    text = SEPARATED.replace("UBND", "UBND\x0b\x85\u2028")
    assert read_text(text, format="csv").sources[Place(1, "poor_goal")].line == 7


def test_a_first_line_of_two_headings_belongs_to_the_table() -> None:
    text = SEPARATED.replace(HEADER, ";Đơn vị;;Hộ nghèo\n;;Số hộ 2023;2023;Tỷ lệ 2023;2024")
    reading = read_text(text, format="csv")
    assert target(reading) == CHO


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SEPARATED.replace("Chợ", '"Chợ'), "unexpected end of data"),
        ('a;b;"' + "x" * 200_000 + '"', "field larger than field limit"),
        ("x" * 1_000_000, "field larger than field limit"),
        ("Kế hoạch", "no table"),
    ],
)
def test_what_are_no_separated_values(text: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(text, format="csv", file="plan.csv")
    assert found in error.value.found
