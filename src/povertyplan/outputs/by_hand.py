"""The figures that people must type themselves, where a document cannot be repaired."""

from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Change, Diagnosis
from povertyplan.errors import harmless
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.outputs.outcome import Checked
from povertyplan.reading import Reading

_NOTHING = Sentence("{file}: no figure is certain enough to be typed without looking")
_TO_TYPE = Sentence("{file}: to type by hand:")
_INSTEAD = Sentence("{place}: {proposed} in place of {printed} ({label})")
_INTO_BLANK = Sentence("{place}: {proposed}, where nothing stands ({label})")
_AWAY = Sentence("{place}: nothing in place of {printed} ({label})")


def by_hand(repairs: Sequence[Diagnosis], checked: Checked, lang: str) -> Iterator[str]:
    """Yield the figures of some repairs, each with its place in the file and what to type there."""
    lead = _TO_TYPE if repairs else _NOTHING
    yield lead.text({"file": checked.file}, lang)
    for diagnosis in repairs:
        for change in diagnosis.changes:
            yield f"  {_typed(change, checked.reading, lang)}"


def _typed(change: Change, reading: Reading, lang: str) -> str:
    """Return what to type in place of one figure."""
    edit = change.edit
    row = row_label(edit.place.row, change.unit, lang, ordinal=change.ordinal)
    source = reading.sources.get(edit.place)
    printed: Said = f"“{change.written}”" if change.written else edit.printed
    values: dict[str, Said] = {
        "place": row if source is None else harmless(source.location.text(lang)),
        "label": f"{row}, {field_label(edit.place.field, change.year, lang)}",
        "printed": printed,
        "proposed": edit.proposed,
    }
    sentence = _INSTEAD
    if edit.proposed is None:
        sentence = _AWAY
    elif printed is None:
        sentence = _INTO_BLANK
    return sentence.text(values, lang)
