"""The plans of a frame that fail, diagnosed one by one."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.typing import IntoDType

from povertyplan.arguments.strict import strict
from povertyplan.diagnosis import diagnose
from povertyplan.frames.checking import check_frame
from povertyplan.frames.columns import PLAN, lazy_frame
from povertyplan.frames.plans import frame_to_plans
from povertyplan.model.percent import DecimalPlaces
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.reading import Reading

_SCHEMA: Mapping[str, IntoDType] = {
    "diagnosis": nw.Int64,
    "cause": nw.String,
    "row": nw.String,
    "unit": nw.String,
    "field": nw.String,
    "printed": nw.String,
    "proposed": nw.String,
    "derived": nw.Boolean,
    "rank": nw.Int64,
    "unique": nw.Boolean,
    "complete": nw.Boolean,
}


@strict
def diagnose_frame(
    frame: object,
    /,
    backend: str | ModuleType,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    places: DecimalPlaces | None = None,
) -> Any:  # noqa: ANN401  # the caller names the library of the frame
    """
    Return the most likely slips in the plans of a frame that have findings.

    The frame is as `frame_to_plans` takes it.  It is checked in its own engine;
    only the plans with findings leave it, and are diagnosed one by one.  The
    result, a frame of *backend* as in `plans_to_frame`, has a row for every
    figure that a diagnosis changes: ``plan``, ``diagnosis``, the number of the diagnosis in its
    plan, ``cause``, ``row``, ``unit``, ``field``, ``printed``, ``proposed``, ``derived``
    (whether the figure was computed from the slip), ``rank``, ``unique`` and ``complete``.

    Raises `ValueError` as `frame_to_plans` does.

    >>> import polars
    >>> frame = polars.DataFrame({"plan": ["a", "b"], "row": [1, 1], "year": [2024, 2024],
    ...     "households_goal": [3924, 100], "poor_goal": [54, 5],
    ...     "poor_goal_rate": ["1.39", "5.00"]})
    >>> changes = diagnose_frame(frame, "polars")
    >>> changes.select("plan", "field", "printed", "proposed", "cause").row(0)
    ('a', 'poor_goal_rate', '1.39%', '1.38%', 'wrong-digit')
    """
    findings: Any = check_frame(frame, rounding=rounding, places=places).findings
    failing = nw.from_native(findings).lazy().select(PLAN).unique()
    rows = lazy_frame(frame).join(failing, on=PLAN, how="semi")
    plans = frame_to_plans(rows.to_native(), places=places)

    keys_are_numbers = all(isinstance(key, int) for key in plans)
    schema = {PLAN: nw.Int64 if keys_are_numbers else nw.String, **_SCHEMA}
    columns: dict[str, list[object]] = {name: [] for name in schema}
    for key, plan in plans.items():
        for change in _changes(key, plan, rounding):
            for name, column in columns.items():
                column.append(change[name])
    library: Any = backend
    return nw.from_dict(columns, schema, backend=library).to_native()


def _changes(key: object, plan: Plan, rounding: Rounding) -> Iterator[dict[str, object]]:
    """Yield a row for every figure that a diagnosis of a plan changes."""
    for number, diagnosis in enumerate(diagnose(Reading(plan, rounding=rounding)), 1):
        for change in diagnosis.changes:
            edit = change.edit
            yield {
                PLAN: key,
                "diagnosis": number,
                "cause": diagnosis.cause.value,
                "row": str(edit.place.row),
                "unit": change.unit,
                "field": str(edit.place.field),
                "printed": None if edit.printed is None else str(edit.printed),
                "proposed": None if edit.proposed is None else str(edit.proposed),
                "derived": change.derived,
                "rank": diagnosis.rank,
                "unique": diagnosis.unique,
                "complete": diagnosis.complete,
            }
