"""What stands below a finding: where else it is stated, what explains it, and what follows."""

from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Contradiction, Diagnosis
from povertyplan.diagnosis.sentences import FOLLOWS, MORE
from povertyplan.messages import Said, Sentence
from povertyplan.model.places import Place
from povertyplan.outputs.layout import DIM, GREEN, Passage
from povertyplan.outputs.outcome import Checked

_RIGHT_FIGURE = Sentence("the right figure: {text}")
_RIGHT_FIGURES = Sentence("the right figures: {text}")
_CAUSE = Sentence("cause: {text}")
_LIKELIEST_CAUSE = Sentence("most likely cause: {text}")
_OTHER_CAUSE = Sentence("it may also be: {text}")
_LIKELY = Sentence("likely: {text}")
_PERHAPS = Sentence("perhaps: {text}")
_OR = Sentence("or: {text}")
_FURTHER = Sentence("and {number:further explanation|further explanations}")
_OTHER_PLACE = Sentence("the other place: {source}")
_ALSO = Sentence("also: {findings}")
_CONSEQUENCE = Sentence("{code} {where}, {field}")
_MORE_FINDINGS = Sentence("and {number:more finding|more findings}")
#: How many explanations stand below a finding, how many figures an alternative names, and how
#: many of the consequences of a finding are named; the others are counted.
_MOST_TOLD = 3
#: How far what explains a finding stands in, and how far the proof of an explanation.
_BELOW, _PROOF = 4, 8
#: How far the items of a list stand in from what leads to it.
_ITEM = 4


def explanations(checked: Checked, group: Contradiction, lang: str) -> Iterator[Passage]:
    """Yield the lines below the leading finding of a contradiction."""
    yield from _other_places(checked, group, lang)
    if group.best is not None:
        yield from _causes(group, group.best, lang)
    yield from _consequences(group, lang)


def _other_places(checked: Checked, group: Contradiction, lang: str) -> Iterator[Passage]:
    """Yield where else a target is stated, if findings are about several statements of it."""
    places: dict[Place, None] = {}
    for finding in group.findings:
        if finding.place.statement > 1:
            places |= {finding.place.first: None, finding.place: None}
    places.pop(group.leading.place, None)
    for place in places:
        source = checked.reading.sources.get(place)
        if source is not None:
            where = checked.where(source, lang)
            yield Passage.of(_OTHER_PLACE.text({"source": where}, lang), _BELOW)


def _causes(group: Contradiction, best: Diagnosis, lang: str) -> Iterator[Passage]:
    """Yield the explanations of a contradiction: the right figure first, if there is only one."""
    others = group.diagnoses[1:]
    yield from _certain(group, best, lang) if best.unique else _likely(best, lang)
    for diagnosis in others[: _MOST_TOLD - 1]:
        text = diagnosis.why(lang) if best.unique else diagnosis.summary(lang, _MOST_TOLD)
        lead = _OTHER_CAUSE if best.unique else _OR
        yield Passage.of(lead.text({"text": text}, lang), _BELOW)
    further = max(best.rivals, len(others)) + 1 - _MOST_TOLD
    if further > 0:
        yield Passage.of(_FURTHER.text({"number": further}, lang), _BELOW)
    # What is unique, or has others beside it, shows as such.
    shows_standing = best.unique or best.rivals > 0
    if not best.proves or not best.complete or not shows_standing:
        yield Passage.of(best.standing(lang), _BELOW)


def _certain(group: Contradiction, best: Diagnosis, lang: str) -> Iterator[Passage]:
    """Yield the figures of a repair that every explanation asks for, the cause and its proof."""
    slips = best.slips
    lead = _RIGHT_FIGURE if len(slips) == 1 else _RIGHT_FIGURES
    if [change.edit.place for change in slips] == [group.leading.place]:
        figure = lead.text({"text": slips[0].edit.proposed}, lang)
        yield Passage.of(figure, _BELOW, GREEN)
    else:
        figures = [change.text(lang) for change in slips]
        yield from _list(lead.text({"text": ""}, lang), figures, _BELOW, GREEN)
    cause = _LIKELIEST_CAUSE if best.rivals else _CAUSE
    yield Passage.of(cause.text({"text": best.why(lang)}, lang), _BELOW)
    yield from _proof(best, lang)


def _likely(best: Diagnosis, lang: str) -> Iterator[Passage]:
    """Yield the likeliest of several repairs with its proof."""
    lead = _LIKELY if best.proves else _PERHAPS
    if len(best.slips) > 1 and best.row is None:
        figures = [change.text(lang) for change in best.slips]
        yield from _list(lead.text({"text": best.why(lang)}, lang), figures, _BELOW)
    else:
        yield Passage.of(lead.text({"text": best.summary(lang)}, lang), _BELOW)
    yield from _proof(best, lang)


def _proof(best: Diagnosis, lang: str) -> Iterator[Passage]:
    """Yield the reasons of a cause, and the first of the figures that follow from its slip."""
    for reason in best.reasons(lang):
        yield Passage.of(reason, _PROOF, DIM)
    if best.derived:
        figures = [change.text(lang) for change in best.derived[:_MOST_TOLD]]
        further = len(best.derived) - _MOST_TOLD
        if further > 0:
            figures.append(MORE.text({"number": further}, lang))
        yield from _list(FOLLOWS.text({"changes": ""}, lang), figures, _PROOF, DIM)


def _list(lead: str, items: Sequence[str], indent: int, style: str = "") -> Iterator[Passage]:
    """Yield what leads to a list, and below it each item; a single one stands behind it."""
    if len(items) == 1:
        yield Passage.of(f"{lead} {items[0]}", indent, style)
        return
    yield Passage.of(lead, indent, style)
    for item in items:
        yield Passage.of(item, indent + _ITEM, style)


def _consequences(group: Contradiction, lang: str) -> Iterator[Passage]:
    """Yield the findings of the same cause, if there are any."""
    if not group.consequences:
        return
    named: list[str] = []
    for finding in group.consequences[:_MOST_TOLD]:
        values: dict[str, Said] = {
            "code": finding.code,
            "where": finding.row_label(lang),
            "field": finding.field_label(lang),
        }
        named.append(_CONSEQUENCE.text(values, lang))
    further = len(group.consequences) - _MOST_TOLD
    if further > 0:
        named.append(_MORE_FINDINGS.text({"number": further}, lang))
    yield Passage.of(_ALSO.text({"findings": "; ".join(named)}, lang), _BELOW)
