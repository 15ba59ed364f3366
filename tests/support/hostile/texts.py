"""Texts that cost their reader as much as possible: Markdown, plain text, CSV, HTML and JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from povertyplan.documents import limits

#: A header and a row that every text of rows begins with.
HEADER = ("TT", "Thôn", "Số hộ 2023", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023", "Hộ nghèo 2024")


def repeated(piece: str, *, start: str = "", end: str = "", size: int = limits.MOST_BYTES) -> bytes:
    """Return a text as large as its limit, most of it one piece repeated."""
    encoded, around = piece.encode(), (start + end).encode()
    number = (size - len(around)) // len(encoded)
    return start.encode() + encoded * number + end.encode()


def marked(
    piece: str, marks: str, *, start: str = "", end: str = "", most: int = limits.MOST_CELLS
) -> bytes:
    """Return a piece repeated until a mark is there as often as it may be, or the text is full."""
    most -= max((start + end).count(mark) for mark in marks)
    number = most // max(piece.count(mark) for mark in marks)
    room = (limits.MOST_BYTES - len((start + end).encode())) // len(piece.encode())
    return (start + piece * min(number, room) + end).encode()


def rows(number: int, name: str = "Chợ {}") -> Iterator[tuple[str, ...]]:
    """Yield the rows of an annex, its header first."""
    yield HEADER
    for row in range(1, number):
        yield str(row), name.format(row), "160", "5", "3,13", "2"


def markdown_of(number: int, name: str = "Chợ {}") -> bytes:
    lines = (f"| {' | '.join(cells)} |\n" for cells in rows(number, name))
    return "Kế hoạch giảm nghèo năm 2024\n\n{}".format("".join(lines)).encode()


def csv_of(number: int, name: str = "Chợ {}") -> bytes:
    return "\n".join(map(";".join, rows(number, name))).encode()


def html_of(number: int, name: str = "Chợ {}") -> bytes:
    lines = (f"<tr><td>{'<td>'.join(cells)}" for cells in rows(number, name))
    return f"<html><p>Kế hoạch giảm nghèo năm 2024<table>{''.join(lines)}</table>".encode()


_LINE = 30_000
_BLANK = "\n\n"
_ANNEX = "\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in rows(3)) + "\n"


def sentences(sentence: str) -> bytes:
    """Return as much prose as a plan may have, and a small annex."""
    line = sentence * (_LINE // len(sentence))
    number = (limits.MOST_PROSE - 100) // len(line)
    return f"Kế hoạch giảm nghèo năm 2024\n\n{(line + _BLANK) * number}{_ANNEX}".encode()


def year_table(title: str, header: str, row: str) -> bytes:
    """Return a table of the year with as many rows as it may have, each with its number at "@"."""
    number = min(9_900, (limits.MOST_CELLS - 2_000) // (header.count("|") + 1))
    rows_below = (row.replace("@", str(at)) for at in range(1, number))
    return "\n".join([title, "", header, *rows_below, ""]).encode()


MARKDOWN: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": partial(markdown_of, 9_999),
        "rows of one name": partial(markdown_of, 9_999, "Chợ"),
        "rows of long names": partial(markdown_of, 9_999, "Thôn có tên rất dài " * 12 + "{}"),
        "households": partial(
            year_table,
            "Danh sách hộ nghèo năm 2024 của xã Tân Yên",
            "| TT | Mã hộ | Thôn | Diện | Thiếu vốn sản xuất | Thiếu đất sản xuất |",
            "| @ | H-@ | Chợ | HN | | |",
        ),
        "flows": partial(
            year_table,
            "Tổng hợp diễn biến hộ nghèo năm 2024 của xã Tân Yên",
            "| TT | Thôn | Hộ nghèo đầu kỳ | Thoát nghèo | Tái nghèo | Hộ nghèo cuối kỳ |",
            "| @ | Chợ @ | 9 | 2 | | 8 |",
        ),
        "labour": partial(
            year_table,
            "Lao động, việc làm năm 2024 của xã Tân Yên",
            "| TT | Thôn | Số người trong độ tuổi lao động | Lao động qua đào tạo | Tỷ lệ |",
            "| @ | Chợ @ | 94 | 42 | 45 |",
        ),
        "coverage": partial(
            year_table,
            "Kết quả thực hiện chính sách hỗ trợ hộ nghèo năm 2024 của xã Tân Yên",
            "| TT | Thôn | Chính sách | Đối tượng | Số thuộc diện | Đã hỗ trợ | Tỷ lệ |",
            "| @ | Chợ @ | Nhà ở | Hộ nghèo | 9 | 8 | 88,9 |",
        ),
        "prose": partial(repeated, "Hộ nghèo giảm 5 hộ.\n"),
        "one line": partial(repeated, "hộ nghèo 5 "),
        "pipes": partial(marked, "|1", "|"),
        "pipes in rows": partial(marked, "|1|2|3|4|5|6|7|8|9\n", "|\n"),
        "short lines": partial(marked, "a\n", "\n"),
        "lone pipes": partial(marked, "|" + " " * 38, "|"),
        "escaped pipes": partial(repeated, "\\|"),
        "backslashes": partial(repeated, "\\"),
        "stars": partial(repeated, "*"),
        "strikes": partial(repeated, "~~a~~"),
        "open strikes": partial(repeated, "~~ a"),
        "struck cells": partial(marked, "|~~1~~", "|"),
        "struck lines": partial(marked, "~~a\nb~~ ", "\n"),
        "rules": partial(marked, "|-", "|"),
        "tabs": partial(marked, "\t1", "\t"),
        "tabs in rows": partial(marked, "1\t2\t3\t4\t5\n", "\t\n"),
        "line separators": partial(repeated, "a\u2028"),
        "vertical tabs": partial(repeated, "a\x0b"),
        "next lines": partial(repeated, "|1\x85"),
        "wide header": partial(marked, "| Hộ nghèo 2023 ", "|", end="\n"),
        "header of 50 lines": ("\n".join(["| Hộ nghèo 2023 " * 1_190 + "|"] * 50)).encode,
        "wide rows": ("| Hộ nghèo 2023 " * 1_190 + "|\n" + ("| 1 " * 1_190 + "|\n") * 80).encode,
        "bare rates": (
            "| Hộ nghèo 2023 " + "| Tỷ lệ " * 1_189 + "|\n" + ("| 1 " * 1_190 + "|\n") * 80
        ).encode,
        "names of figures": lambda: (
            ("| Hộ nghèo 2023 " * 60 + "|\n").encode() + ("| 1 " * 60 + "|\n").encode() * 3_200
        ),
        "entities": partial(repeated, "&amp;"),
        "tags": partial(repeated, "<br>"),
        "sentences": partial(sentences, "Giảm 5 hộ nghèo, còn 3,13 %, tỷ lệ 2,4%. "),
        "sentence of one line": partial(sentences, "giảm 5 hộ nghèo và cận nghèo còn 3,13 %, "),
        "figures": partial(sentences, "5 "),
        "digits above a flow": (
            "\n".join(["1" * 32_700] * 7)
            + "\n\n| Đơn vị | Hộ nghèo đầu kỳ | Tái nghèo | Hộ nghèo cuối kỳ |\n"
            + "| Chợ | 3 | 0 | 3 |\n"
        ).encode,
        "figures with commas": partial(sentences, "5, "),
        "percentages": partial(sentences, "5%; "),
        "targets": partial(sentences, "tỷ lệ hộ nghèo còn 2%; "),
        "respective": partial(sentences, "hộ nghèo, hộ cận nghèo lần lượt là 5, 6 hộ; "),
        "words": partial(sentences, "hộ nghèo "),
        "openings": partial(sentences, "("),
        "quotes": partial(sentences, "“"),
        "headings": partial(sentences, "1. Hộ nghèo 5\n"),
        "years": partial(sentences, "năm 2024 "),
        "goals of lines": partial(sentences, "- giảm 5 hộ\nnghèo còn 3\n"),
        "places and days": partial(sentences, "Xã A, ngày 5 tháng 1 năm 2024\n"),
        "numbers of documents": partial(sentences, "Số: 12/KH-UBND "),
        "marks on letters": partial(repeated, "a" + "\u0301" * 30),
        "marks in Windows-1258": lambda: b"a" + b"\xec\xf2" * 3_999_999,
        "marks in mistaken letters": partial(repeated, "\u0301\u0323", start="Há»™ nghÃ¨o a"),
        "other letters": partial(repeated, "\u1eb7"),
        "decomposed": partial(repeated, "a\u0323\u0306"),
        "zero width": partial(repeated, "\u200b"),
        "legacy letters": lambda: b"|\xaa1" * 200_000 + b"\n" * 199_000,
        "legacy rows": lambda: markdown_of(9_999).decode().encode("cp1258", errors="replace"),
        "legacy prose": lambda: b"\xaa\xab h\xe9 ngh\xcco 5\n" * 200_000,
        "UTF-16": lambda: ("|1\n" * 199_000 + "ệ" * 3_000_000).encode("utf-16"),
        "UTF-32": lambda: ("|1\n" * 100_000 + "ệ" * 1_000_000).encode("utf-32"),
        "UTF-7": lambda: ("hộ nghèo\n" * 190_000).encode("utf-7"),
        "control characters": partial(repeated, "a\x01"),
        "random": lambda: bytes((at * at * 31 + at // 7) % 255 + 1 for at in range(8_000_000)),
        "50 MB": partial(repeated, "Hộ nghèo 5\n", size=50_000_000),
    }
)

CSV: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": partial(csv_of, 9_999),
        "rows of one name": partial(csv_of, 9_999, "Chợ"),
        "semicolons": partial(marked, "1;", ";"),
        "pipes": partial(repeated, "1|"),
        "pipes in lines": partial(repeated, "1|2|3|4|5\n", size=245_000),
        "own separator": partial(repeated, "1^", start="sep=^\n"),
        "own separator in lines": partial(repeated, "1^2^3\n", start="sep=^\n", size=290_000),
        "own separator of letters": partial(repeated, "1é", start="sep=.\n"),
        "all separators": partial(marked, "1;2,3\t4|", ";"),
        "one cell a line": lambda: csv_of(26) + b"\n1" * 199_900,
        "quotes": partial(repeated, '"'),
        "quoted quotes": partial(repeated, '"";', size=295_000),
        "quoted lines": partial(marked, '"a\nb";', ";\n"),
        "one open quote": partial(marked, "a;b\n", "\n", start='"'),
        "an open quote in each line": partial(marked, '"a;b;c\n', "\n"),
        "text behind quotes": partial(marked, '"a" b;"c" d\n', "\n"),
        "quoted field": partial(repeated, "a", start='"', end='";1'),
        "marks of text": partial(marked, '="1";', ";"),
        "apostrophes": partial(repeated, "'"),
        "apostrophes before figures": partial(marked, "'" * 30 + "1;", ";"),
        "blanks": partial(repeated, " "),
        "blank cells": partial(marked, " ;", ";"),
        "vertical tabs": partial(repeated, "a\x0b;", size=295_000),
        "wide header": partial(marked, "Hộ nghèo 2023;", ";", end="\n"),
        "legacy rows": lambda: csv_of(9_999).replace("ệ".encode(), b"\xaa\xab"),
        "UTF-16": lambda: csv_of(9_999).decode().encode("utf-16"),
        "50 MB": partial(repeated, "1;Chợ;160;5;3,13;2\n", size=50_000_000),
    }
)
TEXT: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": partial(csv_of, 9_999),
        "rows of Markdown with quotes": lambda: markdown_of(9_999) + b'"',
        "quoted lines": partial(marked, '"a\nb";', ";\n"),
        "legacy rows": lambda: csv_of(9_999).replace("ệ".encode(), b"\xaa\xab"),
        "pipes in lines": partial(marked, "1|2;3|4\n", "|;\n"),
    }
)


def tags(piece: str, **around: str) -> Callable[[], bytes]:
    """Return a page with as many tags and references as it may have."""
    return lambda: marked(piece, "<&", most=limits.MOST_IN_PAGE, **around)


_TABLE = {"start": "<html><table><tr>", "end": "</table>"}

HTML: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": partial(html_of, 9_999),
        "rows of one name": partial(html_of, 9_999, "Chợ"),
        "breaks": tags("<br>a"),
        "cells": tags("<td>a", **_TABLE),
        "cells without text": tags("<td>", **_TABLE),
        "cells with ends": tags("<td>a</td>", **_TABLE),
        "rows of a cell": tags("<tr><td>a", **_TABLE),
        "tables": tags("<table><td>1<td>2<td>3</table>", start="<html>"),
        "tables without cells": tags("<table>", start="<html>"),
        "nested tables": tags("<table><td>1<td>2<td>3" * 19 + "</table>" * 19, start="<html>"),
        "nested layout": tags("<table><td>a" * 19 + "</table>" * 19, start="<html>"),
        "paragraphs": tags("<p>Hộ nghèo 5"),
        "long paragraphs": tags("<p>" + "Hộ nghèo 5 " * 3),
        "words of a line": tags("<i>a"),
        "references": tags("&amp;"),
        "references by number": tags("&#65;"),
        "references to marks": tags("&#769;&#803;", start="<p>a"),
        "references in cells": tags("<td>&#65;&amp;", **_TABLE),
        "references of 100 digits": tags("&#" + "1" * 35 + ";"),
        "unknown references": tags("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        "hexadecimal references": partial(repeated, "1", start="<p>&#x", end=";"),
        "references without end": tags("&#x" + "1" * 36),
        "open and close": tags("<>"),
        "opening": tags("<"),
        "opening tags": tags("<a "),
        "closing": tags("</"),
        "comments": tags("<!---->"),
        "comment": partial(repeated, "a", start="<!--"),
        "declarations": tags("<!a>"),
        "marked sections": tags("<![CDATA[a]]>"),
        "instructions": tags("<?a>"),
        "attributes": partial(repeated, " a", start="<p", end=">", size=399_000),
        "attributes with values": partial(repeated, " a='b'", start="<p", end=">", size=1_190_000),
        "attributes in tags": tags("<p a b>", start="<html>"),
        "value of an attribute": partial(repeated, "a", start="<p a='", end="'>"),
        "references in attributes": partial(
            repeated, "&amp;", start="<p a='", end="'>", size=999_000
        ),
        "quotes in a tag": partial(repeated, "'\"", start="<p a=", end=">"),
        "equals": partial(repeated, "=", start="<p a", end=">"),
        "blanks in a tag": partial(repeated, " ", start="<p", end=">"),
        "slashes in a tag": partial(repeated, "/", start="<p", end=">"),
        "classes": partial(repeated, "a ", start="<p class='", end="'>"),
        "classes of tags": tags(f"<p class='{'a ' * 14}'>"),
        "other classes of tags": lambda: "".join(
            f"<p class='a{at} b{at} c{at}'>" for at in range(66_000)
        ).encode(),
        "styles": partial(
            repeated, ".a{display:none}", start="<style>", end="</style><p class=a>b"
        ),
        "other styles": lambda: "<style>{}</style>".format(
            "".join(f".a{at}{{display:none}}" for at in range(350_000))
        ).encode(),
        "style without end": tags("<style>"),
        "braces": partial(repeated, "{}", start="<style>", end="</style>"),
        "comments of styles": partial(repeated, "/**/", start="<style>", end="</style>"),
        "selectors": partial(repeated, "a,", start="<style>", end="{display:none}</style>"),
        "style of a tag": partial(repeated, "display:none;", start="<p style='", end="'>a"),
        "styles of tags": tags("<p style='display:nones'>a"),
        "hidden": tags("<i hidden>a", start="<html>"),
        "struck": tags("<s>a</s>"),
        "struck words": tags("<i>a", start="<s>"),
        "struck cells": tags("<td><s>a</s>", **_TABLE),
        "spans": tags("<td colspan=1000 rowspan=1000>a", **_TABLE),
        "spans of bare rates": (
            "<table><tr><td>Hộ nghèo kế hoạch 2024<td colspan=1000>Tỷ lệ"
            + ("<tr><td>1" + "<td>1" * 1_000) * 79
            + "</table>"
        ).encode,
        "wide rows": tags("<tr><td colspan=10>a", **_TABLE),
        "columns": tags("<col span=1000 width=0>", **_TABLE),
        "hidden rows": tags("<tr hidden><td>1<td>2<td>3", **_TABLE),
        "scripts": tags("<script>"),
        "text areas": tags("<textarea>"),
        "line ends": partial(repeated, "\n", start="<p>"),
        "returns": partial(repeated, "\r", start="<p>"),
        "lines of a cell": lambda: b"<table><td>" + b"a\n" * 3_900_000,
        "words of a cell": partial(repeated, "a ", start="<html><table><td>"),
        "double blanks": partial(repeated, "a  ", start="<html><p>"),
        "titles": tags("<title>"),
        "frames": tags("<iframe src=a>"),
        "ends": tags("</p>"),
        "ends in a region": tags("</i>", start="<div hidden>" + "<b>" * 1_000),
        "regions": tags("<div hidden><p>a</div>"),
        "raised": tags("<sup>1"),
        "legacy rows": lambda: html_of(9_999).replace("ệ".encode(), b"\xaa\xab"),
        "legacy breaks": lambda: marked("<br>a", "<", most=limits.MOST_IN_PAGE) + b"\xaa",
        "UTF-16": lambda: html_of(9_999).decode().encode("utf-16"),
        "50 MB": partial(repeated, "<p>Hộ nghèo 5\n", size=50_000_000),
    }
)


def record(inside: str) -> bytes:
    plan = f'{{"unit": {{"name": "a"}}, "year": 2024, {inside}}}'
    return f'{{"povertyplan": 1, "plan": {plan}}}'.encode()


def _object(pairs: Iterable[str]) -> bytes:
    return f"{{{','.join(pairs)}}}".encode()


def _targets(number: int, target: str) -> bytes:
    targets = ",".join(target.replace("@", str(at)) for at in range(number))
    return record(f'"targets": [{targets}]')


_SMALL = '{"unit":{"name":"A@"},"base":{"year":2023},"goal":{"year":2024}}'
_WHOLE = (
    '{"unit":{"name":"A@"},"base":{"year":2023,"households":160,"poor":{"count":5,"rate":"3.13%"}},'
    '"goal":{"year":2024,"households":160,"poor":{"count":2,"rate":"1.25%"}}}'
)

JSON: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "digits of a count": lambda: record(
            f'"total": {{"base": {{"households": {"9" * 4_299}}}}}'
        ),
        "digits of counts": lambda: _targets(
            1_800, '{"unit":{"name":"A@"},"base":{"households":' + "9" * 4_299 + "}}"
        ),
        "digits of a fraction": partial(repeated, "9", start='{"a": 0.', end="}"),
        "digits of a number": partial(repeated, "9", start='{"a": ', end="}"),
        "numbers of 4,299 digits": partial(repeated, "9" * 4_299 + ",", start='{"a": [', end="1]}"),
        "exponents": partial(repeated, "1e999,", start='{"a": [', end="1]}"),
        "small exponents": partial(repeated, "1e-323,", start='{"a": [', end="1]}"),
        "targets": partial(_targets, 45_000, _WHOLE),
        "marks of names": lambda: _targets(
            41, _WHOLE.replace("A@", "a" + "\\u0301\\u0323" * 16_000)
        ),
        "a long name": lambda: _targets(1, _WHOLE.replace("A@", "a" * 7_000_000)),
        "targets at the limit of rows": partial(_targets, 22_000, _WHOLE),
        "targets of names": partial(_targets, 66_000, _SMALL),
        "targets that are wrong": partial(_targets, 199_000, "{}"),
        "targets that are numbers": partial(_targets, 199_000, "1"),
        "targets with keys": partial(_targets, 199_000, '{"k@":0}'),
        "lists": partial(repeated, "[],", start='{"a": [', end="1]}"),
        "objects": partial(repeated, "{},", start='{"a": [', end="1]}"),
        "objects with keys": partial(repeated, '{"":0},', start='{"a": [', end="1]}"),
        "keys": lambda: _object(f'"{at}":0' for at in range(190_000)),
        "key twice": partial(repeated, '"a":0,', start="{", end='"a":0}'),
        "brackets": partial(repeated, "["),
        "braces": partial(repeated, '{"":'),
        "text": partial(repeated, "a", start='{"a": "', end='"}'),
        "escapes": partial(repeated, "\\u0041", start='{"a": "', end='"}'),
        "texts": partial(repeated, '"ab",', start='{"a": [', end="1]}"),
        "blanks": partial(repeated, " ", start="{"),
        "quotes": partial(repeated, '"', start="{"),
        "percentage": partial(
            repeated,
            "9",
            start='{"povertyplan":1,"plan":{"total":{"base":{"poor":{"rate":"',
            end='%"}}}}}',
        ),
        "UTF-16": lambda: _targets(21_000, _WHOLE).decode().encode("utf-16"),
        "50 MB": lambda: _targets(290_000, _WHOLE),
    }
)
