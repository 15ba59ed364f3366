"""PP806: the exits of a plan, and who helps them."""

from collections.abc import Iterator

from povertyplan.checks.beside_register import PlanBesideRegister
from povertyplan.checks.commitments import NO_HELP_PROMISED, NO_HELPER, RangeSentences
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.others import Commitments
from povertyplan.checks.quotas import planned_of
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Category, Count
from povertyplan.model.plan import Plan
from povertyplan.year import Register, reach

_OF_NONE = Sentence("commitments are compared with a plan or a register alone")
_UNSET = Sentence("the plan does not set by how many poor households are to fall")
_REACHED = RangeSentences(
    Sentence(
        "{where}: poor households are to fall by {printed} net, and bodies help at most {low} of"
        " them; at least {most:has|have} no helper"
    ),
    Sentence(
        "{where}: poor households are to fall by {printed} net, and bodies help at most {low} to"
        " {high} of them; at least {fewest} to {most} have no helper"
    ),
    Sentence(
        "{where}: poor households are to fall by {printed} net, and bodies have promised to help"
        " {low} or more; up to {most} may have no helper"
    ),
)
_HELPED = Sentence(
    "{where}: poor households are to fall by {printed} net, and"
    " {helped:on the register has|on the register have} a helper; {most:exit has|exits have} none"
)


@rule("PP806", Severity.NOTE, _REACHED.between.en, topic=Topic.FIGURES)
def exits_without_helper(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    Bodies help fewer households than a plan takes out of poverty.

    Beside commitments, their intervals are added up.  This is the most that they reach, for two
    bodies may help one household.  Beside a register, the poor households with a helper are
    counted.  The drop is net: where others become poor, more must leave.

    ## Why it matters

    Who has no helper is the first to be forgotten when the year is at its end.

    ## Wrong

    36 are to leave, and five bodies help 4 to 5 households each.

    >>> from povertyplan.year import Commitment, Interval
    >>> plan = Plan.of(2024, [], headline={"poor_drop": 36})
    >>> def promised(bodies):
    ...     return [
    ...         Commitment(f"Chi hội {number}", Count.HELPED, Interval(4, 5))
    ...         for number in range(1, bodies + 1)
    ...     ]
    >>> print(*check(plan, against=promised(5), select=["PP806"]).findings)
    targets in the text: poor households are to fall by 36 net, and bodies help at most 20 to 25 \
of them; at least 11 to 16 have no helper

    ## Right

    Nine bodies do.

    >>> check(plan, against=promised(9), select=["PP806"]).findings
    ()

    ## How to repair

    Nothing has to be repaired: not every household needs a body.  Where the plan promises one to
    each, share the rest out.

    ## Source

    The plan's section on who does what, in which bodies take on households.
    """
    plan, other = evidence.table, evidence.other
    beside = PlanBesideRegister.of(evidence)
    if isinstance(other, Commitments) and isinstance(plan, Plan):
        yield from _beside_commitments(plan, evidence, other)
    elif isinstance(other, Commitments) and not isinstance(plan, Register):
        yield Gap(None, _OF_NONE)
    elif beside is not None and beside.is_of_one_time:
        yield from _beside_register(beside, evidence)
    else:
        yield NOTHING_OF_THE_KIND


def _beside_commitments(
    plan: Plan, evidence: Evidence, commitments: Commitments
) -> Iterator[Fact | Gap]:
    promised = commitments.to(Count.HELPED)
    planned = planned_of(plan, evidence.figures, Count.POOR_DROP)
    if not promised or planned is None:
        yield Gap(None, _UNSET if promised else NO_HELP_PROMISED)
        return
    reached = reach(promised, Count.HELPED)
    if reached.lo >= planned.count:
        return
    terms = [("low", reached.lo), ("most", planned.count - reached.lo)]
    if reached.hi is not None:
        high = min(reached.hi, planned.count)
        terms += [("high", high), ("fewest", planned.count - high)]
    yield Fact(planned.place, planned.count, terms=tuple(terms), says=_REACHED.of(reached))


def _beside_register(beside: PlanBesideRegister, evidence: Evidence) -> Iterator[Fact | Gap]:
    poor = beside.register.households_in(Category.POOR)
    helped = sum(bool(household.helper) for household in poor)
    planned = planned_of(beside.plan, evidence.figures, Count.POOR_DROP)
    if not helped or planned is None:
        yield Gap(None, _UNSET if planned is None else NO_HELPER)
    elif helped < planned.count:
        terms = (("helped", helped), ("most", planned.count - helped))
        yield Fact(planned.place, planned.count, terms=terms, says=_HELPED, cites=beside.file)
