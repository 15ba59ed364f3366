"""The next plan: what it takes over from the last, and what is open."""

from attrs import evolve

from povertyplan import (
    DocumentInfo,
    Plan,
    PovertyTarget,
    Section,
    Tally,
    Unit,
    read,
)
from povertyplan.model.document import PartialDate
from povertyplan.year.open_plan import open_plan

REAL = read("examples/cao-thuong-2024/plan.md").plan


def test_of_a_result_counts_are_taken_and_rates_left_to_be_computed() -> None:
    goals = [target.goal for target in REAL.targets]
    plan = open_plan(REAL.unit, 2025, goals, REAL.sections, REAL.document)
    assert (plan.year, plan.years, plan.unit) == (2025, (2024, 2025), REAL.unit)
    row = plan.target("Hoà Sơn")
    assert (row.base.households, row.base.poor, row.base.near_poor) == (220, Tally(4), Tally(6))
    assert row.goal.households is None
    assert plan.total is not None
    assert (plan.total.base.poor, plan.total.goal.poor) == (Tally(54), Tally())
    assert plan.labour is None


def test_number_day_and_signer_are_open() -> None:
    info = DocumentInfo("KẾ HOẠCH", "12", "KH-UBND", "ỦY BAN NHÂN DÂN", PartialDate(2024, 1, 25),
                        "Vũ Ngọc Vân", ("Lưu: VT",), "12", "KH-UBND",
                        PartialDate(2024, 1, 25))  # fmt: skip
    open_info = open_plan(REAL.unit, 2025, [], (), info).document
    assert open_info == DocumentInfo(
        "KẾ HOẠCH", None, "KH-UBND", "ỦY BAN NHÂN DÂN", PartialDate(2025), "", ("Lưu: VT",),
        None, "KH-UBND", PartialDate(2025),
    )  # fmt: skip
    assert open_plan(REAL.unit, 2025, [], (), DocumentInfo()).document == DocumentInfo()


def test_sections_stay_and_sub_totals_are_added_up_anew() -> None:
    part = Unit("Vùng thấp")
    printed = PovertyTarget.of(part, 2023, 2024, {})
    sections = (Section("Vùng thấp", range(1, 3), printed), Section("Vùng cao", range(3, 4)))
    last = evolve(Plan.of(2024, [{"name": name, "poor_goal": 2} for name in "ABC"]))
    goals = [target.goal for target in last.targets]
    plan = open_plan(last.unit, 2025, goals, sections, last.document)
    low, high = plan.sections
    assert low.printed is not None
    assert (low.printed.unit, low.printed.base.poor) == (part, Tally(4))
    assert high == sections[1]
