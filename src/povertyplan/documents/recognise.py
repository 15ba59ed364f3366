"""One recogniser for every format: from paragraphs and tables to a reading."""

from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from itertools import chain

from attrs import evolve

from povertyplan.arithmetic.rounding import inferred_rounding
from povertyplan.documents.annex.captions import captioned_tables, review_year
from povertyplan.documents.annex.header import row_texts, split_header
from povertyplan.documents.annex.one_heading import period_in, plain_key, year_of
from povertyplan.documents.annex.reader import read_annex
from povertyplan.documents.content import Content, Grid, Paragraph
from povertyplan.documents.prose.letterhead import annex_year, are_results, heading
from povertyplan.documents.prose.targets import stated
from povertyplan.documents.tables import (
    ANNEX,
    REVIEW,
    TableRead,
    annexes_of,
    only_annex,
    tables_of_text,
    tables_set_aside,
)
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.fields import Period
from povertyplan.model.names import key
from povertyplan.model.places import Part
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.rows import Headline, LabourTarget
from povertyplan.model.units import Unit
from povertyplan.reading import Notice, Reading, Review, Source

#: The notices of rows that are struck through, whole or by name.
_OF_STRUCK_ROWS = frozenset({"name-struck", "row-struck"})


def recognise(content: Content, beside: Content | None = None) -> Reading:
    """
    Understand a document as a plan; *beside* is the file of its annex, if that is another.

    Raises `ReadError` if it has no annex, more than one, or one whose columns cannot
    be told apart.
    """
    files = (content,) if beside is None else (content, beside)
    paragraphs = tuple(chain.from_iterable(each.paragraphs for each in files))
    letterhead = heading(paragraphs)
    title_year = letterhead.title_year or annex_year(paragraphs)
    holder = files[-1]
    try:
        tables_read = annexes_of(captioned_tables(holder), letterhead.unit, title_year, holder.file)
        annex = only_annex(ANNEX, tables_read, holder, is_alone=beside is None)
    except ReadError as error:
        if beside is None:
            raise
        raise _without_annex(content, beside, error) from error
    if beside is not None:
        tables_read += tables_of_text(content, beside, letterhead.unit, title_year)
    base_year, goal_year = annex.years
    year = goal_year if title_year is None else title_year
    is_filtered = any(map(_hides_rows, files))
    total = {} if is_filtered or annex.total is None else annex.total.flat()
    text = stated(paragraphs, (base_year, max(goal_year, year)), letterhead.unit, total)
    labour = text.flat(Part.LABOUR)
    plan = Plan(
        letterhead.unit,
        year,
        annex.targets,
        annex.total,
        annex.sections,
        Headline.of({} if is_filtered else text.flat(Part.HEADLINE)),
        LabourTarget.of(letterhead.unit, year, labour) if labour else None,
        letterhead.document,
    )
    rounding, rounding_notices = _rounding(plan)
    is_reviewed = letterhead.title_year is None and _are_reviews(files, paragraphs, goal_year)
    form = evolve(
        annex.form,
        ordinals=() if is_filtered else annex.form.ordinals,
        hides_formulas=holder.hides_formulas,
        printed=(*annex.form.printed, *text.printed),
        restated=text.restated,
        reviewed=is_reviewed,
    )
    sources = {**annex.sources, **letterhead.sources, **text.sources}
    notices_of_files = chain.from_iterable(each.notices for each in files)
    # The title of two reviews states no year, and needs none.
    needs_year = title_year is None and not is_reviewed
    notices = (
        *_not_told_of_rows(notices_of_files, tables_read),
        *_assumed(letterhead.unit, goal_year if needs_year else None),
        *_reviewed(annex.years if is_reviewed else None),
        *_other_unit(letterhead.unit, beside),
        *annex.notices,
        *text.notices,
        *tables_set_aside(tables_read),
        *rounding_notices,
    )
    return Reading(plan, sources, form, rounding, notices)


def _without_annex(text: Content, beside: Content, error: ReadError) -> ReadError:
    """Return the refusal of a text and the file of its annex, which has none that is read."""
    remedy: Phrase | None = None
    with suppress(ReadError):
        recognise(text)
        remedy = phrase(
            "The two files are exchanged: the annex is in {text}, the text in {annex}. Call"
            " povertyplan check {annex} --annex {text}.",
            text=text.file,
            annex=beside.file,
        )
    with suppress(ReadError):
        review = recognise_review(beside, None)
        remedy = phrase(
            "This is a table of one year ({year}), the result of a review. The annex of a plan has"
            " columns of last year and of this year. Check the review by itself: povertyplan"
            " check {annex}.",
            year=review.year,
            annex=beside.file,
        )
    return error if remedy is None else evolve(error, remedy=remedy)


def _hides_rows(content: Content) -> bool:
    """Whether rows of an annex are left out: its text is of all rows, its ordinals skip some."""
    return any(notice.code == "rows-filtered" for notice in content.notices)


def recognise_plan_or_review(content: Content) -> Reading | Review:
    """
    Understand a document as a plan, else as the result of a review, which a notice tells.

    Raises `ReadError` as `recognise` does if it is neither.  A table that speaks of
    a goal, or of two years, is a plan that cannot be read.
    """
    try:
        return recognise(content)
    except ReadError as error:
        if any(map(_speaks_of_plan, content.grids)):
            raise
        try:
            review = recognise_review(content, None)
        except ReadError:
            raise error from None
    assumed = Notice("review-of-one-year", None, (("year", str(review.year)),))
    reading = evolve(review.reading, notices=(assumed, *review.reading.notices))
    return evolve(review, reading=reading)


