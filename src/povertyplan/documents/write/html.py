"""
A laid-out document as a web page, which a browser shows and prints on A4 as an office does.

The page is one file: it loads nothing and runs nothing.
"""

from collections.abc import Iterator, Sequence
from html import escape

from povertyplan.documents.layout import (
    MOTTO,
    RECIPIENTS,
    AnnexPage,
    BlockKind,
    ColumnRole,
    HeadingBox,
    Letterhead,
    Page,
    Signature,
    Table,
    TableLine,
)

#: Sizes and margins of Decree 30/2020/NĐ-CP, Annex I; the annex is a landscape page.
_STYLE = """\
body { background: #fff; color: #000; margin: 0 auto; max-width: 165mm;
  padding: 20mm 15mm 20mm 30mm; font: 14pt/1.35 "Times New Roman", "Liberation Serif", serif; }
h1, h2, h3 { font-size: 1em; margin: 6pt 0; }
p { margin: 0 0 6pt; overflow-wrap: anywhere; text-align: justify; }
main > * { text-indent: 10mm; }
main > :nth-last-child(-n + 2), h2, h3 { break-after: avoid; }
.head, .foot { display: flex; gap: 5mm; justify-content: space-between; }
.head p, .title > *, .signature p, .annex > * { margin: 0; text-align: center; }
.issuer, .state, .motto, .subject, .signature p, .annex-title { font-weight: bold; }
.date, .reference { font-style: italic; }
.head p { font-size: 13pt; }
.head .motto, .head .date { font-size: 14pt; }
.head .number, .head .date { padding-top: 6pt; }
.motto span { border-bottom: 0.75pt solid; }
.title { margin: 18pt 0 12pt; }
.foot { break-before: avoid; break-inside: avoid; margin-top: 18pt; }
.recipients p { font-size: 11pt; margin: 0; text-align: left; }
.recipients .label { font-size: 12pt; font-style: italic; font-weight: bold; }
.signer { padding-top: 25mm; }
.annex { break-before: page; margin-top: 30mm; page: annex; }
body > .annex:first-child { break-before: auto; margin-top: 0; }
.annex table { margin-top: 9pt; }
table { border-collapse: collapse; font-size: 10pt; line-height: 1.15; width: 100%; }
th, td { border: 0.5pt solid; padding: 0.5pt 4pt; }
thead { display: table-header-group; }
thead td { font-style: italic; text-align: center; }
tbody th { font-weight: inherit; min-width: 35mm; overflow-wrap: anywhere; text-align: left; }
tbody td { font-variant-numeric: tabular-nums; text-align: right; width: 6.5%; }
tbody .ordinal, tbody .words { text-align: center; width: 4%; }
tbody .sentence { text-align: left; width: 40%; }
.upright { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 40mm; }
.remark { margin-top: 6pt; }
.annex p.remark { text-align: left; }
tr { break-inside: avoid; }
.total { break-before: avoid; }
.section, .total { font-weight: bold; }
@page { margin: 20mm 15mm 20mm 30mm; size: A4; @top-center { content: counter(page); } }
@page :first { @top-center { content: none; } }
@page annex { margin: 15mm; size: A4 landscape; }
@media print { body { max-width: none; padding: 0; } .annex { margin-top: 0; } }
"""
#: The tags of the paragraphs of the text that are headings.
_TAGS = {BlockKind.HEADING: "h2", BlockKind.SUBHEADING: "h3"}
#: The cells of the annex, by what their column holds.
_CELLS = {
    ColumnRole.ORDINAL: '<td class="ordinal">{}</td>',
    ColumnRole.NAME: '<th scope="row">{}</th>',
    ColumnRole.FIGURE: "<td>{}</td>",
    ColumnRole.WORDS: '<td class="words">{}</td>',
    ColumnRole.MARK: '<td class="words">{}</td>',
    ColumnRole.SENTENCE: '<td class="sentence">{}</td>',
    ColumnRole.DERIVED: "<td>{}</td>",
}
_END = "</body>\n</html>\n"


def text(page: Page) -> str:
    """
    Return a document as a page in HTML, in which every text of the plan is escaped.

    The heading of the annex is repeated on every page that it is printed on.
    """
    title = f"{page.kind} {page.subject}".strip()
    lines = (
        *_start(title),
        *_head(page.letterhead),
        *_title(page),
        "<main>",
        *(_element(_TAGS.get(block.kind, "p"), block.text) for block in page.body),
        "</main>",
        *_foot(page.recipient_lines, page.signature),
        *_annex(page.annex),
        _END,
    )
    return "\n".join(filter(None, lines))


