"""The cards of findings, each for the decision that it asks for."""

from collections.abc import Container, Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from povertyplan.checks import CHECKS
from povertyplan.diagnosis import Contradiction, Diagnosis
from povertyplan.findings import Finding, Task
from povertyplan.messages import Said, Sentence, show
from povertyplan.model.places import Edit, Place
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.page.steps import Step, Workings
from povertyplan.outputs.pages import advice

_TITLE = Sentence("{where}: {field}")
_CONSEQUENCE = Sentence("{code} {where}, {field}")
_WRITE = Sentence("write {proposed} instead of {printed}")
_FIGURE_AND_WHY = Sentence("{figure}: {why}")
_CAUSE = Sentence("Cause")
_PROOF = Sentence("Grounds")
_FOLLOWING = Sentence("To be computed anew")
_REPAIR = Sentence("What to do")
_AS_ADVISED = Sentence("As under {number}.")
_OTHERS = Sentence("It may also be")
_CLEARED = Sentence("Clears as well")
#: A list of more texts than this is folded up.
_MOST_SHOWN = 3


class Certainty(StrEnum):
    """How sure it is what should stand in a cell."""

    RIGHT = "right"  #: every explanation asks for it, in this very cell
    LIKELY = "likely"  #: the likeliest of several explanations asks for it
    POSSIBLE = "possible"  #: it may be right as it stands
    COMPUTED = "computed"  #: the other figures make it, and one of them may be wrong


@frozen
class Proposal:
    """What is printed in a cell, and what should stand there."""

    printed: str
    figure: str
    certainty: Certainty


@frozen
class CardFact:
    """What a card tells besides: one text, or a list that may be folded up."""

    label: str
    texts: tuple[str, ...]

    @property
    def is_folded(self) -> bool:
        """Whether its texts are too many to be shown at once."""
        return len(self.texts) > _MOST_SHOWN


@frozen
class Card:
    """One contradiction or oddity."""

    number: int
    task: Task
    title: str
    statement: str
    where: str
    code: str
    places: tuple[Place, ...]  #: of its findings, the one to read first before the others
    cell: str  #: the name of the cell of the first, an empty text where the page does not show it
    proposal: Proposal | None
    steps: tuple[Step, ...]
    facts: tuple[CardFact, ...]

    @property
    def right(self) -> str:
        """The figure that is certainly right, an empty text where none is."""
        proposal = self.proposal
        is_certain = proposal is not None and proposal.certainty is Certainty.RIGHT
        return proposal.figure if proposal is not None and is_certain else ""


def cell_name(place: Place) -> str:
    """
    Return the name by which links find a cell.

    >>> cell_name(Place(8, "households_goal"))
    'o-8-households_goal'
    """
    return f"o-{place.row}-{place.field}"


def cards_of(
    checked: Checked, workings: Workings, shown: Container[Place], lang: str
) -> Iterator[Card]:
    """
    Yield a card for each contradiction, by what they ask for.

    Cards are linked to the cells of the places that are *shown*.  The advice of a check stands in
    the first card that takes it; the others refer to that one.
    """
    advised: dict[str, int] = {}
    for number, group in enumerate(checked.groups, 1):
        finding = group.leading
        place = finding.place.first
        values = {"where": finding.row_label(lang), "field": finding.field_label(lang)}
        yield Card(
            number,
            finding.task,
            capital(_TITLE.text(values, lang)),
            f"{capital(finding.statement(lang))}.",
            _where(checked, finding, lang),
            finding.code,
            tuple(dict.fromkeys(other.place.first for other in group.findings)),
            cell_name(place) if place in shown else "",
            _proposal(finding, group.best, lang),
            tuple(workings.steps(finding, group.best, lang)),
            tuple(_facts(group, advised.get(finding.code, 0), lang)),
        )
        if group.best is None or not group.best.unique:
            advised.setdefault(finding.code, number)


def _where(checked: Checked, finding: Finding, lang: str) -> str:
    """Return the place in the document as people call it, with the file if it is another one."""
    source = checked.source(finding)
    location = source.location.text(lang)
    return location if source.file == checked.file else f"{source.file}, {location}"


