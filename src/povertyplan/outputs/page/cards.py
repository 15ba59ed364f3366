"""The cards of findings, each for the decision that it asks for."""

from collections.abc import Container, Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from povertyplan.checks import CHECKS
from povertyplan.diagnosis import Change, Contradiction, Diagnosis
from povertyplan.findings import Finding, Task
from povertyplan.messages import Said, Sentence, show
from povertyplan.model.percent import Points
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
    noun: str = ""  #: what both count, where they do not say it


@frozen
class FactText:
    """A text of a card, and the name of the cell or the card that it leads to, if any."""

    text: str
    target: str = ""


@frozen
class CardFact:
    """What a card tells besides: one text, or a list that may be folded up."""

    label: str
    texts: tuple[FactText, ...]

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
    places: tuple[Place, ...]  #: the cells to correct or to look at, that of the finding first
    staying: tuple[Place, ...]  #: the cells of its findings that are right as they stand
    cell: str  #: the name of the cell of the first, an empty text where the page does not show it
    proposal: Proposal | None
    steps: tuple[Step, ...]
    facts: tuple[CardFact, ...]

    @property
    def right(self) -> str:
        """The figure that is certainly right, an empty text where none is."""
        proposal = self.proposal
        if proposal is None or proposal.certainty is not Certainty.RIGHT:
            return ""
        return f"{proposal.figure} {proposal.noun}".strip()

    @property
    def is_brief(self) -> bool:
        """Whether it tells nothing but figures, their calculation, and which card advises."""
        refers = all(text.target for fact in self.facts for text in fact.texts)
        return self.proposal is not None and refers


def cell_name(place: Place) -> str:
    """
    Return the name that links to a cell use.

    >>> cell_name(Place(8, "households_goal"))
    'o-8-households_goal'
    """
    return f"o-{place.row}-{place.field}"


def card_name(number: int) -> str:
    """Return the name that links to a card use."""
    return f"m{number}"


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
            *_places(group),
            cell_name(place) if place in shown else "",
            _proposal(finding, group.best, lang),
            tuple(workings.steps(finding, group.best, lang)),
            tuple(_facts(group, advised.get(finding.code, 0), shown, lang)),
        )
        if group.best is None or not group.best.unique:
            advised.setdefault(finding.code, number)


def _places(group: Contradiction) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """
    Return the cells that a contradiction asks to correct or to look at, and those that stay.

    Only where every explanation asks for the same repair are its cells known to be wrong, and the
    others right.
    """
    found = dict.fromkeys(finding.place.first for finding in group.findings)
    best = group.best
    if best is None or not best.unique:
        return tuple(found), ()
    edited = {edit.place for edit in best.edits}
    slips = [change.edit.place for change in best.slips]
    wrong = dict.fromkeys([*(place for place in found if place in edited), *slips])
    return tuple(wrong), tuple(place for place in found if place not in edited)


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
        return _proposed(edit.printed, edit.proposed, certainty, lang)
    is_elsewhere = best is not None and best.unique
    if is_elsewhere or finding.expected is None:
        return None
    return _proposed(finding.printed, finding.expected, Certainty.COMPUTED, lang)


def _proposed(printed: Said, figure: Said, certainty: Certainty, lang: str) -> Proposal:
    """Return two figures as people write them, a noun that both have behind the second one."""
    texts = show(printed, lang), show(figure, lang)
    if not isinstance(printed, Points) or not isinstance(figure, Points):
        return Proposal(*texts, certainty)
    (of_printed, _, _), (of_figure, _, noun) = (text.partition(" ") for text in texts)
    return Proposal(of_printed, of_figure, certainty, noun)


def _edit_of(finding: Finding, best: Diagnosis | None) -> Edit | None:
    """Return the change of a diagnosis in the cell of a finding, or None if it changes others."""
    edits = () if best is None else best.edits
    return next((edit for edit in edits if edit.place == finding.place), None)


def _facts(
    group: Contradiction, advised: int, shown: Container[Place], lang: str
) -> Iterator[CardFact]:
    """Yield what a card tells besides the figures: cause, grounds, repair, what else may be."""
    finding, best = group.leading, group.best
    if best is not None:
        yield _fact(_CAUSE, [_sentence(best.why(lang))], lang)
        grounds = (*best.reasons(lang), best.standing(lang))
        yield _fact(_PROOF, [" ".join(map(_sentence, grounds))], lang)
    yield from _repair(finding, best, advised, shown, lang)
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
    finding: Finding, best: Diagnosis | None, advised: int, shown: Container[Place], lang: str
) -> Iterator[CardFact]:
    """
    Yield the figures to write if they are certain, or else the advice of a check.

    *advised* is the number of the card that gives the advice, 0 where none does yet.
    """
    if best is not None and best.unique:
        own = _edit_of(finding, best)
        if own is not None and len(best.slips) == 1:
            values = {"proposed": own.proposed, "printed": own.printed}
            texts = [FactText(_sentence(_WRITE.text(values, lang)))]
        else:
            texts = [_change(change, shown, lang) for change in best.slips]
    elif advised:
        as_there = _AS_ADVISED.text({"number": str(advised)}, lang)
        texts = [FactText(as_there, card_name(advised))]
    else:
        pages = [check for check in CHECKS if check.code == finding.code]
        texts = [FactText(text) for check in pages for text in advice(check, lang)]
    if texts:
        yield CardFact(_REPAIR.text({}, lang), tuple(texts))
    if best is not None and best.derived:
        yield _fact(_FOLLOWING, [capital(change.text(lang)) for change in best.derived], lang)


def _change(change: Change, shown: Container[Place], lang: str) -> FactText:
    """Return a change of another cell, which it leads to if the page shows that."""
    place = change.edit.place
    return FactText(capital(change.text(lang)), cell_name(place) if place in shown else "")


def _fact(label: Sentence, texts: list[str], lang: str) -> CardFact:
    return CardFact(label.text({}, lang), tuple(map(FactText, texts)))


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