def text_of_tables(pages: Sequence[AnnexPage]) -> str:
    """Return tables of a year as a page in HTML, each printed on pages across."""
    tables = [line for page in pages for line in _annex(page)]
    return "\n".join(filter(None, (*_start(pages[0].title), *tables, _END)))


def _start(title: str) -> Iterator[str]:
    """Yield the tags before the text of a page."""
    yield '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield _element("title", title)
    yield f"<style>\n{_STYLE}</style>\n</head>\n<body>"


def _element(tag: str, words: str, attributes: str = "") -> str:
    """Return an element that holds a text, or an empty text without one."""
    return f"<{tag}{attributes}>{escape(words)}</{tag}>" if words else ""


def _paragraph(name: str, words: str) -> str:
    """Return a paragraph whose style goes by a name."""
    return _element("p", words, f' class="{name}"')


def _head(head: Letterhead) -> Iterator[str]:
    """Yield the letterhead: the issuer on one side, the motto of the state on the other."""
    state, motto = MOTTO
    yield '<header class="head">\n<div>'
    yield _paragraph("issuer", head.issuer)
    yield _paragraph("number", head.number)
    yield "</div>\n<div>"
    yield _paragraph("state", state)
    yield f'<p class="motto"><span>{motto}</span></p>'
    yield _paragraph("date", head.place_and_date)
    yield "</div>\n</header>"


def _title(page: Page) -> Iterator[str]:
    yield '<div class="title">'
    yield _element("h1", page.kind or page.subject)
    yield _paragraph("subject", page.subject if page.kind else "")
    yield "</div>"


def _foot(recipients: Sequence[str], signature: Signature | None) -> Iterator[str]:
    """Yield who gets the document, and on the other side who signs it."""
    yield '<footer class="foot">\n<div class="recipients">'
    if recipients:
        yield _paragraph("label", RECIPIENTS)
        yield from (_element("p", recipient) for recipient in recipients)
    yield "</div>"
    yield from ('<div class="signature">\n</div>',) if signature is None else _signed(signature)
    yield "</footer>"


def _annex(annex: AnnexPage) -> Iterator[str]:
    yield '<section class="annex">'
    yield _element("h2", annex.label)
    yield _paragraph("annex-title", annex.title)
    yield _paragraph("reference", annex.reference)
    yield "<table>\n<thead>"
    yield from _heading(annex.table)
    yield "</thead>\n<tbody>"
    yield from (_line(annex.table, line) for line in annex.table.lines)
    yield "</tbody>\n</table>"
    yield from (_paragraph("remark", remark) for remark in annex.remarks)
    if annex.signatures:
        signed = [line for signature in annex.signatures for line in _signed(signature)]
        yield from ('<footer class="foot">', *signed, "</footer>")
    yield "</section>"


def _signed(signature: Signature) -> Iterator[str]:
    yield '<div class="signature">'
    yield _element("p", signature.authority)
    yield _element("p", signature.position)
    yield _paragraph("signer", signature.name)
    yield "</div>"


def _heading(table: Table) -> Iterator[str]:
    """Yield the lines of the heading, and the line that numbers the columns."""
    for line in range(table.heading_lines):
        of_line = [box for box in table.boxes if box.line == line]
        boxes = [_box(box, is_upright=table.is_upright(box)) for box in of_line]
        yield f"<tr>{''.join(boxes)}</tr>"
    numbers = [_element("td", number) for number in table.numbers]
    yield f"<tr>{''.join(numbers)}</tr>"


def _box(box: HeadingBox, *, is_upright: bool) -> str:
    scope = "colgroup" if box.columns > 1 else "col"
    spans = (("rowspan", box.lines), ("colspan", box.columns))
    stated = "".join(f' {name}="{number}"' for name, number in spans if number > 1)
    words = escape(box.text)
    if is_upright:
        words = f'<span class="upright">{words}</span>'
    return f'<th scope="{scope}"{stated}>{words}</th>'


def _line(table: Table, line: TableLine) -> str:
    """Return a line of the table, whose name is the heading of its other cells."""
    kind = ""
    if line.is_section or line.is_total:
        kind = ' class="section"' if line.is_section else ' class="total"'
    texts = zip(table.columns, table.texts(line), strict=True)
    cells = [_CELLS[column.role].format(escape(words)) for column, words in texts]
    return f"<tr{kind}>{''.join(cells)}</tr>"
