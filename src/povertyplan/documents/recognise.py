"""One recogniser for every format: from paragraphs and grids to a reading."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from povertyplan.documents import limits
from povertyplan.documents.annex.captions import Table, review_year, tables
from povertyplan.documents.annex.header import split
from povertyplan.documents.annex.meaning import year_of
from povertyplan.documents.annex.reader import Annex, annex
from povertyplan.documents.annex.two_years import of_two_years
from povertyplan.documents.content import Content, Grid
from povertyplan.documents.figures import is_figure
from povertyplan.documents.prose.letterhead import annex_year, heading
from povertyplan.documents.prose.targets import stated
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.fields import Period
from povertyplan.model.percent import Percent, Rounding
from povertyplan.model.places import TEXT, Part
from povertyplan.model.plan import Plan
from povertyplan.model.relations import RELATIONS, Ratio
from povertyplan.model.rows import Headline, LabourTarget
from povertyplan.model.units import Unit
from povertyplan.reading import Notice, Reading, Review

_REVIEW = phrase(
    "the result of a review: a table with one row per unit, its households, and its poor or"
    " near-poor households of one year"
)
_ANNEX = phrase(
    "an annex: a table with one row per TDP, its households, and its poor or near-poor households"
    " of last year and of this"
)

_Print: TypeAlias = tuple[Percent, int, int]  #: a rate, its count, and the households


def recognise(content: Content) -> Reading:
    """
    Understand a document as a plan.

    Raises `ReadError` where it has no annex, more than one, or one whose
    columns cannot be told apart, or a line that no plan has.
    """
    _bounded(content)
    head = heading(content.paragraphs)
    title_year = head.title_year or annex_year(content.paragraphs)
    own_tables = _joined(tables(content))
    found = _annexes(own_tables, head.unit, title_year, content.file)
    annexes = [one for _, one in found if one is not None]
    if len(annexes) != 1 or not (annexes[0].targets or annexes[0].total):
        raise ReadError(_ANNEX, _instead(content, annexes), content.file)
    own = annexes[0]
    base_year, goal_year = own.years
    year = goal_year if title_year is None else title_year
    text = stated(content.paragraphs, (base_year, max(goal_year, year)), head.unit)
    labour = text.flat(Part.LABOUR)
    plan = Plan(
        head.unit,
        year,
        own.targets,
        own.total,
        own.sections,
        Headline.of(text.flat(Part.HEADLINE)),
        LabourTarget.of(head.unit, year, labour) if labour else None,
        head.document,
    )
    rounding, inferred = _rounding(plan)
    assumed = list(_assumed(head.unit, title_year, goal_year))
    aside = [
        Notice("table-set-aside", grid.rows[0][0].source)
        for grid, one in found
        if one is None and _has_figures(grid)
    ]
    return Reading(
        plan,
        {**own.sources, **head.sources, **text.sources},
        own.form,
        rounding,
        (*content.notices, *assumed, *own.notices, *text.notices, *aside, *inferred),
    )


def _annexes(
    tables: Sequence[Table], unit: Unit, title_year: int | None, file: str
) -> list[tuple[Grid, Annex | None]]:
    """Read every grid; two that bear one year each are one annex, in the place of the first."""
    refused: ReadError | None = None
    found: list[tuple[Grid, Annex | None]] = []
    try:
        found = [(one.grid, annex(one.grid, unit, title_year)) for one in tables]
    except ReadError as error:
        refused = error
    if refused is None and sum(one is not None for _, one in found) < len(Period):
        return found
    reviews = _reviews(tables, unit)
    pair = [(grid, one) for grid, one in reviews if one is not None]
    if len(pair) == len(Period):
        (first, before), (_, after) = pair
        others = [(grid, one) for grid, one in reviews if one is None]
        return [(first, of_two_years(before, after, file)), *others]
    if refused is not None:
        raise refused
    return found


def _reviews(tables: Sequence[Table], unit: Unit) -> list[tuple[Grid, Annex | None]]:
    """Read every table as of the one year in or above its header; nothing where one has none."""
    try:
        return [(one.grid, annex(one.grid, unit, one.year, review=True)) for one in tables]
    except ReadError:
        return []


def recognise_review(content: Content, year: int | None) -> Review:
    """
    Understand a document as the result of a review, of *year* unless that is None.

    Raises `ReadError` as `recognise` does.
    """
    _bounded(content)
    head = heading(content.paragraphs)
    title_year = (
        year
        or head.title_year
        or annex_year(content.paragraphs)
        or review_year(paragraph.text for paragraph in content.paragraphs)
    )
    own_tables = _joined(tables(content))
    found = [annex(one.grid, head.unit, title_year or one.year, review=True) for one in own_tables]
    reviews = [one for one in found if one is not None]
    if len(reviews) != 1 or not (reviews[0].targets or reviews[0].total):
        raise ReadError(_REVIEW, _instead(content, reviews), content.file)
    own = reviews[0]
    if year not in {None, own.years[0]}:
        given = phrase("the year {number}, as given").format(number=year)
        above = phrase("{number} above its columns").format(number=own.years[0])
        raise ReadError(given, above, content.file)
    plan = Plan(head.unit, own.years[1], own.targets, own.total, own.sections)
    rounding, inferred = _rounding(plan)
    notices = (*content.notices, *own.notices, *inferred)
    reading = Reading(plan, own.sources, own.form, rounding, notices)
    censuses = tuple(target.base for target in own.targets)
    total = None if own.total is None else own.total.base
    return Review(own.years[0], censuses, total, reading)


def _bounded(content: Content) -> None:
    if sum(len(one.text) for one in content.paragraphs) > limits.MOST_PROSE:
        most = phrase("at most {number} characters outside tables").format(number=limits.MOST_PROSE)
        raise ReadError(most, phrase("more"), content.file)
    for grid in content.grids:
        if len(grid.rows) > limits.MOST_ROWS:
            most = phrase("a table of at most {number} rows").format(number=limits.MOST_ROWS)
            raise ReadError(
                most, phrase("a larger one"), content.file, grid.rows[0][0].source.where
            )
    for one in content.texts:
        if len(one.text) > limits.MOST_LINE:
            most = phrase("lines and cells of at most {number} characters").format(
                number=limits.MOST_LINE
            )
            found = phrase("one of {number}").format(number=len(one.text))
            raise ReadError(most, found, content.file, one.source.where)


def _joined(tables: Iterable[Table]) -> list[Table]:
    """Join a table to the one before that it goes on: as wide, and without another header."""
    joined: list[Table] = []
    for table in tables:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, table):
            rows = (*before.grid.rows, *table.grid.rows)
            joined[-1] = Table(Grid(rows), before.year)
        else:
            joined.append(table)
    return joined


def _goes_on(before: Table, table: Table) -> bool:
    if len(before.grid.rows[0]) != len(table.grid.rows[0]):
        return False
    first, second = split(before.grid.rows), split(table.grid.rows)
    if second.body == len(table.grid.rows):
        return False
    if first.body == len(before.grid.rows):
        return not second.lines and not second.numbers  # a blank row parts header and body
    titles = [[[cell.text for cell in line] for line in one.lines] for one in (first, second)]
    dated = any(year_of(text) for text in chain(*titles[0]))
    of_another = not dated and None not in {before.year, table.year} and before.year != table.year
    return not second.lines or (titles[0] == titles[1] and not of_another)


def _has_figures(grid: Grid) -> bool:
    return any(is_figure(cell.text) for row in grid.rows for cell in row)


def _instead(content: Content, annexes: Sequence[Annex]) -> Phrase | str:
    """Say what a document has where one annex should be."""
    if len(annexes) > 1:
        return phrase("{number} of them").format(number=len(annexes))
    if annexes:
        return phrase("one without rows")
    if not content.grids:
        return phrase("no table")
    if any(notice.code == "formulas-uncomputed" for notice in content.notices):
        return phrase(
            "formulas that hold no value: open the workbook in Excel or LibreOffice and save it"
        )
    header = split(content.grids[0].rows)
    words = " | ".join(cell.text for line in header.lines for cell in line if cell.text)
    return f"{phrase('other tables, the first of them')}: {words[:200]!r}"


def _assumed(unit: Unit, title_year: int | None, goal_year: int) -> Iterable[Notice]:
    if not unit.name:
        yield Notice("unit-unnamed")
    if title_year is None:
        yield Notice("year-of-title", values=(("year", str(goal_year)),))


def _rounding(plan: Plan) -> tuple[Rounding, list[Notice]]:
    """
    Infer the rule by which the annex was rounded.

    Half up, unless two prints at least refute it and none refutes another
    rule.  A print that no rule makes is a slip and says nothing.
    """
    right: list[_Print] = []
    refuting: list[_Print] = []
    for one in _prints(plan):
        if _admits(Rounding.HALF_UP, one):
            right.append(one)
        elif _admits(Rounding.DOWN, one) or _admits(Rounding.ANY, one):
            refuting.append(one)
    # One odd print is a slip, not a rule.
    rules = (Rounding.HALF_EVEN, Rounding.DOWN, Rounding.ANY) if len(refuting) > 1 else ()
    for rule in rules:
        if all(_admits(rule, one) for one in chain(refuting, right)):
            values = (("number", len(refuting)), ("text", (rule.value,)))
            return rule, [Notice("rounding-inferred", None, values)]
    return Rounding.HALF_UP, []


def _admits(rule: Rounding, one: _Print) -> bool:
    printed, count, whole = one
    return printed.admits_ratio(count, whole, rule)


def _prints(plan: Plan) -> Iterator[_Print]:
    """Yield every rate of the annex that has its count and its households."""
    ratios = [relation for relation in RELATIONS if isinstance(relation, Ratio)]
    for row, flat in plan.figures().items():
        for ratio in ratios if row not in TEXT else ():
            printed, whole = flat.get(ratio.rate), flat.get(ratio.whole)
            counts = [count for name in ratio.counts if isinstance(count := flat.get(name), int)]
            known = len(counts) == len(ratio.counts)
            if known and whole and isinstance(whole, int) and isinstance(printed, Percent):
                yield printed, sum(counts), whole
