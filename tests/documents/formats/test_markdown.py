"""Separated values, web pages, records, and the encodings of before Unicode."""

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from povertyplan import Part, Place, ReadError, Reading, check, read, read_bytes, read_text
from povertyplan.documents.formats import encoding
from povertyplan.records import to_json

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
HEADER = "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Tỷ lệ nghèo 2023;Hộ nghèo 2024"
TEXT = f"UBND XÃ TÂN YÊN\n\nKế hoạch\nGiảm nghèo năm 2024\n\n{HEADER}\n1;Chợ;160;5;3,13;2\n"
PAGE = (
    "<h1>UBND XÃ TÂN YÊN</h1>Kế hoạch<br>Giảm nghèo năm 2024<table><tr><th>"
    f"{HEADER.replace(';', '<th>')}<tr><td>1<td>Chợ<td>1<b>6</b>0<td>5<td>3,13<td>2</table>"
)


def target(reading: Reading) -> str:
    assert reading.plan.unit.name == "Tân Yên"
    assert reading.plan.year == 2024
    (only,) = reading.plan.targets
    return f"{only.unit.name} {only.base.households} {only.base.poor} {only.goal.poor.count}"


CHO = "Chợ 160 Tally(count=5, rate=Percent('3.13%')) 2"


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_separated_values(separator: str, tmp_path: Path) -> None:
    text = TEXT.replace("3,13", '"3,13"' if separator == "," else "3,13")
    text = text.replace(";", separator).replace("Chợ", '"Chợ"')
    reading = read_text(text, format="csv", file="plan.csv")
    assert target(reading) == CHO
    assert str(reading.sources[Place(1, "poor_base_rate")]) == "plan.csv:E7"
    assert reading.sources[Place(1, "poor_base_rate")].line == 7
    file = tmp_path / "plan.csv"
    file.write_bytes(text.encode("utf-8-sig"))
    assert read(file).plan == reading.plan


def test_a_field_of_two_lines_moves_the_lines_below() -> None:
    text = TEXT.replace("Đơn vị", '"Đơn\nvị"').replace("Chợ", '" Chợ"')
    source = read_text(text, format="csv").sources[Place(1, "poor_goal")]
    assert (source.line, source.cell) == (8, "F7")


def test_only_the_ends_of_lines_end_a_line() -> None:
    text = TEXT.replace("UBND", "UBND\x0b\x85\u2028")
    assert read_text(text, format="csv").sources[Place(1, "poor_goal")].line == 7


def test_a_first_line_of_two_headings_belongs_to_the_table() -> None:
    text = TEXT.replace(HEADER, ";Đơn vị;;Hộ nghèo\n;;Số hộ 2023;2023;Tỷ lệ 2023;2024")
    reading = read_text(text, format="csv")
    assert target(reading) == CHO


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT.replace("Chợ", '"Chợ'), "unexpected end of data"),
        ('a;b;"' + "x" * 200_000 + '"', "field larger than field limit"),
        ("x" * 1_000_000, "field larger than field limit"),
        ("Kế hoạch", "no table"),
    ],
)
def test_what_are_no_separated_values(text: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(text, format="csv", file="plan.csv")
    assert found in error.value.found


def test_a_page() -> None:
    reading = read_text(PAGE, format="html", file="plan.html")
    assert target(reading) == CHO
    at = PAGE.index("3,13") + 1
    assert str(reading.sources[Place(1, "poor_base_rate")]) == f"plan.html:1:{at}"


@pytest.mark.parametrize(
    "page",
    [
        f"<head><title>x</title><style>td {{}}</style><script>1</script>{PAGE}",
        PAGE.replace("<table>", "<table><tr><td>1<td>2<td>3<table>") + "<td>4</table>",
        f"<table><tr><td>{PAGE}</table>",
        PAGE.replace("<table>", "<table>lost<caption>x</caption>").replace("</table>", ""),
        PAGE.replace("<td>2", "<td rowspan=65534 colspan=x>2").replace("<td>", "<td\n>\n \n"),
        PAGE.replace("<tr><th>", "<th>", 1),
        f"<!doctype html><!-- <table> -->{PAGE}<!-- <td>9</td>",
        PAGE.replace("160", "1<b>6</b>0") + "</p></td></tr></table></script></div>",
        f"{PAGE}<table><tr><td>Nơi nhận<td>CHỦ TỊCH<p>Vũ Ngọc Vân</table><table></table>",
    ],
)
def test_pages_as_they_are_found(page: str) -> None:
    assert target(read_text(page, format="html")) == CHO


HIDDEN = "<i style='display: none'>7</i>"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<td>5", f"<td>{HIDDEN}5"),
        PAGE.replace("<td>5", "<td hidden>7<td>5"),
        PAGE.replace("<tr><td>1", "<tr style='mso-hide:all'><td>7<td>x<tr><td>1"),
        PAGE.replace("<table>", "<div hidden><table><tr><td>7</table></p></div><br hidden><table>"),
        PAGE.replace("<table>", "<div><p hidden>7<b>8</b></div><table>"),
        PAGE.replace("<table>", "<span hidden>7<p>8</b></p></span><table>"),
    ],
)
def test_what_a_page_hides_is_not_read(page: str) -> None:
    reading = read_text(page, format="html", file="plan.html")
    assert target(reading) == CHO
    (notice,) = reading.notices
    assert str(notice) == "text that the page hides was left out, from “7” on"
    assert notice.source is not None
    assert notice.source.line == 1


