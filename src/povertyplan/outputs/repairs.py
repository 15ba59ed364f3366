"""What a repair comes to: what was written, what is left, and what people must type themselves."""

from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Change, Diagnosis
from povertyplan.documents.files import Document
from povertyplan.documents.write.patched import NewFormula, RefusedEdit
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.outcome import Checked

_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")
_TRACKED = Sentence("each figure is a tracked change: accept or reject it in Word, under Review")
_NEW_FORMULA = Sentence("{place}: formula {after} in place of {before}")
_NOTHING = Sentence("{file}: no figure is certain enough to be typed without looking")
_TO_TYPE = Sentence("{file}: to type by hand:")
_INSTEAD = Sentence("{place}: {proposed} in place of {printed} ({label})")
_INTO_BLANK = Sentence("{place}: {proposed}, where nothing stands ({label})")
_AWAY = Sentence("{place}: nothing in place of {printed} ({label})")
_IN_FORMULA = Sentence(
    "{place}: {proposed} in place of {printed}; correct the formula {formula} or a cell that it"
    " takes, and type no figure over it ({label})"
)
_FOLLOWS = Sentence("{place}: its formula then gives {proposed} in place of {printed} ({label})")
#: How far what is told of a file stands in.
_INDENT = 2


def written(
    repairs: Sequence[Diagnosis],
    copy: Checked,
    lang: str,
    formulas: Sequence[NewFormula] = (),
    *,
    tracked: bool = False,
) -> Iterator[Passage]:
    """
    Yield the repairs in a written copy, and the findings left to people: all but notes.

    *formulas* are those of a workbook that others replaced; *tracked* says whether the figures
    are tracked changes of Word.
    """
    left = [finding for finding in copy.report.findings if finding.severity is not Severity.NOTE]
    values: dict[str, Said] = {"file": copy.file, "done": len(repairs), "left": len(left)}
    yield Passage.of(_WRITTEN.text(values, lang))
    for diagnosis in repairs:
        yield Passage.of(_REPAIRED.text({"text": diagnosis.summary(lang)}, lang), _INDENT)
    if tracked:
        yield Passage.of(_TRACKED.text({}, lang), _INDENT)
    for formula in formulas:
        place = formula.source.location.text(lang)
        said: dict[str, Said] = {"place": place, "before": formula.before, "after": formula.after}
        yield Passage.of(harmless(_NEW_FORMULA.text(said, lang)), _INDENT)
    for finding in left:
        about = {"code": finding.code, "text": finding.text(lang)}
        yield Passage.of(_LEFT.text(about, lang), _INDENT)


def by_hand(
    repairs: Sequence[Diagnosis], checked: Checked, lang: str, refused: Sequence[RefusedEdit] = ()
) -> Iterator[Passage]:
    """
    Yield the figures of some repairs, each with its place in the file and what to type there.

    *refused* are those that could not be written into the copy, with the reasons.
    """
    reasons = {refusal.edit: refusal.why for refusal in refused}
    lead = _TO_TYPE if repairs else _NOTHING
    yield Passage.of(lead.text({"file": checked.file}, lang))
    for diagnosis in repairs:
        for change in diagnosis.changes:
            yield Passage.of(_typed(change, checked.reading, lang), _INDENT)
            if change.edit in reasons:
                yield Passage.of(harmless(reasons[change.edit].text(lang)), 2 * _INDENT)


def _typed(change: Change, document: Document, lang: str) -> str:
    """Return the text to type in place of one figure, or the value its formula should give."""
    edit = change.edit
    row = row_label(edit.place.row, change.unit, lang, ordinal=change.ordinal)
    source = document.sources.get(edit.place)
    formula = dict(document.form.computed).get(edit.place, "")
    printed: Said = f"“{change.written}”" if change.written else edit.printed
    values: dict[str, Said] = {
        "place": row if source is None else harmless(source.location.text(lang)),
        "label": f"{row}, {field_label(edit.place.field, change.year, lang)}",
        "printed": printed,
        "proposed": edit.proposed,
        "formula": harmless(formula),
    }
    sentence = _INSTEAD
    if edit.proposed is None:
        sentence = _AWAY
    elif formula:
        sentence = _FOLLOWS if change.derived else _IN_FORMULA
    elif printed is None:
        sentence = _INTO_BLANK
    return sentence.text(values, lang)
