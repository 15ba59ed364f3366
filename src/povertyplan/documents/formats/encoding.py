"""
Text of before Unicode: TCVN3 (the .VnTime fonts), VNI and Windows-1258.

Nothing in a text says that it is one of these: its letters are those of
Western Europe, and only a font made them Vietnamese.  What turns them into
words of a plan is taken, and told.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import evolve

from povertyplan.documents.content import Cell, Content, Grid
from povertyplan.reading import Notice, Source

#: Words of a plan that no reading under another encoding gives.
_WORDS = frozenset(
    {
        "hộ", "nghèo", "cận", "tỷ", "tỉ", "lệ", "số", "năm", "kế", "hoạch", "đơn", "vị", "tổng",
        "dự", "kiến", "khẩu", "xã", "thôn", "phường", "giảm",
    }
)  # fmt: skip
#: The fewest of these words that make a text one of a plan.
_FEWEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_WESTERN = re.compile(r"[\x00-\xff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u2013-\u2122]*")

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300",
    "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_LETTERS = str.maketrans("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ")
_VNI = re.compile(f"([aeouyôö])([{''.join(_MARKS)}])|[ôöñæóòî]", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """
    Convert a text in TCVN3, each letter one of Western Europe.

    >>> from_tcvn3("Hé nghÌo, ®¬n vÞ")
    'Hộ nghèo, đơn vị'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """
    Convert a text in VNI, which writes most marks behind their letter.

    >>> from_vni("Hoä ngheøo, ñôn vò, ÑÖÔØNG")
    'Hộ nghèo, đơn vị, ĐƯỜNG'
    """

    def letter(match: re.Match[str]) -> str:
        base, mark = match.groups(default="")
        return unicodedata.normalize(
            "NFC", (base or match[0]).translate(_LETTERS) + _MARKS.get(mark.lower(), "")
        )

    return _VNI.sub(letter, text)


_FONTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"TCVN3": from_tcvn3, "VNI": from_vni}
)


def decoded(data: bytes) -> tuple[str, str] | None:
    r"""
    Decode bytes of before Unicode; None where they give no words of a plan.

    >>> decoded("Kế hoạch giảm nghèo".encode("cp1258", "ignore"))
    >>> decoded(b"H\xe9 ngh\xcco, \xae\xacn v\xde")
    ('Hộ nghèo, đơn vị', 'TCVN3')
    """
    western = data.decode("latin-1")
    found = {name: convert(western) for name, convert in _FONTS.items()}
    found["Windows-1258"] = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    name = max(found, key=lambda one: _score(found[one]))
    return (found[name], name) if _score(found[name]) >= _FEWEST else None


def converted(content: Content) -> Content:
    """
    Convert a document whose words are those of a plan under an old font only.

    What holds a letter beyond those of Western Europe is Unicode already and
    stays as it is.
    """
    western = (one.text for one in content.texts if not one.text.isascii())
    whole = "\n".join(filter(_WESTERN.fullmatch, western))
    if not whole:
        return content
    own = _score(unicodedata.normalize("NFC", whole))
    scores = {name: _score(convert(whole)) for name, convert in _FONTS.items()}
    name = max(scores, key=lambda one: scores[one])
    if scores[name] < max(_FEWEST, own + 1):
        return content
    convert = _FONTS[name]

    def text(one: str) -> str:
        return convert(one) if _WESTERN.fullmatch(one) else one

    def cell(one: Cell) -> Cell:
        return evolve(one, text=text(one.text))

    return Content(
        content.file,
        tuple(evolve(one, text=text(one.text)) for one in content.paragraphs),
        tuple(Grid(tuple(tuple(map(cell, row)) for row in grid.rows)) for grid in content.grids),
        (*content.notices, notice(name, content.file)),
    )


def notice(name: str, file: str) -> Notice:
    """Tell in which encoding a document was."""
    return Notice("encoding-converted", Source(file), (("text", name),))


def _score(text: str) -> int:
    """Count the words of a plan in a text."""
    return sum(map(_WORDS.__contains__, map(str.lower, _WORD.findall(text))))
