"""The counts of units that follow others (sắp xếp thôn, tổ dân phố)."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from povertyplan.arguments.strict import strict
from povertyplan.messages import Phrase, YearError, phrase
from povertyplan.messages.phrases import figure_phrase
from povertyplan.model.fields import Count
from povertyplan.model.rows import HouseholdCensus, Tally
from povertyplan.model.tabular import complete_sum
from povertyplan.model.units import Unit
from povertyplan.year.moves import Move, Piece, Succession, Successor, moves_by_row, successors

__all__ = ["succeed"]

#: The labels of the counts of a review, in the order of `_counts`.
_LABELS = (Count.HOUSEHOLDS_BASE, Count.PERSONS_BASE, Count.POOR_BASE, Count.NEAR_POOR_BASE)


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

    >>> from datetime import date
    >>> units = Unit("Chợ"), Unit("Ngò")
    >>> rows = [HouseholdCensus(unit, 2025, 100, poor=Tally(3)) for unit in units]
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
    units = [census.unit for census in rows]
    rests = {
        row: _rest(rows[row - 1], moves) for row, moves in moves_by_row(units, change.moves).items()
    }
    return tuple(_review(unit, rows, rests) for unit in successors(units, change))


def _refuse_other_years(rows: Iterable[HouseholdCensus], moves: Iterable[Move]) -> None:
    """Refuse counts of different years, which add up to nothing."""
    parts = [move.part for move in moves if move.part is not None]
    years = {census.year for census in (*rows, *parts)}
    if len(years) > 1:
        raise ValueError(f"succeed: rows and parts must be of one year, got {sorted(years)}")


def _review(
    successor: Successor,
    rows: Sequence[HouseholdCensus],
    rests: Mapping[int, HouseholdCensus],
) -> HouseholdCensus:
    """Return the review of a unit: of its one piece, or the sums over several."""
    unit = successor.unit
    first, *others = [_received(piece, rows, rests) for piece in successor.pieces]
    if not others:
        return evolve(first, unit=unit)
    counts = zip(_counts(first), *map(_counts, others), strict=True)
    return _with_counts(unit, first.year, map(complete_sum, counts))


def _received(
    piece: Piece, rows: Sequence[HouseholdCensus], rests: Mapping[int, HouseholdCensus]
) -> HouseholdCensus:
    """Return the counts of a piece: of the part that moves, of the rest, or of a whole row."""
    if piece.move is None:
        return rows[piece.row - 1]
    return rests[piece.row] if piece.move.part is None else piece.move.part


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
    """Return the remainder of a unit after its moves; refuse parts that do not make it up."""
    _refuse_two_that_take_the_rest(census.unit, moves)
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
