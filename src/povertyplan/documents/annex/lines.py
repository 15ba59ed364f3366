"""
What each line of an annex is: a row, a section, a sub-total, the total, or none of these.

Ordinals and labels say it, and where they leave it open the figures do: a line
that is the sum of others is no row beside them.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import groupby

from attrs import evolve, frozen

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import SECTION, in_section, is_area
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import CountRead, is_figure, read_count
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.units import Unit

#: A total is labelled by words that say *all*, and by nothing else but what they are all of.
_ALL = ("tổng", "cộng", "tổng hợp", "tất cả", "Σ", "total")
_ALL_OF = ("toàn", "cả", "chung")  #: these say it with another word alone
_WHOLES = (
    "số", "bộ", "các", "xã", "phường", "thị trấn", "TT", "đặc khu", "huyện", "tỉnh", "thành phố",
    "địa bàn", "quốc", "nước", "đơn vị", "thôn", "TDP", "tổ dân phố", "hộ", "cụm", "cụm dân cư",
    "khu vực", "khu", "vùng", "nhóm", "mục", "phần",
)  # fmt: skip
#: What a label of a total may begin with, whatever follows.
_TOTAL_STARTS = tuple(
    key(start)
    for start in (
        "tổng số", "tổng cộng", "tổng toàn", "tổng chung", "cộng chung", "cộng toàn",
        "chung toàn", "toàn xã", "toàn phường", "toàn thị trấn", "toàn đặc khu", "toàn huyện",
        "toàn tỉnh", "toàn quốc", "cả nước",
    )
)  # fmt: skip
#: What a line without an ordinal may begin with that is no row beside the others.
_NO_ROW = tuple(
    key(start)
    for start in (
        "trong đó", "tỷ lệ", "tỉ lệ", "mang sang", "chuyển sang", "cộng mang", "cộng chuyển",
        "cộng trang", "so với",
    )
)  # fmt: skip
#: What says that a line counts persons, where each unit has one of households and one of these.
_PERSONS = {
    key(words) for words in ("khẩu", "nhân khẩu", "số khẩu", "số nhân khẩu", "người", "số người")
}
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?")
_BRACKETED = re.compile(r"\s*[(:].*")


def _any_of(*phrases: str) -> str:
    return "|".join(re.escape(key(phrase)) for phrase in sorted(phrases, key=len, reverse=True))


_WHOLE = re.compile(rf"(?<!\w)(?:{_any_of(*_WHOLES)})(?!\w)")
_TOTAL = re.compile(
    rf"(?:{_any_of(*_ALL)}|(?:{_any_of(*_ALL_OF)})(?= ))"
    rf"(?: (?:{_any_of(*_ALL, *_ALL_OF, *_WHOLES)}|\d+|[ivx]+))*"
)
_LONG = 20  #: no word for persons is as long
_TOLD = 100  #: so many characters of a label tell what it is of
_STOPS = " .,;-–"
_MANY, _LARGE = 3, 20  #: so many sums that all come out, one of them so large, are no accident


class Kind(Enum):
    """What a line of an annex is."""

    ROW = auto()
    TOTAL = auto()
    SUB_TOTAL = auto()
    SECTION = auto()
    ASIDE = auto()


@frozen
class Line:
    """A line of an annex; *notice* is the code of what was assumed to know its kind."""

    kind: Kind
    ordinal: str
    label: str
    cells: tuple[Cell, ...]
    counts: tuple[int | None, ...]
    figures: bool
    notice: str = ""

    @property
    def numbered(self) -> bool:
        """Whether its ordinal is a number, and no letter of a section."""
        return bool(_NUMBERED.fullmatch(self.ordinal))

    @property
    def above(self) -> str:
        """How the ordinals begin of the lines that it stands for, if it is numbered."""
        return f"{self.ordinal.rstrip('.)')}." if self.numbered else ""


def lines(rows: Sequence[tuple[Cell, ...]], found: Columns, unit: Unit) -> list[Line]:
    """Tell what each line is, by its words first and by its figures where these leave it open."""
    ordinals = [row[found.ordinal].text for row in rows] if found.ordinal is not None else []
    counted = 2 * sum(map(_is_number, ordinals)) > len(rows)
    own = _of_one_unit([_line(row, found, unit, counted=counted) for row in rows], found.name)
    own = [
        evolve(line, kind=Kind.SECTION) if _stands_above(line, after) else line
        for line, after in zip(own, [*own[1:], None], strict=True)
    ]
    if not any(line.kind is Kind.ROW for line in own):
        # Rows numbered I, II, III without others between them are the rows themselves.
        section = Kind.SECTION
        own = [evolve(line, kind=Kind.ROW) if line.kind is section else line for line in own]
    own = _with_total(own)
    own = _without_ordinals(own) if counted else _with_groups(own)
    return _with_parts(_after_total(own))


def _line(row: tuple[Cell, ...], found: Columns, unit: Unit, *, counted: bool) -> Line:
    """Read the ordinal, the label and the counts of a line; *counted* where most are numbered."""
    label = row[found.name].text
    ordinal = "" if found.ordinal is None else row[found.ordinal].text
    if (ordinal == label or not label) and not _is_number(ordinal):
        label, ordinal = ordinal, ""
    if not ordinal and (counted or is_area(label)):
        ordinal, label = in_section(label)
    figures = any(is_figure(row[at].text) for at in found.fields.values())
    counts = (_count(row[at]) for name, at in found.fields.items() if isinstance(name, Count))
    kind = _kind(ordinal, label, unit, figures=figures)
    return Line(kind, ordinal, label, row, tuple(counts), figures)


def _is_number(ordinal: str) -> bool:
    return bool(_NUMBERED.fullmatch(ordinal))


def _count(cell: Cell) -> int | None:
    found = read_count(cell.text)
    return found.number if isinstance(found, CountRead) else None


def _kind(ordinal: str, label: str, unit: Unit, *, figures: bool) -> Kind:
    numbered = _is_number(ordinal)
    # A unit may be called by the one word.
    if _is_total(label, unit) and (not numbered or " " in label):
        return Kind.TOTAL
    if numbered:
        return Kind.ROW
    if SECTION.fullmatch(ordinal) or is_area(label):
        return Kind.SECTION
    return Kind.ROW if figures and label and not _begins(label, _NO_ROW) else Kind.ASIDE


def _is_total(label: str, unit: Unit) -> bool:
    """Whether a label says that its line is of all units, or names the commune itself."""
    own = key(unit.name)
    words = _BRACKETED.sub("", key(label[:_TOLD])).strip(_STOPS)
    if own and words == key(f"{unit.kind} {unit.name}"):
        return True
    return _says_all(words.removesuffix(own).strip())


def _says_all(words: str) -> bool:
    counted = not any(map(str.isdigit, words)) or bool(_WHOLE.search(words))
    return _begins(words, _TOTAL_STARTS) or (counted and bool(_TOTAL.fullmatch(words)))


def _begins(label: str, starts: tuple[str, ...]) -> bool:
    words = key(label)
    return any(
        words.startswith(start) and not words[len(start) :][:1].isalpha() for start in starts
    )


def _stands_above(line: Line, after: Line | None) -> bool:
    """Whether a row numbered 1 stands for those below it, numbered 1.1, 1.2 and so on."""
    below = after is not None and after.ordinal.startswith(line.above)
    return line.kind is Kind.ROW and line.numbered and below


def _of_one_unit(own: Iterable[Line], name: int) -> list[Line]:
    """Set aside the lines of persons, and any further one of a unit whose name is merged."""
    found: list[Line] = []
    merged: Cell | None = None
    for line in own:
        cell = line.cells[name]
        persons = any(
            len(one.text) < _LONG and not one.text[:1].isdigit() and key(one.text) in _PERSONS
            for one in line.cells
        )
        if persons or (cell == merged and cell.text):
            found.append(evolve(line, kind=Kind.ASIDE))
        else:
            merged = cell
            found.append(line)
    return found


def _with_total(own: list[Line]) -> list[Line]:
    """Find the total that no label tells: the first or the last row, the sum of all others."""
    rows = [line for line in own if line.kind is Kind.ROW]
    if any(line.kind is Kind.TOTAL for line in own) or len(rows) < _MANY:
        return own
    for one, others in ((rows[-1], rows[:-1]), (rows[0], rows[1:])):
        labelled = _says_all(key(one.label[:_TOLD]).strip(_STOPS))
        if _mostly_sums(one, others) if labelled else _only_sums(one, others):
            notice = "" if labelled else "total-assumed"
            total = evolve(one, kind=Kind.TOTAL, notice=notice)
            return [total if line is one else line for line in own]
    return own


def _sums(line: Line, rows: Iterable[Line]) -> list[bool]:
    """Tell of each count whether it is the sum of some rows, where there is something to add."""
    columns = zip(line.counts, *(row.counts for row in rows), strict=True)
    pairs = ((count, sum(one or 0 for one in parts)) for count, *parts in columns)
    return [count == whole for count, whole in pairs if count is not None and (count or whole)]


def _mostly_sums(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line is the sum of some rows, but for a slip; of a single row it has none."""
    right = _sums(line, rows)
    return bool(rows) and 2 * sum(right) > len(right) and (len(rows) > 1 or all(right))


