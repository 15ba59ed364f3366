"""Plans whose figures agree: laid out without any figure first, and then filled in."""

from hypothesis import strategies as st

from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.percent import Rounding
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus, LabourTarget, PovertyTarget, Section
from povertyplan.model.units import Level, Unit
from povertyplan.strategies.figures import filled
from povertyplan.strategies.values import NAMES, documents, names, units

_MOST_ROWS = 8
_REAL_ROWS = (6, 40)


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    realistic: bool = False,
    min_rows: int | None = None,
    max_rows: int | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> Plan:
    """
    Make plans whose figures agree: no relation fails in any of them.

    Everything legal may come: no rows, counts of 10^9, no households, blank
    cells and columns, odd names, up to six places, sections that overlap.
    *realistic* keeps to what a commune issues, in which no check finds
    anything: 6 to 40 rows, two places, households that grow a little.
    *rounding* is the rule by which the annex is printed; under
    `Rounding.ANY` ties are printed either way.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(plans(realistic=True))
    ... def test_clean_plans_have_no_finding(plan):
    ...     assert check(plan).findings == ()
    >>> test_clean_plans_have_no_finding()
    """
    usual = _REAL_ROWS if realistic else (0, _MOST_ROWS)
    rows = draw(st.integers(*_row_numbers(usual, min_rows, max_rows)))
    shape = draw(_real_shapes(rows) if realistic else _shapes(rows))
    return filled(draw, shape, rounding, realistic=realistic)


def _row_numbers(usual: tuple[int, int], least: int | None, most: int | None) -> tuple[int, int]:
    low, high = usual
    if least is None:
        least = low if most is None else min(low, most)
    return least, max(high, least) if most is None else most


@st.composite
def censuses(draw: st.DrawFn) -> HouseholdCensus:
    """Make the reviews of one unit in one year, whose figures agree as those of `plans` do."""
    (target,) = draw(plans(min_rows=1, max_rows=1)).targets
    return target.goal if draw(st.booleans()) else target.base


def _blank(unit: Unit, years: tuple[int, int]) -> PovertyTarget:
    return PovertyTarget.of(unit, *years, {})


@st.composite
def _shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans without any figure."""
    whole = draw(units())
    goal = draw(st.integers(1, 9999))
    years = (draw(st.integers(0, goal - 1)), goal)
    year = draw(st.just(goal) | st.integers(1, 9999))
    targets = [_blank(draw(units()), years) for _ in range(rows)]
    sections: list[Section] = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(1, rows + 1))
        span = range(start, draw(st.integers(start, rows + 1)))
        printed = _blank(draw(units()), years) if draw(st.booleans()) else None
        sections.append(Section(draw(names()), span, printed))
    return Plan(
        whole,
        year,
        targets,
        _blank(whole, years) if draw(st.booleans()) else None,
        tuple(sections),
        labour=LabourTarget(whole, year) if draw(st.booleans()) else None,
        document=draw(st.just(DocumentInfo()) | documents()),
    )


@st.composite
def _real_shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans without any figure, as communes lay them out."""
    whole = Unit(draw(st.sampled_from(NAMES)), Level.COMMUNE, "thị trấn")
    goal = draw(st.integers(2017, 2030))
    years = (goal - 1, goal)
    first = draw(st.integers(0, len(NAMES) - 1))
    targets: list[PovertyTarget] = []
    for row in range(rows):
        again, at = divmod(row, len(NAMES))
        name = NAMES[(first + at) % len(NAMES)]
        targets.append(_blank(Unit(f"{name} {again + 1}" if again else name), years))
    sections: list[Section] = []
    if rows > 1 and draw(st.booleans()):
        border = draw(st.integers(2, rows))
        spans = {"Khu vực thành thị": (1, border), "Khu vực nông thôn": (border, rows + 1)}
        printed = draw(st.booleans())
        sections = [
            Section(label, range(*span), _blank(Unit(label), years) if printed else None)
            for label, span in spans.items()
        ]
    date = PartialDate(goal, 1, draw(st.integers(2, 31)))
    number = str(draw(st.integers(1, 99)))
    document = DocumentInfo(
        kind="KẾ HOẠCH",
        number=number,
        symbol="KH-UBND",
        issuer=f"ỦY BAN NHÂN DÂN THỊ TRẤN {whole.name.upper()}",
        date=date,
        signer="Vũ Ngọc Vân",
        recipients=("Phòng LĐTBXH", "Các TDP"),
        annex_number=number,
        annex_symbol="KH-UBND",
        annex_date=date,
    )
    return Plan(
        whole,
        goal,
        targets,
        _blank(whole, years),
        tuple(sections),
        labour=LabourTarget(whole, goal) if draw(st.booleans()) else None,
        document=document,
    )
