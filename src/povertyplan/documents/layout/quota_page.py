"""A quota shared out over the units of a plan as a page: what each gets, and why."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from povertyplan.documents.forms import QUOTA_FORMS, Beside, FormColumn
from povertyplan.documents.layout.annex import numeral
from povertyplan.documents.layout.form_columns import column_of, numbers_of, paths_of
from povertyplan.documents.layout.parts import AnnexPage
from povertyplan.documents.layout.table import Table, TableLine, boxes_of
from povertyplan.documents.layout.words import called_unit, capitalised
from povertyplan.documents.layout.year_pages import signatures_of
from povertyplan.messages import show
from povertyplan.model.fields import Category, Count, Field, Value
from povertyplan.model.percent import Points
from povertyplan.model.places import Part, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Balance, Relation, Sum
from povertyplan.year.allocation import Allocation
from povertyplan.year.shares import Share, SharingRule, decimal

_TOTAL = "Tổng cộng"
#: How many decimal places an exact share has.
_PLACES = 2
#: What the rule does, in the words of the document.
_RULES: Mapping[SharingRule, str] = MappingProxyType(
    {
        SharingRule.LEVEL: (
            "Cách tính: đưa các đơn vị có nhiều {households} nhất về mức chung {level} hộ."
        ),
        SharingRule.PROPORTIONAL: (
            "Cách tính: theo tỷ lệ {part}/{whole} số {households} đầu năm của từng đơn vị."
        ),
    }
)
_ROUNDED = (
    "Phần lẻ được làm tròn lên theo số dư từ lớn đến nhỏ cho đến khi đủ chỉ tiêu {quota} hộ; số dư"
    " bằng nhau thì ưu tiên đơn vị có nhiều {households} hơn, rồi đến đơn vị có tỷ lệ {households}"
    " cao hơn, sau cùng theo thứ tự trong danh sách."
)
_TIED = "Các đơn vị ngang nhau về mọi mặt, xét theo thứ tự trong danh sách: {units}."
_CALLED: Mapping[Category, str] = MappingProxyType(
    {Category.POOR: "hộ nghèo", Category.NEAR_POOR: "hộ cận nghèo"}
)


def quota_page(allocation: Allocation, plan: Plan) -> AnnexPage:
    """
    Lay out the shares of the units of a *plan*, in their order and sections, with their sums.

    The column of what units are able to give is left out where each may give all that it has.
    """
    form = QUOTA_FORMS[allocation.category]
    is_bounded = any(share.high < share.base for share in allocation.shares)
    shown = [column for column in form.columns if is_bounded or column.holds is not Beside.ABLE]
    lines = _QuotaLines(allocation, plan, {column.holds: column for column in shown})
    table = Table(
        tuple(map(column_of, shown)),
        tuple(boxes_of(paths_of(shown))),
        tuple(numbers_of(shown)),
        tuple(lines.all),
        lines.relations,
    )
    year = plan.year if plan.years is None else plan.years[1]
    place = capitalised(called_unit(plan.unit))
    return AnnexPage(
        "", f"{form.title} NĂM {year}", place, table, tuple(_remarks(allocation)),
        signatures_of(plan.unit),
    )  # fmt: skip


def _remarks(allocation: Allocation) -> Iterator[str]:
    """Yield remarks: what the rule does, how shares are rounded, which shares are tied."""
    basis = allocation.basis
    values = {
        "households": _CALLED[allocation.category],
        "level": decimal(allocation.level, "vi"),
        "part": show(basis.part, "vi"),
        "whole": show(basis.whole, "vi"),
        "quota": show(allocation.quota, "vi"),
    }
    yield _RULES[allocation.rule].format(**values)
    yield _ROUNDED.format(**values)
    if allocation.ties:
        yield _TIED.format(units=", ".join(share.unit.name for share in allocation.ties))


@frozen
class _QuotaLines:
    """The lines of a table of shares: each unit, its section before it, and the total."""

    allocation: Allocation
    plan: Plan
    columns: Mapping[object, FormColumn]

    @property
    def _counts(self) -> tuple[Count, ...]:
        """The counts of the base, the share and the rest."""
        return tuple(holds for holds in self.columns if isinstance(holds, Count))

    @property
    def relations(self) -> Sequence[Relation]:
        """The relations between the counts: sums, and the base less the share."""
        base, drop, goal = self._counts
        return (*map(Sum, self._counts), Balance(goal, base, outs=(drop,)))

    @property
    def all(self) -> Iterator[TableLine]:
        """The lines in their order."""
        shares = self.allocation.shares
        for row, share in enumerate(shares, 1):
            yield from self._sections_from(row)
            yield self._line(row, str(row), share.unit.name, [share])
        yield self._line(Part.TOTAL, "", _TOTAL, shares)

    def _sections_from(self, row: int) -> Iterator[TableLine]:
        """Yield the heads of the sections that begin with a row, with their sums."""
        for number, section in enumerate(self.plan.sections, 1):
            if section.rows and section.rows[0] == row:
                shares = [self.allocation.shares[each - 1] for each in section.rows]
                yield self._line(SectionRow(number), numeral(number), section.label, shares)

    def _line(self, row: Row, ordinal: str, name: str, shares: Sequence[Share]) -> TableLine:
        """Return the line of one share, or of several together, which has no reason."""
        counts = (
            sum(share.base for share in shares),
            sum(share.count for share in shares),
            sum(share.goal for share in shares),
        )
        values: dict[Field, Value] = dict(zip(self._counts, counts, strict=True))
        exact = sum((share.exact for share in shares), start=Fraction(0))
        beside: dict[object, Value | str] = {
            Beside.ABLE: sum(share.high for share in shares),
            Beside.EXACT: _printed(exact),
            Beside.REASON: shares[0].reason("vi") if isinstance(row, int) else None,
        }
        others = {
            column_of(column): beside[holds]
            for holds, column in self.columns.items()
            if holds in beside
        }
        return TableLine(row, ordinal, name, values, others)


def _printed(exact: Fraction) -> Points | None:
    """Return an exact share as it is printed, None if it has more digits than documents print."""
    with suppress(ValueError):
        return Points.of(exact, places=_PLACES)
    return None
