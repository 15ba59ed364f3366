"""Two forms of the same units make one table."""

import pytest
from attrs import evolve

from povertyplan import LabourTarget, Unit
from povertyplan.model.fields import Counted
from povertyplan.year import (
    Flow,
    FlowTable,
    LabourTable,
    PovertyFlow,
    ReportingPeriod,
    RowSection,
)

YEAR = ReportingPeriod(2024)
COMMUNE = Unit("Cao Thượng")


def poor(name: str, start: int | None) -> PovertyFlow:
    return PovertyFlow(Unit(name), YEAR, poor=Flow(start))


def near_poor(name: str, start: int | None) -> PovertyFlow:
    return PovertyFlow(Unit(name), YEAR, near_poor=Flow(start))


def table(*lines: PovertyFlow, **sections: range) -> FlowTable:
    return FlowTable(
        COMMUNE, YEAR, lines, sections=[RowSection(*section) for section in sections.items()]
    )


def starts(joined: FlowTable) -> list[tuple[str, int | None, int | None]]:
    return [(line.unit.name, line.poor.start, line.near_poor.start) for line in joined.lines]


def test_units_are_matched_by_name_in_the_order_of_the_first() -> None:
    first = table(poor("Hoà Sơn", 8), poor("Chám", 2), poor("Bậu", 1))
    second = table(near_poor("Chám", 5), near_poor("HÒA SƠN", 7), near_poor("Ngò", 3))
    assert starts(first.joined(second)) == [
        ("Hoà Sơn", 8, 7),
        ("Chám", 2, 5),
        ("Bậu", 1, None),
        ("Ngò", None, 3),
    ]


def test_a_name_that_repeats_is_matched_by_position() -> None:
    first = table(poor("Chợ", 1), poor("Chợ", 2))
    assert starts(first.joined(table(near_poor("Chợ", 3), near_poor("Chợ", 4)))) == [
        ("Chợ", 1, 3),
        ("Chợ", 2, 4),
    ]
    with pytest.raises(ValueError, match="names 'Chợ' more often than the other"):
        first.joined(table(near_poor("Chợ", 3)))


def test_a_name_that_repeats_is_matched_within_its_section() -> None:
    first = table(poor("Chợ", 1), poor("Chợ", 2), A=range(1, 2), B=range(2, 3))
    second = table(near_poor("Ngò", 4), near_poor("Chợ", 3), A=range(1, 2), B=range(2, 3))
    joined = first.joined(second)
    assert starts(joined) == [("Chợ", 1, None), ("Ngò", None, 4), ("Chợ", 2, 3)]
    assert [section.rows for section in joined.sections] == [range(1, 3), range(3, 4)]


def test_a_line_that_heads_a_section_of_the_other_table() -> None:
    """A form may list the communes of a district that another has one line for."""
    head, other_head = poor("Đắk Mil", 8), near_poor("Đắk Mil", 9)
    section = RowSection("Đắk Mil", range(2, 4), head)
    communes = [poor(name, 4) for name in ("Cư Jút", "Đắk Lao", "Đắk Sắk")]
    first = FlowTable(COMMUNE, YEAR, communes, sections=[section])
    second = table(near_poor("Cư Jút", 3), other_head, near_poor("Đắk Song", 2), A=range(1, 4))
    for joined in (first.joined(second), second.joined(first)):
        (printed,) = (part.printed for part in joined.sections if part.label == "Đắk Mil")
        assert printed is not None
        assert (printed.poor, printed.near_poor) == (head.poor, other_head.near_poor)
        assert "Đắk Mil" not in [line.unit.name for line in joined.lines]


def test_a_section_of_one_table_is_kept() -> None:
    joined = table(poor("Chợ", 1), A=range(1, 2)).joined(
        table(near_poor("Ngò", 4), near_poor("Chợ", 3), B=range(1, 2), C=range(1, 1))
    )
    assert starts(joined) == [("Chợ", 1, 3), ("Ngò", None, 4)]
    assert {section.label: section.rows for section in joined.sections} == {
        "A": range(1, 2),
        "B": range(2, 3),
        "C": range(1, 1),
    }


def test_a_section_of_other_lines_is_refused() -> None:
    first = table(poor("Chợ", 1), poor("Bậu", 1), poor("Ngò", 1), A=range(1, 2))
    second = table(near_poor("Ngò", 1), B=range(1, 2), A=range(1, 2))
    with pytest.raises(ValueError, match="the section 'A' has its lines elsewhere"):
        first.joined(second)


def test_totals_and_subtotals_are_joined() -> None:
    first = FlowTable(COMMUNE, YEAR, [poor("Chợ", 1)], poor("", 1))
    second = FlowTable(
        Unit(""),
        YEAR,
        [near_poor("Chợ", 3)],
        None,
        [RowSection("A", range(1, 2), near_poor("", 3))],
    )
    joined, reverse = first.joined(second), second.joined(first)
    assert (joined.unit, reverse.unit) == (COMMUNE, COMMUNE)
    assert joined.total == reverse.total == poor("", 1)
    assert joined.sections[0].printed == near_poor("", 3)
    both = joined.joined(evolve(second, total=near_poor("", 4)))
    assert both.total == PovertyFlow(Unit(""), YEAR, Flow(1), Flow(4))


def test_a_figure_that_both_state_differently_is_refused() -> None:
    assert starts(table(poor("Chợ", 1)).joined(table(poor("Chợ", 1)))) == [("Chợ", 1, None)]
    with pytest.raises(
        ValueError, match="'Chợ' states poor_start as 1 in one table and as 2 in the other"
    ):
        table(poor("Chợ", 1)).joined(table(poor("Chợ", 2)))


def test_other_tables_are_refused() -> None:
    first = table(poor("Chợ", 1))
    with pytest.raises(ValueError, match="must be of 'Cao Thượng', got 'Cao Xá'"):
        first.joined(evolve(first, unit=Unit("Cao Xá")))
    with pytest.raises(ValueError, match="must be of 2024, got 2023"):
        first.joined(FlowTable(COMMUNE, ReportingPeriod(2023), ()))
    persons = evolve(first.lines[0], counted=Counted.PERSONS)
    with pytest.raises(ValueError, match="of households or of persons"):
        first.joined(table(persons))
    labour: object = LabourTable(COMMUNE, YEAR, [LabourTarget(Unit("Chợ"), 2024)])
    with pytest.raises(ValueError, match="must have the same figures"):
        first.joined(labour)  # type: ignore[arg-type]  # refused when it runs
    with pytest.raises(ValueError, match="all count households or all count persons, got both"):
        table(poor("Chợ", 1), persons)
    assert first.joined(table()) == first
