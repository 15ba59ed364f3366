"""A laid-out document as Markdown."""

from collections.abc import Iterable, Iterator

from povertyplan.documents.layout import RECIPIENTS, BlockKind, Page, Signature, Table

#: How the paragraphs of the text begin that are headings.
_MARKS = {BlockKind.HEADING: "## ", BlockKind.SUBHEADING: "### "}


def text(page: Page) -> str:
    """Return a document as Markdown, its annex as a table with pipes."""
    return "\n\n".join(filter(None, _passages(page))) + "\n"


def _passages(page: Page) -> Iterator[str]:
    head = page.letterhead
    yield from (head.issuer, head.number, head.place_and_date)
    yield f"# {page.kind}" if page.kind else ""
    yield page.subject
    for block in page.body:
        yield _MARKS.get(block.kind, "") + block.text
    if page.recipients:
        yield RECIPIENTS
        yield "\n".join(f"- {recipient};" for recipient in page.recipients)
    if page.signature is not None:
        yield from _foot(page.signature)
    annex = page.annex
    yield from (f"## {annex.label}", f"**{annex.title}**", annex.reference)
    yield "\n".join(_lines(annex.table))


def _foot(signature: Signature) -> Iterator[str]:
    yield f"**{signature.authority}**" if signature.authority else ""
    yield f"**{signature.position}**"
    yield signature.name


def _lines(table: Table) -> Iterator[str]:
    heading, *further = table.heading_texts()
    yield _line(heading)
    yield _line(["---"] * len(table.columns))
    yield from map(_line, further)
    yield _line(table.numbers)
    yield from (_line(table.texts(line)) for line in table.lines)


def _line(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"
