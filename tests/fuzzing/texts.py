"""How texts are broken: their bytes, characters, lines and cells, and the tags of those in XML."""

import re
from collections.abc import Callable
from random import Random

#: Texts that mean something to a reader, in the place of others.
WORDS = (
    "", " ", "-", "–", "…", "x", "0", "1", "-1", "1.5", "2,21", "1.234", "1e5", "1e999", "nan",
    "9" * 14, "9" * 15, "9" * 40, "9" * 5000,
    "100,00", "0,00%", "2023", "2024", "năm 2023", "Tổng cộng", "TDP 1", "TT",
    "Hộ nghèo", "Tỷ lệ", "=1+1", "=SUM(A1:XFD1048576)", "@x", "+1", "'1", '"', '""', "\\", "`", "|",
    "**", "<b>", "</td>", "&#0;", "&#x202e;", "&amp;", "a" * 40_000, "a" + "\u0301\u0323" * 20_000,
    "\x1b[31m", "\u202e", "\ufeff",
    "\x00", "\x7f", "\u0085", "\u2028", "\r", "\n", "\t", "1\u0301", "e\u0302\u0301", "\u0111",
    "\ufffd", "?", "ß", "İ", "ﬁ", "\U0001f600", "\ud800", "１２", "١٢", "²", "½", "Ⅳ", "12/2024",
    "31/02/2024", "0/0", "{", "}", "{x}", "{0}", "%s", "null",
)  # fmt: skip
#: Characters in the place of others: spaces, marks, digits, quotes, separators.
_CHARACTERS = (
    "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b", "\u00ad", "\u2060", "\u0301", "\u0323",
    "\u031b", "\u20dd", "\u0660", "\uff11", "\U0001d7cf", "\u00b9", "“", "”", "’", "«", "‚", "．",
    "，", "\u066b", "/", "\\", "%", "‰", "％", "−", "‐", "\x0b", "\x0c", "\x1c", "\x85", "\u2029",
)  # fmt: skip
_CODECS = (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1258", "cp1252", "cp037",
)  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_TAG = re.compile(r"<(/?)([\w:.-]+)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s[\w:.-]+\s*=\s*("[^"]*"|'[^']*')""")
_BETWEEN = re.compile(r">([^<>]+)<")
#: What cells may say of themselves, in pages, Word documents and workbooks.
_PIECES = (
    "<td rowspan=9 colspan=99>", "<td rowspan=0 colspan=-1>", "<table>", "</table>", "<tr>", "<s>",
    "<del>", "<style>", "<script>", "<template>", "<!--", "-->", "<![CDATA[", "<?x", "<br/>", "<p>",
    '<tr hidden style="display:none">', '<w:gridSpan w:val="999999"/>', '<w:gridSpan w:val="-1"/>',
    "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:strike/>", "<w:vanish/>", "<w:tbl>",
    "<w:tc/>", "<w:p/>", "<w:del><w:r><w:delText>7</w:delText></w:r></w:del>", "<w:hidden/>",
    "<w:br/>", '<w:footnoteReference w:id="1"/>', "<w:noBreakHyphen/>", '<w:sym w:char="F0B7"/>',
    '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:A1"/>', '<mergeCell ref="?"/>',
    '<c r="XFD1048576"><v>1</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c t="e"><v>#REF!</v></c>',
    '<c r="A0"/>', '<row r="0"/>', '<row r="1048577" hidden="1"/>', "<f>A1</f>", "<f>1/0</f>",
    '<f t="shared" si="0"/>', "<f>SUM(A1:XFD1048576)</f>", '<f t="array" ref="A1:B2">A1</f>',
    "<v>1e999</v>", "<v>nan</v>", "<v></v>", "<is><t>x</t></is>", '<sheetProtection password="1"/>',
    '<col min="1" max="16384" hidden="1"/>', '<autoFilter ref="A1:XFD1048576"/>',
)  # fmt: skip

TextChange = Callable[[str, Random], str]


def changed_bytes(data: bytes, chance: Random) -> bytes:
    """Return bytes some of which were overwritten, deleted, inserted, repeated or cut off."""
    start = chance.randrange(len(data) + 1)
    if chance.random() < 0.1:
        return data[:start]
    repeated = data[start : start + 200]
    any_byte = bytes([chance.randrange(256)])
    odd = (b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\xcc\x81")
    piece = chance.choice((b"", any_byte, repeated, *odd))
    size = chance.choice((len(piece), len(piece), 0, 1, 2, 30, 500))
    return data[:start] + piece + data[start + size :]


def changed_text(text: str, chance: Random) -> str:
    """Return a text with one change: of its tags if it has any, of its lines and cells."""
    is_markup = "</" in text and chance.random() < 0.7
    change = chance.choice(_OF_MARKUP if is_markup else _OF_LINES)
    return change(text, chance)


def encoded(text: str, chance: Random) -> bytes:
    """Return the bytes of a text in an encoding that it may declare, most often in UTF-8."""
    if chance.random() < 0.95:
        return text.encode(errors="surrogatepass")
    codec = chance.choice(_CODECS)
    if chance.random() < 0.5:
        text = re.sub(r"utf-?8", codec, text, count=1, flags=re.IGNORECASE)
    return text.encode(codec, errors="replace")


def word(chance: Random) -> str:
    """Return a text that means something to a reader, now and then many times."""
    times = chance.choice((1, 1, 1, 1, 1, 2, 60))
    return chance.choice(WORDS) * times


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _number(text: str, chance: Random) -> str:
    """Replace a number by another text."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    number = chance.choice(found)
    near = str(int(re.sub(r"\D", "", number[0])[:20]) + chance.choice((-1, 1, 10, 1000)))
    return _replaced(text, *number.span(), chance.choice((near, word(chance))))


def _character(text: str, chance: Random) -> str:
    """Put a character beside another, or in its place."""
    start = chance.randrange(len(text) + 1)
    return _replaced(text, start, start + chance.randrange(2), chance.choice(_CHARACTERS))


def _character_everywhere(text: str, chance: Random) -> str:
    """Replace a character wherever it stands."""
    if not text:
        return text
    return text.replace(chance.choice(text), chance.choice((*_CHARACTERS, *"|;,.\t \n")))


def _words(text: str, chance: Random) -> str:
    """Put a word somewhere."""
    start = chance.randrange(len(text) + 1)
    return _replaced(text, start, start + chance.choice((0, 0, 1, 5)), word(chance))


def _lines(text: str, chance: Random) -> str:
    """Double, drop, exchange or move lines."""
    lines = text.split("\n")
    start, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    size = chance.choice((1, 1, 2, 5))
    chosen = lines[start : start + size]
    kept = lines[:start] + lines[start + size :]
    times = chance.choice((0, 1, 1, 2, 2, 50))
    at = min(other, len(kept))
    return "\n".join(kept[:at] + chosen * times + kept[at:])


def _cells(text: str, chance: Random) -> str:
    """Double, drop, exchange or replace the cells of a line, or of a column of all lines."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    dividers = [mark for mark in "|;\t," if mark in lines[at]]
    if not dividers:
        return text
    divider = chance.choice(dividers)
    column, other = (chance.randrange(lines[at].count(divider) + 1) for _ in range(2))
    is_column = chance.random() < 0.3
    kind, new = chance.randrange(4), word(chance)
    for row in range(len(lines)) if is_column else (at,):
        cells = lines[row].split(divider)
        if max(column, other) < len(cells):
            _change_cells(cells, column, other, kind, new)
            lines[row] = divider.join(cells)
    return "\n".join(lines)


def _change_cells(cells: list[str], column: int, other: int, kind: int, new: str) -> None:
    if kind == 0:
        cells[column], cells[other] = cells[other], cells[column]
    elif kind == 1:
        cells.insert(other, cells[column])
    elif kind == 2:
        del cells[column]
    else:
        cells[column] = new


def _tag(text: str, chance: Random) -> str:
    """Drop, double, rename or fill a tag."""
    found = list(_TAG.finditer(text))
    if not found:
        return text
    tag, other = chance.choice(found), chance.choice(found)
    new = chance.choice(("", tag[0] * 2, other[0], f"<{tag[1]}{other[2]}{tag[3]}>", f"{tag[0]}x"))
    return _replaced(text, *tag.span(), new)


def _element(text: str, chance: Random) -> str:
    """Drop, repeat, move or nest an element."""
    found = [tag for tag in _TAG.finditer(text) if not tag[1] and not tag[3].endswith("/")]
    if not found:
        return text
    tag = chance.choice(found)
    closing = f"</{tag[2]}>"
    end = text.find(closing, tag.end())
    if end < 0:
        return text
    end += len(closing)
    element = text[tag.start() : end]
    times = chance.choice((0, 2, 2, 3, 100))
    nested = tag[0] * times + element + closing * times
    if chance.random() < 0.3:
        elsewhere = chance.choice(found).start()
        return _replaced(text, elsewhere, elsewhere, element)
    return _replaced(text, tag.start(), end, chance.choice((element * times, nested)))


def _attribute(text: str, chance: Random) -> str:
    """Drop or double an attribute, or give it another value."""
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return text
    attribute = chance.choice(found)
    if chance.random() < 0.2:
        return _replaced(text, *attribute.span(), chance.choice(("", attribute[0] * 2)))
    value = chance.choice((chance.choice(found)[1][1:-1], word(chance)))
    return _replaced(text, attribute.start(1) + 1, attribute.end(1) - 1, value)


def _between(text: str, chance: Random) -> str:
    """Replace a text between tags."""
    found = list(_BETWEEN.finditer(text))
    if not found:
        return text
    between, other = chance.choice(found), chance.choice(found)
    return _replaced(text, *between.span(1), chance.choice((other[1], word(chance))))


def _piece(text: str, chance: Random) -> str:
    """Put a tag that says something of a cell behind another."""
    found = list(_TAG.finditer(text))
    if not found:
        return text
    end = chance.choice(found).end()
    return _replaced(text, end, end, chance.choice(_PIECES))


def _entities(text: str, chance: Random) -> str:
    """Declare entities, and use one."""
    declared = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    start = text.find("?>") + 2 if text.startswith("<?xml") else 0
    return _between(_replaced(text, start, start, declared), chance).replace("</", "&a;</", 1)


_OF_LINES: tuple[TextChange, ...] = (
    _number, _character, _character_everywhere, _words, _lines, _lines, _cells, _cells, _cells,
)  # fmt: skip
_OF_MARKUP: tuple[TextChange, ...] = (
    _tag, _element, _element, _attribute, _attribute, _between, _between, _piece, _piece, _number,
    _character, _entities,
)  # fmt: skip
