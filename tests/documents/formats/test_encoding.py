"""The encodings of text, those of before Unicode included."""

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from povertyplan import ReadError, read_bytes, read_text
from povertyplan.documents.formats import encoding
from tests.support.small import CHO, PAGE, SEPARATED, target

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_with_their_marks(codec: str) -> None:
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    assert read_bytes(mark + TEXT.encode(codec)).plan == read_text(TEXT).plan


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
LOWER = SEPARATED.replace("UBND XÃ TÂN YÊN", "UBND xã Tân Yên")
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
    assert read_text(SEPARATED, format="csv").notices == ()
    with pytest.raises(ReadError, match="other table"):
        read_text("a,b,c\n1,2,3\n", format="csv")


#: The words of a page, each by itself: some are those of Western Europe, most are not.
BASE = PAGE.replace("UBND XÃ TÂN YÊN", "UBND xã Tân Yên")


def references(page: str, codec: str) -> bytes:
    """Encode a page as Word does: what the code page lacks is a character reference."""
    return unicodedata.normalize("NFC", page).encode(codec, "xmlcharrefreplace")


DECLARED = (
    "",
    "<meta charset=windows-1252>",
    '<meta charset="utf-8">',
    "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>",
    "<meta http-equiv=Content-Type content='text/html; charset=us-ascii'>",
    "<?xml version='1.0' encoding='windows-1252'?>",
    "<meta charset=x-user-defined>",
    "<meta charset=windows-1258>",
)


@pytest.mark.parametrize("declared", DECLARED)
def test_a_western_page_with_character_references(declared: str) -> None:
    names = "<tr><td>2<td>Yên Hòa<td>76<td>3<td>3,95<td>2"
    page = references(declared + BASE.replace("</table>", f"{names}</table>"), "cp1252")
    reading = read_bytes(page, format="html")
    units = [target.unit.name for target in reading.plan.targets]
    if "1258" not in declared:
        assert units == ["Chợ", "Yên Hòa"]
        assert (reading.plan.unit.name, reading.plan.year) == ("Tân Yên", 2024)
        assert reading.notices == ()


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("TCVN3", to_tcvn3),
        ("VNI", lambda text: to_vni(text).encode("latin-1")),
        ("Windows-1258", windows),
        ("Windows-1258", lambda text: references(text, "cp1258")),
        ("VNI", lambda text: references(to_vni(text), "ascii")),
        ("TCVN3", lambda text: references(to_tcvn3(text).decode("latin-1"), "ascii")),
    ],
)
def test_what_an_old_page_declares_decides_nothing(
    declared: str, name: str, encode: Callable[[str], bytes]
) -> None:
    head, table = BASE.split("<table>")
    reading = read_bytes(declared.encode() + encode(f"{head}<table>{table}"), format="html")
    assert target(reading) == CHO
    assert [str(notice) for notice in reading.notices] == [
        f"the document is in {name}; it was read as Unicode"
    ]


def test_a_declared_page_needs_no_words_of_a_plan() -> None:
    page = "<table><tr><th>A<th>é<th>B<tr><td>1<td>2<td>3</table>".encode("cp1252")
    with pytest.raises(ReadError, match="a byte that is none: 0xe9"):
        read_bytes(page, format="html")
    with pytest.raises(ReadError, match=r"A \| é \| B"):
        read_bytes(b"<meta charset=windows-1252>" + page, format="html")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec: str) -> None:
    assert read_bytes(TEXT.encode(codec)).plan == read_text(TEXT).plan
    assert target(read_bytes(PAGE.encode(codec), format="html")) == CHO


@pytest.mark.parametrize("data", [b"a\0b", b"a\0b\0c", b"\0a\0"])
def test_an_odd_number_of_bytes_is_not_utf_16(data: bytes) -> None:
    with pytest.raises(ReadError, match="found binary data"):
        read_bytes(data, format="text")


def test_utf_8_that_was_taken_for_windows_1252() -> None:
    """Excel opens a .csv in UTF-8 so, and saves it as UTF-8 again."""
    western = SEPARATED.encode().decode("latin-1").translate(encoding._WINDOWS_1252)  # noqa: SLF001  # as the program errs
    reading = read_bytes(western.encode(), format="csv")
    assert target(reading) == CHO
    assert str(reading.notices[0]) == (
        "the document is in UTF-8 → Windows-1252; it was read as Unicode"
    )
    mixed = SEPARATED.replace("Chợ", "Ã¡")
    assert read_bytes(mixed.encode(), format="csv").plan.targets[0].unit.name == "Ã¡"


def test_a_damaged_byte_in_utf_8_is_named() -> None:
    """Character references alone would give words enough to another encoding."""
    page = references(BASE, "ascii") + "<p>Đơn vị, tỷ lệ, nghèo".encode() + b"\xff"
    with pytest.raises(ReadError, match="a byte that is none: 0xff"):
        read_bytes(page, format="html")


def test_if_no_decoding_can_be_read_the_first_refusal_stands() -> None:
    with pytest.raises(ReadError, match="tables at most 20 deep"):
        read_bytes(b"<p>\xe9" + b"<table><tr><td>" * 30, format="html")
