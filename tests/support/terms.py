"""How the figures of plans follow from each other, as officers write it."""

from typing import assert_never

from povertyplan.model.fields import FACTS, Figure, Period
from povertyplan.model.relations import (
    COVERAGE_RELATIONS,
    FLOW_RELATIONS,
    FURTHER_RELATIONS,
    RELATIONS,
    Balance,
    Bound,
    Drop,
    Ratio,
    Relation,
    Sum,
)

_RELATIONS = (*RELATIONS, *FURTHER_RELATIONS, *FLOW_RELATIONS, *COVERAGE_RELATIONS)
_YEARS = {Period.BASE: "N-1", Period.GOAL: "N", None: ""}


def computations() -> dict[str, str]:
    """Return how each figure that follows from others is computed."""
    lines = [(label(relation.subject), _computed(relation)) for relation in _RELATIONS]
    return {figure: computed for figure, computed in lines if computed}


def label(figure: Figure) -> str:
    """Return the Vietnamese label of a figure; N is the year of the plan."""
    facts = FACTS[figure]
    return facts.vi.replace("{year}", _YEARS[facts.period])


def _computed(relation: Relation) -> str:
    """Return what a relation computes from the same row; an empty text if it does not."""
    match relation:
        case Sum() | Bound():
            return ""
        case Ratio():
            counts = " + ".join(map(label, relation.counts))
            count = counts if len(relation.counts) == 1 else f"({counts})"
            return f"{count} : {label(relation.whole)} × 100"
        case Drop():
            rates = f"{label(relation.base.rate)} − {label(relation.goal.rate)}"
            return f"{rates}, tính từ số hộ, theo điểm phần trăm"
        case Balance():
            less = "".join(f" − {label(count)}" for count in relation.outs)
            more = "".join(f" + {label(count)}" for count in relation.ins)
            return f"{label(relation.start)}{less}{more}"
        case _:
            assert_never(relation)
