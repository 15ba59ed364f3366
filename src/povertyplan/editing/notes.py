"""The findings of a report as notes at places of a document: one note a place."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from povertyplan.arguments.strict import strict_fields
from povertyplan.diagnosis import Diagnoses, Diagnosis
from povertyplan.documents.files import Document
from povertyplan.errors import harmless
from povertyplan.findings import Finding, Report
from povertyplan.messages import Sentence
from povertyplan.model.fields import DocumentFact
from povertyplan.model.places import Part, Place
from povertyplan.reading import Source

_FINDING = Sentence("{severity} ({code}): {text}")
_CORRECT = Sentence("Correct it: {repair}")
_PERHAPS = Sentence("Perhaps: {repair}; {standing}")
_CHANGES = Sentence("{changes} ({why})")
_MORE = Sentence("And {number:more finding|more findings}, which povertyplan check tells.")
#: Where the title of a plan stands, if the reading knows it.
_TITLE = Place(Part.DOCUMENT, DocumentFact.YEAR)
#: A note of more characters is no joy to read, and Excel takes no more than eight times as many.
_MOST_CHARACTERS = 4_000


@frozen(field_transformer=strict_fields)
class Note:
    """
    All findings at one place of a document, the gravest first.

    >>> note = Note(Source("plan.xlsx", sheet="Phụ lục", cell="I31"), (), "Lỗi (PP201)")
    >>> print(note.source, note.text)
    plan.xlsx:Phụ lục!I31 Lỗi (PP201)
    """

    #: the cell or the paragraph, with the column if all findings are of one figure in it; None
    #: where the document has no place for them
    source: Source | None
    findings: tuple[Finding, ...]  #: the findings there
    text: str  #: the comment, in the language that was asked for


def notes_of(
    reading: Document, report: Report, diagnoses: Diagnoses, lang: str
) -> tuple[Note, ...]:
    """
    Return the findings of a report as notes, one for each place, in the order of the report.

    A finding without a place of its own stands at the title of the plan, or at the first figure.
    """
    repairs = _repairs(report, diagnoses)
    findings_at: dict[Source | None, list[Finding]] = {}
    figures_at: dict[Source | None, set[Source | None]] = {}
    for finding in report.findings:
        figure = _place(reading, finding)
        place = figure and evolve(figure, line=None, column=None)
        findings_at.setdefault(place, []).append(finding)
        figures_at.setdefault(place, set()).add(figure)
    return tuple(
        Note(_marked(place, figures_at[place]), tuple(findings), _text(findings, repairs, lang))
        for place, findings in findings_at.items()
    )


def _marked(place: Source | None, figures: Collection[Source | None]) -> Source | None:
    """Return the mark of a note: the only figure of a paragraph, or else the whole place."""
    is_of_paragraph = place is not None and place.paragraph is not None
    return next(iter(figures)) if is_of_paragraph and len(figures) == 1 else place


def _repairs(report: Report, diagnoses: Diagnoses) -> Mapping[Finding, Diagnosis]:
    """Return the likeliest explanation of each finding that has one."""
    repairs: dict[Finding, Diagnosis] = {}
    for group in diagnoses.groups(report):
        for finding in group.findings:
            explaining = (entry for entry in group.diagnoses if entry.explains(finding))
            diagnosis = next(explaining, group.best)
            if diagnosis is not None:
                repairs[finding] = diagnosis
    return repairs


def _place(reading: Document, finding: Finding) -> Source | None:
    """Return where a finding stands, else the title of the plan; None if neither is known."""
    source = reading.source(finding)
    if source is not None:
        return source
    title = reading.sources.get(_TITLE)
    if title is None:
        first = min(reading.sources, key=lambda place: place.rank, default=None)
        title = None if first is None else reading.sources[first]
    return title and evolve(title, column=None)


def _text(findings: Sequence[Finding], repairs: Mapping[Finding, Diagnosis], lang: str) -> str:
    """Return the text of a note; what is beyond its length is counted."""
    gravest_first = sorted(findings, key=lambda finding: finding.severity.rank)
    told: list[str] = []
    for finding in gravest_first:
        text = "\n".join(_lines(finding, repairs.get(finding), lang))
        is_too_long = sum(map(len, told)) + len(text) > _MOST_CHARACTERS
        if told and is_too_long:
            told.append(_MORE.text({"number": len(findings) - len(told)}, lang))
            break
        told.append(text)
    return "\n\n".join(told)


def _lines(finding: Finding, repair: Diagnosis | None, lang: str) -> Iterator[str]:
    """Yield a finding, and what explains it."""
    severity = finding.severity.label(lang).capitalize()
    values = {"severity": severity, "code": finding.code, "text": finding.text(lang)}
    yield harmless(_FINDING.text(values, lang))
    if repair is not None:
        yield harmless(_explanation(finding, repair, lang))


def _explanation(finding: Finding, repair: Diagnosis, lang: str) -> str:
    """Return what to correct where that is certain, else what the slip may be."""
    repaired = _repair(finding, repair, lang)
    if repair.unique:
        return _CORRECT.text({"repair": repaired}, lang)
    return _PERHAPS.text({"repair": repaired, "standing": repair.standing(lang)}, lang)


def _repair(finding: Finding, repair: Diagnosis, lang: str) -> str:
    """Return the changes of a repair and their reason, without the cell that is already named."""
    if repair.row is not None:
        return repair.summary(lang)
    places = [change.edit.place for change in repair.slips]
    is_of_finding = places == [finding.place]
    changes = repair.slips[0].figures(lang) if is_of_finding else repair.proposal(lang)
    return _CHANGES.text({"changes": changes, "why": repair.why(lang)}, lang)