def test_marks_of_footnotes_are_no_digits() -> None:
    """In whatever way they are written, and only where they stand raised."""
    told = "marks of footnotes were left out: 1, the first of them in "
    for form, text, shown in (
        ("html", PAGE.replace("<td>5", "<td>5<sup>1</sup>"), "“5¹”"),
        ("html", PAGE.replace("<td>5", "<td>5<SUB>(1)"), "“5⁽¹⁾”"),
        ("csv", TEXT.replace(";5;", ";5²;"), "“5²”"),
        ("csv", TEXT.replace("3,13;", "3,13%*;"), "“3,13%*”"),
        ("csv", TEXT.replace("Hộ nghèo 2023", "Hộ nghèo 2023³"), "“Hộ nghèo 2023³”"),
    ):
        reading = read_text(text, format=form)
        assert target(reading) == CHO
        assert [str(one) for one in reading.notices] == [told + shown]


def test_a_mark_in_the_text_leaves_the_columns() -> None:
    table = f"|{HEADER.replace(';', '|')}|\n|1|Chợ|160|5|3,13|2|\n"
    line = "Phấn đấu tỷ lệ hộ nghèo¹ còn 1,4%² (nhà ở trên 8 m²), giảm 0,91%"
    reading = read_text(f"{line}\n\n{table}")
    place = Place(Part.HEADLINE, "poor_goal_rate")
    assert reading.sources[place].column == line.index("1,4") + 1
    (notice,) = (one for one in reading.notices if one.code == "footnote-marks")
    assert str(notice).endswith("tỷ lệ hộ nghèo¹”")


def test_where_a_cell_on_several_lines_stands() -> None:
    reading = read_text(PAGE.replace("3,13", "\n\n  3,13"), format="html", file="plan.html")
    assert str(reading.sources[Place(1, "poor_base_rate")]) == "plan.html:3:3"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<table><tr><td>" * 30, "deeper ones"),
        ("<table><tr>" + "<td colspan=1000>1" * 400, "a larger one"),
        ("<table>" + "<tr><td rowspan=1000 colspan=1000>1" * 300, "a larger one"),
        ("<table><tr>" + "<td rowspan=1000>1" * 201, "a larger one"),
        (("<table><tr>" + "<td colspan=1000>1" * 150 + "</table>") * 3, "more"),
        ("<p " + "a=1 " * 400_001 + ">", "more"),
        ("<p>Kế hoạch", "no table"),
    ],
)
def test_hostile_pages(page: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(page, format="html")
    assert found in error.value.found


def test_records_of_plans_and_of_readings(tmp_path: Path) -> None:
    reading = read(EXAMPLE)
    for value in (reading, reading.plan):
        file = tmp_path / "plan.json"
        file.write_text(to_json(value), encoding="utf-8")
        again = read(file)
        assert again.plan == reading.plan
        assert again.sources == (reading.sources if value is reading else {})
    assert check(read_text(to_json(reading), format="json")) == check(reading)


def test_a_record_that_is_none_names_its_file() -> None:
    with pytest.raises(ReadError, match=r"plan.json, line 1, column 2: expected JSON"):
        read_text("{", format="json", file="plan.json")
    with pytest.raises(ReadError, match=r"expected text in UTF-8"):
        read_bytes(b"\xff{", format="json", file="plan.json")


def to_tcvn3(text: str) -> bytes:
    """Encode as TCVN3 by another table than the library's: iconv's of TCVN 5712."""
    done = subprocess.run(
        ["iconv", "-f", "utf-8", "-t", "TCVN5712-1"],  # noqa: S607  # wherever it is
        input=unicodedata.normalize("NFC", text).encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout


MARKS = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
CIRCUMFLEX = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
WHOLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}


def to_vni(text: str) -> str:
    """Encode as VNI, letter by letter."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text)))


def _vni(char: str) -> str:
    low = char.lower()
    base, *marks = (*unicodedata.normalize("NFD", low),)
    if low in WHOLE:
        out = WHOLE[low]
    elif "\u0302" in marks or "\u0306" in marks:
        tone = "".join(mark for mark in marks if mark in MARKS)
        out = base + (CIRCUMFLEX if "\u0302" in marks else BREVE)[tone]
    elif "\u031b" in marks:
        out = WHOLE[unicodedata.normalize("NFC", base + "\u031b")]
        out += "".join(MARKS[mark] for mark in marks if mark in MARKS)
    else:
        out = base + "".join(MARKS[mark] for mark in marks)
    return out if char == low else out.upper()


def windows(text: str) -> bytes:
    """Encode as Windows-1258: letters with their hats, tones behind them."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = (*unicodedata.normalize("NFD", char),)
            hats = "".join(mark for mark in marks if mark not in MARKS)
            tones = "".join(mark for mark in marks if mark in MARKS)
            out += (unicodedata.normalize("NFC", base + hats) + tones).encode("cp1258")
    return out


#: No word is in capitals, for TCVN3 has no capitals with a tone.
LOWER = TEXT.replace("UBND XÃ TÂN YÊN", "UBND xã Tân Yên")
VOWELS = "a ă â e ê i o ô ơ u ư y"


@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("TCVN3", to_tcvn3),
        ("VNI", lambda text: to_vni(text).encode("latin-1")),
        ("Windows-1258", windows),
    ],
)
def test_encodings_of_before_unicode(name: str, encode: Callable[[str], bytes]) -> None:
    for form, text in (("csv", LOWER), ("html", PAGE.replace("XÃ TÂN YÊN", "xã Tân Yên"))):
        reading = read_bytes(encode(text), format=form, file=f"plan.{form}")
        assert target(reading) == CHO
        assert str(reading.notices[0]) == f"the document is in {name}; it was read as Unicode"


