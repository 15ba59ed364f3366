"""Units that are renamed, merged or split, and their counts (sắp xếp thôn, tổ dân phố)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, field, frozen

from povertyplan.arguments.expected import Ordinal
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.messages import Phrase, UnknownUnitError, YearError, figure_phrase, phrase
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.periods import day_of
from povertyplan.model.rows import HouseholdCensus, Tally
from povertyplan.model.tabular import complete_sum
from povertyplan.model.units import Unit
from povertyplan.year.matching import unknown_unit

__all__ = ["Move", "Succession", "succeed"]

#: The labels of the counts of a review, in the order of `_counts`.
_LABELS = (Count.HOUSEHOLDS_BASE, Count.PERSONS_BASE, Count.POOR_BASE, Count.NEAR_POOR_BASE)


@frozen(field_transformer=strict_fields)
class Move:
    """
    A unit, or a part of it, becomes a new unit or goes to another one.

    *old* is the name of a unit, or the number of its row, counted from 1, where names repeat.
    *part* has the counts of a part of it, such as a cluster of households (cụm dân cư), whose
    name is not looked at.  Without a part the whole unit moves, or what other moves leave of it.

    >>> Move("Chợ", Unit("Chợ Mới"))
    Move('Chợ', Unit('Chợ Mới'))
    """

    old: str | Ordinal
    new: Unit
    part: HouseholdCensus | None = None

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a new unit without a name, by which it could not be told from others."""
        if not self.new.name:
            raise ValueError(f"Move.new must have a name, got {self.new!r}")


