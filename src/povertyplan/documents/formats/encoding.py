"""
The encodings of text: Unicode, Western text, and the legacy encodings of Vietnamese.

Bytes in TCVN3 (the .VnTime fonts) or VNI look like a text in a language of
Western Europe: only a font made the letters Vietnamese.  What a page declares
decides nothing either, for pages in these fonts declare windows-1252.  So every
encoding is a hypothesis, judged by the words of a plan that the document then
has, character references resolved; a legacy encoding must have more of them than
the text as it stands, and a notice says which one was assumed.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from attrs import evolve, frozen

from povertyplan.documents.content import Content
from povertyplan.messages import ReadError, phrase
from povertyplan.model.letters import composed
from povertyplan.reading import Notice, Source

#: The byte-order marks of Unicode, and the codec of the text behind each.
_BYTE_ORDER_MARKS = MappingProxyType(
    {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
)
#: The same marks, and the codec of what stands behind each.
_CODECS_BEHIND = MappingProxyType(
    {
        codecs.BOM_UTF8: "utf-8",
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
    }
)

#: Words of a plan that appear only if the encoding is right.
_PLAN_WORDS = frozenset(
    {
        "hộ", "nghèo", "cận", "tỷ", "tỉ", "lệ", "số", "năm", "kế", "hoạch", "đơn", "vị", "tổng",
        "dự", "kiến", "khẩu", "xã", "thôn", "phường", "giảm",
    }
)  # fmt: skip
#: The fewest of these words by which a legacy encoding is recognised.
FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
#: A text of nothing but characters of Windows-1252, which both fonts replace.
_WESTERN = re.compile(
    r"[\x00-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]*"
)
#: The characters of Windows-1252 beyond Latin-1; five of their bytes stand for none.
_WINDOWS_1252 = {
    byte: char for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))
}
_LATIN_1 = {ord(char): byte for byte, char in _WINDOWS_1252.items()}
#: What a page, or an XML document, says of its encoding at its start.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]+)""", re.IGNORECASE)
_WESTERN_CODECS = frozenset({"cp1252", "iso8859-1", "iso8859-15", "ascii"})
#: Bytes at the start of a file in which its encoding is declared, or shows.
_START = 4_000
#: Letters of Vietnamese in UTF-8 that a program took for letters of Windows-1252.
_MISTAKEN = re.compile("[\u00c3\u00c4\u00c6][\u00a0-\u00bf]|\u00e1[\u00ba\u00bb]")

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
_VNI = re.compile(f"[aeouyôö][{''.join(_VNI_MARKS)}]|[ôöñæóòî]", re.IGNORECASE)


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
    return _VNI.sub(lambda letter: _letter_from_vni(letter[0]), text)


@lru_cache(maxsize=1_000)
def _letter_from_vni(letter_and_mark: str) -> str:
    letter, mark = letter_and_mark[0], letter_and_mark[1:]
    return composed(letter.translate(_VNI_LETTERS) + _VNI_MARKS.get(mark.lower(), ""))


_FONTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"TCVN3": from_tcvn3, "VNI": from_vni}
)


@frozen
class Decoding:
    """A text that some bytes may be."""

    text: str
    legacy: str = ""  #: the name of the legacy encoding, if it is one
    is_certain: bool = True  #: whether it may be taken without a word of a plan


def unicode_codec(data: bytes) -> str:
    r"""
    Return the codec that a byte-order mark names or zero bytes show; UTF-8 without them.

    >>> unicode_codec(b"\xff\xfeK\x1e"), unicode_codec("Kế hoạch".encode())
    ('utf-16', 'utf-8')
    >>> unicode_codec("Plan".encode("utf-16-le"))
    'utf-16-le'
    """
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return codec
    start = data[:_START]
    zeros = start[0::2].count(0), start[1::2].count(0)
    # More than half of the characters of any plan are those of ASCII.
    has_zero_halves = min(zeros) == 0 and max(zeros) * 4 > len(start)
    if has_zero_halves and len(data) % 2 == 0:
        return "utf-16-le" if zeros[1] else "utf-16-be"
    return "utf-8"


def unicode_parts(data: bytes) -> tuple[bytes, str]:
    r"""
    Return the byte-order mark of some bytes, empty without one, and the codec of those behind it.

    Decoded and encoded by that codec, they are the same bytes again.

    >>> unicode_parts(b"\xfe\xff\0K"), unicode_parts("Kế hoạch".encode())
    ((b'\xfe\xff', 'utf-16-be'), (b'', 'utf-8'))
    """
    for mark, codec in _CODECS_BEHIND.items():
        if data.startswith(mark):
            return mark, codec
    return b"", unicode_codec(data)


