"""Packed documents (.docx, .xlsx) that cost their reader as much as possible."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from povertyplan.documents import limits
from tests.support.hostile.texts import rows
from tests.support.office import packed, word_document
from tests.support.torture import parts

_NOISE = bytes((at * at * 31 + at // 7) % 256 for at in range(1_000_000))
_ROOM = limits.MOST_XML - 200_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_T = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Changes = Mapping[str, bytes | None]


@cache
def _small(form: str) -> Mapping[str, bytes]:
    return MappingProxyType(parts(packed(form)))


def package(form: str, changed: Changes, *, method: int = ZIP_DEFLATED) -> bytes:
    """Return a small plan with other parts; one that is None is left out."""
    stream = BytesIO()
    with ZipFile(stream, "w", method, compresslevel=1) as archive:
        for name, content in {**_small(form), **changed}.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def filled(
    start: str, piece: str, end: str, *, tags: int = limits.MOST_TAGS, size: int = _ROOM
) -> bytes:
    """Return XML that repeats a piece as often as the limits of bytes and of tags allow."""
    room = (size - len((start + end).encode())) // len(piece.encode())
    number = min(room, (tags - 20_000) // max(piece.count("<"), 1))
    return (_HEAD + start + piece * number + end).encode()


# Word.


def body(
    piece: str, *, start: str = "", end: str = "", tags: int = limits.MOST_TAGS
) -> Callable[[], bytes]:
    """Return a document whose body is one piece repeated."""

    def make() -> bytes:
        first = f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{start}'
        xml = filled(first, piece, f"{end}</w:body></w:document>", tags=tags)
        return package("docx", {"word/document.xml": xml})

    return make


def document(inside: str) -> bytes:
    """Return a document of the inside of its body."""
    xml = f'<w:document xmlns:w="{_W}"><w:body>{inside}</w:body></w:document>'
    return package("docx", {"word/document.xml": xml.encode()})


def named(start: str, piece: str, end: str, number: int) -> str:
    """Return a piece repeated, with the number of each in place of its @."""
    return start + "".join(piece.replace("@", f"{at:x}") for at in range(number)) + end


def part(name: str, start: str, piece: str, end: str) -> Callable[[], bytes]:
    """Return a document one part of which is one piece repeated."""
    form = "docx" if name.startswith("word") else "xlsx"
    return lambda: package(form, {name: filled(start, piece, end)})


def _word_rows(number: int) -> bytes:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>{_T}</w:tc>'
    lines = (f"<w:tr>{''.join(map(cell.format, cells))}</w:tr>" for cells in rows(number))
    return word_document(f"<w:tbl>{''.join(lines)}</w:tbl>")


def _nested(depth: int, inner: str) -> str:
    start = "<w:tbl><w:tr><w:tc><w:p/>" * depth
    return start + inner + "</w:tc></w:tr></w:tbl>" * depth


def _with_pictures(number: int, size: int, method: int = ZIP_STORED) -> bytes:
    rels = _small("docx")["word/_rels/document.xml.rels"].decode()
    added = "".join(
        f'<Relationship Id="p{at}" Type="{_OFFICE}/image" Target="media/p{at}.png"/>'
        for at in range(number)
    )
    types = _small("docx")["[Content_Types].xml"].decode()
    png = '<Default Extension="png" ContentType="image/png"/></Types>'
    pictures: dict[str, bytes | None] = {
        f"word/media/p{at}.png": (b"\x89PNG" + _NOISE * (size // len(_NOISE) + 1))[:size]
        for at in range(number)
    }
    pictures["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", added + "</Relationships>"
    ).encode()
    pictures["[Content_Types].xml"] = types.replace("</Types>", png).encode()
    return package("docx", pictures, method=method)


def _relationships(form: str, name: str, relation: str, number: int) -> bytes:
    rels = _small(form)[name].decode()
    added = "".join(relation.replace("@", str(at)) for at in range(number))
    return package(
        form, {name: rels.replace("</Relationships>", added + "</Relationships>").encode()}
    )


_EXTERNAL = f'<Relationship Id="x@" Type="{_OFFICE}/hyperlink" Target="a" TargetMode="External"/>'
_INTERNAL = f'<Relationship Id="x@" Type="{_OFFICE}/styles" Target="styles.xml"/>'
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ATTRIBUTES = "".join(f' {letter}=""' for letter in _LETTERS)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def _chain_of_styles(number: int) -> str:
    """Return styles each of which is based on the one before."""
    style = "<w:style w:styleId='s{}'><w:basedOn w:val='s{}'/></w:style>"
    others = "".join(style.format(at, at - 1) for at in range(1, number))
    first = "<w:style w:styleId='s0'><w:rPr><w:strike/></w:rPr></w:style>"
    return f"<w:styles xmlns:w='{_W}'>{first}{others}</w:styles>"


_ROW = "<w:tr>{}</w:tr>".format(f"<w:tc>{_T.format('1')}</w:tc>" * 4)


def _bin_part() -> bytes:
    """Return a document whose main part has another ending, and is large."""
    small = _small("docx")
    xml = filled(
        f'<w:document xmlns:w="{_W}"><w:body>',
        "<w:p/>",
        "</w:body></w:document>",
        size=50_000_000,
        tags=10**9,
    )
    return package(
        "docx",
        {
            "word/document.xml": None,
            "word/document.bin": xml,
            "_rels/.rels": small["_rels/.rels"].replace(b"document.xml", b"document.bin"),
            "[Content_Types].xml": small["[Content_Types].xml"].replace(
                b"document.xml", b"document.bin"
            ),
        },
    )


def _in_encoding(form: str, name: str, encoding: str) -> Callable[[], bytes]:
    def make() -> bytes:
        text = _small(form)[name].decode()
        entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "' + "b" * 1_000 + '">]>'
        body_of = text.partition("?>")[2]
        declared = entity.replace('"1.0"?', f'"1.0" encoding="{encoding}"?')
        return package(form, {name: (declared + body_of).encode(encoding)})

    return make


def _entries(number: int) -> bytes:
    return package("docx", {f"word/media/{at}.txt": b"a" for at in range(number)})


def _comments_of_archive() -> bytes:
    stream = BytesIO(package("docx", {}))
    with ZipFile(stream, "a") as archive:
        archive.comment = b"PK\x05\x06" * 16_000
    return stream.getvalue()


DOCX: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": lambda: _word_rows(7_000),
        "rows of few tags": lambda: word_document(
            "<w:tbl>{}</w:tbl>".format(
                "".join(
                    "<w:tr>{}</w:tr>".format(
                        "".join(f"<w:tc>{_T.format(text)}</w:tc>" for text in row)
                    )
                    for row in rows(8_000)
                )
            )
        ),
        "paragraphs": body("<w:p/>"),
        "texts": body(_T.format("Hộ nghèo 5")),
        "text of a letter": body(_T.format("a")),
        "runs of a paragraph": body("<w:r/>", start="<w:p>", end="</w:p>"),
        "texts of a paragraph": body("<w:t/>", start="<w:p><w:r>", end="</w:r></w:p>"),
        "letters of a paragraph": body("<w:t>a</w:t>", start="<w:p><w:r>", end="</w:r></w:p>"),
        "tabs of a paragraph": body("<w:tab/>", start="<w:p><w:r>", end="</w:r></w:p>"),
        "breaks of a paragraph": body("<w:br/>a", start="<w:p><w:r>", end="</w:r></w:p>"),
        "struck runs": body(
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>a</w:t></w:r>", start="<w:p>", end="</w:p>"
        ),
        "struck paragraphs": body("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>a</w:t></w:r></w:p>"),
        "deletions": body("<w:del/>", start="<w:p>", end="</w:p>"),
        "insertions": body("<w:ins><w:r><w:t>a</w:t></w:r></w:ins>", start="<w:p>", end="</w:p>"),
        "controls": body("<w:sdt><w:sdtContent/></w:sdt>"),
        "nested controls": body("<w:sdt>" * 100 + "</w:sdt>" * 100),
        "properties": body("<w:rPr/>", start="<w:p><w:r>", end="</w:r></w:p>"),
        "other elements": body("<a/>"),
        "other elements and text": body("<a/>x"),
        "elements with text": body("<a>x</a>"),
        "attributes": body(f"<a{_ATTRIBUTES}/>"),
        "attributes with values": body(
            "<a" + "".join(f' {letter}="1234567890"' for letter in _LETTERS) + "/>"
        ),
        "attributes of an element": lambda: document(named("<a", ' a@=""', "/>", 95_000)),
        "attributes of elements": lambda: document(named("<a", ' a@=""', "/>", 80_000) * 16),
        "names": lambda: document(named("", "<a@/>", "", 1_700_000)),
        "namespaces": body("<a" + "".join(f' xmlns:{a}="{a}"' for a in _LETTERS) + "/>"),
        "namespaces of one element": lambda: document(named("<a", ' xmlns:a@="a"', "/>", 55_000)),
        "comments": body("<!---->"),
        "instructions": body("<?a?>"),
        "marked sections": body("<![CDATA[a]]>", start="<w:p><w:r><w:t>", end="</w:t></w:r></w:p>"),
        "references": body("&lt;", start="<w:p><w:r><w:t>", end="</w:t></w:r></w:p>"),
        "text of a run": body("a", start="<w:p><w:r><w:t>", end="</w:t></w:r></w:p>"),
        "words of runs": body("a " * 16_000, start="<w:p><w:r><w:t>", end="</w:t></w:r></w:p>"),
        "cells": body("<w:tc/>", start="<w:tbl><w:tr>", end="</w:tr></w:tbl>", tags=100_000),
        "cells of rows": body(
            "<w:tr><w:tc/></w:tr>", start="<w:tbl>", end="</w:tbl>", tags=300_000
        ),
        "rows without cells": body("<w:tr/>", start="<w:tbl>", end="</w:tbl>"),
        "tables": body("<w:tbl/>"),
        "tables of a row": body("<w:tbl><w:tr/></w:tbl>"),
        "tables of a cell": body("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", tags=500_000),
        "tables of figures": body(
            "<w:tbl><w:tr>{}</w:tr></w:tbl>".format(f"<w:tc>{_T.format('1')}</w:tc>" * 3),
            tags=800_000,
        ),
        "spans": body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="199000"/></w:tcPr></w:tc></w:tr></w:tbl>'
        ),
        "spans of lines": body(
            '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="10"/><w:vMerge/></w:tcPr></w:tc></w:tr>',
            start="<w:tbl>",
            end="</w:tbl>",
            tags=160_000,
        ),
        "columns before": body(
            '<w:tr><w:trPr><w:gridBefore w:val="9"/></w:trPr><w:tc/></w:tr>',
            start="<w:tbl>",
            end="</w:tbl>",
            tags=140_000,
        ),
        "hidden rows": body(
            "<w:tr><w:trPr><w:hidden/></w:trPr>" + f"<w:tc>{_T.format('1')}</w:tc>" * 5 + "</w:tr>",
            start="<w:tbl>",
            end="</w:tbl>",
        ),
        "nested tables": body(_nested(20, "<w:p/>")),
        "nested tables of cells": body(
            _nested(19, f"<w:tbl>{_ROW}</w:tbl>"),
        ),
        "nested tables around all": body(
            _ROW,
            start="<w:tbl><w:tr><w:tc>" * 19 + "<w:tbl>",
            end="</w:tbl>" + "</w:tc></w:tr></w:tbl>" * 19,
            tags=780_000,
        ),
        "nested layout": body(_nested(19, "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")),
        "text boxes": body("<w:p><w:txbxContent><w:p/></w:txbxContent></w:p>", tags=250_000),
        "nested text boxes": body(
            "<w:p><w:txbxContent>" * 19 + "</w:txbxContent></w:p>" * 19, tags=250_000
        ),
        "text boxes of a paragraph": body("<w:txbxContent/>", start="<w:p>", end="</w:p>"),
        "nested text boxes around all": body(
            _T.format("a"),
            start="<w:p><w:txbxContent>" * 19,
            end="</w:txbxContent></w:p>" * 19,
            tags=590_000,
        ),
        "deep": lambda: document("<a>" * 900_000 + "</a>" * 900_000),
        "deep in turn": body("<w:smartTag>" * 240 + "</w:smartTag>" * 240),
        "footnotes": part(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{_W}">',
            "<w:footnote><w:p/></w:footnote>",
            "</w:footnotes>",
        ),
        "styles": part(
            "word/styles.xml",
            f'<w:styles xmlns:w="{_W}">',
            '<w:style w:styleId="a"><w:basedOn w:val="a"/><w:rPr><w:strike/></w:rPr></w:style>',
            "</w:styles>",
        ),
        "styles on styles": lambda: package(
            "docx", {"word/styles.xml": _chain_of_styles(200_000).encode()}
        ),
        "styles of paragraphs": body(
            '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>', tags=390_000
        ),
        "content types": part(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}">',
            '<Override PartName="/a" ContentType="a"/>',
            "</Types>",
        ),
        "core properties": part(
            "docProps/core.xml", "<coreProperties>", "<a>b</a>", "</coreProperties>"
        ),
        "external relationships": lambda: _relationships(
            "docx", "word/_rels/document.xml.rels", _EXTERNAL, 110_000
        ),
        "relationships of one part": lambda: _relationships(
            "docx", "word/_rels/document.xml.rels", _INTERNAL, 100_000
        ),
        "relationships of a small part": lambda: package(
            "docx",
            {
                "word/s.xml": b"<a/>",
                "word/_rels/document.xml.rels": (
                    _small("docx")["word/_rels/document.xml.rels"]
                    .decode()
                    .replace(
                        "</Relationships>",
                        "".join(
                            f'<Relationship Id="x{at}" Type="{_OFFICE}/a" Target="s.xml"/>'
                            for at in range(120_000)
                        )
                        + "</Relationships>",
                    )
                ).encode(),
            },
        ),
        "pictures": lambda: _with_pictures(40, 1_200_000),
        "picture": lambda: _with_pictures(1, 49_000_000),
        "packed picture": lambda: _with_pictures(1, 400_000_000, ZIP_DEFLATED),
        "packed pictures at the limit": lambda: _with_pictures(60, 1_000_000, ZIP_DEFLATED),
        "many pictures": lambda: _with_pictures(1_900, 30_000, ZIP_DEFLATED),
        "XML in a part named .bin": _bin_part,
        "entries": lambda: _entries(1_900),
        "too many entries": lambda: _entries(400_000),
        "comment of the archive": _comments_of_archive,
        **{
            f"entities in {encoding}": _in_encoding("docx", "word/document.xml", encoding)
            for encoding in ("utf-8", "utf-16", "utf-32", "utf-7")
        },
        "blanks": body(" "),
        "tag without end": lambda: package(
            "docx", {"word/document.xml": b"<a " + b"b" * 15_000_000}
        ),
        "tag of a megabyte": lambda: package(
            "docx", {"word/document.xml": b"<a " + b"b" * 990_000 + b'="1"/>'}
        ),
        "tags of a megabyte": lambda: package(
            "docx",
            {"word/document.xml": b"<x>" + (b'<a b="' + b"b" * 990_000 + b'"/>') * 15 + b"</x>"},
        ),
        "zeros": lambda: package("docx", {"word/document.xml": bytes(15_000_000)}),
        "noise": lambda: package("docx", {"word/document.xml": _NOISE * 15}),
        "50 MB of entries": lambda: package(
            "docx", {"word/a.xml": None, "a.bin": _NOISE * 49}, method=ZIP_STORED
        ),
        "noise of 50 MB": lambda: b"PK\x03\x04" + _NOISE * 49,
    }
)


# Workbooks.


def sheet(
    piece: str,
    *,
    start: str = "<sheetData>",
    end: str = "</sheetData>",
    tags: int = limits.MOST_TAGS,
) -> Callable[[], bytes]:
    """Return a workbook whose sheet is one piece repeated."""

    def make() -> bytes:
        xml = filled(
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{start}',
            piece,
            f"{end}</worksheet>",
            tags=tags,
        )
        return package("xlsx", {_sheet_name(): xml})

    return make


@cache
def _sheet_name() -> str:
    names = [name for name in _small("xlsx") if name.startswith("xl/worksheets/sheet")]
    return max(names)


def _book(
    lines: str, *, before: str = "", behind: str = "", others: Changes | None = None
) -> bytes:
    xml = f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{lines}</sheetData>{behind}</worksheet>'
    return package("xlsx", {_sheet_name(): xml.encode(), **(others or {})})


def _text(text: str, at: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def _lines(number: int, *, formula: str = "", style: Callable[[int], int] = lambda _: 0) -> str:
    """Return the rows of an annex; *formula* is that of its rates."""
    lines: list[str] = []
    for at, (first, *texts) in enumerate(rows(number), 1):
        cells = [_text(first, f"A{at}")] if at == 1 else [f'<c r="A{at}"><v>{first}</v></c>']
        for letter, text in zip("BCDEF", texts, strict=True):
            if at == 1 or letter == "B":
                cells.append(_text(text, f"{letter}{at}"))
            elif letter == "E" and formula:
                cells.append(f'<c r="E{at}"><f>{formula.format(row=at)}</f></c>')
            else:
                value = text.replace(",", ".")
                cells.append(f'<c r="{letter}{at}" s="{style(at)}"><v>{value}</v></c>')
        lines.append(f'<row r="{at}">{"".join(cells)}</row>')
    return "".join(lines)


def _below(formula: str, number: int) -> str:
    """Return rows whose formulas each take the cell below."""
    row = '<row r="{0}"><c r="A{0}"><f>{1}</f></c><c r="B{0}"><v>1</v></c></row>'
    lines = (row.format(at, formula.format(at + 1)) for at in range(1, number))
    last = f'<row r="{number}"><c r="A{number}"><v>3</v></c></row>'
    return "".join(lines) + last


def _shared_strings(piece: str, number: int) -> bytes:
    pieces = "".join(piece.replace("@", str(at)) for at in range(number))
    return f'{_HEAD}<sst xmlns="{_MAIN}">{pieces}</sst>'.encode()


def _with_strings(strings: bytes, lines: str) -> bytes:
    rels = _small("xlsx")["xl/_rels/workbook.xml.rels"].decode()
    types = _small("xlsx")["[Content_Types].xml"].decode()
    added = f'<Relationship Id="ss" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    kind = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/>'
    )
    if "sharedStrings" in rels:
        added = kind = ""
    return _book(
        lines,
        others={
            "xl/sharedStrings.xml": strings,
            "xl/_rels/workbook.xml.rels": rels.replace(
                "</Relationships>", added + "</Relationships>"
            ).encode(),
            "[Content_Types].xml": types.replace("</Types>", kind + "</Types>").encode(),
        },
    )


def _styles(inside: str) -> bytes:
    """Return a workbook with other styles."""
    return _book(
        _lines(30),
        others={"xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{inside}</styleSheet>'.encode()},
    )


def _counted(name: str, pieces: str) -> str:
    return f"<{name}>{pieces}</{name}>"


_FONT = "<fonts><font><sz val='11'/></font></fonts>"
_FILLS = "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
_XF = "<cellXfs><xf numFmtId='0' fontId='0' fillId='0' borderId='0'/></cellXfs>"


def _with_formats(codes: Sequence[str]) -> bytes:
    """Return a workbook whose cells have number formats by turns."""
    numbered = list(enumerate(codes, 164))
    formats = "".join(f"<numFmt numFmtId='{at}' formatCode='{code}'/>" for at, code in numbered)
    styles = "".join(f"<xf numFmtId='{at}' fontId='0'/>" for at, _ in numbered)
    inside = f"<numFmts>{formats}</numFmts>{_FONT}{_FILLS}<cellXfs>{styles}</cellXfs>"
    return _book(
        _lines(9_900, style=lambda at: at % len(codes)),
        others={"xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{inside}</styleSheet>'.encode()},
    )


def _sheets_of_one_part(number: int) -> bytes:
    book = _small("xlsx")["xl/workbook.xml"].decode()
    start, _, rest = book.partition("<sheets>")
    first, _, end = rest.partition("</sheets>")
    identity = first.split('r:id="')[-1].split('"')[0]
    sheets = "".join(
        f'<sheet name="s{at}" sheetId="{at + 1}" r:id="{identity}"/>' for at in range(number)
    )
    return package("xlsx", {"xl/workbook.xml": f"{start}<sheets>{sheets}</sheets>{end}".encode()})


def _sheets(number: int, lines: str) -> bytes:
    small = _small("xlsx")
    book = small["xl/workbook.xml"].decode()
    start, _, rest = book.partition("<sheets>")
    end = rest.partition("</sheets>")[2]
    sheets = "".join(
        f'<sheet name="s{at}" sheetId="{at + 1}" r:id="q{at}"/>' for at in range(number)
    )
    relations = "".join(
        f'<Relationship Id="q{at}" Type="{_OFFICE}/worksheet" Target="worksheets/q{at}.xml"/>'
        for at in range(number)
    )
    rels = small["xl/_rels/workbook.xml.rels"].decode()
    xml = f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'.encode()
    kind = (
        '<Override PartName="/xl/worksheets/q{}.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.worksheet+xml"/>'
    )
    types = small["[Content_Types].xml"].decode()
    kinds = "".join(kind.format(at) for at in range(number))
    return package(
        "xlsx",
        {
            "xl/workbook.xml": f"{start}<sheets>{sheets}</sheets>{end}".encode(),
            "xl/_rels/workbook.xml.rels": rels.replace(
                "</Relationships>", relations + "</Relationships>"
            ).encode(),
            "[Content_Types].xml": types.replace("</Types>", kinds + "</Types>").encode(),
            **{f"xl/worksheets/q{at}.xml": xml for at in range(number)},
        },
    )


def _names(piece: str, number: int) -> bytes:
    book = _small("xlsx")["xl/workbook.xml"].decode()
    names = "".join(piece.replace("@", str(at)) for at in range(number))
    new = book.replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>", 1)
    return package("xlsx", {"xl/workbook.xml": new.encode()})


_SHARED_ROW = "<row>{}</row>".format('<c t="s"><v>0</v></c>' * 10)
_RICH = "<c t='inlineStr'><is>{}</is></c>"
_RUN = "<r><rPr><strike/></rPr><t>a</t></r>"

XLSX: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": lambda: _book(_lines(9_990)),
        "rows with formulas": lambda: _book(_lines(9_990, formula="D{row}/C{row}*100")),
        "rows with one chain": lambda: _book(_lines(9_900, formula="E{row}+D{row}")),
        "chain of formulas": lambda: _book(_below("A{}+1", 9_900)),
        "sums": lambda: _book(_lines(9_900, formula="SUM($D$2:$D$10000)")),
        "sums of the sheet": lambda: _book(_lines(9_900, formula="SUM($A$1:$XFD$1048576)")),
        "powers": lambda: _book(_lines(5_000, formula="9^9^9^9")),
        "products": lambda: _book(_below("A{0}*A{0}", 5_000)),
        "brackets of formulas": lambda: _book(_lines(400, formula="(" * 8_000 + "1" + ")" * 8_000)),
        "long formulas": lambda: _book(_lines(500, formula="1+" * 8_000 + "1")),
        "subtotals": lambda: _book(
            _lines(9_000, formula="SUBTOTAL(109,D$2:D$9000)"), behind="<autoFilter ref='A1:F9000'/>"
        ),
        "shared formulas": lambda: _book(
            "".join(
                f'<row r="{at}"><c r="A{at}"><f t="shared" si="0"{ref}</f><v>1</v></c></row>'
                for at, ref in (
                    (at, ' ref="A1:A19000">B1+' + "C1+" * 2_000 + "1" if at == 1 else ">")
                    for at in range(1, 9_900)
                )
            )
        ),
        "cells": sheet("<c/>", start="<sheetData><row>", end="</row></sheetData>"),
        "cells with values": sheet(
            "<c><v>1</v></c>", start="<sheetData><row>", end="</row></sheetData>"
        ),
        "cells at the limit": sheet("<row>" + "<c><v>1</v></c>" * 10 + "</row>", tags=420_000),
        "empty rows": sheet("<row/>"),
        "rows of a cell": sheet("<row><c/></row>"),
        "far rows": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "elements of a cell": sheet(
            "<a/>", start="<sheetData><row><c>", end="</c></row></sheetData>"
        ),
        "elements": sheet("<a/>"),
        "elements behind": sheet("<a/>", start="<sheetData/>", end=""),
        "elements and text": sheet("<a/>x", start="<sheetData/>", end=""),
        "attributes": sheet(f"<a{_ATTRIBUTES}/>"),
        "attributes of cells": sheet(
            f"<c{_ATTRIBUTES}/>", start="<sheetData><row>", end="</row></sheetData>"
        ),
        "attributes of rows": sheet(f"<row{_ATTRIBUTES}/>"),
        "attributes of different names": lambda: _book(
            "".join(f'<row a{at:x}=""/>' for at in range(490_000))
        ),
        "inline strings": lambda: _book(
            "".join(
                "<row>{}</row>".format(f"<c t='inlineStr'><is><t>Hộ {at}</t></is></c>" * 10)
                for at in range(9_900)
            )
        ),
        "rich text": sheet(_RICH.format(_RUN), start="<sheetData><row>", end="</row></sheetData>"),
        "runs of one cell": sheet(
            _RUN,
            start="<sheetData><row><c t='inlineStr'><is>",
            end="</is></c></row></sheetData>",
        ),
        "runs without fonts": sheet(
            "<r><t>a</t></r>",
            start="<sheetData><row><c t='inlineStr'><is>",
            end="</is></c></row></sheetData>",
        ),
        "shared strings": lambda: _with_strings(
            _shared_strings("<si><t>a@</t></si>", 240_000), _lines(30)
        ),
        "shared rich strings": lambda: _with_strings(
            _shared_strings(f"<si>{_RUN}</si>", 125_000), _lines(30)
        ),
        "runs of one shared string": lambda: _with_strings(
            _shared_strings(f"<si>{_RUN * 120_000}</si>", 1), _lines(30)
        ),
        "fonts of shared runs": lambda: _with_strings(
            _shared_strings(
                "<si><r><rPr><b/><i/><u/><sz val='1'/><color rgb='0'/></rPr><t>a</t></r></si>",
                70_000,
            ),
            _lines(30),
        ),
        "one long shared string": lambda: _with_strings(
            _shared_strings(f"<si><t>{'a' * 900_000}</t></si>", 15),
            _SHARED_ROW * 9_900,
        ),
        "long shared string in cells": lambda: _with_strings(
            _shared_strings(f"<si><t>{'hộ nghèo ' * 3_600}</t></si>", 1),
            _SHARED_ROW * 9_900,
        ),
        "long shared rich string in cells": lambda: _with_strings(
            _shared_strings(_counted("si", "<r><rPr><strike/></rPr><t>hộ</t></r>" * 5_000), 1),
            _SHARED_ROW * 9_900,
        ),
        "phonetics": lambda: _with_strings(
            _shared_strings("<si><t>a</t><rPh sb='0' eb='1'><t>a</t></rPh></si>", 140_000),
            _lines(30),
        ),
        "styles": lambda: _styles(
            _FONT
            + _FILLS
            + _counted("cellXfs", "<xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>" * 290_000)
        ),
        "different styles": lambda: _styles(
            _FONT
            + _FILLS
            + _counted(
                "cellXfs",
                "".join(
                    f"<xf numFmtId='{at}' fontId='0' fillId='0' borderId='0'/>"
                    for at in range(270_000)
                ),
            )
        ),
        "styles with alignments": lambda: _styles(
            _FONT
            + _FILLS
            + _counted(
                "cellXfs",
                "".join(
                    f"<xf numFmtId='0' fontId='0'><alignment indent='{at}'/><protection/></xf>"
                    for at in range(180_000)
                ),
            )
        ),
        "fonts": lambda: _styles(
            _counted("fonts", "<font><sz val='11'/><strike/></font>" * 400_000) + _FILLS + _XF
        ),
        "different fonts": lambda: _styles(
            _counted("fonts", "".join(f"<font><sz val='{at}'/></font>" for at in range(400_000)))
            + _FILLS
            + _XF
        ),
        "fills": lambda: _styles(
            _FONT
            + _counted("fills", "<fill><patternFill/></fill>" * 480_000)
            + "<borders><border/></borders>"
            + _XF
        ),
        "gradients": lambda: _styles(
            _FONT
            + _counted(
                "fills",
                "<fill><gradientFill>{}</gradientFill></fill>".format(
                    "<stop position='0'><color rgb='FF000000'/></stop>" * 280_000
                ),
            )
            + _XF
        ),
        "borders": lambda: _styles(
            _FONT
            + "<fills><fill/></fills>"
            + _counted(
                "borders",
                "<border><left style='thin'><color rgb='FF000000'/></left></border>" * 200_000,
            )
            + _XF
        ),
        "number formats": lambda: _styles(
            _counted(
                "numFmts",
                "".join(
                    f"<numFmt numFmtId='{at}' formatCode='0.{at}'/>" for at in range(164, 330_000)
                ),
            )
            + _FONT
            + _FILLS
            + _XF
        ),
        "number formats in use": lambda: _styles(
            _counted(
                "numFmts",
                "".join(
                    f"<numFmt numFmtId='{at}' formatCode='0.{at}'/>" for at in range(164, 100_000)
                ),
            )
            + _FONT
            + _FILLS
            + _counted(
                "cellXfs",
                "".join(f"<xf numFmtId='{at}' fontId='0'/>" for at in range(164, 100_000)),
            )
        ),
        "one long number format": lambda: _with_formats(["0;[red]0.0;" * 80_000]),
        "long number formats": lambda: _with_formats(
            [f"{'&quot;a&quot;' * 80}0{'0' * at}" for at in range(900)]
        ),
        "number formats of many kinds": lambda: _with_formats(
            [f"[&gt;{at}]#,##0.00;[red]-0;@" for at in range(30_000)]
        ),
        "number format of places": lambda: _with_formats([f"0.{'0' * 250}"]),
        "named styles": lambda: _styles(
            _FONT
            + _FILLS
            + _counted("cellStyleXfs", "<xf numFmtId='0' fontId='0'/>" * 100_000)
            + _XF
            + _counted(
                "cellStyles",
                "".join(f"<cellStyle name='n{at}' xfId='{at}'/>" for at in range(100_000)),
            )
        ),
        "differential styles": lambda: _styles(
            _FONT + _FILLS + _XF + _counted("dxfs", "<dxf><font><b/></font></dxf>" * 380_000)
        ),
        "colours": lambda: _styles(
            _FONT
            + _FILLS
            + _XF
            + _counted("colors", _counted("indexedColors", "<rgbColor rgb='FF000000'/>" * 500_000))
        ),
        "styles of tables": lambda: _styles(
            _FONT
            + _FILLS
            + _XF
            + _counted("tableStyles", "<tableStyle name='a' count='1'/>" * 400_000)
        ),
        "sheets of one part": lambda: _sheets_of_one_part(500),
        "many sheets of one part": lambda: _sheets_of_one_part(60_000),
        "sheets": lambda: _sheets(480, _lines(25)),
        "sheets of one cell": lambda: _sheets(499, '<row r="1"><c r="A1"><v>1</v></c></row>'),
        "sheets at the limit": lambda: _sheets(10, _lines(1_650)),
        "sheets of empty rows": lambda: _sheets(10, "<row/>" * 190_000),
        "defined names": lambda: _names("<definedName name='n@'>A1</definedName>", 300_000),
        "areas of printing": lambda: _names(
            "<definedName name='_xlnm.Print_Area' localSheetId='0'>a!$A$1:$B$2</definedName>",
            180_000,
        ),
        "one long name": lambda: _names(
            "<definedName name='_xlnm.Print_Titles' localSheetId='0'>"
            + "a!$A:$B," * 120_000
            + "</definedName>",
            1,
        ),
        "views of the book": part(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}"><bookViews>',
            "<workbookView/>",
            "</bookViews><sheets/></workbook>",
        ),
        "external references": part(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}"><sheets/><externalReferences>',
            "<externalReference/>",
            "</externalReferences></workbook>",
        ),
        "functions of the book": part(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}"><sheets/>',
            "<pivotCaches><pivotCache cacheId='1'/></pivotCaches>",
            "</workbook>",
        ),
        "merged cells": lambda: _book(
            _lines(9_900),
            behind="<mergeCells>{}</mergeCells>".format(
                "".join(f"<mergeCell ref='A{at}:C{at}'/>" for at in range(1, 490_000))
            ),
        ),
        "wide merged cells": lambda: _book(
            _lines(9_900),
            behind="<mergeCells>{}</mergeCells>".format(
                "".join(f"<mergeCell ref='A{at}:XFD1048576'/>" for at in range(1, 10_000))
            ),
        ),
        "conditional formats": lambda: _book(
            _lines(30),
            behind="".join(
                f"<conditionalFormatting sqref='A{at}'><cfRule/></conditionalFormatting>"
                for at in range(1, 160_000)
            ),
        ),
        "rules of one format": lambda: _book(
            _lines(30),
            behind="<conditionalFormatting sqref='A1'>{}</conditionalFormatting>".format(
                "<cfRule type='cellIs' priority='1'/>" * 390_000
            ),
        ),
        "ranges of one format": lambda: _book(
            _lines(30), behind=f"<conditionalFormatting sqref='{'A1 ' * 300_000}'/>"
        ),
        "validations": lambda: _book(
            _lines(30),
            behind="<dataValidations>{}</dataValidations>".format(
                "<dataValidation sqref='A1' type='list'><formula1>1</formula1></dataValidation>"
                * 200_000
            ),
        ),
        "ranges of a validation": lambda: _book(
            _lines(30),
            behind=_counted("dataValidations", f"<dataValidation sqref='{'A1 ' * 300_000}'/>"),
        ),
        "links": lambda: _book(
            _lines(30), behind=_counted("hyperlinks", "<hyperlink ref='A1'/>" * 600_000)
        ),
        "scenarios": lambda: _book(
            _lines(30), behind=_counted("scenarios", "<scenario name='a'/>" * 600_000)
        ),
        "filters": lambda: _book(
            _lines(30), behind=f"<autoFilter ref='A1:F30'>{'<filter/>' * 800_000}</autoFilter>"
        ),
        "breaks": lambda: _book(
            _lines(30), behind=_counted("rowBreaks", "<brk id='1'/>" * 690_000)
        ),
        "columns": lambda: _book(
            _lines(30), before=_counted("cols", "<col min='1' max='16384' hidden='1'/>" * 350_000)
        ),
        "hidden rows": lambda: _book(
            "".join(f'<row r="{at}" hidden="1"/>' for at in range(1, 560_000))
        ),
        "heights of rows": sheet('<row ht="5"/>'),
        "views": lambda: _book(
            _lines(30), before=_counted("sheetViews", "<sheetView workbookViewId='0'/>" * 400_000)
        ),
        "tables": lambda: _book(
            _lines(30), behind=_counted("tableParts", "<tablePart/>" * 690_000)
        ),
        "extensions": lambda: _book(
            _lines(30), behind=_counted("extLst", "<ext uri='a'/>" * 900_000)
        ),
        "headers and footers": lambda: _book(
            _lines(30), behind=_counted("headerFooter", _counted("oddHeader", "&amp;L" * 190_000))
        ),
        "dates": lambda: _with_formats(["dd/mm/yyyy"]),
        "digits of values": lambda: _book(
            "".join(f"<row><c><v>{'9' * 4_000}</v></c></row>" for _ in range(3_800))
        ),
        "exponents of values": lambda: _book(
            "".join(_counted("row", "<c><v>1e300</v></c>" * 10) for _ in range(9_900))
        ),
        "content types": part(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}">',
            '<Override PartName="/a" ContentType="a"/>',
            "</Types>",
        ),
        "external relationships": lambda: _relationships(
            "xlsx", "xl/_rels/workbook.xml.rels", _EXTERNAL, 110_000
        ),
        "relationships of a sheet": lambda: package(
            "xlsx",
            {
                _sheet_name().replace("sheets/", "sheets/_rels/") + ".rels": filled(
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
                    _EXTERNAL,
                    "</Relationships>",
                )
            },
        ),
        "charts": lambda: package(
            "xlsx", {f"xl/charts/chart{at}.xml": b"<a/>" for at in range(1_900)}
        ),
        "theme": part("xl/theme/theme1.xml", "<theme>", "<a>b</a>", "</theme>"),
        "properties": part("docProps/custom.xml", "<Properties>", "<property/>", "</Properties>"),
        "XML in a part named .bin": lambda: package(
            "xlsx", {"xl/a.bin": filled("<a>", "<b/>", "</a>", size=50_000_000, tags=10**9)}
        ),
        **{
            f"entities in {encoding}": _in_encoding("xlsx", "xl/workbook.xml", encoding)
            for encoding in ("utf-8", "utf-16", "utf-32", "utf-7")
        },
        "tag of a megabyte": sheet("a", start="<sheetData/><b c='", end="'/>", tags=990_000),
        "tags of a megabyte": sheet("<b c='" + "a" * 990_000 + "'/>", start="<sheetData/>", end=""),
        "50 MB": lambda: package("xlsx", {"a.bin": _NOISE * 49}, method=ZIP_STORED),
    }
)
