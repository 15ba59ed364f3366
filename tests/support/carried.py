"""Plans that a document can state: the figures of any plan, in rows as communes have them."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from povertyplan import (
    Count,
    DocumentInfo,
    LabourTarget,
    Level,
    Plan,
    PovertyTarget,
    Section,
    Unit,
)
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import Field, Value
from povertyplan.strategies import plans
from povertyplan.strategies.values import NAMES

COMMUNES = (
    Unit("Cao Thượng", Level.COMMUNE, "thị trấn"),
    Unit("Tân Yên", Level.COMMUNE, "xã"),
    Unit("Ea H'Leo", Level.COMMUNE, "xã"),
    Unit("7", Level.COMMUNE, "phường"),
    Unit("Phú Quốc", Level.COMMUNE, "đặc khu"),
)
LABELS = ("Khu vực thành thị", "Khu vực nông thôn", "Các thôn miền núi")
DATES = (
    None,
    PartialDate(),
    PartialDate(2024, 1),
    PartialDate(2024, 1, 5),
    PartialDate(2024, 12, 25),
    PartialDate(None, 1, 5),
)


@st.composite
def documents(draw: st.DrawFn, unit: Unit) -> DocumentInfo:
    """Draw the facts of a document, any of them left out or blank."""
    issuer = f"ỦY BAN NHÂN DÂN {unit.kind} {unit.name}".upper()
    symbols = ("KH-UBND", "KH-BCĐ")
    symbol = draw(st.none() | st.sampled_from(symbols))
    annex_symbol = draw(st.none() | st.sampled_from(symbols))
    numbers = st.none() | st.sampled_from(("5", "05", "123"))
    return DocumentInfo(
        kind=draw(st.sampled_from(("", "KẾ HOẠCH", "Kế hoạch", "ĐỀ ÁN"))),
        number=None if symbol is None else draw(numbers),
        symbol=symbol,
        issuer=draw(st.sampled_from(("", issuer, "ỦY BAN NHÂN DÂN", "UBND"))),
        date=draw(st.sampled_from(DATES)),
        signer=draw(st.sampled_from(("", "Vũ Ngọc Vân", "H'Hen Niê", "NGUYỄN VĂN AN"))),
        recipients=draw(st.sampled_from(((), ("Lưu: VT",), ("Phòng LĐTBXH", "Các TDP")))),
        annex_number=None if annex_symbol is None else draw(numbers),
        annex_symbol=annex_symbol,
        annex_date=None if annex_symbol is None else draw(st.sampled_from(DATES)),
    )


@st.composite
def carried_plans(draw: st.DrawFn) -> Plan:
    """Draw plans with any figures and blanks, whose rows state at least one figure."""
    figures = draw(plans(min_rows=1).filter(_states_a_figure))
    unit = draw(st.sampled_from(COMMUNES))
    year = draw(st.integers(1901, 2099))
    years = (draw(st.integers(1900, year - 1)), year)
    names = [f"{NAMES[row % len(NAMES)]} {row}" for row in figures.rows]
    targets = [
        PovertyTarget.of(Unit(name), *years, target.flat())
        for name, target in zip(names, figures.targets, strict=True)
    ]
    labour = {} if figures.labour is None else figures.labour.flat()
    is_labour_stated = any(value is not None for value in labour.values())
    borders = draw(st.sets(st.integers(2, len(targets) + 1), max_size=len(LABELS) - 1))
    return Plan(
        unit,
        year,
        targets,
        None if figures.total is None else PovertyTarget.of(unit, *years, figures.total.flat()),
        tuple(_sections(sorted(borders), len(targets), years)) if draw(st.booleans()) else (),
        figures.headline,
        LabourTarget.of(unit, year, labour) if is_labour_stated else None,
        draw(documents(unit)),
    )


def _states_a_figure(plan: Plan) -> bool:
    return any(value is not None for row in plan.targets for value in row.flat().values())


def _sections(borders: Sequence[int], rows: int, years: tuple[int, int]) -> Iterator[Section]:
    starts = [1, *(border for border in borders if border <= rows)]
    stops = [*starts[1:], rows + 1]
    for label, start, stop in zip(LABELS, starts, stops, strict=False):
        figures: dict[Field, Value] = {Count.POOR_GOAL: start, Count.POOR_BASE: stop}
        printed = PovertyTarget.of(Unit(label), *years, figures)
        yield Section(label, range(start, stop), printed if start % 2 else None)
