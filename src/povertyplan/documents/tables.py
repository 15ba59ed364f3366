"""The tables of a document, and which of them is its annex."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain

from attrs import frozen

from povertyplan.documents.annex.captions import CaptionedTable, captioned_tables
from povertyplan.documents.annex.header import filled_texts
from povertyplan.documents.annex.reader import Annex, read_annex, standards_of
from povertyplan.documents.annex.two_years import of_two_years
from povertyplan.documents.content import Content, Grid
from povertyplan.documents.figures import is_figure
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.fields import Period
from povertyplan.model.persons import names_person
from povertyplan.model.units import Unit
from povertyplan.reading import Notice

REVIEW = phrase(
    "the result of a review: a table with one row per unit, its households, and its poor or"
    " near-poor households of one year"
)
ANNEX = phrase(
    "an annex: a table with one row per TDP, its households, and its poor or near-poor households"
    " of last year and of this"
)
#: Characters of the header that a refusal quotes.
_QUOTED = 200


@frozen
class TableRead:
    """A table of a document, and the annex that it holds, if any."""

    table: CaptionedTable
    annex: Annex | None


def annexes_of(
    tables: Sequence[CaptionedTable], unit: Unit, title_year: int | None, file: str
) -> list[TableRead]:
    """
    Read every table as an annex of two years.

    If one of them cannot be read so, or several can, each is tried as a table of one
    year: two such tables are one annex, which takes the place of the first.
    """
    refused: ReadError | None = None
    tables_read: list[TableRead] = []
    try:
        tables_read = [TableRead(table, read_annex(table, unit, title_year)) for table in tables]
    except ReadError as error:
        refused = error
    annexes = [read for read in tables_read if read.annex is not None]
    if refused is None and len(annexes) < len(Period):
        return tables_read
    joined = _joined_reviews(_reviews(tables, unit), file)
    if joined is not None:
        return joined
    if refused is not None:
        raise refused
    return tables_read


def _reviews(tables: Sequence[CaptionedTable], unit: Unit) -> list[TableRead]:
    """Read every table as of the year in or above its header; empty if one has no such year."""
    try:
        return [
            TableRead(table, read_annex(table, unit, table.year, review=True)) for table in tables
        ]
    except ReadError:
        return []


def _joined_reviews(reviews: Sequence[TableRead], file: str) -> list[TableRead] | None:
    """Join the tables of two years to one annex, or return None if there are not two."""
    of_one_year = [(read.table, read.annex) for read in reviews if read.annex is not None]
    if len(of_one_year) != len(Period):
        return None
    (table, first), (_, second) = of_one_year
    others = [read for read in reviews if read.annex is None]
    return [TableRead(table, of_two_years(first, second, file)), *others]


def tables_of_text(
    text: Content, beside: Content, unit: Unit, title_year: int | None
) -> list[TableRead]:
    """
    Return the tables of a text whose annex is in the file *beside*.

    Raises `ReadError` if one of them has rows of two years as an annex has.
    """
    tables = captioned_tables(text)
    for table in tables:
        with suppress(ReadError):  # a table of one year, or of other things
            annex = read_annex(table, unit, title_year)
            if annex is not None and len(annex.targets) > 1:
                break
    else:
        return [TableRead(table, None) for table in tables]
    remedy = phrase(
        "This file holds an annex, and so does {other}. Check this file without --annex, or take"
        " the annex out of one of the two.",
        other=beside.file,
    )
    expected = phrase("one annex")
    raise ReadError(expected, phrase("{number} of them", number=2), text.file, remedy=remedy)


def only_annex(
    expected: Phrase, tables_read: Sequence[TableRead], content: Content, *, is_alone: bool
) -> Annex:
    """
    Return the annex of a document; raise `ReadError` unless it has one, and with rows.

    A document *is_alone* if no other file was given for its annex.
    """
    annexes = [read.annex for read in tables_read if read.annex is not None]
    if len(annexes) == 1 and (annexes[0].targets or annexes[0].total):
        return annexes[0]
    if not annexes:
        _refuse_two_standards(tables_read, content.file)
    found = _instead(tables_read, len(annexes), content)
    remedy = None
    is_uncomputed = "formulas-uncomputed" in {notice.code for notice in content.notices}
    lacks_table = not annexes and not is_uncomputed
    if lacks_table and not is_alone and expected is ANNEX:
        remedy = phrase(
            "The file after --annex has no annex: {found}. It needs {expected}.",
            found=found,
            expected=expected,
        )
    if lacks_table and is_alone:
        remedy = phrase(
            "This file has no annex: {found}. It needs {expected}. If the annex is in another file,"
            " add --annex FILE.",
            expected=expected,
            found=found,
        )
    raise ReadError(expected, found, content.file, remedy=remedy)


def lacks_annex(error: ReadError) -> bool:
    """Whether a document was refused because it has no annex, which may be in another file."""
    return error.expected == str(ANNEX) and error.remedy_text("en") is not None


def _refuse_two_standards(tables_read: Iterable[TableRead], file: str) -> None:
    """Raise `ReadError` if a table has figures by two poverty standards."""
    for read in tables_read:
        standards = standards_of(read.table)
        if standards is None:
            continue
        first, second = (f"“{words[:_QUOTED]}”" for words in standards)
        remedy = phrase(
            "The table has figures by two poverty standards: {first} and {second}. Only one"
            " standard can be checked at a time. Split the table by standard, and check each part.",
            first=first,
            second=second,
        )
        expected = phrase("a table by one poverty standard")
        found = phrase("{number} of them", number=2)
        location = read.table.grid.rows[0][0].source.location
        raise ReadError(expected, found, file, location, remedy=remedy)


def _instead(tables_read: Sequence[TableRead], annexes: int, content: Content) -> Phrase:
    """Return the phrase for a document without exactly one annex."""
    if annexes > 1:
        return phrase("{number} of them", number=annexes)
    if annexes:
        return phrase("one without rows")
    if not tables_read:
        return phrase("no table")
    if any(notice.code == "formulas-uncomputed" for notice in content.notices):
        return phrase(
            "formulas that hold no value: open the workbook in Excel or LibreOffice and save it"
        )
    return _other_tables(tables_read[0].table)


def words_of_headings(content: Content) -> Phrase:
    """Return the phrase for a document that has no table, or another than was looked for."""
    tables = captioned_tables(content)
    return _other_tables(tables[0]) if tables else phrase("no table")


def _other_tables(first: CaptionedTable) -> Phrase:
    texts = filled_texts(chain.from_iterable(first.header.lines))
    words = " | ".join(text for text in texts if not names_person(text))
    return phrase("other tables, the first of them: {words}", words=repr(words[:_QUOTED]))


def tables_set_aside(tables_read: Iterable[TableRead]) -> Iterable[Notice]:
    """Yield a notice of each table with figures that is not an annex."""
    for read in tables_read:
        grid = read.table.grid
        if read.annex is None and _has_figures(grid):
            yield Notice("table-set-aside", grid.rows[0][0].source)


def _has_figures(grid: Grid) -> bool:
    return any(is_figure(cell.text) for cell in chain.from_iterable(grid.rows))
