"""Plans whose figures agree: laid out without any figure first, and then filled in."""

from hypothesis import strategies as st

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.periods import YEARS
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.rows import HouseholdCensus, LabourTarget, PovertyTarget, Section
from povertyplan.model.units import Level, Unit
from povertyplan.strategies.figures import filled
from povertyplan.strategies.values import NAMES, documents, names, units

_MOST_ROWS = 8
_REAL_ROWS = (6, 40)
_DOCUMENTS = st.just(DocumentInfo()) | documents()


@strict
@st.composite
def plans(
    draw: st.DrawFn,
    *,
    realistic: bool = False,
    min_rows: Number | None = None,
    max_rows: Number | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> Plan:
    """
    Make plans whose figures agree: no relation fails in any of them.

    Everything legal may come: no rows, counts of 10^9, no households, blank
    cells and columns, odd names, up to six places, sections that overlap.
    *realistic* keeps to what a commune issues, in which no check finds
    anything: 6 to 40 rows, rates of 0 to 3 places, households that grow a
    little.  Some 4 of 100 of its rates are ties such as 3 of 160, as in the
    plans of communes: there programs that compute in floats go wrong.
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
    return draw(filled(shape, rounding=rounding, realistic=realistic))


def _row_numbers(usual: tuple[int, int], least: int | None, most: int | None) -> tuple[int, int]:
    """Return the fewest and the most rows; a bound that is not given follows the other."""
    low, high = usual
    if least is None:
        least = low if most is None else min(low, most)
    if most is None:
        most = max(high, least)
    return least, most


@st.composite
def censuses(draw: st.DrawFn) -> HouseholdCensus:
    """
    Make the reviews of one unit in one year, whose figures agree as in `plans`.

    >>> from hypothesis import find
    >>> find(censuses(), lambda census: census.poor.count == 3).poor.count
    3
    """
    (target,) = draw(plans(min_rows=1, max_rows=1)).targets
    return target.goal if draw(st.booleans()) else target.base


def _blank(unit: Unit, years: tuple[int, int]) -> PovertyTarget:
    """Return a row that states no figure."""
    return PovertyTarget.of(unit, *years, {})


@st.composite
def _shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans of any form that state no figure."""
    commune = draw(units())
    goal_year = draw(st.integers(YEARS[1], YEARS[-1]))
    years = (draw(st.integers(YEARS[0], goal_year - 1)), goal_year)
    # The year before it is its base, where rows say of no other.
    year = draw(st.just(goal_year) | st.sampled_from(YEARS[1:]))
    targets = [_blank(draw(units()), years) for _ in range(rows)]
    sections: list[Section] = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(1, rows + 1))
        section_rows = range(start, draw(st.integers(start, rows + 1)))
        printed = _blank(draw(units()), years) if draw(st.booleans()) else None
        sections.append(Section(draw(names()), section_rows, printed))
    return Plan(
        commune,
        year,
        targets,
        _blank(commune, years) if draw(st.booleans()) else None,
        tuple(sections),
        labour=LabourTarget(commune, year) if draw(st.booleans()) else None,
        document=draw(_DOCUMENTS),
    )


@st.composite
def _real_shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans as communes lay them out, which state no figure."""
    commune = Unit(draw(st.sampled_from(NAMES)), Level.COMMUNE, "thị trấn")
    year = draw(st.integers(2017, 2030))
    years = (year - 1, year)
    unit_names = draw(real_names(rows))
    return Plan(
        commune,
        year,
        [_blank(Unit(name), years) for name in unit_names],
        _blank(commune, years),
        draw(_real_sections(rows, years)),
        labour=LabourTarget(commune, year) if draw(st.booleans()) else None,
        document=draw(_real_documents(commune, year)),
    )


@st.composite
def real_names(draw: st.DrawFn, number: int) -> list[str]:
    """Make the names of the units of a commune, none of which stands twice."""
    first = draw(st.integers(0, len(NAMES) - 1))
    return [_real_name(first, row) for row in range(number)]


def _real_name(first: int, row: int) -> str:
    """Return a name of `NAMES`, from the *first* on; the second time they are numbered."""
    times, position = divmod(row, len(NAMES))
    name = NAMES[(first + position) % len(NAMES)]
    return f"{name} {times + 1}" if times else name


@st.composite
def _real_sections(draw: st.DrawFn, rows: int, years: tuple[int, int]) -> tuple[Section, ...]:
    """Make the urban and the rural part of a commune, with sub-totals or without, or neither."""
    if rows < 2 or not draw(st.booleans()):  # noqa: PLR2004  # two sections take two rows
        return ()
    border = draw(st.integers(2, rows))
    has_subtotals = draw(st.booleans())
    sections: list[Section] = []
    for label, section_rows in (
        ("Khu vực thành thị", range(1, border)),
        ("Khu vực nông thôn", range(border, rows + 1)),
    ):
        printed = _blank(Unit(label), years) if has_subtotals else None
        sections.append(Section(label, section_rows, printed))
    return tuple(sections)


@st.composite
def _real_documents(draw: st.DrawFn, commune: Unit, year: int) -> DocumentInfo:
    """Make the document of a plan, issued in January."""
    date = PartialDate(year, 1, draw(st.integers(2, 31)))
    number = str(draw(st.integers(1, 99)))
    return DocumentInfo(
        kind="KẾ HOẠCH",
        number=number,
        symbol="KH-UBND",
        issuer=f"ỦY BAN NHÂN DÂN THỊ TRẤN {commune.name.upper()}",
        date=date,
        signer="Vũ Ngọc Vân",
        recipients=("Phòng LĐTBXH", "Các TDP"),
        annex_number=number,
        annex_symbol="KH-UBND",
        annex_date=date,
    )
