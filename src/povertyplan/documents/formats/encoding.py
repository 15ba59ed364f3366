"""
The encodings of text: Unicode, and the legacy encodings TCVN3, VNI and Windows-1258.

Bytes in TCVN3 (the .VnTime fonts) or VNI look like a text in a language of
Western Europe: only a font made the letters Vietnamese.  So a legacy encoding
is recognised by the words of a plan that its letters spell, and a notice says
which one was assumed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import evolve

from povertyplan.documents.content import Content
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: The byte-order marks of Unicode, and the codec of the text behind each.
_BYTE_ORDER_MARKS = MappingProxyType(
    {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
)

#: Words of a plan that appear only if the encoding is right.
_PLAN_WORDS = frozenset(
    {
        "hộ", "nghèo", "cận", "tỷ", "tỉ", "lệ", "số", "năm", "kế", "hoạch", "đơn", "vị", "tổng",
        "dự", "kiến", "khẩu", "xã", "thôn", "phường", "giảm",
    }
)  # fmt: skip
#: The fewest of these words by which a legacy encoding is recognised.
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
#: A text of nothing but characters of Windows-1252, which both fonts replace.
_WESTERN = re.compile(r"[\x00-\xff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u2013-\u2122]*")

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
#: What a letter of VNI behind a vowel adds to it: a tone, or a hat or breve with its tone.
_VNI_MARKS = MappingProxyType(
    {
        "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
        "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
        "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300",
        "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
    }
)  # fmt: skip
#: The letters of VNI that stand for a whole letter.
_VNI_LETTERS = str.maketrans("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ")
_VNI = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])|[ôöñæóòî]", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """
    Convert a text in TCVN3, in which one letter of Western Europe stands for each letter.

    >>> from_tcvn3("Hé nghÌo, ®¬n vÞ")
    'Hộ nghèo, đơn vị'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """
    Convert a text in VNI, in which most marks stand behind their letter.

    >>> from_vni("Hoä ngheøo, ñôn vò, ÑÖÔØNG")
    'Hộ nghèo, đơn vị, ĐƯỜNG'
    """
    return _VNI.sub(_letter_from_vni, text)


def _letter_from_vni(match: re.Match[str]) -> str:
    vowel, mark = match.groups(default="")
    letter = (vowel or match[0]).translate(_VNI_LETTERS)
    return unicodedata.normalize("NFC", letter + _VNI_MARKS.get(mark.lower(), ""))


_FONTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"TCVN3": from_tcvn3, "VNI": from_vni}
)


def unicode_codec(data: bytes) -> str:
    r"""
    Return the codec that the byte-order mark of a text names, UTF-8 without a mark.

    >>> unicode_codec(b"\xff\xfeK\x1e"), unicode_codec("Kế hoạch".encode())
    ('utf-16', 'utf-8')
    """
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return codec
    return "utf-8"


def decoded(data: bytes, file: str) -> tuple[str, str]:
    r"""
    Return the text of some bytes, and the name of its legacy encoding, if it has one.

    >>> decoded(b"H\xe9 ngh\xcco, \xae\xacn v\xde", "plan.txt")
    ('Hộ nghèo, đơn vị', 'TCVN3')

    Raises `ReadError` for bytes that are not text in a known encoding.
    """
    codec = unicode_codec(data)
    try:
        return data.decode(codec), ""
    except UnicodeDecodeError as error:
        may_be_legacy = codec == "utf-8" and b"\0" not in data
        legacy = _from_legacy(data) if may_be_legacy else None
        if legacy is not None:
            return legacy
        byte = phrase("a byte that is none: {byte}", byte=f"{data[error.start]:#04x}")
        line = data[: error.start].count(b"\n") + 1
        where = phrase("line {number}", number=line)
        raise ReadError(phrase("text in UTF-8 or UTF-16"), byte, file, where) from None


def _from_legacy(data: bytes) -> tuple[str, str] | None:
    r"""
    Decode bytes in a legacy encoding; None if no encoding gives words of a plan.

    >>> _from_legacy("Kế hoạch giảm nghèo".encode("cp1258", "ignore"))
    >>> _from_legacy(b"H\xe9 ngh\xcco, \xae\xacn v\xde")
    ('Hộ nghèo, đơn vị', 'TCVN3')
    """
    western = data.decode("latin-1")
    texts = {name: convert(western) for name, convert in _FONTS.items()}
    texts["Windows-1258"] = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    best = max(texts, key=lambda name: _plan_words(texts[name]))
    return (texts[best], best) if _plan_words(texts[best]) >= _FEWEST_WORDS else None


def converted(content: Content) -> Content:
    """
    Convert a document whose words are those of a plan only under a legacy font.

    A text with a letter beyond those of Western Europe is Unicode already and
    stays as it is.
    """
    texts = (part.text for part in content.texts if not part.text.isascii())
    western = "\n".join(filter(_WESTERN.fullmatch, texts))
    if not western:
        return content
    unconverted = _plan_words(unicodedata.normalize("NFC", western))
    scores = {name: _plan_words(convert(western)) for name, convert in _FONTS.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < max(_FEWEST_WORDS, unconverted + 1):
        return content
    convert = _FONTS[best]

    def to_unicode(text: str) -> str:
        return convert(text) if _WESTERN.fullmatch(text) else text

    notices = (*content.notices, notice(best, content.file))
    return evolve(content.with_texts(to_unicode, to_unicode), notices=notices)


def notice(name: str, file: str) -> Notice:
    """Return the notice of a document that was in a legacy encoding."""
    return Notice("encoding-converted", Source(file), (("text", name),))


def _plan_words(text: str) -> int:
    """Count the words of a plan in a text."""
    words = map(str.lower, _WORD.findall(text))
    return sum(word in _PLAN_WORDS for word in words)
