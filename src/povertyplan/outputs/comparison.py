"""Reports of units beside the plan of their commune, as text for people and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import frozen

from povertyplan.errors import harmless
from povertyplan.messages import Said, Sentence, field_label, period_label, show, translated
from povertyplan.model.fields import Count
from povertyplan.model.percent import Percent
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.units import Unit
from povertyplan.outputs.json import VERSION, json_text, refused
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.outcome import Unread
from povertyplan.outputs.table import aligned
from povertyplan.outputs.unread import as_unread
from povertyplan.reading import Notice, Source
from povertyplan.year import ProgressReport, Standing, Timeliness, UnitReport

_TITLE = Sentence(
    "{unit}: the plan of {year} at the end of {period}, after {months} of 12 months ({elapsed})"
)
_TOTAL = Sentence("total")
_TOTAL_OF_SOME = Sentence("total of {number} of {units:unit|units}")
_REPEATED = Sentence("{where}: {unit} sent more than one report; a later one counts")
_UNEXPECTED = Sentence("{where}: {unit}, {period}, is not counted")
_UNREADABLE = Sentence("{where}: “{text}” is no figure, and is not counted")
_NO_REPORT = Sentence("{file}: holds no report of a unit, and is not counted")
_MORE = Sentence("{notice} (so in {number} places)")
_NONE = Sentence("No report of {period} was found.")
_CHECK = Sentence("To check the figures of the reports: povertyplan check {file} --against {plan}")
#: The heads of the columns of households, and of workers.
HEADS_OF_HOUSEHOLDS = ("base", "goal", "now", "net fall", "exits", "achieved", "needed")
HEADS_OF_WORKERS = ("goal", "so far", "achieved", "needed")
_OF_HOUSEHOLDS = (Count.POOR_GOAL, Count.NEAR_POOR_GOAL)
_BLANK = "–"


@frozen
class PlacedReport:
    """A report, and where it was read."""

    report: UnitReport
    source: Source


@frozen
class Compared:
    """The reports of the units of a plan, and how far the plan has come."""

    plan_file: str
    plan: Plan
    table: ProgressReport  #: of the commune
    timeliness: Timeliness
    standings: tuple[Standing, ...]
    sent: tuple[PlacedReport, ...]
    notices: tuple[Notice, ...]  #: what was assumed where the reports were read
    unreadable: tuple[tuple[Source, str], ...]  #: cells that hold no figure, and their texts
    others: tuple[str, ...]  #: files that hold no report
    unread: tuple[Unread, ...]

    @property
    def period(self) -> ReportingPeriod:
        """The period that is compared."""
        return self.timeliness.period

    def source(self, report: UnitReport) -> Source:
        """Return where a report was read."""
        return next(sent.source for sent in self.sent if sent.report is report)


def as_text(compared: Compared, lang: str) -> Iterator[str | Passage]:
    """
    Yield the comparison: tables of households and workers, then passages about who has reported.

    The lines of a table are text, for their cells stand one below the other.
    """
    yield Passage.of(_title(compared, lang))
    for field in _OF_HOUSEHOLDS:
        of_field = [each for each in compared.standings if each.field is field]
        if of_field:
            yield ""
            yield from aligned(list(_households(of_field, compared, lang)))
    of_workers = [each for each in compared.standings if each.field not in _OF_HOUSEHOLDS]
    if of_workers:
        yield ""
        yield from aligned(list(_workers(of_workers, lang)))
    yield ""
    yield from map(Passage.of, compared.timeliness.text(lang).splitlines())
    yield from map(Passage.of, _set_aside(compared, lang))
    yield Passage.of(_last_line(compared, lang))


def _last_line(compared: Compared, lang: str) -> str:
    """Return what to do next, or that there is nothing to compare."""
    if not compared.timeliness.counted:
        return _NONE.text({"period": period_label(compared.period, lang)}, lang)
    file = compared.source(compared.timeliness.counted[0]).file
    return _CHECK.text({"file": file, "plan": compared.plan_file}, lang)


def _title(compared: Compared, lang: str) -> str:
    months = compared.period.months[-1]
    values: dict[str, Said] = {
        "unit": f"{compared.plan.unit.kind} {compared.plan.unit.name}".strip(),
        "year": str(compared.plan.year),
        "period": period_label(compared.period, lang),
        "months": months,
        "elapsed": Percent.of_ratio(months, 12, places=1),
    }
    return _TITLE.text(values, lang)


def _households(
    standings: Sequence[Standing], compared: Compared, lang: str
) -> Iterator[Sequence[str]]:
    """Yield the rows of a category: its units, and all of them."""
    label = field_label(standings[0].field, None, lang)
    yield [label, *(translated(head, lang) for head in HEADS_OF_HOUSEHOLDS)]
    for standing in standings:
        is_total = standing.unit == compared.plan.unit
        name = _total(standing, compared, lang) if is_total else harmless(standing.unit.name)
        yield [
            name,
            *(show(count, lang) for count in (standing.base, standing.goal, standing.now)),
            show(-standing.change, lang),
            _BLANK if standing.exits is None else show(standing.exits, lang),
            standing.achieved_text(lang) or _BLANK,
            show(standing.needed, lang),
        ]


def _total(standing: Standing, compared: Compared, lang: str) -> str:
    if not standing.missing:
        return _TOTAL.text({}, lang)
    units = len(compared.plan.targets)
    values = {"number": units - len(standing.missing), "units": units}
    return _TOTAL_OF_SOME.text(values, lang)


def _workers(standings: Iterable[Standing], lang: str) -> Iterator[Sequence[str]]:
    yield ["", *(translated(head, lang) for head in HEADS_OF_WORKERS)]
    for standing in standings:
        yield [
            field_label(standing.field, None, lang),
            show(standing.goal, lang),
            show(standing.now, lang),
            standing.achieved_text(lang) or _BLANK,
            show(standing.needed, lang),
        ]


def _set_aside(compared: Compared, lang: str) -> Iterator[str]:
    """Yield what is not counted, each with its place, and what was assumed."""
    lists = (
        (_REPEATED, compared.timeliness.repeated),
        (_UNEXPECTED, compared.timeliness.unexpected),
    )
    for sentence, reports in lists:
        for report in reports:
            values = {
                "where": compared.source(report).text(lang),
                "unit": report.unit.name,
                "period": period_label(report.period, lang),
            }
            yield sentence.text(values, lang)
    for source, text in compared.unreadable:
        yield _UNREADABLE.text({"where": source.text(lang), "text": text}, lang)
    for file in compared.others:
        yield _NO_REPORT.text({"file": file}, lang)
    yield from as_unread(compared.unread, lang, verbose=False)
    yield from _notices(compared.notices, lang)


def _notices(notices: Iterable[Notice], lang: str) -> Iterator[str]:
    """Yield each notice once, with its first place and the number of its places."""
    told = [(notice.text(lang), notice) for notice in notices]
    told.sort(key=lambda each: each[0])
    for text, group in groupby(told, key=lambda each: each[0]):
        alike = [notice for _, notice in group]
        source = alike[0].source
        said = text if source is None else f"{source.text(lang)}: {text}"
        values = {"notice": said, "number": len(alike)}
        yield _MORE.text(values, lang) if len(alike) > 1 else harmless(said)


def as_comparison_json(compared: Compared, lang: str) -> str:
    """Return the comparison as one JSON object."""
    timeliness = compared.timeliness
    return json_text(
        {
            "povertyplan": VERSION,
            "language": lang,
            "plan": compared.plan_file,
            "period": str(compared.period),
            "due": str(timeliness.due),
            "rule": timeliness.rule.text(lang),
            "standings": [_standing(standing) for standing in compared.standings],
            "on_time": _names(timeliness.on_time),
            "late": [
                {
                    "unit": unit.name,
                    "received": str(timeliness.received[unit]),
                    "days_late": timeliness.days_late(unit),
                }
                for unit in timeliness.late
            ],
            "missing": _names(timeliness.missing),
            "undated": _names(timeliness.undated),
            "repeated": [_report(compared, report, lang) for report in timeliness.repeated],
            "unexpected": [_report(compared, report, lang) for report in timeliness.unexpected],
            "unreadable": [
                {"file": source.file, "place": source.text(lang), "text": text}
                for source, text in compared.unreadable
            ],
            "without_report": list(compared.others),
            "refused": [refused(unread, lang) for unread in compared.unread],
        }
    )


def _names(units: Iterable[Unit]) -> list[str]:
    return [unit.name for unit in units]


def _standing(standing: Standing) -> dict[str, object]:
    """Return a standing; its shares are fractions, as text."""
    achieved, per_month = standing.achieved, standing.per_month
    return {
        "unit": standing.unit.name,
        "field": str(standing.field),
        "base": standing.base,
        "goal": standing.goal,
        "now": standing.now,
        "change": standing.change,
        "exits": standing.exits,
        "achieved": None if achieved is None else str(achieved),
        "elapsed": str(standing.elapsed),
        "needed": standing.needed,
        "per_month": None if per_month is None else str(per_month),
        "missing": _names(standing.missing),
    }


def _report(compared: Compared, report: UnitReport, lang: str) -> dict[str, object]:
    source = compared.source(report)
    return {
        "unit": report.unit.name,
        "period": str(report.period),
        "received": None if report.received is None else str(report.received),
        "file": source.file,
        "place": source.text(lang),
    }
