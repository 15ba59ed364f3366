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
