"""What many plans come to, as one JSON object; ``docs/json.md`` describes it."""

from povertyplan.findings import Severity
from povertyplan.outputs.digest import ADDED_UP, Digest
from povertyplan.outputs.json import VERSION, json_text, refused
from povertyplan.outputs.overview import (
    ColumnSum,
    ExpectedUnits,
    FoundByCheck,
    Overview,
    RateOfSums,
    Sums,
)

#: An object of JSON.
_Object = dict[str, object]


def as_summary_json(overview: Overview, lang: str) -> str:
    """Return one JSON object with an entry for each plan and the sums, in one language."""
    return json_text(
        {
            "povertyplan": VERSION,
            "language": lang,
            "plans": [_plan(plan) for plan in overview.plans],
            "refused": [refused(unread, lang) for unread in overview.unread],
            "checks": [_check(found, lang) for found in overview.checks],
            "sums": [_sums(sums) for sums in overview.sums],
            "repeated": [
                {"unit": unit.name, "files": list(unit.files)} for unit in overview.repeated
            ],
            "expected": None if overview.expected is None else _expected(overview.expected),
        }
    )


def _plan(plan: Digest) -> _Object:
    base_year, goal_year = plan.years
    return {
        "file": plan.file,
        "unit": plan.unit.name or None,
        "kind": plan.unit.kind or None,
        "base_year": base_year,
        "goal_year": goal_year,
        "compared": plan.is_compared,
        "figures": {str(figure): plan.figures.get(figure) for figure in ADDED_UP},
        "counts": {f"{severity}s": plan.number(severity) for severity in Severity},
    }


def _check(found: FoundByCheck, lang: str) -> _Object:
    return {
        "code": found.check.code,
        "name": found.check.name,
        "title": found.check.title(lang),
        "findings": found.findings,
        "plans": found.plans,
    }


def _sums(sums: Sums) -> _Object:
    base_year, goal_year = sums.years
    rates: _Object = {}
    for figure, rate in sums.rates.items():
        rates[f"{figure}_rate"] = _rate(rate)
    return {
        "base_year": base_year,
        "goal_year": goal_year,
        "plans": sums.plans,
        "figures": {str(figure): _column(column) for figure, column in sums.columns.items()},
        "rates": rates,
    }


def _column(column: ColumnSum) -> _Object:
    """Return a sum and the number of plans behind it; null if no plan states the figure."""
    return {
        "sum": column.total if column.plans else None,
        "plans": column.plans,
        "lacking": list(column.lacking),
    }


def _rate(rate: RateOfSums) -> _Object:
    """Return a rate as a count over its whole, and as documents print it."""
    printed = rate.printed
    return {
        "count": rate.count,
        "whole": rate.whole,
        "plans": rate.plans,
        "rate": None if printed is None else str(printed),
    }


def _expected(expected: ExpectedUnits) -> _Object:
    return {
        "missing": list(expected.missing),
        "others": [plan.file for plan in expected.others],
        "repeated": list(expected.repeated),
    }
