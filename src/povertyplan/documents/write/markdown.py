"""A laid-out document as Markdown: text that reads well as it is, and as a page on a forge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from povertyplan.documents.formats.backslashes import escaped
from povertyplan.documents.layout import (
    MOTTO,
    RECIPIENTS,
    AnnexPage,
    Block,
    BlockKind,
    ColumnRole,
    Letterhead,
    Page,
    Signature,
    Table,
    TableLine,
)

_LINE_END = re.compile(r"[\r\n]+")
#: A figure, as most cells are, or a usual name: nothing in it is looked for.
_PLAIN = re.compile(r"[0-9A-Za-zÀ-ỹ ,.]*")
#: What stands before the text of a heading.
_MARKS = {BlockKind.HEADING: "## ", BlockKind.SUBHEADING: "### "}
#: How the items of a list begin.
_BULLETS = ("- ", "+ ")
#: The rule below the heading of a table, by which its columns are set to a side.
_RULES = {
    ColumnRole.ORDINAL: ":-:",
    ColumnRole.NAME: ":--",
    ColumnRole.FIGURE: "--:",
    ColumnRole.WORDS: ":-:",
    ColumnRole.MARK: ":-:",
    ColumnRole.SENTENCE: ":--",
    ColumnRole.DERIVED: "--:",
}


def text(page: Page) -> str:
    """
    Return a document as Markdown, in which every text of the plan is text and no markup.

    The annex is a table with one line for each level of its heading; a blank cell of the heading
    belongs to its neighbour, as in a table whose merged cells were parted.
    """
    annex = page.annex
    passages = [
        *_head(page.letterhead),
        *_title(page),
        *_body(page.body),
        *_foot(page.recipient_lines, page.signature),
        f"## {_inline(annex.label)}",
        _bold(annex.title),
        _italic(annex.reference),
        "\n".join(_table(annex.table)),
    ]
    return _joined(passages)


def text_of_tables(pages: Iterable[AnnexPage]) -> str:
    """Return tables of a year as Markdown."""
    return _joined(passage for page in pages for passage in _of_table(page))


def _joined(passages: Iterable[str]) -> str:
    return "\n\n".join(filter(None, passages)) + "\n"


def _of_table(page: AnnexPage) -> Iterator[str]:
    yield f"# {_inline(page.title)}"
    yield _italic(page.reference)
    yield "\n".join(_table(page.table))
    yield from map(_inline, page.remarks)
    for signature in page.signatures:
        yield from map(_bold, (signature.authority, signature.position, signature.name))


def _head(head: Letterhead) -> Iterator[str]:
    """Yield the two sides of the letterhead, one below the other."""
    yield _bold(head.issuer)
    yield _inline(head.number)
    yield from map(_bold, MOTTO)
    yield _italic(head.place_and_date)


def _title(page: Page) -> Iterator[str]:
    if page.kind:
        yield f"# {_inline(page.kind)}"
        yield _bold(page.subject)
    else:
        yield f"# {_inline(page.subject)}"


def _body(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the paragraphs of the text; items side by side are one list."""
    for are_items, run in groupby(blocks, lambda block: block.text.startswith(_BULLETS)):
        if are_items:
            yield "\n".join(_item(block.text) for block in run)
        else:
            yield from (_MARKS.get(block.kind, "") + _inline(block.text) for block in run)


def _item(words: str) -> str:
    """Return an item of a list; one with a plus stands below the one with a dash before it."""
    indent = "  " if words.startswith("+") else ""
    return indent + _inline(words)


def _foot(recipients: Sequence[str], signature: Signature | None) -> Iterator[str]:
    if recipients:
        yield _bold(RECIPIENTS)
        yield "\n".join(map(_inline, recipients))
    if signature is not None:
        yield from map(_bold, (signature.authority, signature.position, signature.name))


def _table(table: Table) -> Iterator[str]:
    """Yield the lines of a table: the first of its heading, a rule, the others, its numbers."""
    first, *further = table.heading_texts()
    yield _row(map(_inline, first))
    yield _row(_RULES[column.role] for column in table.columns)
    yield from (_row(map(_bold, cells)) for cells in further)
    yield _row(map(_italic, table.numbers))
    yield from (_line(table, line) for line in table.lines)


def _line(table: Table, line: TableLine) -> str:
    """Return a line of a table, in bold for sections and the total."""
    is_row = not (line.is_section or line.is_total)
    return _row(map(_inline if is_row else _bold, table.texts(line)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bold(words: str) -> str:
    return f"**{_inline(words)}**" if words else ""


def _italic(words: str) -> str:
    return f"*{_inline(words)}*" if words else ""


def _inline(words: str) -> str:
    """Return a text without line breaks, in which nothing begins markup."""
    if _PLAIN.fullmatch(words):
        return words
    return escaped(_LINE_END.sub(" ", words))
