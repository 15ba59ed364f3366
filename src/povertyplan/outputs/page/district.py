"""Several documents together, above the sheet of each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from povertyplan.findings import Task
from povertyplan.findings.kinds import numbered
from povertyplan.messages import Said, Sentence, show
from povertyplan.model.fields import Count
from povertyplan.outputs.closing import UNREAD
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.overview import Overview, Sums
from povertyplan.outputs.page.axis import Axis
from povertyplan.outputs.page.cards import capital
from povertyplan.outputs.page.sheet import PageSheet, PageVerdict
from povertyplan.outputs.summary import sums_in_words
from povertyplan.outputs.taken_for import taken_for

_SOME_WRONG = Sentence("{wrong} of {number:document|documents} checked must be corrected.")
_NONE_WRONG = Sentence("None of {number:document|documents} checked must be corrected.")
_NONE_READ = Sentence("No document could be read.")
_MISSING = Sentence("{number:unit|units} without a plan")
_REPEATED = Sentence("{number:unit|units} with several plans")
#: The places of the ends of the axis of a small drawing, which is 120 wide.
_LEFT, _RIGHT = 6, 114
#: The counts that a line has.
_COUNTS = (Count.POOR_BASE, Count.POOR_GOAL, Count.NEAR_POOR_BASE, Count.NEAR_POOR_GOAL)


@frozen
class Spark:
    """The poor rate of last year and the goal, on the scale that all units share."""

    base: int
    goal: int
    rises: bool
    said: str


@frozen
class UnitLine:
    """A document of the overview, with a link to its sheet."""

    sheet: str
    name: str
    file: str
    numbers: Mapping[Task, int]  #: of cards
    counts: tuple[str, ...]  #: of the poor and the near-poor, last year and the goal
    spark: Spark | None


@frozen
class SumLines:
    """The sums of all plans of the same two years, in words."""

    title: str
    texts: tuple[str, ...]


@frozen
class District:
    """The overview of several documents."""

    verdict: PageVerdict
    lines: tuple[UnitLine, ...]  #: those with most errors first
    sums: tuple[SumLines, ...]
    repeated: tuple[tuple[str, str], ...]  #: units that are counted several times, and their files
    missing: tuple[str, ...]  #: the units that are expected and have no plan
    unread: tuple[tuple[str, str], ...]  #: files, and why they were not read


def district_of(
    checked: Sequence[Checked],
    sheets: Sequence[PageSheet],
    unread: Sequence[Unread],
    expected: Sequence[str] | None,
    lang: str,
) -> District:
    """Return the overview of some documents, of each of which there is a sheet."""
    documents = [_OneOfSeveral.of(one, sheet) for one, sheet in zip(checked, sheets, strict=True)]
    plans = [document.digest for document in documents if document.digest is not None]
    overview = Overview.of(plans, unread, expected)
    rates = [rate for document in documents for rate in document.rates or ()]
    axis = Axis.over(0, max(rates, default=Fraction(0)), _LEFT, _RIGHT)
    lines = [document.line(axis, lang) for document in documents]
    return District(
        _verdict(sheets, overview, lang),
        tuple(sorted(lines, key=_gravest_first)),
        tuple(_sums(sums, lang) for sums in overview.sums),
        tuple((unit.name, ", ".join(unit.files)) for unit in overview.repeated),
        () if overview.expected is None else overview.expected.missing,
        tuple((one.file, one.message(lang)) for one in unread),
    )


def _verdict(sheets: Sequence[PageSheet], overview: Overview, lang: str) -> PageVerdict:
    """Return how many documents must be corrected, and what else is open."""
    wrong = sum(sheet.verdict.task is Task.CORRECT for sheet in sheets)
    values: dict[str, Said] = {"wrong": wrong, "number": len(sheets)}
    if not sheets:
        return PageVerdict(Task.CORRECT, _NONE_READ.text({}, lang), "")
    open_points = list(_open_points(sheets, overview, lang))
    more = capital(f"{', '.join(open_points)}.") if open_points else ""
    if wrong:
        return PageVerdict(Task.CORRECT, _SOME_WRONG.text(values, lang), more)
    return PageVerdict(Task.LOOK if more else None, _NONE_WRONG.text(values, lang), more)


def _open_points(sheets: Sequence[PageSheet], overview: Overview, lang: str) -> Iterator[str]:
    """Yield what was found in all documents, and what is missing, unread or there twice."""
    found = sum((Counter(sheet.numbers) for sheet in sheets), Counter[Task]())
    yield from (text for _, text in numbered(found, lang))
    missing = () if overview.expected is None else overview.expected.missing
    others = ((UNREAD, overview.unread), (_MISSING, missing), (_REPEATED, overview.repeated))
    for sentence, ones in others:
        if ones:
            yield sentence.text({"number": len(ones)}, lang)


def _gravest_first(line: UnitLine) -> tuple[int, ...]:
    return tuple(-number for number in line.numbers.values())


def _sums(sums: Sums, lang: str) -> SumLines:
    title, *lines = (passage.text for passage in sums_in_words(sums, lang))
    return SumLines(title.removesuffix(":"), tuple(map(capital, lines)))


@frozen
class _OneOfSeveral:
    """A document that was checked, its sheet, and the digest of its plan, if it is one."""

    checked: Checked
    sheet: PageSheet
    digest: Digest | None
    figures: Mapping[Count, int]  #: of the whole plan

    @classmethod
    def of(cls, checked: Checked, sheet: PageSheet) -> "_OneOfSeveral":
        """Take the figures of a plan from its digest; a table of the year has none."""
        digest = None if checked.plan is None else Digest.of(checked, checked.plan)
        return cls(checked, sheet, digest, {} if digest is None else digest.figures)

    @property
    def rates(self) -> tuple[Fraction, Fraction] | None:
        """The exact poor rates of both years, in per cent; None for an unknown rate."""
        base = self._rate(Count.POOR_BASE, Count.HOUSEHOLDS_BASE)
        goal = self._rate(Count.POOR_GOAL, Count.HOUSEHOLDS_GOAL)
        return None if base is None or goal is None else (base, goal)

    def _rate(self, count: Count, whole: Count) -> Fraction | None:
        if count not in self.figures or not self.figures.get(whole):
            return None
        return Fraction(100 * self.figures[count], self.figures[whole])

    def line(self, axis: Axis, lang: str) -> UnitLine:
        """Return the line of the document, its rates drawn on the axis of all."""
        unit = self.checked.unit
        return UnitLine(
            self.sheet.name,
            f"{unit.kind} {unit.name}".strip() or taken_for(self.checked.reading, lang),
            self.checked.file,
            self.sheet.numbers,
            tuple(self._shown(count, lang) for count in _COUNTS),
            self._spark(axis, lang),
        )

    def _shown(self, count: Count, lang: str) -> str:
        return show(self.figures[count], lang) if count in self.figures else ""

    def _spark(self, axis: Axis, lang: str) -> Spark | None:
        if self.rates is None:
            return None
        base, goal = self.rates
        said = f"{show(base, lang)} → {show(goal, lang)}"
        return Spark(axis.x(base), axis.x(goal), goal > base, said)
