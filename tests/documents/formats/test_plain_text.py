"""Plain text: as Markdown, else as separated values."""

import pytest

from povertyplan import Place, ReadError, read_text
from povertyplan.documents import limits
from povertyplan.documents.formats import plain_text
from tests.support.small import CHO, HEADER, SEPARATED, target

#: A header over several quoted lines, as Excel writes a heading with a line break.
BROKEN = ";".join(f'"{heading.replace(" ", chr(10))}"' for heading in HEADER.split(";"))


def separated(separator: str, header: str) -> str:
    text = SEPARATED.replace(HEADER, header)
    text = text.replace("3,13", '"3,13"' if separator == "," else "3,13")
    return text.replace(";", separator)


@pytest.mark.parametrize("separator", [";", ",", "|", "\t"])
@pytest.mark.parametrize("header", [HEADER, BROKEN])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_separated_values_in_a_text(separator: str, header: str, line_end: str) -> None:
    text = separated(separator, header).replace("\n", line_end)
    reading = read_text(text, format="text", file="plan.txt")
    assert target(reading) == CHO
    assert reading.plan == read_text(text, format="csv").plan


def test_a_sentence_with_commas_stays_whole() -> None:
    lines = "Hộ nghèo 160, 5, 3, 2, còn lại\nGiảm nghèo, nhanh, bền vững, toàn diện, bao trùm"
    content = plain_text.content(f"{lines}\n", "plan.txt")
    assert [line.text for line in content.paragraphs] == lines.split("\n")
    assert content.grids == ()


def test_a_table_with_pipes_stays_one_beside_sentences_and_quotes() -> None:
    table = SEPARATED.replace("2024\n", '2024\n"Vì người nghèo", chung tay, góp sức, lâu dài\n', 1)
    reading = read_text(table.replace(";", " | "), format="text", file="plan.txt")
    assert target(reading) == CHO
    assert str(reading.sources[Place(1, "poor_goal")]) == "plan.txt:8:28"


def test_values_whose_lines_are_no_table_of_markdown() -> None:
    text = SEPARATED.replace("Giảm", "a|b|c\na|b|c\na|b|c|d|e|f\nGiảm")
    assert target(read_text(text, format="text")) == CHO


@pytest.mark.parametrize(
    "text",
    [
        "A|B|C\nA|B|C\nA|B|C|D|E|F",
        'A|B|C\nA|B|C\nA|B|C|D|E|F\n"' + ";" * (limits.MOST_CELLS + 1),
        'A|B|C\nA|B|C\nA|B|C|D|E|F\n"1;',
    ],
)
def test_the_refusal_of_a_text_stands(text: str) -> None:
    with pytest.raises(ReadError, match="row of 3 cells"):
        read_text(text, format="text")
