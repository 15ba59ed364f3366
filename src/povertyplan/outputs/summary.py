"""What many plans come to, in lines for people."""

from collections.abc import Iterable, Iterator

from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence, field_label
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.layout import BOLD, Passage
from povertyplan.outputs.overview import ColumnSum, ExpectedUnits, FoundByCheck, Overview, Sums

_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {title}: {number} in plans: {plans}")
_WRONG = Sentence("Plans with errors, most errors first:")
_ERRORS = Sentence("{plan}: errors: {errors}")
_PLAN = Sentence("{name} ({file})")
_UNCOMPARED = Sentence("Plans without figures that could be compared:")
_SUMS = Sentence("All plans of {base} and {goal} together ({plans}):")
_NOT_STATED = Sentence("{figure}: no plan states it")
_TOTAL = Sentence("{figure}: {total}")
_RATE = Sentence("{figure}: {total} ({rate} of the households)")
_PART_RATE = Sentence(
    "{figure}: {total} ({rate} of the households, over the"
    " {plans:plan that states|plans that state} both)"
)
_LACKING = Sentence("without plans that do not state it, {number}: {files}")
_REPEATED = Sentence("Counted more than once, for several files are of one unit:")
_UNNAMED = Sentence("Plans that do not name their unit:")
_MISSING = Sentence("Units without a plan, {number} of those expected:")
_PERHAPS_THERE = Sentence(
    "some may be among the files that were not read or do not name their unit: {number}"
)
_COMPLETE = Sentence("Every unit that is expected has a plan.")
_OTHERS = Sentence("Plans of units that are not expected:")
_TWICE = Sentence("Units that the list names twice:")
_ITEM, _BELOW_ITEM = 2, 4


def as_summary(overview: Overview, lang: str) -> Iterator[Passage]:
    """
    Yield the number of plans, the findings of each check, the plans with errors, and the sums.

    Below stand the units that are missing or stand twice.
    """
    plans: dict[str, Said] = {
        "read": len(overview.plans),
        "wrong": len(overview.wrong),
        "unread": len(overview.unread),
    }
    yield Passage.of(_READ.text(plans, lang), style=BOLD)
    for found in overview.checks:
        yield Passage.of(_findings(found, lang))
    errors = [
        _ERRORS.text({"plan": _called(plan, lang), "errors": plan.number(Severity.ERROR)}, lang)
        for plan in overview.wrong
    ]
    yield from _listed(_WRONG, errors, lang)
    uncompared = [_called(plan, lang) for plan in overview.uncompared]
    yield from _listed(_UNCOMPARED, uncompared, lang)
    for sums in overview.sums:
        yield from sums_in_words(sums, lang)
    repeated = [f"{unit.name}: {', '.join(unit.files)}" for unit in overview.repeated]
    yield from _listed(_REPEATED, repeated, lang)
    yield from _listed(_UNNAMED, (plan.file for plan in overview.unnamed), lang)
    open_files = len(overview.unread) + len(overview.unnamed)
    if overview.expected is not None:
        yield from _expected(overview.expected, open_files, lang)


def _findings(found: FoundByCheck, lang: str) -> str:
    """Return how many findings a check has, and in how many plans."""
    values: dict[str, Said] = {
        "code": found.check.code,
        "title": found.check.title(lang),
        "number": found.findings,
        "plans": found.plans,
    }
    return _OF_CODE.text(values, lang)


def sums_in_words(sums: Sums, lang: str) -> Iterator[Passage]:
    """Yield a heading, the sums of the figures with their rates, and the plans that lack one."""
    base_year, goal_year = map(str, sums.years)
    heading: dict[str, Said] = {"base": base_year, "goal": goal_year, "plans": sums.plans}
    yield Passage.of(_SUMS.text(heading, lang), style=BOLD)
    for column in sums.columns.values():
        yield Passage.of(_sum(column, sums, lang), _ITEM)
        if column.lacking and column.plans:
            lacking: dict[str, Said] = {
                "number": len(column.lacking),
                "files": ", ".join(column.lacking),
            }
            yield Passage.of(_LACKING.text(lacking, lang), _BELOW_ITEM)


def _sum(column: ColumnSum, sums: Sums, lang: str) -> str:
    """Return the sum of a figure, with its rate if it has one."""
    rate = sums.rates.get(column.figure)
    printed = None if rate is None else rate.printed
    values: dict[str, Said] = {
        "figure": field_label(column.figure, sums.year(column.figure), lang),
        "total": column.total,
        "rate": printed,
        "plans": 0 if rate is None else rate.plans,
    }
    if not column.plans:
        return _NOT_STATED.text(values, lang)
    if rate is None or printed is None:
        return _TOTAL.text(values, lang)
    return (_RATE if rate.plans == sums.plans else _PART_RATE).text(values, lang)


def _expected(expected: ExpectedUnits, open_files: int, lang: str) -> Iterator[Passage]:
    """
    Yield the units that are missing, and the plans of others.

    *open_files* is the number of files of which it is not known whose plan they hold.
    """
    yield from _listed(_MISSING, expected.missing, lang)
    if not expected.missing:
        yield Passage.of(_COMPLETE.text({}, lang))
    elif open_files:
        yield Passage.of(_PERHAPS_THERE.text({"number": open_files}, lang), _BELOW_ITEM)
    yield from _listed(_OTHERS, (_called(plan, lang) for plan in expected.others), lang)
    yield from _listed(_TWICE, expected.repeated, lang)


def _called(plan: Digest, lang: str) -> str:
    """Return the unit of a plan and its file, only the file if the unit is not named."""
    if not plan.name:
        return plan.file
    return _PLAN.text({"name": plan.name, "file": plan.file}, lang)


def _listed(heading: Sentence, items: Iterable[str], lang: str) -> Iterator[Passage]:
    """Yield a heading and the items below it, or nothing without items."""
    passages = [Passage.of(item, _ITEM) for item in items]
    if passages:
        yield Passage.of(heading.text({"number": len(passages)}, lang), style=BOLD)
        yield from passages
