"""Everything that the page shows of one document, without any markup."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.diagnosis.sentences import NOT_ALL_SEARCHED
from povertyplan.findings import Task
from povertyplan.findings.kinds import numbered
from povertyplan.findings.report import HOLDS, NOTHING_COMPARED
from povertyplan.messages import Sentence
from povertyplan.model.fields import Category, Count
from povertyplan.model.plan import Plan
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.page.bars import Bars, flow_bars, progress_bars
from povertyplan.outputs.page.cards import Card, capital, cards_of
from povertyplan.outputs.page.dumbbell import Dumbbell, dumbbell_of
from povertyplan.outputs.page.steps import Workings
from povertyplan.outputs.page.strip import Strip, strip_of
from povertyplan.outputs.page.table import TableView, shown_places, table_of
from povertyplan.outputs.taken_for import is_of_reviews, taken_for
from povertyplan.reading import Reading
from povertyplan.year import PovertyFlow, Rows, UnitReport

_PLAN = Sentence("Plan for poverty reduction and employment of {year}")
_UNIT, _FILE, _NUMBER = Sentence("Unit"), Sentence("File"), Sentence("Number, symbol")
_DIFFER = Sentence("The figures do not agree: {found}.")
_AGREE_BUT = Sentence("The figures agree; {found}.")
_JUDGED = Sentence(
    "{judged:calculation was|calculations were} done again, {holding:of them agrees|of them agree}."
)


@frozen
class PageVerdict:
    """What the check comes to, in a sentence and what else is to be said of it."""

    task: Task | None  #: the most urgent; None where nothing was found
    text: str
    more: str


@frozen
class PageSheet:
    """One document: what was found, its table as printed, and its pictures."""

    name: str  #: what links of this document begin with
    label: str  #: what tells its parts from those of other documents
    title: str
    facts: tuple[tuple[str, str], ...]
    verdict: PageVerdict
    cards: tuple[Card, ...]
    skipped: tuple[str, ...]
    assumed: tuple[str, ...]
    table: TableView
    strip: Strip | None
    dumbbells: tuple[Dumbbell, ...]
    bars: tuple[Bars, ...]

    @property
    def numbers(self) -> Mapping[Task, int]:
        """The number of cards of each task."""
        return {task: len(self.of(task)) for task in Task}

    def of(self, task: str) -> Sequence[Card]:
        """Return the cards of a task."""
        return [card for card in self.cards if card.task == task]


def sheet_of(checked: Checked, name: str, lang: str) -> PageSheet:
    """Return the sheet of a document; *name* keeps its links apart from other documents."""
    title = _title(checked, lang)
    workings = Workings.of(checked)
    cards = tuple(cards_of(checked, workings, shown_places(checked), lang))
    return PageSheet(
        name,
        f"{_unit_of(checked)}, {title}, {checked.file}",
        title,
        tuple(_facts(checked, lang)),
        _verdict(checked, workings, cards, lang),
        cards,
        tuple(_skipped(checked, lang)),
        _distinct(f"{capital(notice.text(lang))}." for notice in checked.reading.notices),
        table_of(checked, cards, lang),
        *_pictures_of_plan(checked, lang),
        tuple(bars for bars in _pictures_of_table(checked, lang) if bars is not None),
    )


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _skipped(checked: Checked, lang: str) -> Iterator[str]:
    """Yield why checks could not run, and whether causes were left unsearched."""
    for reason in checked.report.reasons(lang):
        yield f"{capital(reason.text)} ({', '.join(reason.codes)})."
    if not checked.diagnoses.complete:
        yield f"{capital(NOT_ALL_SEARCHED.text({}, lang))}."


def _title(checked: Checked, lang: str) -> str:
    plan = checked.plan
    if plan is None or is_of_reviews(checked.reading):
        return capital(taken_for(checked.reading, lang))
    return _PLAN.text({"year": str(plan.year)}, lang)


def _unit_of(checked: Checked) -> str:
    """Return the unit of a document with its kind, an empty text where it names none."""
    unit = checked.unit
    return f"{unit.kind} {unit.name}".strip() if unit.name else ""


def _facts(checked: Checked, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the facts above the verdict: unit, file, number and symbol."""
    unit = _unit_of(checked)
    if unit:
        yield _UNIT.text({}, lang), unit
    yield _FILE.text({}, lang), checked.file
    document = None if checked.plan is None else checked.plan.document
    if document is not None and document.symbol:
        yield _NUMBER.text({}, lang), f"{document.number or '…'}/{document.symbol}"


def _verdict(checked: Checked, workings: Workings, cards: Sequence[Card], lang: str) -> PageVerdict:
    judged = _JUDGED.text({"judged": workings.judged, "holding": workings.holding}, lang)
    numbers = Counter(card.task for card in cards)
    found = ", ".join(text for _, text in numbered(numbers, lang))
    if not checked.report.compared:
        return PageVerdict(Task.CORRECT, f"{capital(NOTHING_COMPARED.text({}, lang))}.", judged)
    if not cards:
        return PageVerdict(None, f"{capital(HOLDS.text({}, lang))}.", judged)
    most_urgent = cards[0].task
    sentence = _DIFFER if most_urgent is Task.CORRECT else _AGREE_BUT
    return PageVerdict(most_urgent, sentence.text({"found": found}, lang), judged)


def _pictures_of_plan(checked: Checked, lang: str) -> tuple[Strip | None, tuple[Dumbbell, ...]]:
    plan = checked.plan
    if plan is None or is_of_reviews(checked.reading):
        return None, ()
    drawn = (dumbbell_of(plan, category, lang) for category in Category)
    return strip_of(plan, lang), tuple(dumbbell for dumbbell in drawn if dumbbell is not None)


def _pictures_of_table(checked: Checked, lang: str) -> Iterator[Bars | None]:
    """Yield how far each unit has come, where reports stand beside their plan, and the flow."""
    table = checked.table
    if not isinstance(table, Rows) or table.kind not in {UnitReport, PovertyFlow}:
        return
    plan = _plan_beside(checked)
    if plan is not None and table.kind is UnitReport:
        for goal in (Count.POOR_GOAL, Count.NEAR_POOR_GOAL):
            yield progress_bars(plan, table, goal, lang)
    for category in Category:
        yield flow_bars(table, category, lang)


def _plan_beside(checked: Checked) -> Plan | None:
    """Return the plan of the same year that a table was checked against, None without one."""
    table = checked.table
    other = None if checked.against is None else checked.against.reading
    if not isinstance(table, Rows) or not isinstance(other, Reading):
        return None
    plan = other.plan
    year = plan.year_of(Count.POOR_GOAL) or plan.year
    return plan if year == table.period.year else None
