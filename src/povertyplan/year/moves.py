"""Units that are renamed, merged or split, move by move, and which units follow which."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from povertyplan.arguments.expected import Ordinal
from povertyplan.arguments.strict import as_call, strict_fields
from povertyplan.messages import Phrase, UnknownUnitError, YearError, phrase
from povertyplan.model.names import key
from povertyplan.model.periods import day_of
from povertyplan.model.rows import HouseholdCensus
from povertyplan.model.units import Unit
from povertyplan.year.matching import unknown_unit

__all__ = ["Move", "Succession"]


@frozen(field_transformer=strict_fields)
class Move:
    """
    A unit, or a part of it, becomes a new unit or goes to another one.

    >>> Move("Chợ", Unit("Chợ Mới"))
    Move('Chợ', Unit('Chợ Mới'))
    """

    #: the name of a unit, or the number of its row, counted from 1, where names repeat
    old: str | Ordinal
    new: Unit  #: the unit that it becomes or goes to
    #: the counts of a part of it, such as a cluster of households (cụm dân cư), whose name is not
    #: looked at; None where the whole unit moves, or what other moves leave of it
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

    Since 26 May 2026 the commune council decides, under Decree 185/2026/NĐ-CP.

    >>> one = Unit("Số 1")
    >>> merger = Succession(date(2026, 7, 1), [Move("Chám", one), Move("Bậu", one)])
    >>> [move.old for move in merger.moves]
    ['Chám', 'Bậu']
    """

    on: date = field(converter=day_of)  #: the first day on which the new units exist
    moves: tuple[Move, ...] = field(converter=_moves)  #: what becomes of each old unit
    decree: str = ""  #: the decision: a decree, or the resolution of the commune council

    __repr__ = as_call


@frozen
class Piece:
    """A unit that stays in its row, or what a move takes from it."""

    row: int  #: counted from 1
    old: Unit
    new: Unit
    move: Move | None  #: None where no move names the row

    @property
    def keeps_its_name(self) -> bool:
        """Whether the part that moves keeps the name of its unit."""
        return key(self.old.name) == key(self.new.name)


@frozen
class Successor:
    """A unit after a change, and the pieces that it is made of."""

    unit: Unit
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> frozenset[int]:
        """The rows before the change that it takes from, counted from 1."""
        return frozenset(piece.row for piece in self.pieces)


def successors(units: Sequence[Unit], change: Succession) -> tuple[Successor, ...]:
    """
    Return the units after a change in the order of their rows, whether they were counted or not.

    Raises `YearError` as `succeed` does for units, though not for counts.
    """
    moves = moves_by_row(units, change.moves)
    pieces: list[Piece] = []
    for row, unit in enumerate(units, 1):
        if row not in moves:
            pieces.append(Piece(row, unit, unit, None))
        pieces.extend(Piece(row, unit, move.new, move) for move in moves.get(row, ()))
    by_place = sorted(_by_unit(pieces), key=_place)
    return tuple(_successor(tuple(numbered.values())) for numbered in by_place)


def moves_by_row(units: Sequence[Unit], moves: Iterable[Move]) -> dict[int, list[Move]]:
    """Return the moves of each row that they name."""
    named: dict[str, list[int]] = {}
    for row, unit in enumerate(units, 1):
        named.setdefault(key(unit.name), []).append(row)
    by_row: dict[int, list[Move]] = {}
    for move in moves:
        rows = named.get(key(move.old), []) if isinstance(move.old, str) else [move.old]
        if len(rows) != 1 or rows[0] > len(units):
            raise UnknownUnitError(_without_a_row(move.old, rows, units))
        by_row.setdefault(rows[0], []).append(move)
    return by_row


def _without_a_row(old: str | int, rows: Sequence[int], units: Sequence[Unit]) -> Phrase:
    """Say why what a move names is not one row."""
    if isinstance(old, int):
        return phrase(
            "There is no row {number}: the table has {rows:row|rows}.", number=old, rows=len(units)
        )
    if not rows:
        return unknown_unit(old, units)
    return phrase(
        "Rows {rows} are all named “{unit}”. Give the number of the row instead of the name.",
        rows=", ".join(map(str, rows)),
        unit=old,
    )


def _by_unit(pieces: Sequence[Piece]) -> Iterable[dict[int, Piece]]:
    """Return the pieces of each unit, by their numbers among all pieces."""
    staying = Counter(key(piece.new.name) for piece in pieces if piece.move is None)
    by_unit: dict[tuple[str, int], dict[int, Piece]] = {}
    for number, piece in enumerate(pieces):
        name = key(piece.new.name)
        is_repeated = staying[name] > 1
        if is_repeated and piece.move is not None:
            raise YearError(_joins_one_of_several(piece, staying[name]))
        row = piece.row if is_repeated else 0
        by_unit.setdefault((name, row), {})[number] = piece
    return by_unit.values()


def _joins_one_of_several(piece: Piece, units: int) -> Phrase:
    return phrase(
        "“{old}” goes to “{new}”, and {number:unit of this name stays|units of this name stay}."
        " Give these other names first, by the numbers of their rows.",
        old=piece.old.name,
        new=piece.new.name,
        number=units,
    )


def _place(numbered: Mapping[int, Piece]) -> int:
    """Return the number of the piece in whose place a unit stands."""
    kept = [number for number, piece in numbered.items() if piece.keeps_its_name]
    return min(kept or numbered)


def _successor(pieces: tuple[Piece, ...]) -> Successor:
    """Return the unit that some pieces make, as its row states it if it stays."""
    staying = [piece.new for piece in pieces if piece.move is None]
    unit = staying[0] if staying else pieces[0].new
    for piece in pieces:
        if not _may_be_one(unit, piece.new):
            said = phrase(
                "“{unit}” is stated as {first} and as {second}. State it in one way.",
                unit=unit.name,
                first=_in_words(unit),
                second=_in_words(piece.new),
            )
            raise YearError(said)
    return Successor(unit, pieces)


def _in_words(unit: Unit) -> str:
    """Return a unit with its kind, else its level, and its code, by which it is told apart."""
    code = f" ({unit.code})" if unit.code else ""
    return f"“{unit.kind or unit.level} {unit.name}{code}”"


def _may_be_one(unit: Unit, other: Unit) -> bool:
    """Whether units of one name may be the same, unlike thôn Đông and tổ dân phố Đông."""
    kinds = {key(unit.kind), key(other.kind)} - {""}
    codes = {unit.code, other.code} - {None}
    return unit.level is other.level and len(kinds) <= 1 and len(codes) <= 1