def _only_sums(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line is the sum of some rows in every count, and not by accident."""
    right = _sums(line, rows)
    added = sum(any(row.counts) for row in rows) > 1
    alone = not line.numbered and all(row.numbered for row in rows)
    large = len(right) >= _MANY and max(count or 0 for count in line.counts) >= _LARGE
    return added and all(right) and (alone or large)


def _without_ordinals(own: list[Line]) -> list[Line]:
    """
    Tell what lines without an ordinal are among rows that have one.

    A heading with the sums of the rows below it, a sub-total of those above, a
    row that the ordinals or the total leave room for; or none of these.
    """
    found = list(own)
    shown = (at for at, line in enumerate(own) if line.kind is not Kind.ASIDE)
    runs = [list(run) for _, run in groupby(shown, lambda at: _is_counted(own[at]))]
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        if not _is_counted(own[run[0]]):
            above, below = ([own[at] for at in rows] for rows in (before, after))
            _settle(found, run, above, below)
    loose = [at for at, line in enumerate(found) if line.kind is Kind.ROW and not line.numbered]
    total = next((line for line in reversed(own) if line.kind is Kind.TOTAL), None)
    rows = [line for line in found if line.kind is Kind.ROW]
    fit = total is not None and _mostly_sums(total, rows)
    for at in loose:
        kind = Kind.ROW if fit or found[at].notice else Kind.ASIDE
        found[at] = evolve(found[at], kind=kind, notice="row-unnumbered")
    return found


def _with_groups(own: list[Line]) -> list[Line]:
    """
    Tell the headings that nothing marks but their figures: each the sum of the rows below it.

    From the first on every row is of some group, and there are several: one sum may be an accident.
    """
    rows = [line for line in own if line.kind is Kind.ROW]
    ends: dict[int, int] = {}
    for at in reversed(range(len(rows))):
        end = _end_of_group(rows, at)
        if end == len(rows) or end in ends:
            ends[at] = end
    first = at = min(ends, default=len(rows))
    heads: list[int] = []
    while at < len(rows):
        heads.append(at)
        at = ends[at]
    marked = any(line.kind is Kind.SECTION for line in own)
    if marked or len(heads) == 1 or 2 * len(heads) >= len(rows) - first:
        return own
    found = {id(rows[at]) for at in heads}
    return [
        evolve(line, kind=Kind.SECTION, notice="section-assumed") if id(line) in found else line
        for line in own
    ]


def _end_of_group(rows: Sequence[Line], head: int) -> int:
    """Return where the rows end that a line is the sum of; its own place where it is of none."""
    stated = [count for count in rows[head].counts if count]
    left = rows[head].counts
    if len(stated) < _MANY or max(stated) < _LARGE:
        return head
    for end in range(head + 1, len(rows)):
        if not any(left) and any(rows[end].counts):
            return end
        parts = zip(left, rows[end].counts, strict=True)
        left = tuple(None if one is None else one - (count or 0) for one, count in parts)
        if any(one is not None and one < 0 for one in left):
            return head
    return head if any(left) else len(rows)


def _is_counted(line: Line) -> bool:
    return line.kind is Kind.ROW and line.numbered


def _settle(found: list[Line], run: list[int], above: list[Line], below: list[Line]) -> None:
    """Tell what the lines of a *run* are by the numbered rows right above and right below."""
    rows = all(found[at].kind is Kind.ROW for at in run)
    if rows and above and below and _left_out(above[-1], below[0]) == len(run):
        for at in run:
            found[at] = evolve(found[at], notice="row-unnumbered")
        return
    first, last = run[0], run[-1]
    if found[last].kind is Kind.ROW and _mostly_sums(found[last], below):
        found[last] = evolve(found[last], kind=Kind.SECTION)
    if found[first].kind is Kind.ROW and _mostly_sums(found[first], above):
        found[first] = evolve(found[first], kind=Kind.SUB_TOTAL)


def _left_out(before: Line, after: Line) -> int:
    """Return how many ordinals two rows leave out between them."""
    first, last = (line.ordinal.rstrip(".)") for line in (before, after))
    return int(last) - int(first) - 1 if first.isdecimal() and last.isdecimal() else 0


def _after_total(own: list[Line]) -> list[Line]:
    """Set aside what follows the total of all rows above it, unless it is numbered."""
    at = max((at for at, line in enumerate(own) if line.kind is Kind.TOTAL), default=0)
    rows = [line for line in own[:at] if line.kind is Kind.ROW]
    if not _mostly_sums(own[at], rows):
        return own
    return [
        evolve(line, kind=Kind.ASIDE)
        if place > at and line.kind is Kind.ROW and not line.numbered
        else line
        for place, line in enumerate(own)
    ]


def _with_parts(own: list[Line]) -> list[Line]:
    """Tell the sub-totals from the total: each closes its section, or sums the rows before it."""
    left = sum(line.kind is Kind.TOTAL for line in own)
    whole = sum(line.kind is Kind.ROW for line in own)
    found: list[Line] = []
    part: list[Line] = []
    open_one = False
    for line in own:
        kind = line.kind
        if kind is Kind.ROW:
            part.append(line)
        elif kind is Kind.SECTION:
            part, open_one = [], not line.figures
        elif kind is Kind.TOTAL:
            left -= 1
            summed = len(part) < whole and _mostly_sums(line, part)
            kind = Kind.SUB_TOTAL if (open_one and left) or summed else kind
            part, open_one = [], False
        found.append(evolve(line, kind=kind))
    return found
