"""The columns of a table of coverage, by their words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from povertyplan.documents.annex.body import Body, ordinal_column
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import filled_texts
from povertyplan.documents.annex.labels import is_numbered
from povertyplan.documents.annex.one_heading import name_level
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_dash
from povertyplan.documents.forms import Beside, TableForm, TableKind
from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.columns import path_key
from povertyplan.documents.year_tables.policies import words
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import phrase
from povertyplan.model.fields import COVERAGE, Count, Figure, Rate
from povertyplan.reading import Notice

#: The figures without which a table is none of coverage.
_COUNTS = (Count.ENTITLED, Count.COVERED)


@frozen
class CoverageColumns:
    """The columns of a table of coverage, by their kinds, counted from 0."""

    unit: int | None  #: None where each line is of a policy of one unit
    policy: int | None  #: None where the title names the policy
    group: int | None
    ordinal: int | None
    figures: Mapping[Figure, int]
    notices: tuple[Notice, ...] = ()

    @property
    def name(self) -> int:
        """The column that tells the lines apart: of units, else of policies."""
        return self.unit if self.unit is not None else self.policy or 0

    def of_year(self, year: int) -> Columns:
        """Return the columns of figures as columns of an annex."""
        return Columns(self.name, self.ordinal, self.figures, {}, (year - 1, year), self.notices)


def coverage_columns(
    body: Body, titles: Sequence[str], forms: Iterable[TableForm]
) -> CoverageColumns | None:
    """
    Understand the header of a table by the form that it follows, else by its words.

    None if it is not one of coverage.

    Raises `ReadError` for several columns of those entitled, or of those covered.
    """
    if not body.rows:
        return None
    by_form = next(filter(None, (_by_form(body, form) for form in forms)), None)
    if by_form is not None:
        return by_form
    holds = _figures_in(body)
    if not all(holds[count] for count in _COUNTS):
        return None
    of_figures = {column for columns in holds.values() for column in columns}
    policy = _headed(body, _is_of_policy, of_figures)
    group = _headed(body, _is_of_group, {*of_figures, policy})
    unit = _headed(body, _is_of_unit, {*of_figures, policy, group})
    names_lines = unit is not None or policy is not None
    speaks_of_policies = policy is not None or any(map(_speaks_of_support, titles))
    if not (names_lines and speaks_of_policies):
        return None
    _refuse_several(body, holds)
    figures = {figure: columns[0] for figure, columns in holds.items() if len(columns) == 1}
    ordinal = ordinal_column(body, unit if unit is not None else policy or 0)
    set_aside = _set_aside(body, {unit, policy, group, ordinal, *figures.values()})
    return CoverageColumns(unit, policy, group, ordinal, figures, tuple(set_aside))


def _by_form(body: Body, form: TableForm) -> CoverageColumns | None:
    """Return the columns of a form of coverage that has every heading of the table."""
    above = {
        column: path_key(reversed(path)) for column, path in enumerate(body.words) if any(path)
    }
    of_form = {path_key(column.headings): column.holds for column in form.columns}
    if form.kind is not TableKind.COVERAGE or not all(path in of_form for path in above.values()):
        return None
    holds = {of_form[path]: column for column, path in above.items()}
    if not holds.keys() >= set(_COUNTS):
        return None
    figures = {figure: holds[figure] for figure in form.figures if figure in holds}
    beside = (Beside.UNIT, Beside.POLICY, Beside.GROUP, Beside.ORDINAL)
    unit, policy, group, ordinal = map(holds.get, beside)
    return CoverageColumns(unit, policy, group, ordinal, figures)


def _figures_in(body: Body) -> Mapping[Figure, Sequence[int]]:
    """Return the columns whose headings name each figure."""
    holds: dict[Figure, list[int]] = {figure: [] for figure in COVERAGE}
    for column, path in enumerate(body.words):
        figure = _figure_of(path)
        if figure is not None and not _holds_words(body, column):
            holds[figure].append(column)
    return holds


def _refuse_several(body: Body, holds: Mapping[Figure, Sequence[int]]) -> None:
    """Raise `ReadError` for several columns of one count."""
    several = [column for count in _COUNTS for column in holds[count] if len(holds[count]) > 1]
    if several:
        expected = phrase("one column of those entitled, and one of those covered")
        labels = [(column, " / ".join(reversed(body.words[column]))) for column in several]
        raise body.refusal(expected, labels)


def _speaks_of_support(title: str) -> bool:
    return words.OF_COVERAGE.search(plain(title)) is not None


def without_first_policy(table: CaptionedTable) -> CaptionedTable:
    """
    Return a table whose header is no longer than its headings.

    A policy whose figures stand in the lines of its groups below looks like one more heading.
    """
    header = table.header
    headings = tuple(takewhile(_is_heading, header.lines))
    if len(headings) == len(header.lines):
        return table
    body = table.grid.rows.index(header.lines[len(headings)])
    return evolve(table, header=evolve(header, lines=headings, body=body))


def _is_heading(line: Sequence[Cell]) -> bool:
    """Whether a line of the header is more than a number and a name."""
    texts = list(dict.fromkeys(filled_texts(line)))
    is_named = len(texts) == len(("ordinal", "name")) and is_numbered(texts[0])
    return not is_named


def _figure_of(path: Sequence[str]) -> Figure | None:
    """Return the figure that headings name, the lowest first."""
    headings = [plain(heading) for heading in path]
    if any(said == words.COVERED_RATE or vocabulary.RATE.search(said) for said in headings[:1]):
        return Rate.COVERED_RATE
    for said in headings:
        if words.COVERED.search(said):
            return Count.COVERED
        if words.ENTITLED.search(said):
            return Count.ENTITLED
        if words.SUPPORTED.search(said):
            return Count.COVERED
    return None


def _holds_words(body: Body, column: int) -> bool:
    """Whether most cells of a column hold words without a digit, like the names of groups."""
    texts = body.texts(column)
    wordy = [text for text in texts if not is_dash(text) and not any(map(str.isdigit, text))]
    return 2 * len(wordy) > len(texts)


def _is_of_policy(heading: str) -> bool:
    return words.POLICY.search(plain(heading)) is not None


def _is_of_group(heading: str) -> bool:
    return words.GROUP.search(plain(heading)) is not None


def _is_of_unit(heading: str) -> bool:
    return name_level(heading) is not None


def _headed(body: Body, asked: Callable[[str], bool], others: Collection[int | None]) -> int | None:
    """Return the first column, but for some others, whose lowest heading is as asked."""
    for column, path in enumerate(body.words):
        if column not in others and any(map(asked, path[:1])):
            return column
    return None


def _set_aside(body: Body, taken: Collection[int | None]) -> Iterator[Notice]:
    """Yield a notice of each column with figures that is left out."""
    for column, path in enumerate(body.words):
        if column not in taken and body.holds_figures(column):
            source = body.heading_source(column) or body.rows[0][column].source
            label = " / ".join(dict.fromkeys(reversed(path)))
            text = f"“{label}”" if label else body.column_name(column)
            yield Notice("column-set-aside", source, (("text", text),))