def _are_reviews(files: Iterable[Content], paragraphs: Iterable[Paragraph], goal_year: int) -> bool:
    """Whether the later year of an annex is one of results, by the words around and above it."""
    grids = chain.from_iterable(each.grids for each in files)
    headings = list(chain.from_iterable(map(_headings, grids)))
    speaks_of_goal = any(period_in(text, has_year=True) is Period.GOAL for text in headings)
    above_columns = [text for text in headings if year_of(text) == goal_year]
    are_called_so = bool(above_columns) and all(
        period_in(text, has_year=True) is Period.BASE for text in above_columns
    )
    return not speaks_of_goal and (are_called_so or are_results(paragraphs, goal_year))


def _headings(grid: Grid) -> set[str]:
    """Return the keys of the texts in the header of a table."""
    texts = chain.from_iterable(map(row_texts, split_header(grid.rows).lines))
    return set(map(plain_key, texts))


def _speaks_of_plan(grid: Grid) -> bool:
    """Whether the headings of a table name two years, or a goal by a word such as ``dự kiến``."""
    headings = _headings(grid)
    years = set(map(year_of, headings)) - {None}
    speaks_of_goal = any(period_in(text, has_year=False) is Period.GOAL for text in headings)
    return speaks_of_goal or len(years) > 1


def recognise_review(content: Content, year: int | None) -> Review:
    """
    Understand a document as the result of a review, of *year* if one is given.

    Raises `ReadError` as `recognise` does, and if the columns are of another year.
    """
    letterhead = heading(content.paragraphs)
    title_year = (
        year
        or letterhead.title_year
        or annex_year(content.paragraphs, review=True)
        or review_year(paragraph.text for paragraph in content.paragraphs)
    )
    tables_read = [
        TableRead(table, read_annex(table, letterhead.unit, title_year or table.year, review=True))
        for table in captioned_tables(content)
    ]
    annex = only_annex(REVIEW, tables_read, content, is_alone=False)
    review_of, year_after = annex.years
    if year is not None and year != review_of:
        given = phrase("the year {number}, as given", number=year)
        above_columns = phrase("{number} above its columns", number=review_of)
        raise ReadError(given, above_columns, content.file)
    plan = Plan(letterhead.unit, year_after, annex.targets, annex.total, annex.sections)
    rounding, rounding_notices = _rounding(plan)
    form = evolve(annex.form, hides_formulas=content.hides_formulas, reviewed=True)
    told = _not_told_of_rows(content.notices, tables_read)
    notices = (*told, *annex.notices, *rounding_notices)
    return Review(
        review_of,
        tuple(target.base for target in annex.targets),
        None if annex.total is None else annex.total.base,
        Reading(plan, annex.sources, form, rounding, notices),
    )


# Notices.


def _assumed(unit: Unit, assumed_year: int | None) -> Iterable[Notice]:
    """Yield a notice for each fact that the document does not state about itself."""
    if not unit.name:
        yield Notice("unit-unnamed")
    if assumed_year is not None:
        yield Notice("year-of-title", values=(("year", str(assumed_year)),))


def _reviewed(years: tuple[int, int] | None) -> Iterable[Notice]:
    """Yield a notice of the years of two reviews."""
    if years is not None:
        base, year = map(str, years)
        yield Notice("review-of-two-years", None, (("base", base), ("year", year)))


def _not_told_of_rows(
    notices: Iterable[Notice], tables_read: Sequence[TableRead]
) -> Iterable[Notice]:
    """Yield the notices of a document, except for struck text that rows of its annex tell."""
    for notice in notices:
        is_of_struck = notice.code == "figures-struck"
        if not is_of_struck or dict(notice.values)["number"] != _struck_with_rows(tables_read):
            yield notice


def _struck_with_rows(tables_read: Iterable[TableRead]) -> int:
    """Return how many struck cells stand in the rows of which a notice tells."""
    withdrawn: set[Source] = set()
    for read in tables_read:
        notices = () if read.annex is None else read.annex.notices
        told = {notice.source for notice in notices if notice.code in _OF_STRUCK_ROWS}
        withdrawn |= _struck_beside(read.table.grid, told)
    return len(withdrawn)


def _struck_beside(grid: Grid, names: Container[Source | None]) -> set[Source]:
    """Return the places of the struck cells in the rows of some names."""
    rows = [row for row in grid.rows if any(cell.source in names for cell in row)]
    return {cell.source for cell in chain.from_iterable(rows) if cell.struck}


def _other_unit(unit: Unit, beside: Content | None) -> Iterable[Notice]:
    """Yield a notice if the file of the annex names another commune than the text."""
    if beside is None:
        return
    other = heading(beside.paragraphs).unit
    if other.name and key(other.name) != key(unit.name):
        values = (("text", f"“{unit.name}”"), ("other", f"“{other.name}”"))
        yield Notice("annex-of-another-unit", Source(beside.file), values)


def _rounding(plan: Plan) -> tuple[Rounding, tuple[Notice, ...]]:
    """Return the rule by which the annex was rounded, with a notice unless that is half up."""
    rule, refuting = inferred_rounding(plan)
    if rule is Rounding.HALF_UP:
        return rule, ()
    values = (("number", refuting), ("text", (rule.value,)))
    return rule, (Notice("rounding-inferred", None, values),)
