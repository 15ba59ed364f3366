"""The line and the column of a figure of the text are those of the file."""

import re

import pytest

from povertyplan import Edit, Part, Percent, Place, Reading, read_text
from povertyplan.documents.write.patch import patched_text
from tests.support.small import SEPARATED

RATE, COUNT = Place(Part.HEADLINE, "poor_goal_rate"), Place(Part.HEADLINE, "poor_goal")
TITLE = "Giảm nghèo năm 2024"
COUNTED = "Số hộ nghèo năm 2024 còn 2 hộ."
RATED = "Tỷ lệ hộ nghèo năm 2024 còn 1,39%."
TABLE = "<table>" + "".join(
    f"<tr><td>{line.replace(';', '<td>')}" for line in SEPARATED.splitlines()[-3:]
)


def at(text: str, reading: Reading, place: Place) -> str:
    """Return what stands in a text where a figure of its reading should."""
    source = reading.sources[place]
    assert source.line is not None
    assert source.column is not None
    return re.split(r"\r\n|\r|\n", text)[source.line - 1][source.column - 1 :]


def quoted(*lines: str) -> str:
    return '"' + "\n".join(lines).replace('"', '""') + '"'


FIELDS = [
    quoted(COUNTED, RATED),
    quoted(f'"Vì người nghèo", chương trình ""giảm"" nghèo. {COUNTED}\n\n  {RATED}'),
    quoted(f"Mục   tiêu\u00a0 chung: {COUNTED}", f'"{RATED}"'),
    f'"Mục tiêu" của năm: {COUNTED}\n{RATED}',
    f"'- {COUNTED}\n  {RATED}",
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("behind", ["", ";;;;;"])
def test_a_field_of_separated_values(field: str, behind: str) -> None:
    """Titles in rows as wide as the table are read from its cells."""
    text = SEPARATED.replace(TITLE, f"{TITLE}{behind}\n{field}{behind}")
    reading = read_text(text, format="csv")
    assert at(text, reading, COUNT).startswith("2 hộ.")
    assert at(text, reading, RATE).startswith("1,39%.")


PARAGRAPHS = [
    f"<p>{COUNTED}</p><p>{RATED}</p>",
    f"<p>Mục tiêu:<br>{COUNTED}<br>\n\t {RATED}",
    f"<p>\n  &nbsp;&#8211; R&D &amp; h&#x1ed9; ngh&egrave;o: {COUNTED}\r\n<div>&nbsp;&nbsp;{RATED}",
    f"<p><b>Mục</b> ti&#234;u\n<i>chung</i>: {COUNTED.replace(' ', '&nbsp;')} {RATED}",
    f"<table><tr><td>Mục tiêu &amp; <td>x</table><p>{COUNTED}\r{RATED.replace('ệ', '&#7879;')}",
    "<p>" + COUNTED.replace(" ", "\n") + "<p>" + RATED.replace(" ", "\r\n   "),
    f"<p>Mục tiêu < năm nay & sau: {COUNTED}<p>{RATED}",
]


@pytest.mark.parametrize("paragraphs", PARAGRAPHS)
def test_a_paragraph_of_a_page(paragraphs: str) -> None:
    text = f"<h1>KẾ HOẠCH</h1>\n<p>{TITLE}</p>{paragraphs}{TABLE}"
    reading = read_text(text, format="html")
    assert re.match(r"2(&nbsp;| |\n)hộ\.", "\n".join([at(text, reading, COUNT), "hộ."]))
    assert at(text, reading, RATE).startswith("1,39%.")


def test_a_row_of_text_in_the_table_of_a_page() -> None:
    row = f"<tr><td colspan=6>&nbsp;Mục &amp; tiêu:<br> {COUNTED}<p>&nbsp; {RATED}"
    text = f"<p>{TITLE}</p>" + TABLE.replace("<table>", f"<table>{row}")
    reading = read_text(text, format="html")
    assert at(text, reading, COUNT).startswith("2 hộ.")
    assert at(text, reading, RATE).startswith("1,39%.")


def test_a_row_of_text_in_a_table_of_markdown() -> None:
    rows = [f"|Mục  tiêu \\| chung: {COUNTED}  {RATED}| | | | | |", *SEPARATED.splitlines()[-2:]]
    text = f"{TITLE}\n\n" + "\n".join(rows).replace(";", "|")
    reading = read_text(text)
    assert at(text, reading, COUNT).startswith("2 hộ.")
    assert at(text, reading, RATE).startswith("1,39%.")


@pytest.mark.parametrize(
    ("format_name", "text"),
    [
        ("csv", SEPARATED.replace(TITLE, f"{TITLE}\n{FIELDS[1]}")),
        ("html", f"<p>{TITLE}</p>{PARAGRAPHS[2]}{TABLE}"),
    ],
)
def test_a_repair_replaces_what_stands_there(format_name: str, text: str) -> None:
    reading = read_text(text, format=format_name)
    edits = [Edit(RATE, Percent.parse("1,39%"), Percent.parse("1,38%")), Edit(COUNT, 2, 3)]
    repaired = patched_text(text.encode(), reading, edits).data.decode()
    assert repaired == text.replace("1,39%", "1,38%").replace("còn 2 hộ", "còn 3 hộ")
