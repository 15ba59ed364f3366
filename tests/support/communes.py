"""Plans of communes as they are signed, for what is written: of many rows, and in sections."""

from itertools import cycle

from attrs import evolve

from povertyplan import Level, Plan, Unit, completed
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.rows import PovertyTarget, Section

#: Kinds and names of the units of a commune.
_NAMES = ("Thôn Đông Tiến", "Khu phố", "Bản Nà Lúng", "Xóm Trại", "Tổ dân phố Ngô Xá")
_DOCUMENT = DocumentInfo(
    kind="KẾ HOẠCH",
    number="12",
    symbol="KH-UBND",
    issuer="ỦY BAN NHÂN DÂN XÃ HƯNG THỊNH",
    date=PartialDate(2025, 1, 20),
    signer="Nguyễn Văn An",
    recipients=("Thường trực Đảng ủy", "Các thôn", "Lưu: VT"),
    annex_number="12",
    annex_symbol="KH-UBND",
    annex_date=PartialDate(2025, 1, 20),
)


def plan_of(rows: int, *, sections: int = 0, poor: int = -1) -> Plan:
    """
    Return a plan that holds, of so many rows, perhaps in sections of about equal length.

    *poor* is by how many the poor households of each row are to change.
    """
    names = [f"{name} {number}" for number, name in zip(range(1, rows + 1), cycle(_NAMES))]
    counts = [_counts(name, number, poor) for number, name in enumerate(names)]
    plan = Plan.of(2025, counts, unit=Unit("Hưng Thịnh", Level.COMMUNE, "xã"))
    plan = completed(evolve(plan, document=_DOCUMENT, total=plan.computed_total))
    step = -(-rows // sections) if sections else rows
    starts = range(1, rows + 1, step) if sections else ()
    parts = [range(start, min(start + step, rows + 1)) for start in starts]
    return evolve(plan, sections=tuple(_section(plan, part) for part in parts))


def _counts(name: str, number: int, change: int) -> dict[str, object]:
    """Return the counts of a row; they differ from row to row."""
    households, poor = 80 + 37 * number % 300, 2 + number % 9
    return {
        "name": name,
        "households_base": households,
        "persons_base": 4 * households,
        "households_goal": households + 3,
        "poor_base": poor,
        "poor_goal": poor + change,
        "near_poor_base": poor + 3,
        "near_poor_goal": poor + 1,
    }


def _section(plan: Plan, rows: range) -> Section:
    """Return the section of some rows, with its sub-total."""
    label = f"Thôn của xã cũ, từ {rows.start} đến {rows.stop - 1}"
    targets = plan.targets[rows.start - 1 : rows.stop - 1]
    part = evolve(plan, targets=targets)
    total = completed(evolve(part, total=part.computed_total)).total
    assert total is not None
    return Section(label, rows, PovertyTarget.of(Unit(label), *total.years, total.flat()))
