"""Separated values."""

import csv
from io import StringIO
from pathlib import Path
from typing import Literal

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


#: How the csv module quotes: what needs it, every cell, every text.
Quoting = Literal[0, 1, 2]


def written(separator: str, *, quoting: Quoting = 0, padded: bool = False) -> str:
    """Write the plan by the csv module itself."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting)
    for line in SEPARATED.splitlines():
        fields = line.split(";") if line else []
        writer.writerow([*fields, *[""] * (6 - len(fields))] if padded else fields)
    return out.getvalue()


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize("padded", [True, False])
def test_every_way_to_quote(separator: str, quoting: Quoting, *, padded: bool) -> None:
    text = written(separator, quoting=quoting, padded=padded)
    assert target(read_text(text, format="csv")) == CHO


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize(
    "title", ['"Giảm nghèo, năm 2024"', '"Giảm nghèo; năm 2024"', '"Giảm nghèo" năm 2024']
)
def test_a_title_that_begins_with_a_quote(separator: str, title: str) -> None:
    text = written(separator).replace("Giảm nghèo năm 2024", title)
    assert target(read_text(text, format="csv")) == CHO


def test_titles_with_commas_do_not_make_the_comma_the_separator() -> None:
    text = "Tân Yên, ngày 15 tháng 01\n" * 5 + SEPARATED
    assert target(read_text(text, format="csv")) == CHO


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=,", "sep=;;;;;;"])
def test_a_line_that_names_the_separator(line: str) -> None:
    reading = read_text(f"{line}\r\n{SEPARATED}", format="csv")
    assert target(reading) == CHO
    assert reading.sources[Place(1, "poor_goal")].line == 8


def test_any_separator_that_a_line_names() -> None:
    text = "sep=^\n" + SEPARATED.replace(";", "^")
    assert target(read_text(text, format="csv")) == CHO


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SEPARATED.replace("Chợ", '"Chợ'), "a quote that is not closed"),
        (SEPARATED.replace("Chợ", '"Chợ" x') + '2;"Chợ";"1\n', "text behind a closing quote"),
        (SEPARATED.replace("Chợ", '"Chợ" x') + '2;"Ngò\n";1\n', "text behind a closing quote"),
        ('"a" b;c;d\nx"y;"z;d\n1;"2";3\n', "a quote that is not closed"),
        ('a;b;"' + "x" * 200_000 + '"', "a field longer than 131072 characters"),
        ("x" * 1_000_000, "a field longer than 131072 characters"),
        ("Kế hoạch", "no table"),
    ],
)
def test_what_are_no_separated_values(text: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(text, format="csv", file="plan.csv")
    assert found in error.value.found


def test_a_figure_that_is_marked_as_text_is_read() -> None:
    text = (
        "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Hộ nghèo 2024\n'1;Chợ;'1160;’5;=\"02\"\n'2;Ngò;9;1;1\n"
    )
    reading = read_text(text, format="csv")
    flat = {str(name): value for name, value in reading.plan.targets[0].flat().items()}
    assert (flat["households_base"], flat["poor_base"], flat["poor_goal"]) == (1160, 5, 2)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("'=1+1", "=1+1"),
        ("'+84", "+84"),
        ("'@SUM(A1)", "@SUM(A1)"),
        ("'- Chợ", "- Chợ"),
        ("''=1+1", "'=1+1"),
        ("'’+84", "’+84"),
        ('"\'=1;\n2"', "=1; 2"),
        ("'Chợ", "'Chợ"),
        ("’Chợ’", "’Chợ’"),
    ],
)
def test_the_apostrophe_before_what_looks_like_a_formula_is_no_part_of_a_name(
    field: str, name: str
) -> None:
    reading = read_text(SEPARATED.replace("Chợ", field), format="csv")
    assert reading.plan.targets[0].unit.name == name
    assert reading.sources[Place(1, "poor_goal")].cell == "F7"
