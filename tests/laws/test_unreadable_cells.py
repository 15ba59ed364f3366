"""A cell that cannot be read has one finding, and nothing else speaks of it."""

from attrs import evolve, frozen
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from povertyplan import Edit, Finding, Place, Plan, Reading, Source, check, diagnose
from povertyplan.arithmetic.codes import OUTLYING
from povertyplan.model.places import in_annex
from povertyplan.model.tabular import cells
from povertyplan.reading import Form
from povertyplan.strategies import plans, slips

#: What stands in cells of real annexes that should hold a number.
TEXTS = ("#DIV/0!", "#REF!", "#VALUE!", "11O", "01/04/2025", "-3", "3.5", "2 hộ?", "5,5,5")


@frozen
class Damaged:
    """A reading with all cells read, and with some that could not be."""

    whole: Reading
    damaged: Reading

    @property
    def unreadable(self) -> list[Place]:
        return [place for place, _ in self.damaged.form.unreadable]


def _reading(plan: Plan, form: Form) -> Reading:
    sources = {
        place: Source("plan.xlsx", sheet="PL", cell=f"A{number}")
        for number, place in enumerate(cells(plan), 1)
    }
    return Reading(plan, sources, form)


def _without(plan: Plan, places: list[Place]) -> Plan:
    stated = cells(plan)
    return plan.edited(Edit(place, stated[place], None) for place in places)


@st.composite
def damaged(draw: st.DrawFn, *, slipped: bool) -> Damaged:
    plan = draw(plans(realistic=draw(st.booleans()), min_rows=1, max_rows=9))
    if slipped:
        plan = draw(slips(plan)).plan
    stated = (place for place, value in cells(plan).items() if value is not None)
    annex = [place for place in stated if in_annex(place.row)]
    assume(annex)
    places = draw(st.lists(st.sampled_from(annex), min_size=1, max_size=5, unique=True))
    hit = _without(plan, places)
    unreadable = tuple((place, draw(st.sampled_from(TEXTS))) for place in places)
    if draw(st.booleans()):
        form = Form(unreadable=unreadable)
    else:
        first, *others = unreadable
        form = Form(unreadable=(first,), uncomputed=tuple(place for place, _ in others))
    return Damaged(_reading(plan, Form()), _reading(hit, form))


def _about_figures(reading: Reading) -> set[tuple[str, Place]]:
    """Return the findings that the figures of other rows do not decide."""
    findings = check(reading, select=["PP1", "PP2", "PP3", "PP4"]).findings
    return {_named(finding) for finding in findings if finding.code not in OUTLYING.values()}


def _named(finding: Finding) -> tuple[str, Place]:
    return (finding.code, finding.place)


@given(damaged(slipped=False) | damaged(slipped=True))
def test_an_unreadable_cell_has_one_finding_and_brings_no_other(drawn: Damaged) -> None:
    reading = drawn.damaged
    found = [_named(finding) for finding in check(reading).findings]
    at_unread = [(code, place) for code, place in found if place in reading.unread]
    assert sorted(place.rank for _, place in at_unread) == sorted(
        place.rank for place in drawn.unreadable
    )
    assert {code for code, _ in at_unread} == {"PP506"}
    assert _about_figures(reading) <= _about_figures(drawn.whole)


@settings(max_examples=settings().max_examples // 2)
@given(damaged(slipped=True))
def test_only_its_own_diagnosis_changes_a_cell_that_could_not_be_read(drawn: Damaged) -> None:
    for diagnosis in diagnose(drawn.damaged):
        places = [edit.place for edit in diagnosis.edits]
        if not drawn.damaged.unread.isdisjoint(places):
            assert diagnosis.clears == (("PP506", places[0]),)
            assert len(places) == 1


@settings(max_examples=settings().max_examples // 2)
@given(damaged(slipped=False))
def test_what_is_certain_of_figures_that_agree_is_what_stood_there(drawn: Damaged) -> None:
    stood = cells(drawn.whole.plan)
    for diagnosis in diagnose(drawn.damaged):
        if diagnosis.unique:
            note(str(diagnosis))
            assert {edit.proposed for edit in diagnosis.edits} == {
                stood[edit.place] for edit in diagnosis.edits
            }


@given(plans(realistic=True, min_rows=1, max_rows=4))
def test_a_column_of_two_years_has_one_finding_for_its_cell(plan: Plan) -> None:
    places = [Place(1, "households_base"), Place(1, "households_goal")]
    unreadable = tuple((place, "11O") for place in places)
    reading = _reading(_without(plan, places), Form(unreadable=unreadable))
    shared = Source("plan.xlsx", sheet="PL", cell="C5")
    both = evolve(reading, sources={**reading.sources, **dict.fromkeys(places, shared)})
    found = [finding.code for finding in check(both).findings if finding.place in places]
    assert found == ["PP506"]
