"""The flat names of all fields, and which part of a plan has which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from povertyplan.arguments.strict import strict_words
from povertyplan.model.percent import Percent, Points


@strict_words
class Count(StrEnum):
    """
    The flat names of the figures that count something.

    ``_base`` is last year's review, ``_goal`` what the plan sets for this year.  A row and the
    total have ``households``, ``persons``, ``poor`` and ``near_poor`` of both; the text
    (headline) has ``poor_goal``, ``poor_drop``, ``near_poor_goal`` and ``near_poor_drop``; the
    labour targets have ``working_age``, ``trained``, ``certified``, ``new_jobs`` and
    ``exported``.  A flow (diễn biến) has ``_start``, ``_end`` and what leads from one to the
    other, of ``poor`` and ``near_poor``; a report has ``helped`` besides.  The coverage of a policy
    has ``entitled`` and ``covered``, a household of a register ``members``.  The others are
    further columns, which some annexes have besides.

    A name is as good as its member:

    >>> Count("poor_goal") is Count.POOR_GOAL
    True
    """

    HOUSEHOLDS_BASE = "households_base"
    PERSONS_BASE = "persons_base"
    HOUSEHOLDS_GOAL = "households_goal"
    PERSONS_GOAL = "persons_goal"
    POOR_BASE = "poor_base"
    POOR_GOAL = "poor_goal"
    NEAR_POOR_BASE = "near_poor_base"
    NEAR_POOR_GOAL = "near_poor_goal"
    POOR_DROP = "poor_drop"
    NEAR_POOR_DROP = "near_poor_drop"
    POOR_AND_NEAR_POOR_BASE = "poor_and_near_poor_base"
    POOR_AND_NEAR_POOR_GOAL = "poor_and_near_poor_goal"
    POOR_PERSONS_BASE = "poor_persons_base"
    POOR_PERSONS_GOAL = "poor_persons_goal"
    NEAR_POOR_PERSONS_BASE = "near_poor_persons_base"
    NEAR_POOR_PERSONS_GOAL = "near_poor_persons_goal"
    WORKING_AGE = "working_age"
    TRAINED = "trained"
    CERTIFIED = "certified"
    NEW_JOBS = "new_jobs"
    EXPORTED = "exported"
    HELPED = "helped"
    ENTITLED = "entitled"
    COVERED = "covered"
    MEMBERS = "members"
    POOR_START = "poor_start"
    POOR_TO_NEAR_POOR = "poor_to_near_poor"
    POOR_LEFT = "poor_left"
    POOR_OTHER_OUT = "poor_other_out"
    POOR_FROM_NEAR_POOR = "poor_from_near_poor"
    POOR_RELAPSED = "poor_relapsed"
    POOR_NEW = "poor_new"
    POOR_OTHER_IN = "poor_other_in"
    POOR_END = "poor_end"
    NEAR_POOR_START = "near_poor_start"
    NEAR_POOR_TO_POOR = "near_poor_to_poor"
    NEAR_POOR_LEFT = "near_poor_left"
    NEAR_POOR_OTHER_OUT = "near_poor_other_out"
    NEAR_POOR_FROM_POOR = "near_poor_from_poor"
    NEAR_POOR_RELAPSED = "near_poor_relapsed"
    NEAR_POOR_NEW = "near_poor_new"
    NEAR_POOR_OTHER_IN = "near_poor_other_in"
    NEAR_POOR_END = "near_poor_end"


@strict_words
class Rate(StrEnum):
    """
    The flat names of the figures printed in per cent, or in points of it.

    A row and the total have the rates of ``poor`` and ``near_poor``, of base and goal; the text
    has those of the goal, and the drops (``poor_rate_drop``), which are in percentage points;
    the labour targets have ``trained_rate`` and ``certified_rate``, the coverage of a policy has
    ``covered_rate``.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2, "poor_goal_rate": "1,43"}])
    >>> plan.flat(1)[Rate.POOR_GOAL_RATE]
    Percent.parse('1.43%')
    """

    POOR_BASE_RATE = "poor_base_rate"
    POOR_GOAL_RATE = "poor_goal_rate"
    NEAR_POOR_BASE_RATE = "near_poor_base_rate"
    NEAR_POOR_GOAL_RATE = "near_poor_goal_rate"
    POOR_AND_NEAR_POOR_BASE_RATE = "poor_and_near_poor_base_rate"
    POOR_AND_NEAR_POOR_GOAL_RATE = "poor_and_near_poor_goal_rate"
    POOR_RATE_DROP = "poor_rate_drop"
    NEAR_POOR_RATE_DROP = "near_poor_rate_drop"
    TRAINED_RATE = "trained_rate"
    CERTIFIED_RATE = "certified_rate"
    COVERED_RATE = "covered_rate"


@strict_words
class DocumentFact(StrEnum):
    """
    The names of the facts that a document states about itself, beside its figures.

    >>> str(Place(Part.DOCUMENT, DocumentFact.NUMBER))
    'document/number'
    """

    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"
    ANNEX_NUMBER = "annex_number"
    ANNEX_SYMBOL = "annex_symbol"
    ANNEX_DATE = "annex_date"
    COLUMN_NUMBERS = "column_numbers"
    NAMES = "names"
    ORDINALS = "ordinals"
    YEAR = "year"
    ZEROS = "zeros"


#: The flat name of a figure.
Figure: TypeAlias = Count | Rate
#: The flat name of a figure or of a fact of the document.
Field: TypeAlias = Figure | DocumentFact
#: A figure as printed, None for a blank.
Value: TypeAlias = int | Percent | Points | None
#: The figures of one row or part by their flat names.
Flat: TypeAlias = Mapping[Field, Value]

#: The columns of an annex, in their usual order.
ANNEX: tuple[Figure, ...] = (
    Count.HOUSEHOLDS_BASE,
    Count.PERSONS_BASE,
    Count.HOUSEHOLDS_GOAL,
    Count.PERSONS_GOAL,
    Count.POOR_BASE,
    Rate.POOR_BASE_RATE,
    Count.POOR_GOAL,
    Rate.POOR_GOAL_RATE,
    Count.NEAR_POOR_BASE,
    Rate.NEAR_POOR_BASE_RATE,
    Count.NEAR_POOR_GOAL,
    Rate.NEAR_POOR_GOAL_RATE,
)
#: Columns that some annexes have besides, which follow from those of a plan.
FURTHER: tuple[Figure, ...] = (
    Count.POOR_DROP,
    Count.NEAR_POOR_DROP,
    Count.POOR_AND_NEAR_POOR_BASE,
    Rate.POOR_AND_NEAR_POOR_BASE_RATE,
    Count.POOR_AND_NEAR_POOR_GOAL,
    Rate.POOR_AND_NEAR_POOR_GOAL_RATE,
    Count.POOR_PERSONS_BASE,
    Count.POOR_PERSONS_GOAL,
    Count.NEAR_POOR_PERSONS_BASE,
    Count.NEAR_POOR_PERSONS_GOAL,
)
#: The figures of a plan's text.
HEADLINE: tuple[Figure, ...] = (
    Count.POOR_GOAL,
    Rate.POOR_GOAL_RATE,
    Count.POOR_DROP,
    Rate.POOR_RATE_DROP,
    Count.NEAR_POOR_GOAL,
    Rate.NEAR_POOR_GOAL_RATE,
    Count.NEAR_POOR_DROP,
    Rate.NEAR_POOR_RATE_DROP,
)
#: The figures of the labour targets.
LABOUR: tuple[Figure, ...] = (
    Count.WORKING_AGE,
    Count.TRAINED,
    Rate.TRAINED_RATE,
    Count.CERTIFIED,
    Rate.CERTIFIED_RATE,
    Count.NEW_JOBS,
    Count.EXPORTED,
)
#: The flow of the poor, in the order in which `FLOW_OF_NEAR_POOR` has the near-poor.
FLOW_OF_POOR: tuple[Count, ...] = (
    Count.POOR_START,
    Count.POOR_TO_NEAR_POOR,
    Count.POOR_LEFT,
    Count.POOR_OTHER_OUT,
    Count.POOR_FROM_NEAR_POOR,
    Count.POOR_RELAPSED,
    Count.POOR_NEW,
    Count.POOR_OTHER_IN,
    Count.POOR_END,
)
#: The flow of the near-poor: start, to the other category, left, and so on.
FLOW_OF_NEAR_POOR: tuple[Count, ...] = (
    Count.NEAR_POOR_START,
    Count.NEAR_POOR_TO_POOR,
    Count.NEAR_POOR_LEFT,
    Count.NEAR_POOR_OTHER_OUT,
    Count.NEAR_POOR_FROM_POOR,
    Count.NEAR_POOR_RELAPSED,
    Count.NEAR_POOR_NEW,
    Count.NEAR_POOR_OTHER_IN,
    Count.NEAR_POOR_END,
)
#: The flow of both categories.
FLOW: tuple[Count, ...] = (*FLOW_OF_POOR, *FLOW_OF_NEAR_POOR)
#: The figures of a report: the flow since the start of the year, labour, and households helped.
REPORT: tuple[Figure, ...] = (*FLOW, *LABOUR, Count.HELPED)
#: The figures of the coverage of a policy.
COVERAGE: tuple[Figure, ...] = (Count.ENTITLED, Count.COVERED, Rate.COVERED_RATE)
