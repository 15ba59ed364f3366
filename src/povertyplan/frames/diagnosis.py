"""The plans of a frame that fail, diagnosed one by one."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, cast

import narwhals.stable.v2 as nw
from narwhals.typing import IntoDType

from povertyplan.diagnosis import diagnose
from povertyplan.frames.checking import check_frame
from povertyplan.frames.columns import PLAN, lazily
from povertyplan.frames.plans import frame_to_plans
from povertyplan.model.percent import Rounding
from povertyplan.model.plan import Plan
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


def diagnose_frame(
    frame: object,
    /,
    backend: str | ModuleType,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    places: int | None = None,
) -> Any:  # noqa: ANN401  # the caller names the library of the frame
    """
    Say what most likely went wrong in the plans of a frame that fail.

    The frame is as `frame_to_plans` takes it.  It is checked in its own engine;
    only the plans with findings leave it, and are diagnosed one by one.  The
    result, a frame of *backend* as in `plans_to_frame`, has a row for every
    figure that a diagnosis changes: ``plan``, ``diagnosis``, which counts those of a
    plan from 1, ``cause``, ``row``, ``unit``, ``field``, ``printed``, ``proposed``, ``derived``
    (what was computed from the slip), ``rank``, ``unique`` and ``complete``.

    Raises `ValueError` as `frame_to_plans` does.

    >>> import polars
    >>> frame = polars.DataFrame({"plan": ["a", "b"], "row": [1, 1], "year": [2024, 2024],
    ...     "households_goal": [3924, 100], "poor_goal": [54, 5],
    ...     "poor_goal_rate": ["1.39", "5.00"]})
    >>> found = diagnose_frame(frame, "polars")
    >>> found.select("plan", "field", "printed", "proposed", "cause").row(0)
    ('a', 'poor_goal_rate', '1.39%', '1.38%', 'wrong-digit')
    """
    found = check_frame(frame, rounding=rounding, places=places).findings
    failing = nw.from_native(cast("Any", found)).lazy().select(PLAN).unique()
    rows = lazily(frame).join(failing, on=PLAN, how="semi")
    plans = frame_to_plans(rows.to_native(), places=places)
    changes = [row for key, plan in plans.items() for row in _changes(key, plan, rounding)]
    kind: IntoDType = nw.Int64 if all(isinstance(key, int) for key in plans) else nw.String
    schema = {PLAN: kind, **_SCHEMA}
    columns = {name: [change[name] for change in changes] for name in schema}
    return nw.from_dict(columns, schema, backend=cast("Any", backend)).to_native()


def _changes(key: object, plan: Plan, rounding: Rounding) -> Iterator[dict[str, object]]:
    for number, one in enumerate(diagnose(Reading(plan, rounding=rounding)), 1):
        for change in one.changes:
            yield {
                PLAN: key,
                "diagnosis": number,
                "cause": one.cause.value,
                "row": str(change.edit.place.row),
                "unit": change.unit,
                "field": str(change.edit.place.field),
                "printed": None if change.edit.printed is None else str(change.edit.printed),
                "proposed": None if change.edit.proposed is None else str(change.edit.proposed),
                "derived": change.derived,
                "rank": one.rank,
                "unique": one.unique,
                "complete": one.complete,
            }
