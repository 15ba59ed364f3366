"""The columns of a register, by its form, or else by the words above them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from povertyplan.documents.annex.one_heading import name_level
from povertyplan.documents.forms import Beside, TableForm, TableKind
from povertyplan.documents.forms.form import Held
from povertyplan.documents.year_tables.columns import path_key
from povertyplan.documents.year_tables.register import words
from povertyplan.documents.year_tables.register.words import named, unnumbered
from povertyplan.messages import Phrase
from povertyplan.model.fields import Count
from povertyplan.year.households import Outlook, PovertyCause

#: Two of these groups beside a code, or one beside the code of a household, make a register.
_FEWEST_GROUPS = 2
#: How small TDPs are; larger units are called by words that other names have, too.
_LEVEL_OF_TDP = 3
#: No more words are the name of a category, or of a cause, in a heading.
_LONGEST_HEADING = 80


@frozen
class RegisterColumns:
    """The columns of a list of households, counted from 0, and the kinds that repeat."""

    held: Mapping[Held, int]
    repeated: Mapping[Held, int]
    of_persons: Mapping[int, Phrase]  #: columns of names and other data of persons
    unknown: tuple[int, ...]
    doubtful: tuple[int, ...]  #: columns that may hold names for all that their headings say
    is_register: bool  #: whether it has a code and what is judged of a household
    lists_households: bool  #: whether it lists households, by codes or by names


def register_columns(paths: Sequence[Sequence[str]], forms: Iterable[TableForm]) -> RegisterColumns:
    """Understand the headings above each column, which are given from the lowest up."""
    of_persons = {column: kind for column, kind in _of_persons(paths) if kind is not None}
    taken = _ColumnsTaken(paths)
    taken.take(dict(_of_forms(forms)), of_persons)
    held = taken.held
    groups = len({_group(holds) for holds in held} - {None})
    codes_households = any(map(_codes_household, paths))
    fewest = 1 if codes_households else _FEWEST_GROUPS
    is_register = Beside.CODE in held and groups >= fewest
    names_households = any(_is_of_one_household(paths[column]) for column in of_persons)
    return RegisterColumns(
        held,
        taken.repeated,
        of_persons,
        tuple(taken.unknown),
        (*taken.unknown, *taken.doubtful()),
        is_register,
        lists_households=is_register or (names_households and groups > 0),
    )


def _is_of_one_household(path: Sequence[str]) -> bool:
    """Whether a heading of data of persons says that each line is of one household."""
    return words.OF_ONE_HOUSEHOLD.search(unnumbered(path[0])) is not None


@define
class _ColumnsTaken:
    """The kinds of the columns of a list, taken column by column from the left."""

    paths: Sequence[Sequence[str]]
    held: dict[Held, int] = field(factory=dict[Held, int])
    repeated: dict[Held, int] = field(factory=dict[Held, int])
    unknown: list[int] = field(factory=list[int])

    def take(self, of_forms: Mapping[tuple[str, ...], Held], others: Container[int]) -> None:
        """Assign all columns but some *others*."""
        before: Held | None = None
        for column, path in enumerate(self.paths):
            if column not in others:
                before = _held(path, of_forms, before)
                self._assign(column, before)

    def _assign(self, column: int, holds: Held | None) -> None:
        """Assign one column; of two that name units the one of the smaller units counts."""
        if holds is None:
            self.unknown.append(column)
        elif holds is Beside.UNIT and holds in self.held:
            columns = (column, self.held[holds])
            larger, smaller = sorted(columns, key=lambda each: _level(self.paths[each]))
            self.held[holds] = smaller
            self.unknown.append(larger)
        elif holds in self.held:
            self.repeated.setdefault(holds, column)
        else:
            self.held[holds] = column

    def doubtful(self) -> list[int]:
        """Return the columns of units and of notes whose headings may announce names of persons."""
        columns = [self.held[holds] for holds in (Beside.UNIT, Beside.NOTE) if holds in self.held]
        return [column for column in columns if _level(self.paths[column]) < _LEVEL_OF_TDP]


def _held(
    path: Sequence[str], of_forms: Mapping[tuple[str, ...], Held], before: Held | None
) -> Held | None:
    if not path:
        return None
    return of_forms.get(path_key(reversed(path))) or held_by(path, before)


def _level(path: Sequence[str]) -> int:
    """Return how small the units are that a column names, -1 if it names none."""
    level = name_level(path[0]) if path else None
    return -1 if level is None else level


def _of_forms(forms: Iterable[TableForm]) -> Iterator[tuple[tuple[str, ...], Held]]:
    for form in forms:
        if form.kind is TableKind.REGISTER:
            yield from ((path_key(column.headings), column.holds) for column in form.columns)


def _of_persons(paths: Sequence[Sequence[str]]) -> Iterator[tuple[int, Phrase | None]]:
    """Yield each column with the kind of its personal data, or None."""
    for column, path in enumerate(paths):
        lowest = unnumbered(path[0]) if path else ""
        names_unit = bool(path) and name_level(path[0]) is not None
        kinds = [kind for pattern, kind in words.OF_PERSONS.items() if pattern.search(lowest)]
        yield column, kinds[0] if kinds and not names_unit else None


def _codes_household(path: Sequence[str]) -> bool:
    match = words.CODE.fullmatch(unnumbered(path[0])) if path else None
    return match is not None and match["whose"] is not None


def _group(holds: Held) -> str | None:
    """Return the fact of a household that a column holds, or None if it labels its line."""
    match holds:
        case Beside.CODE | Beside.ORDINAL | Beside.UNIT | Beside.NOTE:
            return None
        case PovertyCause():
            return Beside.CAUSES
        case Outlook():
            return Beside.OUTLOOK
        case _:
            return type(holds).__name__ if not isinstance(holds, Beside) else holds


def held_by(path: Sequence[str], before: Held | None = None) -> Held | None:
    """
    Return what a column holds by its headings, the lowest first; *before* holds the one before.

    >>> held_by(["1. Thiếu đất sản xuất", "Nguyên nhân nghèo"])
    <PovertyCause.LAND: 'land'>
    >>> held_by(["Khả năng thoát nghèo"]), held_by(["Mã hộ"]), held_by(["Số hộ"])
    (<Beside.OUTLOOK: 'outlook'>, <Beside.CODE: 'code'>, None)
    """
    lowest, above = unnumbered(path[0]), " ".join(map(unnumbered, path[1:]))
    if len(lowest) > _LONGEST_HEADING:
        return None
    label = _label(lowest, path[0])
    if label is not None:
        return label
    if words.HELPER.search(lowest):
        return Beside.HELPER
    if words.SUPPORT.search(above):
        return named(lowest, words.POLICIES)
    if words.OUTLOOK.search(f"{lowest} {above}"):
        return _outlook(lowest, above)
    cause = _cause(lowest, above, before)
    if cause is not None:
        return cause
    if words.SUPPORT.search(lowest):
        return Beside.SUPPORT
    categories = (known for known, words_for in words.CATEGORIES.items()
                  if words_for.fullmatch(lowest))  # fmt: skip
    return next(categories, None)


def _label(lowest: str, heading: str) -> Held | None:
    """Return what a column holds that its heading alone tells."""
    labels: Mapping[Held, bool] = {
        Beside.ORDINAL: words.ORDINAL.fullmatch(lowest) is not None,
        Beside.CODE: words.CODE.fullmatch(lowest) is not None,
        Count.MEMBERS: words.MEMBERS.fullmatch(lowest) is not None,
        Beside.CATEGORY: words.CATEGORY.fullmatch(lowest) is not None,
        Beside.NOTE: lowest == "ghi chu",
        Beside.UNIT: name_level(heading) is not None and not words.HELPER.search(lowest),
    }
    return next((holds for holds, is_told in labels.items() if is_told), None)


def _outlook(lowest: str, above: str) -> Held | None:
    """Return the judgements in a column of the outlook: both, or either."""
    if words.NOT_ABLE.search(lowest):
        return Outlook.UNABLE
    if words.OUTLOOK.search(above) and lowest in {"co", "khong"}:
        return Outlook.ABLE if lowest == "co" else Outlook.UNABLE
    return Beside.OUTLOOK


def _cause(lowest: str, above: str, before: Held | None) -> Held | None:
    """Return the cause that a column marks, or that it holds the causes."""
    is_among_causes = words.CAUSE.search(above) is not None or isinstance(before, PovertyCause)
    cause = named(lowest, words.CAUSES)
    if cause is PovertyCause.OTHER and not (is_among_causes or words.CAUSE.search(lowest)):
        return None
    if cause is not None and (is_among_causes or words.LACK.search(lowest)):
        return cause
    return Beside.CAUSES if words.CAUSE.search(lowest) else None
