"""The columns of a table of the year: by the form that it follows, else by their words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

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
#: The tables that have a line for each unit.
KindOfUnits: TypeAlias = Literal[TableKind.FLOW, TableKind.PROGRESS, TableKind.LABOUR]
#: This many figures of labour make a table one of labour.
_FEWEST_OF_LABOUR = 2


@frozen
class YearColumns:
    """The columns of a table of the year, by their kinds, counted from 0."""

    kind: KindOfUnits
    name: int
    ordinal: int | None
    figures: Mapping[Figure, int]
    counted: int | None  #: the column that says whether a line counts households or persons
    received: int | None
    whom: Counted = Counted.HOUSEHOLDS  #: whom they count where no column says it
    notices: tuple[Notice, ...] = ()

    def of_year(self, year: int) -> Columns:
        """Return the columns of figures as columns of an annex, from the year before to a year."""
        return Columns(self.name, self.ordinal, self.figures, {}, (year - 1, year), self.notices)


@frozen
class _Labels:
    """The columns that label a line, and hold no figure."""

    name: int
    ordinal: int | None
    counted: int | None
    received: int | None


@frozen
class _Headed:
    """Columns of figures and their headings as read, in the same order."""

    columns: Sequence[int]
    headings: Sequence[HeadingRead]

    def only(self, columns: Collection[int]) -> "_Headed":
        """Return some of the columns."""
        kept = [number for number, column in enumerate(self.columns) if column in columns]
        return _Headed(
            [self.columns[number] for number in kept], [self.headings[number] for number in kept]
        )


def year_columns(
    body: Body, titles: Sequence[str], forms: Iterable[TableForm]
) -> Sequence[YearColumns]:
    """
    Understand the header of a table; empty if it is not one of the year's tables.

    Columns of persons beside those of households are a table of their own.  Raises `ReadError`
    for columns that cannot be told apart.
    """
    names = name_column(body)
    if names is None:
        return []
    by_form = _by_form(body, forms)
    if by_form is not None:
        return [by_form]
    ordinal = ordinal_column(body, names)
    labels = _Labels(names, ordinal, _counted_column(body), _received_column(body))
    headed = _headed(body, labels)
    if not speaks_of_flow(headed.headings) and not _speaks_of_labour(headed.headings, titles):
        return []
    of_persons = _columns_of_persons(body, headed)
    others = headed.only(set(headed.columns) - of_persons)
    if of_persons and speaks_of_flow(others.headings):
        persons = headed.only(of_persons)
        return [
            _understood(body, labels, others, Counted.HOUSEHOLDS, titles),
            _understood(body, labels, persons, Counted.PERSONS, titles),
        ]
    return [_understood(body, labels, headed, _whom(headed.headings, titles), titles)]


def _headed(body: Body, labels: _Labels) -> _Headed:
    """Return the columns that may hold figures."""
    of_labels = {labels.name, labels.ordinal, labels.counted, labels.received}
    columns = [
        index
        for index in range(len(body.words))
        if index not in of_labels and not body.is_blank(index)
    ]
    return _Headed(columns, [heading_read(body.words[index]) for index in columns])


def _columns_of_persons(body: Body, headed: _Headed) -> set[int]:
    """Return the columns of a flow whose lowest heading says that they count persons."""
    return {
        column
        for column, read in zip(headed.columns, headed.headings, strict=True)
        if read.saying is not None and plain(body.words[column][0]) in vocabulary.PERSONS
    }


def _understood(
    body: Body, labels: _Labels, headed: _Headed, whom: Counted, titles: Sequence[str]
) -> YearColumns:
    """Return what columns hold by their words; raise `ReadError` if nobody can say it."""
    assignment = assigned(headed.headings, titles)
    _refuse_unclear(body, headed, assignment)
    return YearColumns(
        _kind(headed.headings, assignment, labels.received),
        labels.name,
        labels.ordinal,
        {figure: headed.columns[number] for figure, number in assignment.figures.items()},
        labels.counted,
        labels.received,
        whom,
        tuple(_set_aside(body, headed, assignment)),
    )


def _by_form(body: Body, forms: Iterable[TableForm]) -> YearColumns | None:
    """Return the columns of the only form that has every heading of the table."""
    above = {
        column: path_key(reversed(words)) for column, words in enumerate(body.words) if any(words)
    }
    fitting: list[YearColumns] = []
    for form in forms:
        if form.kind is TableKind.REGISTER or form.kind is TableKind.COVERAGE:
            continue
        of_form = {path_key(column.headings): column.holds for column in form.columns}
        holds = {of_form[path]: column for column, path in above.items() if path in of_form}
        figures = {held: holds[held] for held in form.figures if held in holds}
        name = holds.get(Beside.UNIT)
        fits = all(path in of_form for path in above.values()) and len(figures) > 1
        if name is not None and fits and form.lines is not FormLines.FIGURES:
            ordinal, counted, received = map(holds.get, _LABELS)
            columns = YearColumns(form.kind, name, ordinal, figures, counted, received)
            fitting.append(columns)
    return fitting[0] if len(fitting) == 1 else None


def path_key(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings from the top as a key, without repeats and blanks."""
    return tuple(dict.fromkeys(filter(None, map(plain, headings))))


def _counted_column(body: Body) -> int | None:
    """Return the column whose cells say whether their line counts households or persons."""
    for column in range(len(body.words)):
        texts = list(map(plain, body.texts(column)))
        known = [text for text in texts if text in vocabulary.HOUSEHOLDS | vocabulary.PERSONS]
        if texts and 2 * len(known) > len(texts):
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
) -> KindOfUnits:
    has_labour = not assignment.figures.keys().isdisjoint({*LABOUR})
    is_report = received is not None or Count.HELPED in assignment.figures
    is_so_far = any(read.role is Beside.SO_FAR for read in headings)
    if is_report or is_so_far or (assignment.has_flow and has_labour):
        return TableKind.PROGRESS
    return TableKind.FLOW if assignment.has_flow else TableKind.LABOUR


def _whom(headings: Iterable[HeadingRead], titles: Iterable[str]) -> Counted:
    """Return whom the start and the end of a flow count, by their words or by the title."""
    ends = [plain(read.label) for read in headings if read.is_end_of_flow]
    words = " ".join([*ends, *map(plain, list(titles)[-1:])])
    counts_persons = vocabulary.OF_PERSONS.search(words) is not None
    counts_households = vocabulary.OF_HOUSEHOLDS.search(words) is not None
    return Counted.PERSONS if counts_persons and not counts_households else Counted.HOUSEHOLDS


def _refuse_unclear(body: Body, headed: _Headed, assignment: Assignment) -> None:
    """Raise `ReadError` for columns whose figure is unclear."""
    if assignment.unclear:
        expected = phrase(
            "headings that say whether a column is of the poor or the near-poor, each of another"
            " figure"
        )
        told = [
            (headed.columns[number], headed.headings[number].label) for number in assignment.unclear
        ]
        raise body.refusal(expected, told)


def _set_aside(body: Body, headed: _Headed, assignment: Assignment) -> Iterable[Notice]:
    """Yield a notice of each column with figures that is left out."""
    taken = {*assignment.figures.values()}
    for number, column in enumerate(headed.columns):
        if number in taken or not body.holds_figures(column):
            continue
        source = body.heading_source(column) or body.rows[0][column].source
        label = headed.headings[number].label
        text = f"“{label}”" if label else body.column_name(column)
        yield Notice("column-set-aside", source, (("text", text),))
