"""A quota that is shared out over the units of a plan: as text for people, and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import Category
from povertyplan.model.names import key
from povertyplan.model.plan import Plan
from povertyplan.outputs.json import VERSION, json_text
from povertyplan.year import Allocation, Outlook, Register, Share, SharingRule

_TITLES: Mapping[tuple[SharingRule, Category], Sentence] = {
    (SharingRule.LEVEL, Category.POOR): Sentence(
        "{unit}: {quota:household|households} to leave poverty in {year}, shared out by one level"
    ),
    (SharingRule.LEVEL, Category.NEAR_POOR): Sentence(
        "{unit}: {quota:household|households} to leave near-poverty in {year}, shared out by one"
        " level"
    ),
    (SharingRule.PROPORTIONAL, Category.POOR): Sentence(
        "{unit}: {quota:household|households} to leave poverty in {year}, shared out in proportion"
    ),
    (SharingRule.PROPORTIONAL, Category.NEAR_POOR): Sentence(
        "{unit}: {quota:household|households} to leave near-poverty in {year}, shared out in"
        " proportion"
    ),
}
_SHARE = Sentence("{row}. {share}")
_TOTAL = Sentence(
    "In all: {quota} of {base:household is|households are} shared out, and {goal:is|are} left."
)
_TIED = Sentence(
    "Only the order of the list decided which of these are rounded up: {units}. Decide it otherwise"
    " if the order means nothing."
)
_REMAINDERS = Sentence(
    "Assumed: of equal remainders the unit with more of these households goes first, then the one"
    " with the higher share of its households, at last the first of the list."
)
_NO_REGISTER = Sentence(
    "Assumed: each unit can give all of these households. To ask for no more than the review judged"
    " able: add --at-most REGISTER"
)
_ABLE = Sentence(
    "Assumed: no unit gives more than {file} judges able, which is {able} of"
    " {number:household|households}."
)
_NOT_JUDGED = Sentence(
    "{file}: households that are not judged do not count as able, which are {number}."
)
_OF_ANOTHER_YEAR = Sentence(
    "{file} is of {year}, and the counts of {plan} are of {base_year}: see that both are meant."
)
_NOT_IN_REGISTER = Sentence(
    "{file} has no such household of {units}: as the plan counts some, up to all of them are taken"
    " as able."
)


@frozen
class Shared:
    """A quota that is shared out over the units of a plan, and what bounds it."""

    plan_file: str
    plan: Plan
    allocation: Allocation
    register_file: str | None = None
    register: Register | None = None


def as_text(shared: Shared, lang: str) -> Iterator[str]:
    """Yield who is to bring how many households out of poverty and why, and what was assumed."""
    allocation, plan = shared.allocation, shared.plan
    values: dict[str, Said] = {
        "unit": f"{plan.unit.kind} {plan.unit.name}".strip() or shared.plan_file,
        "year": str(plan.year if plan.years is None else plan.years[1]),
        "quota": allocation.quota,
        "base": sum(share.base for share in allocation.shares),
        "goal": sum(share.goal for share in allocation.shares),
        "units": _names(allocation.ties),
    }
    yield _TITLES[allocation.rule, allocation.category].text(values, lang)
    for row, share in enumerate(allocation.shares, 1):
        yield _SHARE.text({"row": row, "share": share.text(lang)}, lang)
    yield _TOTAL.text(values, lang)
    if allocation.ties:
        yield _TIED.text(values, lang)
    yield from _assumed(shared, lang)


def _names(shares: Sequence[Share]) -> str:
    return ", ".join(share.unit.name for share in shares)


def _assumed(shared: Shared, lang: str) -> Iterator[str]:
    """Yield how remainders are ranked, what bounds shares, and what the register leaves open."""
    yield _REMAINDERS.text({}, lang)
    register, category = shared.register, shared.allocation.category
    if register is None:
        yield _NO_REGISTER.text({}, lang)
        return
    base_year = shared.plan.targets[0].base.year
    households = register.households_in(category)
    not_judged = sum(household.outlook is None for household in households)
    absent = _absent(shared.allocation, register)
    values: dict[str, Said] = {
        "file": shared.register_file,
        "plan": shared.plan_file,
        "able": sum(household.outlook is Outlook.ABLE for household in households),
        "number": len(households),
        "year": str(register.year),
        "base_year": str(base_year),
        "units": _names(absent),
    }
    yield _ABLE.text(values, lang)
    if not_judged:
        yield _NOT_JUDGED.text({**values, "number": not_judged}, lang)
    if register.year != base_year:
        yield _OF_ANOTHER_YEAR.text(values, lang)
    if absent:
        yield _NOT_IN_REGISTER.text(values, lang)


def _absent(allocation: Allocation, register: Register) -> Sequence[Share]:
    """Return the shares of units that have households in the plan but not in the register."""
    registered = set(map(key, register.counts(allocation.category)))
    return [
        share
        for share in allocation.shares
        if share.base and key(share.unit.name) not in registered
    ]


def as_sharing_json(shared: Shared, lang: str) -> str:
    """Return the shares as one JSON object; what is exact is a fraction, as text."""
    allocation = shared.allocation
    return json_text(
        {
            "povertyplan": VERSION,
            "language": lang,
            "plan": shared.plan_file,
            "register": shared.register_file,
            "quota": allocation.quota,
            "category": str(allocation.category),
            "rule": str(allocation.rule),
            "level": str(allocation.level),
            "shares": [_share(row, share, lang) for row, share in enumerate(allocation.shares, 1)],
            "assumed": list(_assumed(shared, lang)),
        }
    )


def _share(row: int, share: Share, lang: str) -> dict[str, object]:
    return {
        "row": row,
        "unit": share.unit.name,
        "base": share.base,
        "low": share.low,
        "high": share.high,
        "exact": str(share.exact),
        "count": share.count,
        "goal": share.goal,
        "tied": share.tied,
        "message": share.text(lang),
    }
