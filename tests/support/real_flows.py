"""
Two official forms of flow as they were printed, and those forms in each format.

A line has the ordinal, the name, and the nine figures of households and of persons; a blank
cell is a dot.  The last district has only one of its communes in the form of the poor, and none
in the other.
"""

from collections.abc import Callable, Mapping, Sequence

from povertyplan.documents.forms import NEAR_POOR_FLOW, POOR_FLOW, TableForm
from tests.support.layouts import ABOVE, LEFT
from tests.support.written import docx, html_page, separated, xlsx

_POOR = """
1|Huyện Cư Jút|294 64 45 . 5 0 14 . 204|1313 303 243 . 26 0 59 . 852
1.1|Thị trấn Ea TLing|10 5 0 . 0 0 0 . 5|43 26 0 . 0 0 0 . 17
1.2|Xã Cư Knia|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.3|Xã Đắk DRông|119 10 45 . 3 0 7 . 74|570 46 243 . 13 0 30 . 324
1.4|Xã Đắk Wil|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.5|Xã Ea Pô|85 23 0 . 0 0 5 . 67|323 97 0 . 0 0 18 . 244
1.6|Xã Nam Dong|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.7|Xã Tâm Thắng|80 26 0 . 2 0 2 . 58|377 134 0 . 13 0 11 . 267
1.8|Xã Trúc Sơn|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
2|Huyện Đăk Glong|1369 374 128 . 39 0 28 . 923|7723 2269 727 . 244 0 126 . 5056
2.1|Xã Đắk Ha|256 25 2 . 5 0 5 . 237|1158 124 8 . 19 0 31 . 1067
2.2|Xã Đắk Plao|149 17 24 . 1 0 1 . 109|749 77 97 . 5 0 4 . 580
2.3|Xã Đắk RMăng|423 128 84 . 22 0 10 . 236|2725 776 558 . 162 0 38 . 1566
2.4|Xã Đắk Som|65 13 1 . 1 0 0 . 52|228 53 1 . 5 0 0 . 179
2.5|Xã Quảng Hoà|371 183 0 . 6 0 12 . 205|2434 1196 0 . 38 0 53 . 1326
2.6|Xã Quảng Khê|105 8 17 . 4 0 0 . 84|429 43 63 . 15 0 0 . 338
2.7|Xã Quảng Sơn|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
3|Huyện Đắk Mil|238 47 4 . 6 14 12 . 221|1146 199 10 . 20 62 53 . 1081
3.1|Thị trấn Đắk Mil|10 5 0 . 0 0 0 . 5|41 24 0 . 0 0 0 . 17
"""
_NEAR_POOR = """
1|Huyện Cư Jút|276 45 5 . 63 0 18 . 305|1253 194 26 . 301 0 62 . 1389
1.1|Thị trấn Ea TLing|9 0 0 . 5 0 1 . 15|40 0 0 . 26 0 4 . 70
1.2|Xã Cư Knia|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.3|Xã Đắk DRông|109 45 3 . 10 0 8 . 79|494 194 13 . 46 0 29 . 362
1.4|Xã Đắk Wil|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.5|Xã Ea Pô|42 0 0 . 23 0 5 . 70|172 0 0 . 97 0 18 . 287
1.6|Xã Nam Dong|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
1.7|Xã Tâm Thắng|116 0 2 . 25 0 4 . 141|547 0 13 . 132 0 11 . 670
1.8|Xã Trúc Sơn|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
2|Huyện Đăk Glong|1099 661 40 . 360 5 29 . 783|5749 3461 258 . 2202 25 145 . 4356
2.1|Xã Đắk Ha|71 0 6 . 16 0 11 . 90|292 0 33 . 84 0 48 . 383
2.2|Xã Đắk Plao|71 27 1 . 17 1 1 . 61|293 112 5 . 77 4 2 . 257
2.3|Xã Đắk RMăng|416 340 22 . 123 1 5 . 186|2538 2081 162 . 749 5 27 . 1092
2.4|Xã Đắk Som|15 3 1 . 13 0 0 . 24|56 12 5 . 53 0 0 . 92
2.5|Xã Quảng Hoà|173 0 6 . 183 0 12 . 353|1045 0 38 . 1196 0 68 . 2219
2.6|Xã Quảng Khê|353 291 4 . 8 3 0 . 69|1525 1256 15 . 43 16 0 . 313
2.7|Xã Quảng Sơn|0 0 0 . 0 0 0 . 0|0 0 0 . 0 0 0 . 0
3|Huyện Đắk Mil|468 63 6 . 44 4 27 . 472|2030 259 20 . 194 25 107 . 2067
"""
#: Each form with the lines of a printed one.
PRINTED: Sequence[tuple[TableForm, str]] = ((POOR_FLOW, _POOR), (NEAR_POOR_FLOW, _NEAR_POOR))


def table_of(form: TableForm, printed: str) -> list[list[str]]:
    """Return a printed form as a table with marked spans: its header, column numbers and lines."""
    depth = max(len(column.headings) for column in form.columns)
    paths = [
        [*column.headings, *[ABOVE] * (depth - len(column.headings))] for column in form.columns
    ]
    header = [[path[line] for path in paths] for line in range(depth)]
    for line, texts in enumerate(header):
        for column in reversed(range(1, len(texts))):
            are_of_one = paths[column][: line + 1] == paths[column - 1][: line + 1]
            texts[column] = LEFT if are_of_one and texts[column] != ABOVE else texts[column]
    numbers = [column.number for column in form.columns]
    return [*header, numbers, *lines_of(printed)]


def lines_of(printed: str) -> list[list[str]]:
    """Return the two lines of each unit, whose labels cover both."""
    lines: list[list[str]] = []
    for unit in printed.strip().splitlines():
        ordinal, name, households, persons = unit.split("|")
        lines.append([ordinal, name, "Hộ", *figures_of(households)])
        lines.append([ABOVE, ABOVE, "Nhân khẩu", *figures_of(persons)])
    return lines


def figures_of(line: str) -> list[str]:
    """Return nine figures, a blank one as an empty text."""
    return [figure.replace(".", "") for figure in line.split()]


def flat_lines(form: TableForm, printed: str) -> str:
    """Return a printed form as separated values, with one line of headings."""
    headings = [" - ".join(column.headings).replace(",", ";") for column in form.columns]
    lines = [",".join(headings)]
    for texts in lines_of(printed):
        labels = texts[:2] if texts[0] != ABOVE else lines[-1].split(",")[:2]
        lines.append(",".join([*labels, *texts[2:]]))
    return "\n".join(lines)


def in_markdown(form: TableForm, printed: str) -> str:
    """Return a printed form as Markdown, whose spans are blank cells."""
    blank = {LEFT: "", ABOVE: ""}
    lines = [[blank.get(text, text) for text in line] for line in table_of(form, printed)]
    ruled = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join([form.title, "", *("| " + " | ".join(line) + " |" for line in ruled)])


#: Each format, and how to write a printed form in it.
FORMATS: Mapping[str, Callable[[TableForm, str], bytes]] = {
    "form.docx": lambda form, printed: docx([form.title], table_of(form, printed)),
    "form.xlsx": lambda form, printed: xlsx([form.title], table_of(form, printed)),
    "form.html": lambda form, printed: html_page([form.title], table_of(form, printed)),
    "form.md": lambda form, printed: in_markdown(form, printed).encode(),
    "lines.csv": lambda form, printed: separated([form.title], table_of(form, printed)),
    "flat.csv": lambda form, printed: flat_lines(form, printed).encode(),
}