def test_every_letter_of_the_old_fonts() -> None:
    tones = ["", *MARKS]
    letters = [unicodedata.normalize("NFC", one + tone) for one in VOWELS.split() for tone in tones]
    assert len(set(letters)) == 72
    for letter in [*letters, "đ"]:
        assert encoding.from_tcvn3(to_tcvn3(letter).decode("latin-1")) == letter
        assert encoding.from_vni(to_vni(letter)) == letter
        assert encoding.from_vni(to_vni(letter.upper())) == letter.upper()


@pytest.mark.parametrize(
    "encode", [lambda text: to_tcvn3(text).decode("latin-1"), to_vni], ids=["TCVN3", "VNI"]
)
def test_old_letters_in_a_document_of_today(encode: Callable[[str], str]) -> None:
    """A font alone made them Vietnamese; what is Unicode beside them stays."""
    rows = "1;Chợ;160;5;3,13;2\n2;" + encode("Hoà Bình") + ";76;3;3,95;2\n"
    text = encode(LOWER.split("1;Ch")[0]) + rows
    reading = read_text(text, format="csv")
    assert [one.unit.name for one in reading.plan.targets] == ["Chợ", "Hoà Bình"]
    assert reading.notices[0].code == "encoding-converted"


def test_ascii_and_unicode_are_left_alone() -> None:
    assert read_text(TEXT, format="csv").notices == ()
    with pytest.raises(ReadError, match="other table"):
        read_text("a,b,c\n1,2,3\n", format="csv")


BROKEN = ("TT | Đơn vị | Số hộ 2023 |", "Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |")


def test_a_header_broken_over_two_lines_is_one() -> None:
    lines = ("UBND XÃ TÂN YÊN", "", "Kế hoạch giảm nghèo năm 2024", "", *BROKEN)
    rows = (
        "A | B | 1 | 2 | 3 | 4 |",
        "1 | Chợ | 160 | 5 | 3,13 | 2 |",
        "Tổng | | 160 | 5 | 3,13 | 2 |",
    )
    reading = read_text("\n".join((*lines, *rows)))
    assert target(reading) == CHO
    assert str(reading.sources[Place(1, "poor_goal")]) == "8:28"


@pytest.mark.parametrize(
    "lines",
    [
        (*BROKEN, "A | B | C | D | E | F |"),
        (BROKEN[0], "1 | Chợ | 160 |", "2 | Đầu | 160 | 5 | 3,13 | 2 |"),
        ("BIỂU SỐ 1 | | |", BROKEN[1], "2 | Đầu | 160 | 5 | 3,13 | 2 |"),
    ],
)
def test_lines_that_are_no_broken_header(lines: tuple[str, ...]) -> None:
    rows = (f"{number} | Chợ | 160 | 5 | 3,13 | 2 |" for number in range(3, 6))
    with pytest.raises(ReadError, match="expected a row of 6 cells"):
        read_text("\n".join((*lines, *rows)))
