"""A plan of counts, completed, agrees with itself; what it states is never changed."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Count, Part, Place, Plan, Rate, Rounding, check, completed
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.codes import RATE_LEFT_OUT
from povertyplan.model.places import Edit, is_total
from povertyplan.model.tabular import cells
from povertyplan.strategies import plans, slips

#: Figures that may all be right, though they are odd.
PLAUSIBILITY = {"PP305", "PP306", "PP307", "PP308", "PP309"}
ROUNDINGS = [rule for rule in Rounding if rule is not Rounding.ANY]
#: Small plans, as communes issue them.
_REAL_PLANS = plans(realistic=True, max_rows=8)
#: Plans that agree with themselves, and plans that do not.
_ANY_PLAN = plans() | plans().flatmap(slips).map(lambda slip: slip.plan)


def blanked(plan: Plan, places: set[Place]) -> Plan:
    """Return a plan without some of its figures."""
    stated = cells(plan)
    return plan.edited(Edit(place, stated[place], None) for place in places)


def derived(plan: Plan) -> set[Place]:
    """Return the places of a plan whose figures follow from counts."""
    return {case.subject for case in cases_of(plan) if case.relation.computes}


def of_counts(plan: Plan) -> Plan:
    """Return a plan that states the counts of its rows and of labour, and nothing else."""
    bare = blanked(plan, derived(plan))
    sections = tuple(evolve(section, printed=None) for section in bare.sections)
    return evolve(bare, total=None, sections=sections)


@given(
    rounding=st.sampled_from(ROUNDINGS),
    plan=_REAL_PLANS.map(of_counts),
    places=st.integers(0, 4),
    headline_places=st.integers(0, 4),
)
def test_counts_completed_agree(
    rounding: Rounding, plan: Plan, places: int, headline_places: int
) -> None:
    full = completed(plan, places=places, rounding=rounding, headline_places=headline_places)
    codes = {finding.code for finding in check(full, rounding=rounding).findings}
    assert codes <= PLAUSIBILITY


@given(plans().map(of_counts))
def test_a_rate_is_missing_only_where_its_whole_is(plan: Plan) -> None:
    full = completed(plan)
    for finding in check(full).findings:
        assert finding.code in {RATE_LEFT_OUT, *PLAUSIBILITY}
        if finding.code == RATE_LEFT_OUT:
            ratio = next(
                case.relation.ratio for case in cases_of(full) if case.subject == finding.place
            )
            assert ratio is not None
            assert not cells(full)[Place(finding.place.row, ratio.whole)]


@given(_ANY_PLAN)
def test_completed_twice_is_completed(plan: Plan) -> None:
    assert completed(completed(plan)) == completed(plan)


@given(_ANY_PLAN)
def test_what_is_stated_stays(plan: Plan) -> None:
    after = cells(completed(plan))
    stated = {place: value for place, value in cells(plan).items() if value is not None}
    assert {place: after[place] for place in stated} == stated


@given(_REAL_PLANS.map(of_counts), st.data())
def test_what_was_blanked_comes_back(counts: Plan, data: st.DataObject) -> None:
    full = completed(counts)
    places = data.draw(st.sets(st.sampled_from(sorted(derived(full), key=str))))
    assert completed(blanked(full, places)) == full


@given(_REAL_PLANS)
def test_the_plan_that_communes_print_comes_back(plan: Plan) -> None:
    """Whatever a right plan states of its derived figures is what they are computed to be."""
    counts = blanked(plan, derived(plan))
    full = {
        places: cells(completed(counts, places=places, headline_places=places))
        for places in range(4)
    }
    for place, value in cells(plan).items():
        if value is not None:
            places = 0 if isinstance(value, int) else value.places
            assert full[places][place] in {value, None}


@given(plans())
def test_no_count_of_a_row_is_invented(plan: Plan) -> None:
    before, after = cells(plan), cells(completed(plan))
    for place, value in before.items():
        in_a_row = place.row is not Part.HEADLINE and not is_total(place.row)
        if in_a_row and isinstance(place.field, Count) and value is None:
            assert after[place] is None


def test_the_places_of_a_rate_follow_its_row() -> None:
    row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2}
    plan = Plan.of(2024, [row], labour={"working_age": 200, "trained": 163})
    full = completed(plan, places=3, headline_places=1)
    rates = {str(place): str(full.flat(place.row)[place.field]) for place in derived(full)}
    assert rates[f"1/{Rate.POOR_GOAL_RATE}"] == "2.564%"
    assert rates[f"total/{Rate.POOR_GOAL_RATE}"] == "2.564%"
    assert rates[f"headline/{Rate.POOR_GOAL_RATE}"] == "2.6%"
    assert rates[f"labour/{Rate.TRAINED_RATE}"] == "81.5%"
