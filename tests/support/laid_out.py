"""A small plan that has everything a document may have, for the tests of the writers."""

from attrs import evolve

from povertyplan import DocumentInfo, Level, Plan, Section, Unit
from povertyplan.documents.layout import Page, page
from povertyplan.model.document import PartialDate

_ROWS = [
    {"name": "Chợ", "households_base": 1_160, "poor_base": 16, "poor_base_rate": "1,38"},
    {"name": "Ngò", "households_base": 76, "poor_base": 0, "poor_goal": 0},
]


def plan_named(*names: str) -> Plan:
    """Return a plan with a section, a total, a text and a foot, whose rows have some names."""
    rows = [{**figures, "name": name} for figures, name in zip(_ROWS, names, strict=True)]
    plan = Plan.of(
        2024,
        rows,
        unit=Unit("Tân Yên", Level.COMMUNE, "xã"),
        total={"households_base": 1_236, "poor_base": 16},
        headline={"poor_goal_rate": "1,4", "poor_drop": 2},
    )
    document = DocumentInfo(
        "KẾ HOẠCH",
        None,
        "KH-UBND",
        "ỦY BAN NHÂN DÂN XÃ TÂN YÊN",
        PartialDate(2024, 1),
        "Vũ Ngọc Vân",
        ("Các thôn", "Lưu: VT"),
    )
    sections = (Section("Khu vực nông thôn", range(2, 3)),)
    return evolve(plan, document=document, sections=sections)


PLAN = plan_named("Chợ", "Ngò")


def laid_out(plan: Plan = PLAN) -> Page:
    """Return the plan as a document, with a sentence of its officer."""
    return page(plan, {"I": ["Giao chỉ tiêu cho từng thôn."]})
