"""The columns of a table of the year: by the form that it follows, else by their words."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from povertyplan.documents.annex.body import Body, name_column, ordinal_column
from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.forms import Beside, FormLines, TableForm, TableKind
from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.assignment import Assignment, assigned, speaks_of_flow
from povertyplan.documents.year_tables.headings import HeadingRead, heading_read
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import phrase
from povertyplan.model.fields import LABOUR, Count, Counted, Figure
from povertyplan.reading import Notice

#: The columns of a form that label a line, beside the name of its unit.
_LABELS = (Beside.ORDINAL, Beside.COUNTED, Beside.RECEIVED)
#: This many figures of labour make a table one of labour.
_FEWEST_OF_LABOUR = 2


@frozen
class YearColumns:
    """What the columns of a table of the year hold, counted from 0."""

    kind: TableKind
    name: int
    ordinal: int | None
    figures: Mapping[Figure, int]
    counted: int | None  #: the column that says whether a line counts households or persons
    received: int | None
    whom: Counted = Counted.HOUSEHOLDS  #: whom they count where no column says it
    notices: tuple[Notice, ...] = ()

    def of_year(self, year: int) -> Columns:
        """Return the columns of figures as those of an annex: from the year before to a year."""
        return Columns(self.name, self.ordinal, self.figures, {}, (year - 1, year), self.notices)


def year_columns(
    body: Body, titles: Sequence[str], forms: Iterable[TableForm]
) -> YearColumns | None:
    """
    Understand the header of a table; None if it is not one of the year's tables.

    Raises `ReadError` for columns that cannot be told apart.
    """
    names = name_column(body)
    if names is None:
        return None
    by_form = _by_form(body, forms)
    if by_form is not None:
        return by_form
    counted = _counted_column(body)
    received = _received_column(body)
    labels = {names, ordinal_column(body, names), counted, received}
    columns = [
        index
        for index in range(len(body.words))
        if index not in labels and not body.is_blank(index)
    ]
    headings = [heading_read(body.words[index]) for index in columns]
    if not speaks_of_flow(headings) and not _speaks_of_labour(headings, titles):
        return None
    assignment = assigned(headings, titles)
    _refuse_unclear(body, columns, headings, assignment)
    return YearColumns(
        _kind(headings, assignment, received),
        names,
        ordinal_column(body, names),
        {figure: columns[number] for figure, number in assignment.figures.items()},
        counted,
        received,
        _whom(headings, titles),
        tuple(_set_aside(body, columns, headings, assignment)),
    )


def _by_form(body: Body, forms: Iterable[TableForm]) -> YearColumns | None:
    """Return the columns of the only form that has every heading of the table."""
    above = {
        column: _path(reversed(words)) for column, words in enumerate(body.words) if any(words)
    }
    fitting: list[YearColumns] = []
    for form in forms:
        of_form = {_path(column.headings): column.holds for column in form.columns}
        holds = {of_form[path]: column for column, path in above.items() if path in of_form}
        figures = {held: column for held, column in holds.items() if not isinstance(held, Beside)}
        name = holds.get(Beside.UNIT)
        fits = all(path in of_form for path in above.values()) and len(figures) > 1
        if name is not None and fits and form.lines is not FormLines.FIGURES:
            ordinal, counted, received = map(holds.get, _LABELS)
            columns = YearColumns(form.kind, name, ordinal, figures, counted, received)
            fitting.append(columns)
    return fitting[0] if len(fitting) == 1 else None


def _path(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings from the top as a key, without repeats and blanks."""
    return tuple(dict.fromkeys(filter(None, map(plain, headings))))


def _counted_column(body: Body) -> int | None:
    """Return the column whose cells say whether their line counts households or persons."""
    for column in range(len(body.words)):
        texts = list(map(plain, body.texts(column)))
        told = [text for text in texts if text in vocabulary.HOUSEHOLDS | vocabulary.PERSONS]
        if texts and 2 * len(told) > len(texts):
            return column
    return None


def _received_column(body: Body) -> int | None:
    for column, path in enumerate(body.words):
        if any(vocabulary.RECEIVED.search(plain(words)) for words in path[:1]):
            return column
    return None


def _speaks_of_labour(headings: Sequence[HeadingRead], titles: Iterable[str]) -> bool:
    """Whether headings name several figures of labour, or one that the title speaks of, too."""
    of_labour = {read.figure for read in headings if read.figure in {*LABOUR, Count.HELPED}}
    in_titles = any(
        pattern.search(plain(title)) for title in titles for pattern in vocabulary.COUNTS.values()
    )
    return len(of_labour) >= (1 if in_titles else _FEWEST_OF_LABOUR)


def _kind(
    headings: Iterable[HeadingRead], assignment: Assignment, received: int | None
) -> TableKind:
    has_labour = not assignment.figures.keys().isdisjoint({*LABOUR})
    is_report = received is not None or Count.HELPED in assignment.figures
    is_so_far = any(read.role is Beside.SO_FAR for read in headings)
    if is_report or is_so_far or (assignment.has_flow and has_labour):
        return TableKind.PROGRESS
    return TableKind.FLOW if assignment.has_flow else TableKind.LABOUR


def _whom(headings: Iterable[HeadingRead], titles: Iterable[str]) -> Counted:
    """Return whom the start and the end of a flow count, by their words or those of the title."""
    told = [plain(read.label) for read in headings if read.is_end_of_flow]
    words = " ".join([*told, *map(plain, list(titles)[-1:])])
    counts_persons = vocabulary.OF_PERSONS.search(words) is not None
    counts_households = vocabulary.OF_HOUSEHOLDS.search(words) is not None
    return Counted.PERSONS if counts_persons and not counts_households else Counted.HOUSEHOLDS


def _refuse_unclear(
    body: Body,
    columns: Sequence[int],
    headings: Sequence[HeadingRead],
    assignment: Assignment,
) -> None:
    """Raise `ReadError` for columns of which nobody can say whose figure they hold."""
    if assignment.unclear:
        expected = phrase(
            "headings that say whether a column is of the poor or the near-poor, each of another"
            " figure"
        )
        told = [(columns[number], headings[number].label) for number in assignment.unclear]
        raise body.refusal(expected, told)


def _set_aside(
    body: Body,
    columns: Sequence[int],
    headings: Sequence[HeadingRead],
    assignment: Assignment,
) -> Iterable[Notice]:
    """Yield a notice of each column with figures that is left out."""
    taken = {*assignment.figures.values()}
    for number, column in enumerate(columns):
        if number in taken or not body.holds_figures(column):
            continue
        source = body.heading_source(column) or body.rows[0][column].source
        label = headings[number].label
        text = f"“{label}”" if label else body.column_name(column)
        yield Notice("column-set-aside", source, (("text", text),))