def _moves(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(moves)


@frozen(field_transformer=strict_fields)
class Succession:
    """
    Which units followed others on a day, by one decision (sáp nhập, chia tách, đổi tên).

    Since 26 May 2026 the commune council decides, under Decree 185/2026/NĐ-CP; *decree* names its
    resolution.

    >>> one = Unit("Số 1")
    >>> merger = Succession(date(2026, 7, 1), [Move("Chám", one), Move("Bậu", one)])
    >>> [move.old for move in merger.moves]
    ['Chám', 'Bậu']
    """

    on: date = field(converter=day_of)
    moves: tuple[Move, ...] = field(converter=_moves)
    decree: str = ""

    __repr__ = as_call


@frozen
class _Piece:
    """A row that stays, or what a move takes from it."""

    old: Unit
    new: Unit
    census: HouseholdCensus
    row: int
    stays: bool  #: no move names the row

    @property
    def keeps_its_name(self) -> bool:
        """Whether it is what remains of a unit."""
        return key(self.old.name) == key(self.new.name)


@strict
def succeed(rows: Sequence[HouseholdCensus], change: Succession) -> tuple[HouseholdCensus, ...]:
    """
    Return the reviews of the units that follow others.

    Units that no move names stay as they are.  Counts are added up, and never estimated: one
    that a unit or a part leaves blank is blank in what it becomes.  Parts of a unit must add up
    to it, unless one move without a part takes the rest.  What gets the name of a unit that
    stays joins it.  A unit made of several has no rates.

    A unit keeps its row if it had one before; a new one stands where the first row stood that
    it takes from, several of one row in the order of the moves.

    >>> rows = [HouseholdCensus(Unit(name), 2025, 100, poor=Tally(3)) for name in ("Chợ", "Ngò")]
    >>> cluster = HouseholdCensus(Unit("Cụm Đồi"), 2025, 12, poor=Tally(1))
    >>> moves = [Move("Chợ", Unit("Ngò"), cluster), Move("Chợ", Unit("Chợ"))]
    >>> for census in succeed(rows, Succession(date(2026, 7, 1), moves)):
    ...     print(census.unit.name, census.households, census.poor.count)
    Chợ 88 2
    Ngò 112 4

    Raises `UnknownUnitError`, a `LookupError`, for a unit without a row and for a name of several
    rows; `YearError`, a `ValueError`, where parts do not make up their unit, where a unit goes
    whole to two others, and where nothing tells which unit is meant.

    Source: articles 8 to 13 of Decree 185/2026/NĐ-CP, on the merger, division and naming of
    thôn and tổ dân phố, and on clusters of households that join another unit.
    """
    _refuse_other_years(rows, change.moves)
    moves = _moves_by_row([census.unit for census in rows], change.moves)
    pieces: list[_Piece] = []
    for row, census in enumerate(rows, 1):
        pieces.extend(_pieces(row, census, moves.get(row, ())))
    by_place = sorted(_by_unit(pieces), key=_place)
    return tuple(_joined(numbered.values()) for numbered in by_place)


def _refuse_other_years(rows: Iterable[HouseholdCensus], moves: Iterable[Move]) -> None:
    """Refuse counts of different years, which add up to nothing."""
    parts = [move.part for move in moves if move.part is not None]
    years = {census.year for census in (*rows, *parts)}
    if len(years) > 1:
        raise ValueError(f"succeed: rows and parts must be of one year, got {sorted(years)}")


def _moves_by_row(units: Sequence[Unit], moves: Iterable[Move]) -> dict[int, list[Move]]:
    """Return the moves of each row that they name."""
    by_row: dict[int, list[Move]] = {}
    for move in moves:
        by_row.setdefault(_row_of(units, move.old), []).append(move)
    return by_row


def _row_of(units: Sequence[Unit], old: str | int) -> int:
    """Return the number of the row that a move names."""
    if isinstance(old, int):
        if old <= len(units):
            return old
        said = phrase(
            "There is no row {number}: the table has {rows} rows.", number=old, rows=len(units)
        )
        raise UnknownUnitError(said)
    rows = [row for row, unit in enumerate(units, 1) if key(unit.name) == key(old)]
    if len(rows) == 1:
        return rows[0]
    raise UnknownUnitError(_repeated(old, rows) if rows else unknown_unit(old, units))


def _repeated(name: str, rows: Iterable[int]) -> Phrase:
    return phrase(
        "Rows {rows} are all named “{unit}”. Give the number of the row instead of the name.",
        rows=", ".join(map(str, rows)),
        unit=name,
    )


def _pieces(row: int, census: HouseholdCensus, moves: Sequence[Move]) -> Iterator[_Piece]:
    """Yield a row that stays, or what each move takes from it."""
    unit = census.unit
    if not moves:
        yield _Piece(unit, unit, census, row, stays=True)
        return
    _refuse_two_that_take_the_rest(unit, moves)
    rest = _rest(census, moves)
    for move in moves:
        yield _Piece(unit, move.new, rest if move.part is None else move.part, row, stays=False)


def _refuse_two_that_take_the_rest(unit: Unit, moves: Iterable[Move]) -> None:
    whole = [move.new.name for move in moves if move.part is None]
    if len(whole) > 1:
        said = phrase(
            "“{unit}” goes to {units} without figures. State how many households each receives;"
            " one of them may be left without figures and receives the rest.",
            unit=unit.name,
            units=", ".join(f"“{name}”" for name in whole),
        )
        raise YearError(said)


def _rest(census: HouseholdCensus, moves: Sequence[Move]) -> HouseholdCensus:
    """Return what the parts that move leave of a unit; refuse parts that do not make it up."""
    parts = [move.part for move in moves if move.part is not None]
    if not parts:
        return census
    takes_rest = len(parts) < len(moves)
    rests: list[int | None] = []
    counts_of_parts = zip(*map(_counts, parts), strict=True)
    for label, whole, counts in zip(_LABELS, _counts(census), counts_of_parts, strict=True):
        stated = sum(count or 0 for count in counts)
        total = complete_sum(counts)
        is_left_over = not takes_rest and total not in {None, whole}
        if whole is not None and (stated > whole or is_left_over):
            figure = figure_phrase(label, census.year)
            raise YearError(_not_made_up(census.unit, figure, whole, stated))
        rests.append(None if whole is None or total is None else whole - total)
    return _with_counts(census.unit, census.year, rests)


def _not_made_up(unit: Unit, figure: Phrase, whole: int, stated: int) -> Phrase:
    if stated > whole:
        return phrase(
            "“{unit}”, {figure}: the parts make {stated}, more than the {whole} of the unit."
            " Correct the parts.",
            unit=unit.name,
            figure=figure,
            stated=stated,
            whole=whole,
        )
    return phrase(
        "“{unit}”, {figure}: the parts make {stated}, and the unit has {whole}. Correct the parts,"
        " or name what receives the rest, without figures.",
        unit=unit.name,
        figure=figure,
        stated=stated,
        whole=whole,
    )


def _counts(census: HouseholdCensus) -> tuple[int | None, ...]:
    return (census.households, census.persons, census.poor.count, census.near_poor.count)


def _with_counts(unit: Unit, year: int, counts: Iterable[int | None]) -> HouseholdCensus:
    households, persons, poor, near_poor = counts
    return HouseholdCensus(unit, year, households, persons, Tally(poor), Tally(near_poor))


def _by_unit(pieces: Sequence[_Piece]) -> Iterable[dict[int, _Piece]]:
    """Return the pieces of each unit, by their numbers among all pieces."""
    staying = Counter(key(piece.new.name) for piece in pieces if piece.stays)
    by_unit: dict[tuple[str, int], dict[int, _Piece]] = {}
    for number, piece in enumerate(pieces):
        name = key(piece.new.name)
        is_repeated = staying[name] > 1
        if is_repeated and not piece.stays:
            raise YearError(_joins_one_of_several(piece, staying[name]))
        row = piece.row if is_repeated else 0
        by_unit.setdefault((name, row), {})[number] = piece
    return by_unit.values()


def _joins_one_of_several(piece: _Piece, units: int) -> Phrase:
    return phrase(
        "“{old}” goes to “{new}”, and {number} units of this name stay. Give these other names"
        " first, by the numbers of their rows.",
        old=piece.old.name,
        new=piece.new.name,
        number=units,
    )


def _place(numbered: dict[int, _Piece]) -> int:
    """Return the number of the piece in whose place a unit stands."""
    kept = [number for number, piece in numbered.items() if piece.keeps_its_name]
    return min(kept or numbered)


def _joined(pieces: Iterable[_Piece]) -> HouseholdCensus:
    """Return the review of the unit that some pieces make."""
    first, *others = sorted(pieces, key=_is_new)
    unit, census = first.new, first.census
    _refuse_units_that_differ(unit, [piece.new for piece in others])
    if not others:
        return evolve(census, unit=unit)
    counts = zip(_counts(census), *(_counts(piece.census) for piece in others), strict=True)
    return _with_counts(unit, census.year, map(complete_sum, counts))


def _is_new(piece: _Piece) -> bool:
    return not piece.stays


def _refuse_units_that_differ(unit: Unit, others: Iterable[Unit]) -> None:
    """Refuse units of one name that are not the same, as thôn Đông and tổ dân phố Đông."""
    for other in others:
        if evolve(other, name=unit.name) != unit:
            raise ValueError(
                f"succeed: {unit!r} and {other!r} have one name and are not the same unit: state"
                " the unit alike in all moves, and as its row does if it stays"
            )
