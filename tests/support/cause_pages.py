"""
The examples in the pages of causes, read as the documents that they show, and diagnosed.

`write` makes none of them: the headings are those of the page, and a formula is one that does not
give its figure.
"""

import re
from collections.abc import Mapping, Sequence

from povertyplan import Reading, check, diagnose
from povertyplan.documents.files import Document, OpenedFile, documents_in
from tests.support.written import computed, repacked, xlsx

#: The headings of a page, by language.
HEADINGS = {
    "en": [
        "Why it matters", "How it is proved", "Wrong", "Right", "How to repair",
        "What looks like it", "Codes", "Source",
    ],
    "vi": [
        "Vì sao quan trọng", "Cách nhận ra", "Ví dụ sai", "Ví dụ đúng", "Cách sửa",
        "Dễ nhầm với", "Mã kiểm tra", "Căn cứ",
    ],
}  # fmt: skip
_TITLE = "Kết quả rà soát hộ nghèo, hộ cận nghèo năm 2023"
_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
_LINE = re.compile(r"^- (.*)$", re.MULTILINE)
#: A value with the formula that computes it, 10 (=SUM(D4:D5)), and the number that is stored.
_COMPUTED = re.compile(r"(?P<value>\S+) \(=(?P<formula>.*?)(?:; lưu (?P<number>\d+,\d+))?\)")
_NUMBER = re.compile(r"\d+(,\d+)?")
_LETTERS = re.compile(r"[A-Z]")


def section(page: str, heading: str) -> str:
    """Return what stands below a heading of a page."""
    _, _, below = page.partition(f"\n## {heading}\n")
    return below.partition("\n## ")[0]


def wrong_example(page: str, lang: str) -> Document:
    """Read the wrong example of a page."""
    shown = section(page, HEADINGS[lang][2])
    return document_shown(lines_shown(shown), table_shown(shown))


def right_example(page: str, lang: str) -> Document:
    """Read the right example of a page; one without a table has the wrong example's."""
    wrong, shown = (section(page, heading) for heading in HEADINGS[lang][2:4])
    return document_shown(lines_shown(shown), table_shown(shown) or table_shown(wrong))


def messages(page: str, lang: str) -> list[str]:
    """Return what the likeliest explanations of the wrong example say, in the page's language."""
    reading = wrong_example(page, lang)
    report = check(reading)
    likeliest = [group.best for group in diagnose(reading, report).groups(report)]
    texts = [best.text(lang) for best in likeliest if best is not None]
    return list(dict.fromkeys(texts))


def codes(page: str, lang: str) -> list[str]:
    """Return the codes that a page lists."""
    return re.findall(r"^- (PP\d+): ", section(page, HEADINGS[lang][6]), re.MULTILINE)


def lines_shown(shown: str) -> list[str]:
    """Return the lines of a text that a page lists."""
    return _LINE.findall(shown)


def table_shown(shown: str) -> list[list[str]]:
    """Return the cells of a table, without its ruler and the marks of bold figures."""
    lines = [row.strip("|").split("|") for row in _ROW.findall(shown)]
    return [[cell.strip(" *") for cell in line] for line in lines if "---" not in line[0]]


def read_example(text: Sequence[str], table: Sequence[Sequence[str]]) -> Reading:
    """Read an example that shows a plan, or the result of a review."""
    document = document_shown(text, table)
    assert isinstance(document, Reading)
    return document


def document_shown(text: Sequence[str], table: Sequence[Sequence[str]]) -> Document:
    """Read an example as a text, or as a workbook if its columns bear letters."""
    if is_sheet(table):
        file = OpenedFile("example.xlsx", workbook(table), "xlsx")
    else:
        head = table[0]
        ruler = ["---"] * len(head)
        lines = [f"| {' | '.join(line)} |" for line in (head, ruler, *table[1:])]
        document = "\n\n".join([*text, "\n".join(lines)])
        file = OpenedFile("example.md", document.encode(), "markdown")
    return documents_in(file)[0]


def is_sheet(table: Sequence[Sequence[str]]) -> bool:
    """Whether the columns of a table bear letters, as those of a workbook do."""
    return all(_LETTERS.fullmatch(cell) for cell in table[0][1:])


def workbook(sheet: Sequence[Sequence[str]]) -> bytes:
    """Write a sheet, whose rows bear their numbers, from its row 3 on."""
    letters, *rows = sheet
    formulas = {}
    numbers = {}
    table = []
    for number, *cells in rows:
        for letter, cell in zip(letters[1:], cells, strict=True):
            if of_formula := _COMPUTED.fullmatch(cell):
                formulas[f"{letter}{number}"] = of_formula["formula"]
                if of_formula["number"]:
                    numbers[of_formula["value"]] = of_formula["number"]
        table.append([_stored(cell) for cell in cells])
    data = xlsx([_TITLE], table, stored=lambda text: bool(_NUMBER.fullmatch(text)))
    return repacked(computed(data, formulas), lambda _, xml: _with_numbers(xml, numbers))


def _with_numbers(xml: bytes, numbers: Mapping[str, str]) -> bytes:
    """Give cells the numbers that they store in place of those that they show."""
    for shown, number in numbers.items():
        before, after = (f"<v>{text.replace(',', '.')}</v>" for text in (shown, number))
        xml = xml.replace(before.encode(), after.encode())
    return xml


def _stored(shown: str) -> str:
    """Return what a cell stores; what an apostrophe makes a text has a blank, as pasted text."""
    if shown.startswith("'"):
        return f"{shown[1:]}\u00a0"
    of_formula = _COMPUTED.fullmatch(shown)
    return of_formula["value"] if of_formula else shown