def capital(text: str) -> str:
    """
    Return a text that begins with a capital letter.

    >>> capital("dòng tổng")
    'Dòng tổng'
    """
    return text[:1].upper() + text[1:]


def _proposal(finding: Finding, best: Diagnosis | None, lang: str) -> Proposal | None:
    """
    Return the right content of the cell of a finding, or None if it is not known.

    Only what every explanation asks for in this very cell is right: where a count is wrong, the
    rate that it makes is wrong, too.  Nothing is proposed here where all explanations ask for
    figures in other cells.
    """
    edit = _edit_of(finding, best)
    if best is not None and edit is not None:
        certainty = Certainty.LIKELY if best.proves else Certainty.POSSIBLE
        if best.unique:
            certainty = Certainty.RIGHT
        return Proposal(show(edit.printed, lang), show(edit.proposed, lang), certainty)
    is_elsewhere = best is not None and best.unique
    if is_elsewhere or finding.expected is None:
        return None
    printed, expected = show(finding.printed, lang), show(finding.expected, lang)
    return Proposal(printed, expected, Certainty.COMPUTED)


def _edit_of(finding: Finding, best: Diagnosis | None) -> Edit | None:
    """Return the change of a diagnosis in the cell of a finding, or None if it changes others."""
    edits = () if best is None else best.edits
    return next((edit for edit in edits if edit.place == finding.place), None)


def _facts(group: Contradiction, advised: int, lang: str) -> Iterator[CardFact]:
    """Yield what a card tells besides the figures: cause, grounds, repair, what else may be."""
    finding, best = group.leading, group.best
    if best is not None:
        yield _fact(_CAUSE, [_sentence(best.why(lang))], lang)
        grounds = (*best.reasons(lang), best.standing(lang))
        yield _fact(_PROOF, [" ".join(map(_sentence, grounds))], lang)
    yield from _repair(finding, best, advised, lang)
    others = "; ".join(_other(other, finding, lang) for other in group.diagnoses[1:])
    if others:
        yield _fact(_OTHERS, [_sentence(others)], lang)
    if group.consequences:
        cleared = [_consequence(other, lang) for other in group.consequences]
        yield _fact(_CLEARED, cleared, lang)


def _other(other: Diagnosis, finding: Finding, lang: str) -> str:
    """Return another explanation, with the figure that it puts in the cell of the finding."""
    edit = _edit_of(finding, other)
    if edit is None:
        return other.summary(lang)
    values: dict[str, Said] = {"figure": edit.proposed, "why": other.why(lang)}
    return _FIGURE_AND_WHY.text(values, lang)


def _repair(
    finding: Finding, best: Diagnosis | None, advised: int, lang: str
) -> Iterator[CardFact]:
    """
    Yield the figures to write if they are certain, or else the advice of a check.

    *advised* is the number of the card that gives the advice, 0 where none does yet.
    """
    if best is not None and best.unique:
        own = _edit_of(finding, best)
        if own is not None and len(best.slips) == 1:
            values = {"proposed": own.proposed, "printed": own.printed}
            texts = [_sentence(_WRITE.text(values, lang))]
        else:
            texts = [capital(change.text(lang)) for change in best.slips]
    elif advised:
        texts = [_AS_ADVISED.text({"number": str(advised)}, lang)]
    else:
        pages = [check for check in CHECKS if check.code == finding.code]
        texts = advice(pages[0], lang) if pages else []
    if texts:
        yield _fact(_REPAIR, texts, lang)
    if best is not None and best.derived:
        yield _fact(_FOLLOWING, [capital(change.text(lang)) for change in best.derived], lang)


def _fact(label: Sentence, texts: list[str], lang: str) -> CardFact:
    return CardFact(label.text({}, lang), tuple(texts))


def _consequence(finding: Finding, lang: str) -> str:
    values: Mapping[str, str] = {
        "code": finding.code,
        "where": finding.row_label(lang),
        "field": finding.field_label(lang),
    }
    return _CONSEQUENCE.text(values, lang)


def _sentence(clause: str) -> str:
    """Return a clause as a sentence of its own."""
    return f"{capital(clause)}."