def unicode_text(data: bytes, file: str) -> str:
    """
    Return the text of some bytes in UTF-8 or UTF-16.

    Raises `ReadError` for other bytes.
    """
    try:
        return data.decode(unicode_codec(data))
    except UnicodeDecodeError as error:
        byte = phrase("a byte that is none: {byte}", byte=f"{data[error.start]:#04x}")
        line = data[: error.start].count(b"\n") + 1
        where = phrase("line {number}", number=line)
        raise ReadError(phrase("text in UTF-8 or UTF-16"), byte, file, where) from None


def decodings(data: bytes, file: str) -> list[Decoding]:
    r"""
    Return every text that some bytes may be, the likeliest first.

    >>> [text.legacy for text in decodings(b"H\xe9 ngh\xcco, \xae\xacn v\xde", "plan.txt")]
    ['', 'Windows-1258']

    Raises `ReadError` for bytes that are not text in a known encoding.
    """
    try:
        text = unicode_text(data, file)
    except ReadError:
        western = data.decode("latin-1").translate(_WINDOWS_1252)
        if _is_damaged_unicode(data, western):
            raise
    else:
        return [Decoding(text), *_mistaken(text)]
    declared = _declared_codec(data)
    windows_1258 = composed(data.decode("cp1258", "replace"))
    texts = [
        Decoding(western, is_certain=declared in _WESTERN_CODECS),
        Decoding(windows_1258, "Windows-1258", is_certain=declared == "cp1258"),
    ]
    return sorted(texts, key=lambda decoding: not decoding.is_certain)


def _is_damaged_unicode(data: bytes, western: str) -> bool:
    """Whether bytes that are not Unicode are so by some damage, given them as Western text."""
    is_wide = unicode_codec(data) != "utf-8" or b"\0" in data
    return is_wide or len(_MISTAKEN.findall(western)) >= FEWEST_WORDS


def _declared_codec(data: bytes) -> str:
    """
    Return the codec that a page declares, empty without a known one.

    >>> _declared_codec(b"<meta charset='ISO-8859-1'>"), _declared_codec(b"charset=x-user-defined")
    ('iso8859-1', '')
    """
    declaration = _DECLARED.search(data[:_START])
    if declaration is None:
        return ""
    try:
        return codecs.lookup(declaration[1].decode("ascii")).name
    except LookupError:
        return ""


def _mistaken(text: str) -> list[Decoding]:
    """
    Return the text of UTF-8 that a program took for Windows-1252 and saved as UTF-8 again.

    >>> [decoding.text for decoding in _mistaken("Há»™ nghÃ¨o")]
    ['Hộ nghèo']
    """
    if not _MISTAKEN.search(text):
        return []
    try:
        whole = text.translate(_LATIN_1).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return []
    return [Decoding(whole, "UTF-8 → Windows-1252")]


def converted(content: Content) -> Content:
    """
    Convert a document whose words are a plan's only under a legacy font.

    A text with a letter that Western Europe does not use is Unicode already and
    stays as it is.
    """
    western = "\n".join(filter(_WESTERN.fullmatch, content.texts_beyond_ascii))
    if not western:
        return content
    unconverted = _plan_words(composed(western))
    scores = {name: _plan_words(convert(western)) for name, convert in _FONTS.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < max(FEWEST_WORDS, unconverted + 1):
        return content
    convert = _FONTS[best]

    def to_unicode(text: str) -> str:
        return convert(text) if _WESTERN.fullmatch(text) else text

    notices = (*content.notices, notice(best, content.file))
    return evolve(content.with_texts(to_unicode, to_unicode), notices=notices)


def plan_words(content: Content) -> int:
    """Count the words of a plan in a document that its encoding may spoil."""
    whole = "\n".join(content.texts_beyond_ascii)
    return _plan_words(composed(whole))


def notice(name: str, file: str) -> Notice:
    """Return the notice of a document that was in a legacy encoding."""
    return Notice("encoding-converted", Source(file), (("text", name),))


def _plan_words(text: str) -> int:
    """Count the words of a plan in a text."""
    words = map(str.lower, _WORD.findall(text))
    return sum(word in _PLAN_WORDS for word in words)
